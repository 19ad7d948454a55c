package hyte_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// change is an answer that changes representatives in mid-term.
func change(id, at, from string, reason hyte.ChangeReason, section string, persons ...*hyte.Person) hyte.Received {
	n := nominationOf("municipality:109", persons...)
	n.Change = &hyte.Change{From: from, Reason: reason}
	n.Decision = &hyte.Decision{Section: section}
	return hyte.Received{ID: id, ReceivedAt: instant(at), Nomination: n}
}

// standingOf writes who sits or sat: "Aino 2024- by 1".
func standingOf(e *hyte.Entry) string {
	var all []string
	for _, s := range e.Standing {
		text := fmt.Sprintf("%s %s–%s by %s", s.Person.GivenName, s.From, s.Until, s.Decision.Section)
		if s.Deputy {
			text += " as deputy"
		}
		if s.Reason != "" {
			text += " " + string(s.Reason)
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// Who stays keeps the own decision, who leaves has an end, and a change is never
// late.
func TestStanding(t *testing.T) {
	const (
		spring = "2025-03-01T12:00:00+02:00"
		summer = "2025-06-01T12:00:00+03:00"
	)
	first := hyte.Received{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf("municipality:109", personNamed("Aino"), personNamed("Eino"))}
	first.Nomination.Decision = &hyte.Decision{Section: "1"}
	first.Nomination.Representatives[0].Deputy = personNamed("Urho")
	stranger := change("2", spring, "2025-04-01", "", "2", personNamed("Aino"), personNamed("Aura"))
	stranger.Nomination.Submitter.Email = "aura@example.fi"
	confirmed := stranger
	confirmed.Confirmed = true
	accepted := hyte.Received{ID: "9", ReceivedAt: instant(summer), Kind: hyte.ReceivedAcceptance, Accepts: "2"}
	renamed := personNamed("AINO")
	renamed.Email = "aino@example.fi"
	swapped := change("2", spring, "2025-04-01", "", "2", personNamed("Urho"), personNamed("Eino"))
	swapped.Nomination.Representatives[0].Deputy = personNamed("Aino")
	for name, c := range map[string]struct {
		received []hyte.Received
		status   hyte.EntryStatus
		standing string
	}{
		"nothing changed": {[]hyte.Received{first}, hyte.EntryAnswered, ""},
		"one leaves": {
			[]hyte.Received{first, change("2", spring, "2025-04-01", hyte.ChangeResigned, "2", renamed, personNamed("Aura"))},
			hyte.EntryReplaced, "AINO – by 1, Urho –2025-04-01 by 1 as deputy resigned, Eino –2025-04-01 by 1 resigned, Aura 2025-04-01– by 2",
		},
		"and one more": {
			[]hyte.Received{
				first, change("2", spring, "2025-04-01", "", "2", personNamed("Aino"), personNamed("Aura")),
				change("3", summer, "2025-07-01", hyte.ChangeMoved, "3", personNamed("Aura"), personNamed("Eino")),
			},
			hyte.EntryReplaced, "Aino –2025-07-01 by 1 moved, Urho –2025-04-01 by 1 as deputy, Eino –2025-04-01 by 1, Aura 2025-04-01– by 2, Eino 2025-07-01– by 3",
		},
		"a deputy becomes a representative": {
			[]hyte.Received{first, swapped},
			hyte.EntryReplaced, "Aino –2025-04-01 by 1, Urho –2025-04-01 by 1 as deputy, Eino – by 1, Urho 2025-04-01– by 2, Aino 2025-04-01– by 2 as deputy",
		},
		"by a stranger": {[]hyte.Received{first, stranger}, hyte.EntryAnswered, ""},
		"by a stranger, confirmed": {
			[]hyte.Received{first, confirmed}, hyte.EntryReplaced, "Aino – by 1, Urho –2025-04-01 by 1 as deputy, Eino –2025-04-01 by 1, Aura 2025-04-01– by 2",
		},
		"by a stranger, accepted": {
			[]hyte.Received{first, stranger, accepted}, hyte.EntryReplaced, "Aino – by 1, Urho –2025-04-01 by 1 as deputy, Eino –2025-04-01 by 1, Aura 2025-04-01– by 2",
		},
		"of nothing":          {[]hyte.Received{change("2", spring, "2025-04-01", "", "2", personNamed("Aino"))}, hyte.EntryLate, ""},
		"of nothing, in time": {[]hyte.Received{change("2", noon, "2024-11-01", "", "2", personNamed("Aino"))}, hyte.EntryAnswered, "Aino 2024-11-01– by 2"},
	} {
		t.Run(name, func(t *testing.T) {
			roster := conformanceCalls(t)["basic"].Roster(c.received, instant("2026-01-01T00:00:00Z"))
			e := entryOf(t, roster, "municipality:109")
			if got := standingOf(&e); e.Status != c.status || got != c.standing {
				t.Errorf("%s, %q; want %s, %q", e.Status, got, c.status, c.standing)
			}
			if violations := hyte.RosterType().Check(roster); len(violations) > 0 {
				t.Error(violations)
			}
		})
	}
}

// A standing list takes answers at any time.
func TestStandingList(t *testing.T) {
	late := hyte.Received{ID: "1", ReceivedAt: instant(after).Add(1000 * time.Hour), Nomination: nominationOf("municipality:109", personNamed("Aino"))}
	e := entryOf(t, conformanceCalls(t)["standing"].Roster([]hyte.Received{late}, late.ReceivedAt), "municipality:109")
	if e.Status != hyte.EntryAnswered {
		t.Errorf("the entry is %s", e.Status)
	}
}
