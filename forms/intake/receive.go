package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// rejection is why a document was not kept.
type rejection struct {
	reason     reason
	violations hyte.Violations
}

type reason int

const (
	notNow    reason = iota + 1 // the inquiry is not open; the violation says why
	notJSON                     // no JSON document at all
	notRight                    // breaks rules
	keyReused                   // the key belongs to another document
)

func (r *rejection) Error() string { return fmt.Sprintf("intake: rejected for reason %d", r.reason) }

// patience is how long the store may take over one document.
const patience = 20 * time.Second

// receive keeps a document that has arrived in full at the instant, and returns
// what is kept once the store has it for good. The same document under the same
// key is the same record, also after the deadline: its sender has not seen the
// first receipt. Errors are a *rejection or those of the store.
//
// From here on the sender may hang up: what has arrived is kept.
func (s *Service) receive(ctx context.Context, k *taken, document []byte, via hyte.Via, key string, at time.Time) (kept keptRecord, added bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	at = at.UTC().Truncate(time.Microsecond)
	read, violations := k.by.inquiry.Program(k.Form.Document).Read(document, at)
	closed := k.closed(at)
	if k.window().Changes && read != nil && hyte.ClosedBy(violations) == 0 {
		closed = nil // it may come at any time
	}
	switch {
	case len(closed) > 0:
		past, err := k.by.history.snapshot(ctx)
		if err != nil {
			return keptRecord{}, false, err
		}
		earlier, found := past.find(key, k.name(), k.kept(document, read, via))
		if !found {
			return keptRecord{}, false, &rejection{notNow, closed}
		}
		return earlier, false, nil
	case read == nil:
		return keptRecord{}, false, &rejection{notJSON, violations}
	case violations.Invalid():
		return keptRecord{}, false, &rejection{notRight, violations}
	}
	record, added, err := s.keep(ctx, Record{
		Inquiry: k.by.id(), Kind: k.name(), Sender: k.sender(read),
		ReceivedAt: at, Key: key, Document: k.kept(document, read, via),
		Via: string(via), Version: k.by.versions.now(), Verdict: string(k.verdict(at)),
	})
	if err != nil {
		return keptRecord{}, false, err
	}
	return keptOf(record), added, nil
}

// read is the document as the kind's struct, whatever is wrong with it; nil if it is no
// JSON.
func (k *taken) read(document []byte) any {
	read, _ := k.by.inquiry.Program(k.Form.Document).Read(document, time.Time{})
	return read
}

// kept is what is kept of a document. It stands within others where it is shown.
func (k *taken) kept(document []byte, read any, via hyte.Via) []byte {
	if k.Kept == nil || read == nil {
		return constraint.WithoutMark(document)
	}
	return k.Kept(read, via)
}

// keep appends a record under a new id.
func (s *Service) keep(ctx context.Context, r Record) (kept Record, added bool, err error) {
	if r.ID, err = NewID(s.config.Random); err != nil {
		return Record{}, false, err
	}
	s.clock.look(ctx, r.ReceivedAt)
	kept, added, err = s.config.Store.Append(ctx, r)
	if errors.Is(err, ErrKeyReused) || err == nil && kept.Kind != r.Kind { // the same text can be two kinds of documents
		return Record{}, false, &rejection{reason: keyReused}
	}
	return kept, added, err
}
