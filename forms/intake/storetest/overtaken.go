package storetest

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

func appendAfterCount(t *testing.T, open func() intake.Store) {
	s := able[intake.Overtaken](t, open())
	other := record(9)
	other.Inquiry = "another-inquiry"
	add(t, s, other)
	first := add(t, s, record(1))
	for _, wrong := range []int64{0, 2} {
		if _, added, err := s.AppendAfter(t.Context(), record(2), wrong); !errors.Is(err, intake.ErrOvertaken) || added {
			t.Errorf("after %d of 1: added %v, error %v; want ErrOvertaken", wrong, added, err)
		} else {
			discreet(t, err)
		}
	}
	if n := count(t, s, first.Inquiry); n != 1 {
		t.Fatalf("%d records, want 1: what was overtaken is not stored", n)
	}
	kept, added, err := s.AppendAfter(t.Context(), record(2), 1)
	if err != nil || !added {
		t.Fatalf("after 1 of 1: added %v, error %v", added, err)
	}
	for _, any := range []int64{0, 1, 7} { // what is there already is told in any case
		again, added, err := s.AppendAfter(t.Context(), record(2), any)
		if diff := cmp.Diff(kept, again); err != nil || added || diff != "" {
			t.Errorf("again after %d: added %v, error %v (-want +got)\n%s", any, added, err, diff)
		}
		reused := record(3)
		reused.Key = first.Key
		if _, _, err := s.AppendAfter(t.Context(), reused, any); !errors.Is(err, intake.ErrKeyReused) {
			t.Errorf("another document after %d: error %v, want ErrKeyReused", any, err)
		}
	}
}

func concurrentAppendsAfterCount(t *testing.T, open func() intake.Store) {
	stores := []intake.Overtaken{able[intake.Overtaken](t, open()), able[intake.Overtaken](t, open())}
	const rounds, senders = 5, 8
	for round := range rounds {
		var added [senders]bool
		var wg sync.WaitGroup
		for i := range senders {
			wg.Go(func() {
				var err error
				if _, added[i], err = stores[i%len(stores)].AppendAfter(t.Context(), record(round*senders+i), int64(round)); added[i] == (err != nil) || err != nil && !errors.Is(err, intake.ErrOvertaken) {
					t.Errorf("added %v, error %v", added[i], err)
				}
			})
		}
		wg.Wait()
		winners := 0
		for _, a := range added {
			if a {
				winners++
			}
		}
		if winners != 1 {
			t.Fatalf("%d were added after %d, want exactly one", winners, round)
		}
	}
	if n := count(t, stores[0], record(0).Inquiry); n != rounds {
		t.Errorf("%d records, want %d", n, rounds)
	}
}
