package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
)

// snapshot is what the first records of an inquiry say. It does not change; a later one
// goes on where it ends.
type snapshot struct {
	last   int64        // the Sequence of its last record, 0 without any
	kept   []keptRecord // in order of arrival
	ledger Ledger
	places *places
	pages  steadyPages
}

// keptRecord is a record without its document.
type keptRecord struct {
	Record
	sum [sha256.Size]byte
}

func keptOf(r Record) keptRecord {
	k := keptRecord{r, sha256.Sum256(r.Document)}
	k.Document = nil
	return k
}

// places lead to records of a history by their keys. All its snapshots share them.
type places struct {
	mu     sync.RWMutex
	byKey  map[string]int
	byPage map[string]int // the latest one of a page, by what its keys begin with
}

// history reads the records of one inquiry, each once.
type history struct {
	inquiry string
	store   Store

	board Board

	turn   chan struct{} // holds one value while somebody reads
	last   *snapshot
	purges int // that were done before last was read
}

func newHistory(inquiry string, board Board, store Store) *history {
	return &history{inquiry: inquiry, board: board, store: store, turn: make(chan struct{}, 1), last: emptySnapshot(board)}
}

func emptySnapshot(board Board) *snapshot {
	empty := &snapshot{ledger: board.Ledger(), places: &places{byKey: map[string]int{}, byPage: map[string]int{}}}
	empty.ledger.Close()
	return empty
}

// noticePurges begins anew where documents were purged since they were read, whoever has
// done that. In a damaged store nothing is purged.
func (h *history) noticePurges(ctx context.Context) error {
	purges, err := h.store.Purges(ctx, h.inquiry)
	if errors.Is(err, ErrDamaged) {
		return nil
	}
	if err == nil && len(purges) != h.purges {
		h.purges, h.last = len(purges), emptySnapshot(h.board)
	}
	return err
}

// snapshot returns what has been received until now. Its errors are those of
// the store, or that of the context: whoever has gone away neither waits for those
// who read nor reads on.
func (h *history) snapshot(ctx context.Context) (*snapshot, error) {
	if err := h.wait(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	if err := h.noticePurges(ctx); err != nil {
		return nil, err
	}
	count, err := h.store.Count(ctx, h.inquiry)
	if err != nil {
		return nil, err
	}
	read := int64(len(h.last.kept))
	if read == count {
		return h.last, nil
	}
	if err := h.read(ctx); err != nil {
		return nil, err
	}
	// A store should have failed by itself; no ledger is worth trusting that.
	if read = int64(len(h.last.kept)); read < count {
		return nil, fmt.Errorf("%w: %d records were counted and %d read", ErrDamaged, count, read)
	}
	return h.last, nil
}

// until returns what has been received until the record with the sequence at least. Its
// errors are those of snapshot.
func (h *history) until(ctx context.Context, sequence int64) (*snapshot, error) {
	if err := h.wait(ctx); err != nil {
		return nil, err
	}
	defer h.leave()
	if h.last.last >= sequence { // whoever came before has read it, too
		return h.last, nil
	}
	if err := h.read(ctx); err != nil {
		return nil, err
	}
	if h.last.last < sequence {
		return nil, fmt.Errorf("%w: record %d was added and cannot be read", ErrDamaged, sequence)
	}
	return h.last, nil
}

func (h *history) wait(ctx context.Context) error {
	select {
	case h.turn <- struct{}{}:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *history) leave() { <-h.turn }

// read takes what has come after the last snapshot. Where it fails, what it has read
// until then stays: those who come next go on from there.
func (h *history) read(ctx context.Context) error {
	var next *snapshot
	defer func() {
		if next != nil {
			next.ledger.Close()
			h.last = next
		}
	}()
	for r, err := range h.store.After(ctx, h.inquiry, h.last.last) {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return err
		}
		if next == nil {
			next = &snapshot{kept: h.last.kept, ledger: h.last.ledger.Next(), places: h.last.places}
		}
		next.add(r)
	}
	return nil
}

// add is for a snapshot that nobody else has yet.
func (s *snapshot) add(r Record) {
	s.places.mu.Lock()
	s.places.byKey[r.Key] = len(s.kept)
	if page := pageOf(r.Key); page != "" {
		s.places.byPage[page] = len(s.kept)
	}
	s.places.mu.Unlock()
	s.last = r.Sequence
	s.kept = append(s.kept, keptOf(r)) // beyond what an earlier snapshot has of the array
	s.ledger.Add(r)
}

// find returns the record that a sender stored under a key with this very
// document, of that kind.
func (s *snapshot) find(key, kind string, document []byte) (keptRecord, bool) {
	s.places.mu.RLock()
	place, found := s.places.byKey[key]
	s.places.mu.RUnlock()
	if !found || place >= len(s.kept) {
		return keptRecord{}, false
	}
	k := s.kept[place]
	return k, k.Kind == kind && k.sum == sha256.Sum256(document)
}

// has reports whether something was received under a key.
func (s *snapshot) has(key string) bool {
	s.places.mu.RLock()
	place, found := s.places.byKey[key]
	s.places.mu.RUnlock()
	return found && place < len(s.kept)
}

// lastOfPage returns the latest record from a page, by what its keys begin with. One
// that came after the snapshot is not there.
func (s *snapshot) lastOfPage(page string) (last keptRecord, found bool) {
	s.places.mu.RLock()
	place, found := s.places.byPage[page]
	s.places.mu.RUnlock()
	if !found || place >= len(s.kept) {
		return keptRecord{}, false
	}
	return s.kept[place], true
}
