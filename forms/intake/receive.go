package intake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// rejection is why a document was not kept.
type rejection struct {
	reason     reason
	violations []hyte.Violation
}

type reason int

const (
	notNow    reason = iota + 1 // the call is not open; the violation says why
	notJSON                     // no JSON document at all
	notRight                    // breaks rules
	keyReused                   // the key belongs to another document
)

func (r *rejection) Error() string { return fmt.Sprintf("intake: rejected for reason %d", r.reason) }

// patience is how long the store may take over one document.
const patience = 20 * time.Second

// receive keeps a document that has arrived in full at the instant, and
// returns its receipt once the store has it for good. The same document under
// the same key gets the same receipt, also after the deadline: its sender has
// not seen the first one. Errors are a *rejection or those of the store.
//
// From here on the sender may hang up: what has arrived is kept.
func (s *Service) receive(ctx context.Context, c *served, document []byte, key string, at time.Time) (given forms.Receipt, added bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	at = at.UTC().Truncate(time.Microsecond)
	if violations := c.closed(at); len(violations) > 0 {
		past, err := c.history.snapshot(ctx)
		if err != nil {
			return forms.Receipt{}, false, err
		}
		earlier, found := past.find(key, document)
		if !found {
			return forms.Receipt{}, false, &rejection{notNow, violations}
		}
		return c.receipt(earlier.id, earlier.nominator, earlier.receivedAt), false, nil
	}
	nomination, violations := c.call.ReadAt(document, at)
	if nomination == nil {
		return forms.Receipt{}, false, &rejection{notJSON, violations}
	}
	if constraint.Invalid(violations) {
		return forms.Receipt{}, false, &rejection{notRight, violations}
	}
	kept, added, err := s.keep(ctx, Record{
		Call: c.id(), Kind: string(hyte.KindNomination), Nominator: nomination.Nominator,
		ReceivedAt: at, Key: key, Document: document,
	})
	if err != nil {
		return forms.Receipt{}, false, err
	}
	return c.receipt(kept.ID, kept.Nominator, kept.ReceivedAt), added, nil
}

// keep appends a record under a new id.
func (s *Service) keep(ctx context.Context, r Record) (kept Record, added bool, err error) {
	if r.ID, err = NewID(s.config.Random); err != nil {
		return Record{}, false, err
	}
	kept, added, err = s.config.Store.Append(ctx, r)
	if errors.Is(err, ErrKeyReused) {
		return Record{}, false, &rejection{reason: keyReused}
	}
	return kept, added, err
}
