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
		other.Call = "paijat-hame-hyte-2021"
		add(t, s, other)
	}
	for range 2 {
		if diff := cmp.Diff(want, all(t, s, want[0].Call)); diff != "" {
			t.Fatalf("records (-want +got):\n%s", diff)
		}
	}
	if n := count(t, s, want[0].Call); n != len(want) {
		t.Errorf("Count is %d, want %d", n, len(want))
	}
	sequence := s.Records(t.Context(), want[0].Call)
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
	records := all(t, s, record(0).Call)
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
	call := record(0).Call
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
		for r, err := range s.Records(ctx, call) {
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
	if n := count(t, s, call); n != 2*depth {
		t.Errorf("%d records, want %d", n, 2*depth)
	}
}

func recordsStopsWithTheLoop(t *testing.T, open func() intake.Store) {
	s := open()
	for n := range 3 {
		add(t, s, record(n))
	}
	for range 20 { // a leak of connections would show
		for _, err := range s.Records(t.Context(), record(0).Call) {
			if err != nil {
				t.Fatalf("Records: %v", err)
			}
			break
		}
	}
	add(t, s, record(3))
	if n := len(all(t, s, record(0).Call)); n != 4 {
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
		t.Errorf("%d records of an unknown call", len(records))
	}
	if n := count(t, s, "unknown"); n != 0 {
		t.Errorf("Count of an unknown call is %d", n)
	}
	if _, err := s.Secret(t.Context(), "unknown"); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Secret of an unknown name: %v, want ErrNotFound", err)
	}
}
