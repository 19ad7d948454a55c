package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

// page are the records of one page that answers several inquiries.
func page(n int) (records []intake.Record) {
	for i, inquiry := range pageInquiries {
		r := record(n*len(pageInquiries) + i)
		r.Inquiry = inquiry
		records = append(records, r)
	}
	return records
}

var pageInquiries = []string{"elderly-council", "youth-council", "disability-council"}

// addPage appends records together, which must be new.
func addPage(t *testing.T, s intake.Store, records []intake.Record) (kept []intake.Record) {
	t.Helper()
	kept, added, err := s.AppendAll(t.Context(), records)
	if err != nil || len(added) != len(records) || slices.Contains(added, false) {
		t.Fatalf("AppendAll: added %v, error %v; want %d new records", added, err, len(records))
	}
	return kept
}

func appendAllOfAPage(t *testing.T, open func() intake.Store) {
	s := open()
	given := page(1)
	kept := addPage(t, s, given)
	for i := range kept {
		if i > 0 && kept[i].Sequence <= kept[i-1].Sequence || kept[i].Sequence < 1 {
			t.Errorf("the sequence of record %d is %d, after %d", i, kept[i].Sequence, kept[max(0, i-1)].Sequence)
		}
		given[i].Sequence = kept[i].Sequence
		if diff := cmp.Diff([]intake.Record{given[i]}, all(t, s, given[i].Inquiry)); diff != "" {
			t.Errorf("records (-want +got):\n%s", diff)
		}
	}
	if diff := cmp.Diff(given, kept); diff != "" {
		t.Errorf("AppendAll returns other records (-want +got):\n%s", diff)
	}
	again, more := page(1), page(2)
	for i := range again {
		again[i].ID = "again-" + again[i].ID
	}
	told, added, err := s.AppendAll(t.Context(), append(again[:2:2], more[2]))
	if err != nil || !slices.Equal(added, []bool{false, false, true}) {
		t.Fatalf("two that are there and a new one: added %v, error %v", added, err)
	}
	if diff := cmp.Diff(kept[:2], told[:2]); diff != "" {
		t.Errorf("not the earlier records (-want +got):\n%s", diff)
	}
	clear(given[0].Document)
	clear(kept[0].Document)
	if got := all(t, s, given[0].Inquiry)[0]; !cmp.Equal(got.Document, page(1)[0].Document) {
		t.Error("the store's document changed through a caller's slice")
	}
}

// appendAllRefused: what is wrong with one record is nothing to the others.
func appendAllRefused(t *testing.T, open func() intake.Store) {
	s := open()
	first := addPage(t, s, page(1))
	for name, c := range map[string]struct {
		change func(*intake.Record)
		want   error
	}{
		"reused key": {func(r *intake.Record) { r.Key = first[1].Key }, intake.ErrKeyReused},
		"taken id":   {func(r *intake.Record) { r.ID = first[1].ID }, intake.ErrIDTaken},
	} {
		before := count(t, s, pageInquiries[2])
		records := page(10 + before)
		c.change(&records[1])
		kept, added, err := s.AppendAll(t.Context(), records)
		if !errors.Is(err, c.want) || kept != nil || added != nil {
			t.Errorf("%s: added %v, error %v; want %v", name, added, err, c.want)
		}
		discreet(t, err)
		if n := count(t, s, pageInquiries[2]); n != before+1 {
			t.Errorf("%s: the record after that one is not there", name)
		}
	}
	if n := count(t, s, pageInquiries[1]); n != 1 {
		t.Errorf("%d records of the inquiry with those that were refused, want 1", n)
	}
}

func appendAllInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	spaces, twice := page(1), page(1)
	spaces[2].Key = "key with spaces"
	twice[2].ID = twice[0].ID
	for name, records := range map[string][]intake.Record{"none": nil, "spaces": spaces, "one id": twice} {
		if _, added, err := s.AppendAll(t.Context(), records); !errors.Is(err, intake.ErrInvalid) || added != nil {
			t.Errorf("%s: added %v, error %v; want ErrInvalid", name, added, err)
		}
	}
	for _, inquiry := range pageInquiries {
		if n := count(t, s, inquiry); n != 0 {
			t.Errorf("%d records of %s, want none", n, inquiry)
		}
	}
}

// appendAllAtOnce: whoever sees the first record of a page sees the last one, too, also in
// another store on the same data.
func appendAllAtOnce(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	const pages = 30
	ended := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(ended)
		for n := range pages {
			if _, added, err := s.AppendAll(t.Context(), page(n)); err != nil || slices.Contains(added, false) {
				t.Errorf("AppendAll: added %v, error %v", added, err)
			}
		}
	})
	for running := true; running; {
		select {
		case <-ended:
			running = false
		default:
		}
		first := count(t, other, pageInquiries[0])
		if last := count(t, other, pageInquiries[len(pageInquiries)-1]); last < first {
			t.Errorf("%d first records were there, and then %d last ones", first, last)
			break
		}
	}
	wg.Wait()
	for _, inquiry := range pageInquiries {
		if n := count(t, s, inquiry); n != pages {
			t.Errorf("%d records of %s, want %d", n, inquiry, pages)
		}
	}
}
