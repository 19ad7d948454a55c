package intake

import (
	"context"
	"log/slog"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// telling is how long a receipt may wait for what the document meant on arrival. The
// document is kept by then, so its sender must hear that in any case.
const telling = 3 * time.Second

// receipt is what the sender of a document gets (13/2003 s.12). It tells what the
// service noted on arrival, and nothing of what was written. It is the same however
// often it is shown: what was received later, or decided, changes nothing.
//
// What the document meant among the others is left out when that cannot be read in
// time: the receipt shown later has it.
func (s *Service) receipt(ctx context.Context, k *taken, id, sender string, receivedAt time.Time) forms.Receipt {
	r := forms.Receipt{ID: id, ReceivedAt: receivedAt, Status: hyte.EntryAnswered, Sender: sender}
	if status := k.status(receivedAt); status == hyte.StatusLate || status == hyte.StatusClosed {
		r.Status = hyte.EntryLate
	}
	if k.Link != nil {
		r.Link = k.Link(k.by.inquiry)
	}
	if _, tells := k.by.board.Ledger().(Teller); !tells {
		return r
	}
	ctx, cancel := context.WithTimeout(ctx, telling)
	defer cancel()
	past, err := k.by.history.snapshot(ctx)
	if err != nil {
		s.config.Logger.LogAttrs(context.WithoutCancel(ctx), slog.LevelError, "fault", slog.String("error", err.Error()))
		return r
	}
	if teller, ok := past.ledger.(Teller); ok {
		teller.Tell(&r)
	}
	return r
}
