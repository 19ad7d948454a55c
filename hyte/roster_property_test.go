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

// anyReceived draws documents for the call "basic": few organizations, of which
// one is not asked, and few persons. Every document has an id of its own.
func anyReceived() *rapid.Generator[[]hyte.Received] {
	return rapid.Custom(func(t *rapid.T) []hyte.Received {
		received := make([]hyte.Received, rapid.IntRange(0, 12).Draw(t, "documents"))
		for i := range received {
			r := &received[i]
			r.ID = fmt.Sprintf("d%d", i)
			if at := rapid.SampledFrom(instants).Draw(t, "at"); at != "" {
				r.ReceivedAt = instant(at)
			}
			r.Kind = rapid.SampledFrom([]hyte.ReceivedKind{
				"", hyte.KindNomination, hyte.KindNomination, hyte.KindWithdrawal, hyte.KindRefusal, hyte.KindAcceptance,
			}).Draw(t, "kind")
			nominator := rapid.SampledFrom([]string{"municipality:109", "municipality:061", "association:example", "municipality:091"}).Draw(t, "nominator")
			switch r.Kind {
			case "", hyte.KindNomination:
				r.Nomination = nominationOf(nominator, personNamed(rapid.SampledFrom([]string{"Aino", "Eino"}).Draw(t, "person")))
			case hyte.KindAcceptance:
				r.Accepts = fmt.Sprintf("d%d", rapid.IntRange(0, len(received)).Draw(t, "accepted"))
			default:
				r.Nominator = nominator
			}
		}
		return received
	})
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
		again.Kind = rapid.SampledFrom([]hyte.ReceivedKind{"", hyte.KindNomination}).Draw(t, "kind")
		n.Schema = rapid.SampledFrom([]string{"", "https://example.fi/schema"}).Draw(t, "schema")
		p := n.Representatives[0].Person
		p.GivenName = rapid.SampledFrom([]string{"", " ", "\u00a0"}).Draw(t, "blank") + p.GivenName
	}
	return again
}

// Neither the order of the documents, nor how often each is given, nor how it
// is written changes anything.
func TestRosterIsAFunctionOfTheSet(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	rapid.Check(t, func(t *rapid.T) {
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
	call := conformanceCalls(t)["basic"]
	rapid.Check(t, func(t *rapid.T) {
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
	call := conformanceCalls(t)["basic"]
	rapid.Check(t, func(t *rapid.T) {
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		known := slices.DeleteFunc(slices.Clone(received), func(r hyte.Received) bool { return r.ReceivedAt.After(now) })
		if diff := cmp.Diff(asJSON(t, call.Roster(known, now)), asJSON(t, call.Roster(received, now))); diff != "" {
			t.Error(diff)
		}
	})
}

// Every nomination that has come is somewhere on the roster, once.
func TestRosterLosesNothing(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	rapid.Check(t, func(t *rapid.T) {
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		var want []string
		for _, r := range received {
			if r.Nomination != nil && !r.ReceivedAt.After(now) {
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

// The roster of each organization is what its own documents say: a second
// telling of the rules, as simple as can be.
func TestRosterAgainstAModel(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	end := instant(tooLate)
	rapid.Check(t, func(t *rapid.T) {
		received, now := anyReceived().Draw(t, "received"), anyInstant(t)
		accepted := map[string]bool{}
		for _, r := range received {
			if r.Kind == hyte.KindAcceptance && !r.ReceivedAt.After(now) {
				accepted[r.Accepts] = true
			}
		}
		roster := call.Roster(received, now)
		for _, e := range roster.Nominators {
			latest, said, late := time.Time{}, map[string]bool{}, false
			for _, r := range received {
				says, from := string(r.Kind), r.Nominator
				if r.Nomination != nil {
					says, from = r.Nomination.Representatives[0].Person.GivenName, r.Nomination.Nominator
				}
				if from != e.Nominator || r.ReceivedAt.After(now) {
					continue
				}
				if r.Nomination != nil && !r.ReceivedAt.Before(end) && !accepted[r.ID] {
					late = true
					continue
				}
				if r.ReceivedAt.After(latest) {
					latest, said = r.ReceivedAt, map[string]bool{}
				}
				if r.ReceivedAt.Equal(latest) {
					said[says] = true
				}
			}
			checkEntry(t, e, said, late)
		}
	})
}

// checkEntry compares an entry with what its latest documents say, late ones
// left out.
func checkEntry(t *rapid.T, e hyte.Entry, said map[string]bool, late bool) {
	var allowed []hyte.EntryStatus
	switch {
	case len(said) == 0 && late:
		allowed = []hyte.EntryStatus{hyte.LateOnly}
	case len(said) == 0:
		allowed = []hyte.EntryStatus{hyte.Missing}
	case len(said) > 1:
		allowed = []hyte.EntryStatus{hyte.Conflict}
	case said["withdrawal"]:
		allowed = []hyte.EntryStatus{hyte.Withdrawn}
	case said["refusal"]:
		allowed = []hyte.EntryStatus{hyte.Declined}
	default:
		allowed = []hyte.EntryStatus{hyte.Answered, hyte.Replaced}
	}
	if !slices.Contains(allowed, e.Status) {
		t.Errorf("%s is %s, not %v", e.Nominator, e.Status, allowed)
	}
	counts := e.Status == hyte.Answered || e.Status == hyte.Replaced
	if counts != (e.Counted != nil) {
		t.Fatalf("%s is %s and its counted answer is %v", e.Nominator, e.Status, e.Counted)
	}
	if counts && (e.Counted.State != hyte.StateCounted || !said[e.Counted.Nomination.Representatives[0].Person.GivenName]) {
		t.Errorf("%s: %+v counts, but it said %v", e.Nominator, e.Counted, said)
	}
	for i, a := range e.Others {
		if a.State == hyte.StateCounted {
			t.Errorf("%s: a second answer counts: %s", e.Nominator, a.ID)
		}
		if i > 0 && a.ReceivedAt.Before(e.Others[i-1].ReceivedAt) {
			t.Errorf("%s: others are not oldest first", e.Nominator)
		}
	}
}

// A roster is a right document, its sums fit, and it can be read again.
func TestRosterIsADocument(t *testing.T) {
	call := conformanceCalls(t)["basic"]
	rapid.Check(t, func(t *rapid.T) {
		roster := call.Roster(anyReceived().Draw(t, "received"), anyInstant(t))
		s := roster.Summary
		if sum := s.Received + s.Replaced + s.Late + s.Missing + s.Withdrawn + s.Declined + s.Conflict; s.Asked != sum || s.Asked != len(roster.Nominators) {
			t.Errorf("of %d asked there are %+v", len(roster.Nominators), s)
		}
		if len(roster.Missing()) != s.Missing {
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
