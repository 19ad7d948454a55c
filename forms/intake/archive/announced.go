package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// announced is a letter to an organization that was put into the outbox, and what became of
// it: so a round of reminders that is under way does not go once more from the new place.
type announced struct {
	Channel   string               `json:"channel"`
	Inquiry   string               `json:"inquiry"`
	Recipient string               `json:"recipient"`
	Occasion  string               `json:"occasion"`
	Sender    string               `json:"sender"`
	State     intake.DeliveryState `json:"state"`
	Failure   string               `json:"failure,omitempty"`
	Changed   time.Time            `json:"changed"`
}

// same reports whether it is the delivery of a store.
func (a *announced) same(d intake.Delivery) bool {
	return d.Sender == a.Sender && d.Occasion == a.Occasion
}

// announcement puts it into an outbox.
func (a *announced) announcement() intake.Announcement {
	return intake.Announcement{
		Channel: a.Channel, Inquiry: a.Inquiry, Recipient: a.Recipient, Occasion: a.Occasion, Senders: []string{a.Sender}, At: a.Changed.UTC(),
	}
}

func (a *announced) check() error {
	known := intake.Outcome{Delivery: intake.Delivery{State: a.State, Failure: a.Failure}}
	if err := errors.Join(a.announcement().Check(), known.Check()); err != nil || a.Changed.IsZero() {
		return fmt.Errorf("%w: %w", ErrFormat, cmp.Or(err, errors.New("an announcement without a time")))
	}
	return nil
}

// announced writes what was announced about the inquiries, if the store has an outbox.
func (w *writer) announced(ctx context.Context, store intake.Store) error {
	outbox, ok := store.(intake.Outbox)
	if !ok {
		return nil
	}
	versioned, err := store.Versioned(ctx)
	if err != nil {
		return err
	}
	counts, err := store.Inquiries(ctx)
	if err != nil {
		return err
	}
	inquiries := slices.AppendSeq(versioned, maps.Keys(counts))
	slices.Sort(inquiries)
	for _, inquiry := range slices.Compact(inquiries) {
		all, err := outbox.Announced(ctx, intake.LetterChannel, inquiry)
		if err != nil {
			return err
		}
		for _, d := range all {
			a := &announced{d.Channel, d.Inquiry, d.Recipient, d.Occasion, d.Sender, d.State, d.Failure, d.Changed.UTC()}
			if err := w.line(line{Announced: a}); err != nil {
				return err
			}
			w.counts.Announced++
		}
	}
	return nil
}

// mostClaimed is more than what waits in a store into which is imported.
const mostClaimed = 1_000_000

// store puts it into the outbox of a store with what became of it, unless it is there
// already. What waited waits in the new place, too.
func (a *announced) store(ctx context.Context, store intake.Store) error {
	outbox, ok := store.(intake.Outbox)
	if !ok {
		return fmt.Errorf("%w: it has no outbox", ErrOccupied)
	}
	if _, err := outbox.Announce(ctx, a.announcement()); err != nil || a.State == intake.DeliveryWaiting {
		return err
	}
	has, err := outbox.Announced(ctx, a.Channel, a.Inquiry)
	if err != nil {
		return err
	}
	if i := slices.IndexFunc(has, a.same); i >= 0 && has[i].State != intake.DeliveryWaiting {
		return nil // an earlier import was interrupted after it
	}
	at := a.Changed.UTC()
	claimed, err := outbox.Claim(ctx, intake.Claim{
		Channel: a.Channel, Inquiries: []string{a.Inquiry}, Now: at, Until: at, Limit: mostClaimed, // the claims end at once
	})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(claimed, a.same)
	if i < 0 {
		return fmt.Errorf("%w: somebody else delivers what was announced", ErrOccupied)
	}
	d := claimed[i]
	d.State, d.Failure, d.Changed = a.State, a.Failure, at
	settled, err := outbox.Settle(ctx, intake.Outcome{Delivery: d})
	if err == nil && !settled {
		err = fmt.Errorf("%w: somebody else delivers what was announced", ErrOccupied)
	}
	return err
}
