package hyte_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

// meant is what the roster of the documents until the last one says of that one.
func meant(call *hyte.ResolvedCall, received []hyte.Received) (a hyte.Arrival) {
	at := instant("2030-01-01T00:00:00Z")
	last := received[len(received)-1]
	of := func(received []hyte.Received) *hyte.Entry {
		roster := call.Roster(received, at)
		for i := range roster.Nominators {
			e := &roster.Nominators[i]
			if e.Nominator == last.Nominator || last.Nomination != nil && e.Nominator == last.Nomination.Nominator {
				return e
			}
		}
		return &hyte.Entry{}
	}
	entry, before := of(received), of(received[:len(received)-1])
	if before.Counted != nil {
		a.Before = before.Counted.ID
	}
	for _, s := range entry.Trail {
		if s.ID != last.ID {
			continue
		}
		switch {
		case s.Contested:
			a.State = hyte.StateContested
		case s.Late:
			a.State = hyte.StateLate
		case s.Unconfirmed:
			a.State = hyte.StateUnconfirmed
		default:
			a.State = hyte.StateCounted
		}
		a.Nothing = s.Kind == hyte.ReceivedWithdrawal && entry.Counted == nil && len(entry.Others) == 0
		return a
	}
	if entry.Counted == nil || entry.Counted.ID != last.ID {
		i := slices.IndexFunc(entry.Others, func(o hyte.Answer) bool { return o.ID == last.ID })
		a.State = entry.Others[i].State
		return a
	}
	a.State = hyte.StateCounted
	if entry.Open > 0 {
		a.Named, a.Expected = entry.Filled()
	}
	if before.Counted != nil {
		a.Replaces = before.Counted.ReceivedAt
	}
	return a
}

// What is known of a document by itself is what the roster says.
func TestArrivalsAreTheRosters(t *testing.T) {
	calls := conformanceCalls(t)
	states := map[hyte.AnswerState]int{}
	nothing, replaces := 0, 0
	property := func(t *rapid.T) {
		call := calls[rapid.SampledFrom(callsDrawn).Draw(t, "call")]
		received := anyReceived().Draw(t, "received")
		plain := rapid.Bool().Draw(t, "plain") // nothing but what organizations send
		for i := range received {
			r := &received[i]
			r.Sequence = i + 1
			if plain {
				r.EnteredBy, r.EnteredAt = "", time.Time{}
			}
			if r.Nomination != nil && !plain && rapid.IntRange(0, 4).Draw(t, "joint") == 4 {
				r.Nomination.JointlyWith = []string{rapid.SampledFrom([]string{"municipality:109", "municipality:061", "Forssa"}).Draw(t, "with")}
			}
		}
		if plain {
			received = slices.DeleteFunc(received, func(r hyte.Received) bool { return decides(&r) })
		}
		arrivals := call.Arrivals()
		for i := range received {
			got, known := arrivals.Add(&received[i])
			if !known {
				if _, asked := call.Nominator(nominatorOf(&received[i])); plain && asked {
					t.Fatalf("document %d: what it means is not known, though nobody decided anything", i)
				}
				continue
			}
			if diff := cmp.Diff(meant(call, received[:i+1]), got); diff != "" {
				t.Fatalf("document %d (-roster +arrivals)\n%s", i, diff)
			}
			states[got.State]++
			if got.Nothing {
				nothing++
			}
			if !got.Replaces.IsZero() {
				replaces++
			}
		}
	}
	for range 20 { // a contested document comes about three times in one
		rapid.Check(t, property)
	}
	for _, state := range []hyte.AnswerState{hyte.StateCounted, hyte.StateLate, hyte.StateContested, hyte.StateUnconfirmed} {
		if states[state] == 0 {
			t.Errorf("no document was %s", state)
		}
	}
	if nothing == 0 || replaces == 0 {
		t.Errorf("%d withdrawals took nothing back, %d answers replaced another", nothing, replaces)
	}
}

func nominatorOf(r *hyte.Received) string {
	if r.Nomination != nil {
		return r.Nomination.Nominator
	}
	return r.Nominator
}
