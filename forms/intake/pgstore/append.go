package pgstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// Append implements [intake.Store]. Records that wait at the same moment are committed
// together. If the connection is lost or the server restarts, the store tries again for
// five seconds.
func (s *Store) Append(ctx context.Context, r intake.Record) (kept intake.Record, added bool, err error) {
	return s.appendOne(ctx, r, anyCount)
}

// AppendAfter implements [intake.Overtaken], in the way of Append.
func (s *Store) AppendAfter(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	if count < 0 {
		count = math.MaxInt64 // which no inquiry has either
	}
	return s.appendOne(ctx, r, count)
}

// AppendAll implements [intake.Store], in the way of Append.
func (s *Store) AppendAll(ctx context.Context, records []intake.Record) (kept []intake.Record, added []bool, err error) {
	return s.append(ctx, records, anyCount)
}

func (s *Store) appendOne(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	all, are, err := s.append(ctx, []intake.Record{r}, count)
	if err != nil {
		return intake.Record{}, false, err
	}
	return all[0], are[0], nil
}

func (s *Store) append(ctx context.Context, records []intake.Record, count int64) (kept []intake.Record, added []bool, err error) {
	if err = intake.CheckAll(records); err == nil {
		kept, added, err = s.hand(ctx, records, count)
	}
	if err != nil {
		return nil, nil, s.failure(ctx, "append", err)
	}
	return kept, added, nil
}

// hand gives records to the committer and waits for the end of their request.
func (s *Store) hand(ctx context.Context, records []intake.Record, count int64) (kept []intake.Record, added []bool, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if err := s.condition.Damage(); err != nil {
		return nil, nil, err
	}
	records = slices.Clone(records)
	for i := range records {
		records[i].Document = bytes.Clone(records[i].Document) // the committer may be at it when the caller has gone
	}
	q := &request{ctx: ctx, records: records, after: count, since: time.Now(), done: make(chan struct{})}
	if !s.queue.add(q) {
		return nil, nil, errClosed
	}
	select {
	case <-q.done:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	if q.err != nil {
		return nil, nil, q.err
	}
	added = make([]bool, len(records))
	for i := range records {
		if records[i].Sequence = q.sequences[records[i].ID]; records[i].Sequence != 0 {
			added[i] = true
			continue
		}
		if records[i], added[i], err = s.inTheWay(ctx, q, records[i]); err != nil {
			return nil, nil, err
		}
	}
	return records, added, nil
}

// inTheWay returns the record under the key of one that was not added. It is that one if
// an attempt was in doubt and has put it there.
func (s *Store) inTheWay(ctx context.Context, q *request, given intake.Record) (kept intake.Record, added bool, err error) {
	kept, err = s.one(ctx, `SELECT `+columns+` FROM hytekit.received WHERE inquiry = $1 AND key = $2`, given.Inquiry, given.Key)
	switch {
	case err == nil && bytes.Equal(kept.Document, given.Document):
		return kept, q.inDoubt && kept.ID == given.ID, nil
	case err == nil:
		return intake.Record{}, false, intake.ErrKeyReused
	case !errors.Is(err, pgx.ErrNoRows):
		return intake.Record{}, false, err
	}
	var taken bool
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM hytekit.received WHERE id = $1)`, given.ID).Scan(&taken)
	})
	switch {
	case err != nil:
		return intake.Record{}, false, err
	case taken:
		return intake.Record{}, false, intake.ErrIDTaken
	case q.asks():
		return intake.Record{}, false, intake.ErrOvertaken
	}
	return intake.Record{}, false, fmt.Errorf("%w: a record was not added though nothing is in its way; put back a backup in which the table counter is not behind received", intake.ErrDamaged)
}
