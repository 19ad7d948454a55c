package intake

import (
	"context"
	"errors"
	"iter"
	"runtime"
	"testing"
)

// endless is a store whose records do not come to an end until nobody waits for
// them.
type endless struct{ Store }

func (endless) Count(context.Context, string) (int64, error)     { return 1, nil }
func (endless) Purges(context.Context, string) ([]Purged, error) { return nil, nil }

func (endless) After(ctx context.Context, _ string, _ int64) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		<-ctx.Done()
		yield(Record{}, ctx.Err())
	}
}

// blank is a board, and its ledger, that takes no notice of anything.
type blank struct{ Board }

func (blank) Ledger() Ledger { return blank{} }
func (blank) Add(Record)     {}
func (blank) Close()         {}
func (blank) Next() Ledger   { return blank{} }

// Whoever goes away while the records are read stops the reading, and whoever waits
// for their turn stops waiting.
func TestSnapshotEndsWithItsRequest(t *testing.T) {
	h := newHistory("call", blank{}, endless{})
	reading, stopReading := context.WithCancel(t.Context())
	waiting, stopWaiting := context.WithCancel(t.Context())
	read, waited := make(chan error), make(chan error)
	go func() { _, err := h.snapshot(reading); read <- err }()
	for len(h.turn) == 0 { // until it reads
		runtime.Gosched()
	}
	go func() { _, err := h.snapshot(waiting); waited <- err }()
	stopWaiting()
	if err := <-waited; !errors.Is(err, context.Canceled) {
		t.Errorf("the one who waits: %v", err)
	}
	stopReading()
	if err := <-read; !errors.Is(err, context.Canceled) {
		t.Errorf("the one who reads: %v", err)
	}
}
