package intake

import (
	"cmp"
	"context"
	"crypto/sha256"
	"strings"
)

// snapshot is what the records of an inquiry say, read once for as long as their
// number stays the same. It does not change.
type snapshot struct {
	count  int64
	kept   []keptRecord // in order of arrival
	ledger Ledger
}

// keptRecord is a record without its document.
type keptRecord struct {
	Record
	sum [sha256.Size]byte
}

func withoutDocument(r Record) keptRecord {
	k := keptRecord{r, sha256.Sum256(r.Document)}
	k.Document = nil
	return k
}

// history reads the records of one inquiry when there are new ones.
type history struct {
	inquiry string
	board   Board
	store   Store

	turn chan struct{} // holds one value while somebody reads
	last *snapshot
}

func newHistory(inquiry string, board Board, store Store) *history {
	return &history{inquiry: inquiry, board: board, store: store, turn: make(chan struct{}, 1)}
}

// snapshot returns what has been received until now. Its errors are those of
// the store, or that of the context: whoever has gone away neither waits for those
// who read nor reads on.
func (h *history) snapshot(ctx context.Context) (*snapshot, error) {
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	count, err := h.store.Count(ctx, h.inquiry)
	if err != nil {
		return nil, err
	}
	if h.last != nil && h.last.count == count {
		return h.last, nil
	}
	next := &snapshot{count: count, ledger: h.board.Ledger()}
	for r, err := range atLeast(count, h.store.Records(ctx, h.inquiry)) {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return nil, err
		}
		next.kept = append(next.kept, withoutDocument(r))
		next.ledger.Add(r)
	}
	next.ledger.Close()
	h.last = next
	return next, nil
}

// find returns the record that a sender stored under a key with this very
// document, of that kind.
func (s *snapshot) find(key, kind string, document []byte) (keptRecord, bool) {
	for _, k := range s.kept {
		if k.Key == key {
			return k, k.Kind == kind && k.sum == sha256.Sum256(document)
		}
	}
	return keptRecord{}, false
}

// lastWithPrefix returns the latest record whose key begins with prefix.
func (s *snapshot) lastWithPrefix(prefix string) (last keptRecord, found bool) {
	for _, k := range s.kept {
		if strings.HasPrefix(k.Key, prefix) {
			last, found = k, true
		}
	}
	return last, found
}
