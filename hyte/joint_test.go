package hyte_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// joint is an answer of Hämeenlinna that names others in whose name it is made, too.
func joint(with ...string) hyte.Received {
	n := nominationOf("municipality:109", personNamed("Aino"))
	n.JointlyWith = with
	return hyte.Received{ID: "joint", ReceivedAt: instant("2024-10-01T12:00:00+03:00"), Nomination: n}
}

// own is an answer of Forssa itself.
func own(change func(*hyte.Received)) hyte.Received {
	r := hyte.Received{ID: "own", ReceivedAt: instant("2024-10-02T12:00:00+03:00"), Nomination: nominationOf("municipality:061", personNamed("Eino"))}
	r.Nomination.Submitter.Email = "kirjaamo@example.fi"
	change(&r)
	return r
}

// A joint answer answers for all in whose name it is made. What one of them answers
// itself counts, and is to be settled unless it is known to fit.
func TestJointAnswers(t *testing.T) {
	of := func(kind hyte.ReceivedKind) func(*hyte.Received) {
		return func(r *hyte.Received) {
			r.Kind, r.Nominator, r.Submitter, r.Nomination = kind, "municipality:061", r.Nomination.Submitter, nil
		}
	}
	decided := func(kind hyte.ReceivedKind, about string) hyte.Received {
		r := hyte.Received{ID: "decided", ReceivedAt: instant("2024-10-03T12:00:00+03:00"), Kind: kind, By: "Helmi Mallikas", Reason: "Asia on selvitetty."}
		r.Accepts, r.Rejects = about, about
		return r
	}
	as := func(*hyte.Received) {}
	for _, test := range []struct {
		name     string
		received []hyte.Received
		want     string // of Forssa: status, through whom, contested, the kinds of its trail
	}{
		{"by id", []hyte.Received{joint("municipality:061")}, "joint municipality:109 false [nomination]"},
		{"by name, written otherwise", []hyte.Received{joint(" FORSSA ")}, "joint municipality:109 false [nomination]"},
		{"by id and by name", []hyte.Received{joint("municipality:061", "Forssa", "forssa")}, "joint municipality:109 false [nomination]"},
		{"by the Swedish name of another", []hyte.Received{joint("Tavastehus")}, "missing  false []"},
		{"of nobody known", []hyte.Received{joint("Malliyhdistys ry")}, "missing  false []"},
		{"and an answer of its own", []hyte.Received{joint("Forssa"), own(as)}, "received  true [nomination]"},
		{"and one of its own by the same sender", []hyte.Received{joint("Forssa"), own(func(r *hyte.Received) { r.Nomination.Submitter.Email = "ONNI.mallikas@example.fi" })}, "received  false [nomination]"},
		{"and a confirmed one", []hyte.Received{joint("Forssa"), own(func(r *hyte.Received) { r.Confirmed = true })}, "received  false [nomination]"},
		{"and one that the organizer entered", []hyte.Received{joint("Forssa"), own(func(r *hyte.Received) { r.EnteredBy = "Helmi Mallikas" })}, "received  false [nomination]"},
		{"and an accepted one", []hyte.Received{joint("Forssa"), own(as), decided(hyte.ReceivedAcceptance, "own")}, "received  false [nomination acceptance]"},
		{"and a rejected one", []hyte.Received{joint("Forssa"), own(as), decided(hyte.ReceivedRejection, "own")}, "joint municipality:109 false [nomination rejection]"},
		{"the joint one rejected", []hyte.Received{joint("Forssa"), own(as), decided(hyte.ReceivedRejection, "joint")}, "received  false []"},
		{"and a late one", []hyte.Received{joint("Forssa"), own(func(r *hyte.Received) { r.ReceivedAt = instant("2024-10-18T12:00:00+03:00") })}, "joint municipality:109 false [nomination]"},
		{"and a refusal", []hyte.Received{joint("Forssa"), own(of(hyte.ReceivedRefusal))}, "declined  false [nomination refusal]"},
		{"its own taken back", []hyte.Received{joint("Forssa"), own(as), own(func(r *hyte.Received) {
			of(hyte.ReceivedWithdrawal)(r)
			r.ID, r.ReceivedAt = "back", r.ReceivedAt.AddDate(0, 0, 1)
		})}, "joint municipality:109 false [nomination withdrawal]"},
	} {
		roster := conformanceCalls(t)["basic"].Roster(test.received, instant("2024-10-20T12:00:00+03:00"))
		e := entryOf(t, roster, "municipality:061")
		var kinds []hyte.ReceivedKind
		for _, s := range e.Trail {
			kinds = append(kinds, s.Kind)
			if s.Kind == hyte.ReceivedNomination && (s.Nominator != "municipality:109" || s.ID != "joint" || s.Contested != e.Contested) {
				t.Errorf("%s: the step %+v", test.name, s)
			}
		}
		if got := fmt.Sprintf("%s %s %t %v", e.Status, e.Jointly, e.Contested, kinds); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		counted := strings.Count(fmt.Sprint(roster.Violations), string(hyte.RuleRosterContested))
		if s := roster.Summary; (s.Joint == 1) != (e.Status == hyte.EntryJoint) || s.Contested != counted || (counted == 1) != e.Contested {
			t.Errorf("%s: summary %+v, violations %v", test.name, s, roster.Violations)
		}
	}
}

// Who has answered jointly is neither missing nor waited for, and names nobody.
func TestJointIsNotMissing(t *testing.T) {
	call := conformanceCalls(t)["gender-recommended"]
	var all []string
	for _, n := range call.Nominators {
		if n.ID != "municipality:109" {
			all = append(all, n.ID)
		}
	}
	roster := call.Roster([]hyte.Received{joint(all...)}, instant("2024-10-20T12:00:00+03:00"))
	if s := roster.Summary; len(roster.Missing()) > 0 || s.Joint != len(all) || s.Representatives != 1 {
		t.Errorf("summary %+v", s)
	}
	if roster.Gender.State == hyte.BalanceOpen {
		t.Error("the balance waits for who has answered")
	}
}

// A member of a group may be named for the group, and a name that two have for nobody.
func TestJointNames(t *testing.T) {
	n := nominationOf("association:example", personNamed("Aino"))
	n.JointlyWith = []string{"municipality:286"}
	roster := conformanceCalls(t)["group"].Roster([]hyte.Received{{ID: "1", Nomination: n}}, instant("2024-10-20T12:00:00+03:00"))
	if e := entryOf(t, roster, "group:sub-region"); e.Status != hyte.EntryJoint || e.Jointly != "association:example" {
		t.Errorf("the group is %s", e.Status)
	}
	call := *conformanceCalls(t)["basic"]
	for i := range call.Nominators {
		call.Nominators[i].Name = hyte.Text{"fi": "Kunta"}
	}
	roster = call.Roster([]hyte.Received{joint("Kunta")}, instant("2024-10-20T12:00:00+03:00"))
	if roster.Summary.Joint > 0 {
		t.Errorf("%d have answered by a name that all have", roster.Summary.Joint)
	}
}
