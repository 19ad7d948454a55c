package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// recordsInOrderOfArrival: neither ids, keys, nominators nor the records' own
// times decide the order.
func recordsInOrderOfArrival(t *testing.T, open func() intake.Store) {
	s := open()
	var want []intake.Record
	for _, n := range []int{5, 3, 9, 1, 7, 2} {
		want = append(want, add(t, s, record(n)))
		other := record(100 + n)
		other.Inquiry = "paijat-hame-hyte-2021"
		add(t, s, other)
	}
	for range 2 {
		if diff := cmp.Diff(want, all(t, s, want[0].Inquiry)); diff != "" {
			t.Fatalf("records (-want +got):\n%s", diff)
		}
	}
	if n := count(t, s, want[0].Inquiry); n != len(want) {
		t.Errorf("Count is %d, want %d", n, len(want))
	}
	sequence := s.Records(t.Context(), want[0].Inquiry)
	for range 2 { // one sequence, two readings
		n := 0
		for _, err := range sequence {
			if err != nil {
				t.Fatalf("Records: %v", err)
			}
			n++
		}
		if n != len(want) {
			t.Errorf("a reading yields %d records, want %d", n, len(want))
		}
	}
}

// sequenceInOrderOfArrival: whichever store took it and whatever inquiry it answers,
// a later record has a greater sequence, and keeps it.
func sequenceInOrderOfArrival(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	inquiries := []string{record(0).Inquiry, "paijat-hame-hyte-2021"}
	given := map[string]int64{}
	last := int64(0)
	for n := range 8 {
		r := record(n)
		r.Inquiry, r.Sequence = inquiries[n/2%2], int64(1000-n) // which nobody looks at
		kept := add(t, stores[n%2], r)
		if kept.Sequence <= last || kept.Sequence == r.Sequence {
			t.Errorf("record %d has the sequence %d, the one before it %d", n, kept.Sequence, last)
		}
		last, given[r.ID] = kept.Sequence, kept.Sequence
	}
	again, _, err := stores[0].Append(t.Context(), record(1))
	if err != nil || again.Sequence != given[again.ID] {
		t.Errorf("repeated, a record has the sequence %d, error %v; want %d", again.Sequence, err, given[again.ID])
	}
	for _, inquiry := range inquiries {
		last := int64(0)
		for _, r := range all(t, stores[0], inquiry) {
			found, err := stores[1].Find(t.Context(), r.ID)
			if err != nil || r.Sequence != given[r.ID] || found.Sequence != r.Sequence || r.Sequence <= last {
				t.Errorf("%s: read with the sequence %d, found with %d (%v), after %d; it was given %d", r.ID, r.Sequence, found.Sequence, err, last, given[r.ID])
			}
			last = r.Sequence
		}
	}
}

// recordsOfManyPages has many small and some big documents, so that a store
// that reads in portions needs several of both kinds.
func recordsOfManyPages(t *testing.T, open func() intake.Store) {
	s := open()
	const small, big = 300, 5
	for n := range small + big {
		r := record(n)
		if n >= small {
			r.Document = fmt.Appendf(nil, "%0*d", 600_000, n)
		}
		add(t, s, r)
	}
	records := all(t, s, record(0).Inquiry)
	if len(records) != small+big {
		t.Fatalf("%d records, want %d", len(records), small+big)
	}
	for n, r := range records {
		if r.ID != record(n).ID {
			t.Fatalf("record %d is %s", n, r.ID)
		}
		if n >= small && string(r.Document) != fmt.Sprintf("%0*d", 600_000, n) {
			t.Fatalf("record %d has another document", n)
		}
	}
}

// recordsWhileTheLoopUsesTheStore: a loop's body reads, appends and starts
// another loop, more deeply than a store has connections.
func recordsWhileTheLoopUsesTheStore(t *testing.T, open func() intake.Store) {
	s := open()
	inquiry := record(0).Inquiry
	const depth = 12
	for n := range depth {
		add(t, s, record(n))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second) // in case they wait for each other
	defer cancel()
	var nested func(level int)
	nested = func(level int) {
		if level == depth {
			return
		}
		for r, err := range s.Records(ctx, inquiry) {
			if err != nil {
				t.Fatalf("Records at level %d: %v", level, err)
			}
			if _, err := s.Find(ctx, r.ID); err != nil {
				t.Fatalf("Find at level %d: %v", level, err)
			}
			if _, _, err := s.Append(ctx, record(depth+level)); err != nil {
				t.Fatalf("Append at level %d: %v", level, err)
			}
			nested(level + 1)
			break
		}
	}
	nested(0)
	if n := count(t, s, inquiry); n != 2*depth {
		t.Errorf("%d records, want %d", n, 2*depth)
	}
}

func recordsStopsWithTheLoop(t *testing.T, open func() intake.Store) {
	s := open()
	for n := range 3 {
		add(t, s, record(n))
	}
	for range 20 { // a leak of connections would show
		for _, err := range s.Records(t.Context(), record(0).Inquiry) {
			if err != nil {
				t.Fatalf("Records: %v", err)
			}
			break
		}
	}
	add(t, s, record(3))
	if n := len(all(t, s, record(0).Inquiry)); n != 4 {
		t.Errorf("%d records, want 4", n)
	}
}

func nothingFound(t *testing.T, open func() intake.Store) {
	s := open()
	add(t, s, record(1))
	if _, err := s.Find(t.Context(), "id-000002"); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Find of an unknown id: %v, want ErrNotFound", err)
	}
	if _, err := s.Find(t.Context(), ""); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Find of no id: %v, want ErrNotFound", err)
	}
	if records := all(t, s, "unknown"); len(records) != 0 {
		t.Errorf("%d records of an unknown inquiry", len(records))
	}
	if n := count(t, s, "unknown"); n != 0 {
		t.Errorf("Count of an unknown inquiry is %d", n)
	}
	if _, err := s.Secret(t.Context(), "unknown"); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Secret of an unknown name: %v, want ErrNotFound", err)
	}
}

// keyedLatest: of keys that begin alike the latest record is found, and one key is found
// by itself, in its own inquiry only.
func keyedLatest(t *testing.T, open func() intake.Store) {
	one, other := open(), open()
	for n, key := range []string{"page:b", "page:a", "page", "page!", "pages", "q"} {
		r := record(n)
		r.Key = key
		add(t, one, r)
		r = record(100 + n)
		r.Key, r.Inquiry = key, "paijat-hame-hyte-2021"
		add(t, other, r)
	}
	find := func(want, from, below string) {
		t.Helper()
		r, err := other.Keyed(t.Context(), record(0).Inquiry, from, below)
		if want == "" && !errors.Is(err, intake.ErrNotFound) || want != "" && (err != nil || r.ID != want) {
			t.Errorf("from %q below %q is %q, error %v; want %q", from, below, r.ID, err, want)
		}
	}
	for key, want := range map[string]string{"page": record(2).ID, "page!": record(3).ID, "page:a": record(1).ID, "pag": "", "page:c": ""} {
		from, below := intake.ExactKey(key)
		find(want, from, below)
	}
	for beginning, want := range map[string]string{"page:": record(1).ID, "page": record(4).ID, "": record(5).ID, "r": ""} {
		from, below := intake.KeyPrefix(beginning)
		find(want, from, below)
	}
}
