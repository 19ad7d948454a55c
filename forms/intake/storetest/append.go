package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

func appendKeepsEveryField(t *testing.T, open func() intake.Store) {
	s := open()
	want := record(1)
	kept := add(t, s, want)
	want.Sequence = kept.Sequence
	found, err := s.Find(t.Context(), want.ID)
	if err != nil {
		t.Fatalf("Find: %v", err)
	}
	for from, got := range map[string]intake.Record{
		"Append": kept, "Find": found, "Records": all(t, s, want.Inquiry)[0],
	} {
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s returns another record (-want +got):\n%s", from, diff)
		}
		if got.ReceivedAt.Location() != time.UTC {
			t.Errorf("%s: ReceivedAt is in %v, want UTC", from, got.ReceivedAt.Location())
		}
	}
}

func appendOfSameKeyAndDocument(t *testing.T, open func() intake.Store) {
	s := open()
	first := add(t, s, record(1))
	again := record(2)
	again.Key, again.Document = first.Key, first.Document
	kept, added, err := s.Append(t.Context(), again)
	if err != nil || added {
		t.Fatalf("Append of the same key and document: added %v, error %v", added, err)
	}
	if diff := cmp.Diff(first, kept); diff != "" {
		t.Errorf("not the earlier record (-want +got):\n%s", diff)
	}
	if n := count(t, s, first.Inquiry); n != 1 {
		t.Errorf("%d records, want 1", n)
	}
}

func appendOfSameKeyOtherDocument(t *testing.T, open func() intake.Store) {
	s := open()
	first := add(t, s, record(1))
	other := record(2)
	other.Key = first.Key
	kept, added, err := s.Append(t.Context(), other)
	if !errors.Is(err, intake.ErrKeyReused) || added {
		t.Fatalf("Append of a reused key: added %v, error %v; want ErrKeyReused", added, err)
	}
	if diff := cmp.Diff(intake.Record{}, kept); diff != "" {
		t.Errorf("the earlier record was handed out (-want +got):\n%s", diff)
	}
	discreet(t, err)
	if diff := cmp.Diff([]intake.Record{first}, all(t, s, first.Inquiry)); diff != "" {
		t.Errorf("records changed (-want +got):\n%s", diff)
	}
}

func appendOfSameKeyInOtherInquiry(t *testing.T, open func() intake.Store) {
	s := open()
	first := record(1)
	other := record(2)
	other.Inquiry, other.Key = "paijat-hame-hyte-2021", first.Key
	add(t, s, first)
	other = add(t, s, other)
	if diff := cmp.Diff([]intake.Record{other}, all(t, s, other.Inquiry)); diff != "" {
		t.Errorf("records of the other inquiry (-want +got):\n%s", diff)
	}
}

func appendOfTakenID(t *testing.T, open func() intake.Store) {
	s := open()
	first := add(t, s, record(1))
	for name, inquiry := range map[string]string{"same inquiry": first.Inquiry, "other inquiry": "paijat-hame-hyte-2021"} {
		other := record(2)
		other.ID, other.Inquiry = first.ID, inquiry
		_, added, err := s.Append(t.Context(), other)
		if !errors.Is(err, intake.ErrIDTaken) || added {
			t.Errorf("%s: added %v, error %v; want ErrIDTaken", name, added, err)
		}
		discreet(t, err)
	}
	if diff := cmp.Diff([]intake.Record{first}, all(t, s, first.Inquiry)); diff != "" {
		t.Errorf("records changed (-want +got):\n%s", diff)
	}
}

func appendOfInvalidRecord(t *testing.T, open func() intake.Store) {
	s := open()
	r := record(1)
	r.Key = "key with spaces"
	if _, added, err := s.Append(t.Context(), r); !errors.Is(err, intake.ErrInvalid) || added {
		t.Errorf("Append: added %v, error %v; want ErrInvalid", added, err)
	}
	if n := count(t, s, r.Inquiry); n != 0 {
		t.Errorf("%d records, want none", n)
	}
}

func appendSharesNoMemory(t *testing.T, open func() intake.Store) {
	s := open()
	want := record(1)
	given := record(1)
	kept := add(t, s, given)
	if !bytes.Equal(given.Document, want.Document) {
		t.Error("Append changed the document that it was given")
	}
	clear(given.Document)
	if !bytes.Equal(kept.Document, want.Document) {
		t.Error("the returned document is the one that was given")
	}
	clear(kept.Document)
	again, _, err := s.Append(t.Context(), want)
	if err != nil {
		t.Fatalf("Append: %v", err)
	}
	clear(again.Document)
	if got := all(t, s, want.Inquiry)[0]; !bytes.Equal(got.Document, want.Document) {
		t.Error("the store's document changed through a caller's slice")
	}
}

func appendUnicode(t *testing.T, open func() intake.Store) {
	s := open()
	var want []intake.Record
	for i, text := range []string{
		"Åke Ödberg-Ääkkönen", "Elle Čáhppe Đŋ", "a\u0308 is not ä", "𝔘𝔫𝔦 👩🏽‍⚕️", "'); DROP TABLE received; --",
		"line\r\nline\u2028line", "\x00\x01\xff\xfe not UTF-8", "\ufeff{}", `%s ? $1 :name \`,
	} {
		r := record(i)
		r.Document = []byte(text)
		want = append(want, add(t, s, r))
	}
	r := record(len(want))
	r.Inquiry, r.Sender = "häme-åland-👩🏽‍⚕️", "joint-authority:';--\"%_"
	named := add(t, s, r)
	if diff := cmp.Diff(want, all(t, s, want[0].Inquiry)); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]intake.Record{named}, all(t, s, r.Inquiry)); diff != "" {
		t.Errorf("records of an inquiry with an odd id (-want +got):\n%s", diff)
	}
}

func appendLargeDocument(t *testing.T, open func() intake.Store) {
	s := open()
	r := record(1)
	r.Document = []byte(strings.Repeat("nimeämispyyntö ", intake.MaxDocument/len("nimeämispyyntö ")))
	add(t, s, r)
	found, err := s.Find(t.Context(), r.ID)
	if err != nil {
		t.Fatalf("Find: %v", err)
	}
	if !bytes.Equal(found.Document, r.Document) {
		t.Errorf("a document of %d bytes came back changed, with %d bytes", len(r.Document), len(found.Document))
	}
}

// concurrentAppendsOfOneKey is the impatient clerk behind a bad connection, on
// a service that runs twice.
func concurrentAppendsOfOneKey(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	const rounds, senders = 5, 8
	for round := range rounds {
		var kept [senders]intake.Record
		var added [senders]bool
		var wg sync.WaitGroup
		for i := range senders {
			wg.Go(func() {
				r := record(round*senders + i)
				r.Key, r.Document = record(round).Key, record(round).Document
				var err error
				if kept[i], added[i], err = stores[i%len(stores)].Append(t.Context(), r); err != nil {
					t.Errorf("Append: %v", err)
				}
			})
		}
		wg.Wait()
		winner := slices.Index(added[:], true)
		if winner < 0 || slices.Contains(added[winner+1:], true) {
			t.Fatalf("added %v, want exactly one", added)
		}
		for i := range kept {
			if diff := cmp.Diff(kept[winner], kept[i]); diff != "" {
				t.Fatalf("two senders got different records (-winner +other):\n%s", diff)
			}
		}
	}
	if n := count(t, stores[0], record(0).Inquiry); n != rounds {
		t.Errorf("%d records, want %d", n, rounds)
	}
}

func concurrentAppendsOfManyKeys(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	const senders, each = 8, 5
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Go(func() {
			for i := range each {
				r := record(sender*each + i)
				if _, added, err := stores[sender%len(stores)].Append(t.Context(), r); err != nil || !added {
					t.Errorf("Append: added %v, error %v", added, err)
				}
			}
		})
	}
	wg.Wait()
	first, second := all(t, stores[0], record(0).Inquiry), all(t, stores[1], record(0).Inquiry)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two stores on the same data read different records (-one +other):\n%s", diff)
	}
	if len(first) != senders*each {
		t.Errorf("%d records, want %d", len(first), senders*each)
	}
	last := make(map[int]int) // each sender waited for its answers, so its records are in its order
	for _, r := range first {
		n := int(r.ReceivedAt.Sub(received) / time.Microsecond)
		if before, seen := last[n/each]; seen && n <= before {
			t.Errorf("record %d comes after record %d", n, before)
		}
		last[n/each] = n
	}
}
