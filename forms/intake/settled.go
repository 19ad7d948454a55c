package intake

import (
	"context"
	"errors"
	"slices"
)

// Settler is a [Ledger] of documents about which the organizer decides whether they count.
type Settler interface {
	// Settled are the documents that count or wait otherwise since the decision with the
	// id came, in order of arrival; Of is nil. Of anything but a decision there are none.
	Settled(id string) []Settled
}

// Settled is a document whose standing a decision of the organizer's has changed.
type Settled struct {
	// ID is that of the document, and Of its arrival.
	ID string
	Of *Arrival
	// Standing is the one since then.
	Standing Standing
}

// Standing says whether a document counts. The zero value is none.
type Standing string

// The standings.
const (
	StandingCounts   Standing = "counts"  // it counts, and nobody contests that
	StandingRejected Standing = "refused" // it does not count
	StandingOpen     Standing = "open"    // the organizer has to settle it
)

// settled adds to an arrival what a decision has settled, but for what its other letters
// tell. What the organizer entered itself has no sender who waits to hear of it.
func (s *Service) settled(ctx context.Context, i *served, a *Arrival) error {
	past, err := i.history.until(ctx, a.Event.Sequence)
	if err != nil {
		return err
	}
	ledger, ok := past.ledger.(Settler)
	if !ok {
		return nil
	}
	for _, each := range ledger.Settled(a.Event.ID) {
		told := each.ID == a.Record.ID || slices.ContainsFunc(a.Displaced, func(r Record) bool { return r.ID == each.ID })
		if told {
			continue
		}
		record, err := s.config.Store.Find(ctx, each.ID)
		switch {
		case errors.Is(err, ErrNotFound):
			continue // it is kept no longer
		case err != nil:
			return err
		}
		k := i.kind(record.Kind)
		if k == nil || record.Entered() {
			continue
		}
		of := &Arrival{Inquiry: i.inquiry, Record: record, Event: record, kind: k, address: a.address, key: a.key}
		if of.Receipt, _, err = s.arrived(ctx, k, record); err != nil {
			return err
		}
		if each.Of = of; a.kind == nil {
			a.kind = k
		}
		a.Settled = append(a.Settled, each)
	}
	return nil
}
