package storetest

import (
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// after reads what an inquiry has after a sequence.
func after(t *testing.T, s intake.Store, inquiry string, sequence int64) (records []intake.Record) {
	t.Helper()
	for r, err := range s.After(t.Context(), inquiry, sequence) {
		if err != nil {
			t.Fatalf("After: %v", err)
		}
		records = append(records, r)
	}
	return records
}

// afterSequence: a reading begins with the first record that has a greater sequence,
// also where the sequence is that of another inquiry's record, or of none.
func afterSequence(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	const all = 600 // more than a store reads in one go
	other := "paijat-hame-hyte-2021"
	var kept []intake.Record
	for n := range all {
		r := record(n)
		if n%3 == 1 {
			r.Inquiry = other
		}
		kept = append(kept, add(t, stores[n%2], r))
	}
	last := kept[all-1].Sequence
	for _, sequence := range []int64{-1, 0, kept[0].Sequence, kept[1].Sequence, kept[299].Sequence, kept[300].Sequence, kept[all-2].Sequence, last, last + 1000} {
		var want []intake.Record
		for _, r := range kept {
			if r.Inquiry != other && r.Sequence > sequence {
				want = append(want, r)
			}
		}
		if diff := cmp.Diff(want, after(t, stores[0], kept[0].Inquiry, sequence)); diff != "" {
			t.Fatalf("after %d of %d to %d (-want +got):\n%s", sequence, kept[0].Sequence, last, diff)
		}
	}
	if got := after(t, stores[1], "unknown", 0); len(got) != 0 {
		t.Errorf("%d records of an unknown inquiry", len(got))
	}
}

// afterWhileOthersAppend: whoever reads on from the last sequence misses nothing and
// gets nothing twice, whichever stores add records meanwhile.
func afterWhileOthersAppend(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	reader := open()
	const senders, each = 6, 25
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Go(func() {
			for i := range each {
				if _, _, err := stores[sender%2].Append(t.Context(), record(sender*each+i)); err != nil {
					t.Errorf("Append: %v", err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	var got []string
	last := int64(0)
	for ended := false; !ended; {
		select {
		case <-done:
			ended = true // and read once more
		default:
		}
		for _, r := range after(t, reader, record(0).Inquiry, last) {
			if r.Sequence <= last {
				t.Fatalf("the sequence %d comes after %d", r.Sequence, last)
			}
			got, last = append(got, r.ID), r.Sequence
		}
	}
	var want []string
	for n := range senders * each {
		want = append(want, fmt.Sprintf("id-%06d", n))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records read one after another (-want +got):\n%s", diff)
	}
}
