package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// purge is one of the records, at the time of the first one.
func purge(records ...intake.Record) intake.Purge {
	p := intake.Purge{Inquiry: record(0).Inquiry, At: received, Keep: "nothing", Documents: map[int64][]byte{}}
	for i, r := range records {
		p.Documents[r.Sequence] = fmt.Appendf(nil, `{"purged": %d}`, i)
	}
	return p
}

func purgeReplacesDocuments(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	first, second, third := add(t, s, record(1)), add(t, s, record(2)), add(t, s, record(3))
	p := purge(first, third)
	if err := s.Purge(t.Context(), p); err != nil {
		t.Fatalf("Purge: %v", err)
	}
	first.Document, third.Document = p.Documents[first.Sequence], p.Documents[third.Sequence]
	for name, store := range map[string]intake.Store{"the store": s, "another store": other} {
		if diff := cmp.Diff([]intake.Record{first, second, third}, all(t, store, first.Inquiry)); diff != "" {
			t.Errorf("%s: records (-want +got):\n%s", name, diff)
		}
		purges, err := store.Purges(t.Context(), first.Inquiry)
		if diff := cmp.Diff([]intake.Purged{{At: received, Keep: "nothing", Records: 2}}, purges); err != nil || diff != "" {
			t.Errorf("%s: purges, error %v (-want +got):\n%s", name, err, diff)
		}
		if purges, err := store.Purges(t.Context(), "another"); err != nil || len(purges) != 0 {
			t.Errorf("%s: purges of another inquiry: %v, error %v", name, purges, err)
		}
	}
	found, err := s.Find(t.Context(), first.ID)
	if diff := cmp.Diff(first, found); err != nil || diff != "" {
		t.Errorf("Find: error %v (-want +got):\n%s", err, diff)
	}
}

func purgeIsAllOrNone(t *testing.T, open func() intake.Store) {
	s := open()
	mine := add(t, s, record(1))
	foreign := record(2)
	foreign.Inquiry = "another"
	foreign = add(t, s, foreign)
	empty := purge(mine)
	empty.Documents[mine.Sequence] = nil
	for name, test := range map[string]struct {
		purge intake.Purge
		want  error
	}{
		"a record of another inquiry": {purge(mine, foreign), intake.ErrNotFound},
		"no such record":              {purge(mine, intake.Record{Sequence: foreign.Sequence + 1}), intake.ErrNotFound},
		"an empty document":           {empty, intake.ErrInvalid},
		"no document":                 {purge(), intake.ErrInvalid},
	} {
		err := s.Purge(t.Context(), test.purge)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		discreet(t, err)
	}
	if diff := cmp.Diff([]intake.Record{mine}, all(t, s, mine.Inquiry)); diff != "" {
		t.Errorf("records changed (-want +got):\n%s", diff)
	}
	if purges, err := s.Purges(t.Context(), mine.Inquiry); err != nil || len(purges) != 0 {
		t.Errorf("purges: %v, error %v; want none", purges, err)
	}
}
