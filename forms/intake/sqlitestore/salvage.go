package sqlitestore

import (
	"context"
	"fmt"
	"iter"

	"github.com/hytekit/hytekit/forms/intake"
)

// salvage reads the records of a damaged file after a position from the table
// alone: an index, or a page of another time, may lack rows without any error. The
// positions prove that none is missing. They have no gaps, for nothing is ever
// removed and a position is taken in the transaction that adds the record.
func (s *Store) salvage(ctx context.Context, after int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		added, err := lastAdded(ctx, s.reader) // before the reading: another process may add more
		if err != nil {
			yield(intake.Record{}, err)
			return
		}
		last := after
		for more := true; more; {
			var records []intake.Record
			records, more, err = page(s.reader.QueryContext(ctx, `SELECT `+s.columns+` FROM received NOT INDEXED WHERE seq > ? ORDER BY seq LIMIT ?`, last, pageRecords))
			for _, r := range records {
				if r.Sequence != last+1 {
					err = errMissing(last + 1)
					break
				}
				last = r.Sequence
				if !yield(r, nil) {
					return
				}
			}
			if err != nil {
				yield(intake.Record{}, err)
				return
			}
		}
		if last < added {
			yield(intake.Record{}, errMissing(last+1))
		}
	}
}

func errMissing(seq int64) error {
	return fmt.Errorf("%w: record %d is missing", intake.ErrDamaged, seq)
}

// salvageOf is salvage for one inquiry.
func (s *Store) salvageOf(ctx context.Context, inquiry string, after int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		for r, err := range s.salvage(ctx, after) {
			if (err != nil || r.Inquiry == inquiry) && !yield(r, err) {
				return
			}
		}
	}
}

func (s *Store) salvageCount(ctx context.Context, inquiry string) (n int64, err error) {
	for _, err := range s.salvageOf(ctx, inquiry, 0) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// salvageOne returns a record to which its index does not lead.
func (s *Store) salvageOne(ctx context.Context, id string) (intake.Record, error) {
	for r, err := range s.salvage(ctx, 0) {
		if err != nil || r.ID == id {
			return r, err
		}
	}
	return intake.Record{}, intake.ErrNotFound
}

// salvageKeyed is [Store.Keyed] without the index.
func (s *Store) salvageKeyed(ctx context.Context, inquiry, from, below string) (last intake.Record, err error) {
	for r, err := range s.salvageOf(ctx, inquiry, 0) {
		if err != nil {
			return intake.Record{}, err
		}
		if from <= r.Key && r.Key < below {
			last = r
		}
	}
	if last.ID == "" {
		return intake.Record{}, intake.ErrNotFound
	}
	return last, nil
}
