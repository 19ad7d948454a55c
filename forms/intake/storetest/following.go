package storetest

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// followingOneStore: what one store alone has added it has in hand, as it is read.
func followingOneStore(t *testing.T, open func() intake.Store) {
	s := able[intake.Following](t, open())
	if _, all := s.Following(record(0).Inquiry, 0, 1); all {
		t.Error("an empty store has the first record in hand")
	}
	first := add(t, s, record(0))
	other := record(1)
	other.Inquiry = "another-inquiry"
	add(t, s, other)
	last := add(t, s, record(2))
	if _, added, err := s.Append(t.Context(), record(2)); err != nil || added {
		t.Fatalf("Append again: added %v, error %v", added, err)
	}
	got, all := s.Following(first.Inquiry, first.Sequence, last.Sequence)
	if diff := cmp.Diff(after(t, s, first.Inquiry, first.Sequence), got); !all || diff != "" {
		t.Errorf("all %v (-want +got):\n%s", all, diff)
	}
	if _, all := s.Following(first.Inquiry, first.Sequence, last.Sequence+1); all {
		t.Error("a record is in hand that nobody has added")
	}
}

// followingWhileOthersAppend: whatever others add meanwhile, what is in hand is all there
// is, or the store says that it may not be.
func followingWhileOthersAppend(t *testing.T, open func() intake.Store) {
	s, other := able[intake.Following](t, open()), open()
	const senders, each = 6, 25
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Go(func() {
			on := intake.Store(s)
			if sender%3 == 2 {
				on = other
			}
			for i := range each {
				if _, _, err := on.Append(t.Context(), record(sender*each+i)); err != nil {
					t.Errorf("Append: %v", err)
				}
			}
		})
	}
	wg.Wait()
	all := after(t, s, record(0).Inquiry, 0)
	inHand := 0
	for from := range all {
		for n, until := range all[from+1:] {
			got, complete := s.Following(until.Inquiry, all[from].Sequence, until.Sequence)
			if !complete {
				continue
			}
			inHand++
			if len(got) <= n {
				t.Fatalf("after %d until %d: %d records, want more than %d", all[from].Sequence, until.Sequence, len(got), n)
			}
			if diff := cmp.Diff(all[from+1:][:len(got)], got); diff != "" {
				t.Fatalf("after %d until %d (-want +got):\n%s", all[from].Sequence, until.Sequence, diff)
			}
		}
	}
	t.Logf("%d times all was in hand", inHand)
}
