package intake

import (
	"context"
	"log/slog"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reference"
)

// telling is how long a receipt may wait for what the document meant on arrival. The
// document is kept by then, so its sender must hear that in any case.
const telling = 3 * time.Second

// receipt is what the sender of a document gets (13/2003 s.12). It tells what the
// service noted on arrival, and nothing of what was written. It is the same however
// often it is shown: what was received later, decided, or changed in the inquiry, changes
// nothing, but that its sender confirms what waits for that.
//
// What the document meant among the others is left out when that cannot be read in
// time: the receipt shown later has it.
func (s *Service) receipt(ctx context.Context, k *taken, of Record) forms.Receipt {
	ctx, cancel := context.WithTimeout(ctx, telling)
	defer cancel()
	r, _, err := s.arrived(ctx, k, of)
	if err == nil && r.Unconfirmed {
		err = s.tellReleased(ctx, k, of, &r)
	}
	if err != nil {
		s.config.Logger.LogAttrs(context.WithoutCancel(ctx), slog.LevelError, "fault", slog.String("error", err.Error()))
	}
	return r
}

// tellReleased adds that a document does not wait to be confirmed any more. That is what
// alone changes on a receipt.
func (s *Service) tellReleased(ctx context.Context, k *taken, of Record, r *forms.Receipt) error {
	then, err := s.asOf(ctx, k, of.Version)
	if err != nil {
		return err
	}
	past, err := then.by.history.snapshot(ctx)
	if err != nil {
		return err
	}
	if ledger, ok := past.ledger.(Confirmer); ok {
		ledger.TellReleased(r)
	}
	return nil
}

// arrived is the receipt of a record, and what had been received when it was given, by the
// inquiry as it was then; both as far as they are known where there is an error.
func (s *Service) arrived(ctx context.Context, k *taken, of Record) (r forms.Receipt, past *snapshot, err error) {
	r = forms.Receipt{ID: of.ID, Reference: reference.Of(of.Inquiry, of.ID), ReceivedAt: of.ReceivedAt, Status: hyte.EntryStatus(of.Verdict), Sender: of.Sender}
	if k.Link != nil {
		r.Link = k.Link(k.by.inquiry)
	}
	then, err := s.asOf(ctx, k, of.Version)
	if r.Status == "" { // of a version of the service that did not note it
		r.Status = then.verdict(of.ReceivedAt)
	}
	if err != nil || !then.by.tells {
		return r, nil, err
	}
	if past, err = then.by.history.until(ctx, of.Sequence); err != nil {
		return r, nil, err
	}
	past.ledger.(Teller).Tell(&r)
	return r, past, nil
}

// verdict is what the sender of a document that came at the instant is told of its time.
func (k *taken) verdict(at time.Time) hyte.EntryStatus {
	if status := k.status(at); status == hyte.StatusLate || status == hyte.StatusClosed {
		return hyte.EntryLate
	}
	return hyte.EntryAnswered
}
