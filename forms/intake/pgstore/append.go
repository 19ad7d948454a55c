package pgstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// Append implements [intake.Store]. Records that wait at the same moment are committed
// together. If the connection is lost or the server restarts, the store tries again for
// five seconds.
func (s *Store) Append(ctx context.Context, r intake.Record) (kept intake.Record, added bool, err error) {
	return s.appendAfter(ctx, r, anyCount)
}

// AppendAfter implements [intake.Overtaken], in the way of Append.
func (s *Store) AppendAfter(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	if count < 0 {
		count = math.MaxInt64 // which no inquiry has either
	}
	return s.appendAfter(ctx, r, count)
}

func (s *Store) appendAfter(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	err = r.Check()
	if err == nil {
		kept, added, err = s.hand(ctx, r, count)
	}
	if err != nil {
		return intake.Record{}, false, s.failure(ctx, "append", err)
	}
	return kept, added, nil
}

// hand gives a record to the committer and waits for the end of its request.
func (s *Store) hand(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	if err := ctx.Err(); err != nil {
		return intake.Record{}, false, err
	}
	if err := s.condition.Damage(); err != nil {
		return intake.Record{}, false, err
	}
	r.Document = bytes.Clone(r.Document) // the committer may be at it when the caller has gone
	q := &request{ctx: ctx, record: r, after: count, since: time.Now(), done: make(chan struct{})}
	if !s.queue.add(q) {
		return intake.Record{}, false, errClosed
	}
	select {
	case <-q.done:
	case <-ctx.Done():
		return intake.Record{}, false, ctx.Err()
	}
	switch {
	case q.err != nil:
		return intake.Record{}, false, q.err
	case q.sequence == 0:
		return s.inTheWay(ctx, q)
	}
	r.Sequence = q.sequence
	return r, true, nil
}

// inTheWay returns the record under the key of a request that was not added. It is the
// request's own if an attempt was in doubt and has put it there.
func (s *Store) inTheWay(ctx context.Context, q *request) (kept intake.Record, added bool, err error) {
	kept, err = s.one(ctx, `SELECT `+columns+` FROM hytekit.received WHERE inquiry = $1 AND key = $2`, q.record.Inquiry, q.record.Key)
	switch {
	case err == nil && bytes.Equal(kept.Document, q.record.Document):
		return kept, q.inDoubt && kept.ID == q.record.ID, nil
	case err == nil:
		return intake.Record{}, false, intake.ErrKeyReused
	case !errors.Is(err, pgx.ErrNoRows):
		return intake.Record{}, false, err
	}
	var taken bool
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM hytekit.received WHERE id = $1)`, q.record.ID).Scan(&taken)
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
