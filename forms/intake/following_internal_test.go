package intake

import (
	"context"
	"iter"
	"slices"
	"testing"
)

// inHand is a store that has all its records in hand, as they were added, and counts how
// often they are read.
type inHand struct {
	Store
	added, kept []Record
	purged      []Purged
	reads       int
	fails       error
}

func (s *inHand) Count(context.Context, string) (int64, error)     { return int64(len(s.kept)), nil }
func (s *inHand) Purges(context.Context, string) ([]Purged, error) { return s.purged, nil }

func (s *inHand) After(_ context.Context, _ string, sequence int64) iter.Seq2[Record, error] {
	s.reads++
	return func(yield func(Record, error) bool) {
		for _, r := range s.kept {
			if r.Sequence > sequence && !yield(r, nil) {
				return
			}
			if s.fails != nil {
				yield(Record{}, s.fails)
				return
			}
		}
	}
}

func (s *inHand) Following(_ string, after, _ int64) (records []Record, all bool) {
	return s.added[after:], true
}

func (s *inHand) add(documents ...string) (last int64) {
	for _, d := range documents {
		r := Record{Sequence: int64(len(s.added) + 1), Key: d, Document: []byte(d)}
		s.added, s.kept = append(s.added, r), append(s.kept, r)
	}
	return int64(len(s.added))
}

// listing is a board and its ledger: what documents were added, and as what they were read.
type listing struct {
	Board
	heard *[]string
}

func (l listing) Ledger() Ledger           { return l }
func (l listing) Add(r Record)             { *l.heard = append(*l.heard, string(r.Document)) }
func (l listing) AddRead(_ Record, is any) { *l.heard = append(*l.heard, is.(string)) }
func (l listing) Close()                   {}
func (l listing) Next() Ledger             { return l }
func (l listing) heardNow() (now []string) { now, *l.heard = *l.heard, nil; return now }
func (l listing) want(t *testing.T, want ...string) {
	t.Helper()
	if got := l.heardNow(); !slices.Equal(got, want) {
		t.Errorf("the ledger has got %q, want %q", got, want)
	}
}

func until(t *testing.T, h *history, sequence int64) {
	t.Helper()
	if past, err := h.until(t.Context(), sequence); err != nil || past.last < sequence {
		t.Fatalf("until %d: %v, error %v", sequence, past, err)
	}
}

// What the store has in hand is not read, unless a purge was noticed: then all that was there
// is read first, also where that fails at first.
func TestHistoryFollows(t *testing.T) {
	s, l := &inHand{}, listing{heard: new([]string)}
	h := newHistory("call", l, s)
	until(t, h, s.add("a", "b"))
	l.want(t, "a", "b")
	if s.reads != 1 {
		t.Errorf("%d reads at first, want 1", s.reads)
	}
	until(t, h, s.add("c"))
	until(t, h, s.add("d", "e"))
	l.want(t, "c", "d", "e")
	if s.reads != 1 {
		t.Errorf("%d reads, want none of what is in hand", s.reads-1)
	}
	for n := range s.kept {
		s.kept[n].Document = []byte("purged")
	}
	s.purged, s.fails = []Purged{{}}, ErrUnavailable
	if _, err := h.snapshot(t.Context()); err == nil {
		t.Error("what cannot be read is there")
	}
	l.want(t, "purged")
	s.fails = nil
	until(t, h, s.add("f"))
	l.want(t, "purged", "purged", "purged", "purged", "f")
	until(t, h, s.add("g"))
	l.want(t, "g")
	if s.reads != 3 {
		t.Errorf("%d reads, want 3", s.reads)
	}
}

// What a document was read as is used once, and for that document only.
func TestHistoryUnderstands(t *testing.T) {
	s, l := &inHand{}, listing{heard: new([]string)}
	h := newHistory("call", l, s)
	h.understood.expect(Record{Key: "a", Document: []byte("a")}, "read a")
	h.understood.expect(Record{Key: "b", Document: []byte("another under the key")}, "wrong")
	until(t, h, s.add("a", "b", "c"))
	l.want(t, "read a", "b", "c")
	h.last = emptySnapshot(l)
	until(t, h, 3)
	l.want(t, "a", "b", "c")
	for n := range 5 * mostUnderstood {
		h.understood.expect(Record{Key: string(rune('A' + n)), Document: []byte("nobody reads it")}, "")
	}
	if n := len(h.understood.byKey); n > mostUnderstood {
		t.Errorf("%d documents are remembered", n)
	}
}
