package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
)

// snapshot is what the first records of an inquiry say. It does not change; a later one
// goes on where it ends. It holds no record: those are found in the store.
type snapshot struct {
	last     int64            // the Sequence of its last record, 0 without any
	count    int64            // of its records
	versions map[string]int64 // the same, by their Version
	purges   []Purged         // that were done before its records were read
	ledger   Ledger
	pages    steadyPages
}

// history reads the records of one inquiry, each once.
type history struct {
	inquiry string
	store   Store

	board Board

	understood understood

	turn  chan struct{} // holds one value while somebody reads
	last  *snapshot
	whole bool // all that was there when last was begun has been read
}

func newHistory(inquiry string, board Board, store Store) *history {
	return &history{inquiry: inquiry, board: board, store: store, turn: make(chan struct{}, 1), last: emptySnapshot(board)}
}

func emptySnapshot(board Board) *snapshot {
	empty := &snapshot{ledger: board.Ledger(), versions: map[string]int64{}}
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
	if err == nil && len(purges) != len(h.last.purges) {
		h.last, h.whole = emptySnapshot(h.board), false
		h.last.purges = purges
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
	if h.last.count == count {
		return h.last, nil
	}
	if err := h.read(ctx); err != nil {
		return nil, err
	}
	// A store should have failed by itself; no ledger is worth trusting that.
	if h.last.count < count {
		return nil, fmt.Errorf("%w: %d records were counted and %d read", ErrDamaged, count, h.last.count)
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
	if h.follow(sequence) {
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

// follow takes what the store has in hand, and reports whether that has brought the record
// with the sequence. What was there when a purge was noticed is read instead: what is in
// hand is as it was before.
func (h *history) follow(sequence int64) bool {
	store, ok := h.store.(Following)
	if !ok || !h.whole {
		return false
	}
	records, all := store.Following(h.inquiry, h.last.last, sequence)
	if !all || len(records) == 0 || records[len(records)-1].Sequence < sequence {
		return false
	}
	next := h.last.next()
	for _, r := range records {
		next.add(r, &h.understood)
	}
	next.ledger.Close()
	h.last = next
	return true
}

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
			next = h.last.next()
		}
		next.add(r, &h.understood)
	}
	h.whole = true
	return nil
}

// next is an open snapshot of the same records.
func (s *snapshot) next() *snapshot {
	return &snapshot{last: s.last, count: s.count, versions: maps.Clone(s.versions), purges: s.purges, ledger: s.ledger.Next()}
}

// add is for a snapshot that nobody else has yet.
func (s *snapshot) add(r Record, u *understood) {
	s.last = r.Sequence
	s.count++
	s.versions[r.Version]++
	if ledger, ok := s.ledger.(Understanding); ok {
		if read := u.take(r); read != nil {
			ledger.AddRead(r, read)
			return
		}
	}
	s.ledger.Add(r)
}
