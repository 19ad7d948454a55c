package intake

import (
	"context"
	"fmt"
	"time"
)

// A Purger lets go of what a store need not keep any more (2016/679 art. 5(1)(e)).
type Purger interface {
	// Purge puts other documents in place of those of an inquiry's records, by their
	// Sequence, all of them or none. All else of the records stays. When Purge has
	// returned without an error, nothing that the store keeps on its place holds the
	// earlier documents any more, files that it works with included; backups and exports
	// that were made before do.
	//
	// The error is [ErrNotFound] if the inquiry has no record with one of the sequences,
	// and [ErrInvalid] if no document is given, one is empty or too long, or at is not as
	// in [Record]. After [ErrUnavailable] the documents may have been replaced, and the
	// earlier ones may still be in a file: purge again.
	Purge(ctx context.Context, p Purge) error

	// Purges returns the purges of an inquiry in their order, without the documents.
	Purges(ctx context.Context, inquiry string) ([]Purged, error)
}

// Purge is what [Purger] is to do.
type Purge struct {
	Inquiry string
	// At is when it is done.
	At time.Time
	// Keep says what stays, in a word that the service knows: see [Purged].
	Keep string
	// Documents are what stays of the documents, by the sequence of their records.
	Documents map[int64][]byte
}

// Purged is a purge that was done: the proof of it.
type Purged struct {
	At   time.Time `json:"at"`
	Keep string    `json:"keep"`
	// Records is of how many records the document was replaced.
	Records int `json:"records"`
}

// Check returns nil if a [Store] takes the purge, and otherwise an error that wraps
// [ErrInvalid] and names the field.
func (p Purge) Check() error {
	problem := ""
	if len(p.Documents) == 0 {
		problem = "missing"
	}
	for _, d := range p.Documents {
		if found := lengthBetween(len(d), 1, MaxDocument); found != "" {
			problem = found
		}
	}
	for _, f := range []struct{ field, problem string }{
		{"Inquiry", oneLine(p.Inquiry, 1)},
		{"At", storableTime(p.At)},
		{"Keep", oneLine(p.Keep, 1)},
		{"Documents", problem},
	} {
		if f.problem != "" {
			return fmt.Errorf("%w: purge: %s: %s", ErrInvalid, f.field, f.problem)
		}
	}
	return nil
}
