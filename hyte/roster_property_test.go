package hyte_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

// instants are few, so that documents often come at one time; one is that of a
// document whose time nobody knows.
var instants = []string{"", "2024-09-30T09:00:00Z", noon, later, "2024-10-15T23:59:59.999+03:00", tooLate, after}

// callsDrawn are calls that ask these organizations, for candidates too, or anyone.
var callsDrawn = []string{"basic", "candidates-with-deputies", "open-to-any", "confirmed"}

// anyReceived draws documents for these calls: few organizations, of which
// one is not asked, few persons and few senders. Every document has an id of its own.
func anyReceived() *rapid.Generator[[]hyte.Received] {
	return rapid.Custom(func(t *rapid.T) []hyte.Received {
		received := make([]hyte.Received, rapid.IntRange(0, 12).Draw(t, "documents"))
		for i := range received {
			received[i] = anyDocument(t, i, len(received))
		}
		return received
	})
}

// kindsDrawn are the kinds of documents, answers more often than others.
var kindsDrawn = []hyte.ReceivedKind{
	"", "", hyte.ReceivedNomination, hyte.ReceivedNomination, hyte.ReceivedWithdrawal, hyte.ReceivedRefusal,
	hyte.ReceivedAcceptance, hyte.ReceivedAcceptance, hyte.ReceivedRejection, hyte.ReceivedCorrection, hyte.ReceivedSelection, hyte.ReceivedUndo,
	hyte.ReceivedConfirmation, hyte.ReceivedConfirmation,
}

// anyDocument draws the document of the place i among so many.
func anyDocument(t *rapid.T, i, count int) hyte.Received {
	r := hyte.Received{
		ID: fmt.Sprintf("d%d", i), ReceivedAt: anyTime(t, "at"), Kind: rapid.SampledFrom(kindsDrawn).Draw(t, "kind"),
		Sequence: rapid.SampledFrom([]int{0, 0, 1, 2, 3}).Draw(t, "sequence"),
	}
	nominator := rapid.SampledFrom([]string{"municipality:109", "municipality:061", "association:example", "municipality:091"}).Draw(t, "nominator")
	concerned := fmt.Sprintf("d%d", rapid.IntRange(0, count).Draw(t, "concerned"))
	switch r.Kind {
	case hyte.ReceivedAcceptance:
		r.Accepts = concerned
	case hyte.ReceivedRejection:
		r.Rejects = concerned
	case hyte.ReceivedUndo:
		r.Undoes = concerned
	case hyte.ReceivedConfirmation:
		r.Confirms = concerned
	case hyte.ReceivedCorrection:
		r.Corrects, r.ArrivedAt = concerned, anyTime(t, "arrived")
	case hyte.ReceivedSelection:
		r.Answer, r.Nominator, r.Selected = concerned, nominator, []int{0}
	default:
		r.Via = rapid.SampledFrom([]hyte.Via{"", hyte.ViaForm}).Draw(t, "via")
		r.Confirmed = rapid.IntRange(0, 3).Draw(t, "confirmed") == 3
		if rapid.IntRange(0, 4).Draw(t, "entered") == 4 {
			r.EnteredBy, r.EnteredAt = "Helmi Mallikas", anyTime(t, "enteredAt")
		}
	}
	switch r.Kind {
	case "", hyte.ReceivedNomination:
		r.Nomination = nominationOf(nominator, personNamed(rapid.SampledFrom([]string{"Aino", "Eino"}).Draw(t, "person")))
		r.Nomination.Submitter.Email = rapid.SampledFrom([]string{"a@example.fi", "a@example.fi", "A@EXAMPLE.fi", "b@example.fi"}).Draw(t, "sender")
		if rapid.IntRange(0, 3).Draw(t, "change") == 3 {
			r.Nomination.Change = &hyte.Change{From: "2025-01-01"}
		}
	case hyte.ReceivedWithdrawal, hyte.ReceivedRefusal:
		r.Nominator = nominator
	}
	return r
}

func anyTime(t *rapid.T, label string) time.Time {
	if at := rapid.SampledFrom(instants).Draw(t, label); at != "" {
		return instant(at)
	}
	return time.Time{}
}

// knownAt reports whether a document was in the ledger at an instant.
func knownAt(r *hyte.Received, at time.Time) bool {
	return !r.ReceivedAt.After(at) && !r.EnteredAt.After(at)
}

func anyInstant(t *rapid.T) time.Time {
	return instant(rapid.SampledFrom(append(instants[1:], "2024-12-01T00:00:00Z")).Draw(t, "now"))
}

// rewritten says the same as the document in other characters.
func rewritten(t *rapid.T, r hyte.Received) hyte.Received {
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var again hyte.Received
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	again.ReceivedAt = r.ReceivedAt.In(time.FixedZone("", 3600*rapid.IntRange(-3, 3).Draw(t, "zone")))
	if r.ReceivedAt.IsZero() {
		again.ReceivedAt = r.ReceivedAt
	}
	if n := again.Nomination; n != nil {
		again.Kind = rapid.SampledFrom([]hyte.ReceivedKind{"", hyte.ReceivedNomination}).Draw(t, "kind")
		n.Schema = rapid.SampledFrom([]string{"", "https://example.fi/schema"}).Draw(t, "schema")
		p := n.Representatives[0].Person
		p.GivenName = rapid.SampledFrom([]string{"", " ", "\u00a0"}).Draw(t, "blank") + p.GivenName
	}
	return again
}

// Neither the order of the documents, nor how often each is given, nor how it
// is written changes anything.
func TestRosterIsAFunctionOfTheSet(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		want := asJSON(t, call.Roster(received, now))
		more := slices.Clone(received)
		for _, r := range received {
			if rapid.Bool().Draw(t, "twice") {
				more = append(more, rewritten(t, r))
			}
		}
		got := asJSON(t, call.Roster(rapid.Permutation(more).Draw(t, "order"), now.UTC()))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRosterLeavesItsInputAlone(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received := anyReceived().Draw(t, "received")
		for i := range received {
			received[i] = rewritten(t, received[i])
		}
		before := asJSON(t, received)
		roster := call.Roster(received, anyInstant(t))
		for _, e := range roster.Nominators {
			if e.Counted != nil {
				e.Counted.Nomination.Representatives[0].Person.GivenName = "changed"
			}
		}
		if diff := cmp.Diff(before, asJSON(t, received)); diff != "" {
			t.Error(diff)
		}
	})
}

// What comes later than the roster's instant is not in it.
func TestRosterOfThePast(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		known := slices.DeleteFunc(slices.Clone(received), func(r hyte.Received) bool { return !knownAt(&r, now) })
		if diff := cmp.Diff(asJSON(t, call.Roster(known, now)), asJSON(t, call.Roster(received, now))); diff != "" {
			t.Error(diff)
		}
	})
}

// Every nomination that has come is somewhere on the roster, once.
func TestRosterLosesNothing(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		var want []string
		for _, r := range received {
			if r.Nomination != nil && knownAt(&r, now) {
				want = append(want, r.ID)
			}
		}
		var got []string
		for _, a := range answers(call.Roster(received, now)) {
			got = append(got, a.ID)
		}
		slices.Sort(want)
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func answers(roster *hyte.Roster) []hyte.Answer {
	all := slices.Clone(roster.Unlisted)
	for _, e := range roster.Nominators {
		if e.Counted != nil {
			all = append(all, *e.Counted)
		}
		all = append(all, e.Others...)
	}
	return all
}

// A roster is a right document, its sums fit, and it can be read again.
func TestRosterIsADocument(t *testing.T) {
	calls := conformanceCalls(t)
	rapid.Check(t, func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		roster := call.Roster(anyReceived().Draw(t, "received"), anyInstant(t))
		s := roster.Summary
		if sum := s.Received + s.Replaced + s.Late + s.Missing + s.Withdrawn + s.Declined + s.Conflict + s.Rejected + s.Joint + s.Unconfirmed; s.Asked != sum || s.Asked != len(roster.Nominators) {
			t.Errorf("of %d asked there are %+v", len(roster.Nominators), s)
		}
		if len(roster.Missing()) != s.Missing+s.Unconfirmed {
			t.Errorf("%d missing of %+v", len(roster.Missing()), s)
		}
		text := asJSON(t, roster)
		var again hyte.Roster
		if violations := hyte.RosterType().Read([]byte(text), &again); len(violations) > 0 {
			t.Fatalf("%v in %s", violations, text)
		}
		if diff := cmp.Diff(text, asJSON(t, again)); diff != "" {
			t.Error(diff)
		}
	})
}
