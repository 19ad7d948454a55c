package sqlitestore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// A page of records is read in one go and ends at whichever comes first.
const (
	pageRecords = 256
	pageBytes   = 1 << 20
)

const columns = `seq, id, call, kind, nominator, received_at, key, document`

// Append implements [intake.Store].
func (s *Store) Append(ctx context.Context, r intake.Record) (kept intake.Record, added bool, err error) {
	if err := r.Check(); err != nil {
		return intake.Record{}, false, failure(ctx, "append", err)
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		kept, added, err = appendRecord(ctx, tx, r)
		return err
	})
	if err != nil {
		return intake.Record{}, false, failure(ctx, "append", err)
	}
	return kept, added, nil
}

func appendRecord(ctx context.Context, tx *sql.Tx, r intake.Record) (kept intake.Record, added bool, err error) {
	earlier, _, err := scan(tx.QueryRowContext(ctx,
		`SELECT `+columns+` FROM received WHERE call = ? AND key = ?`, r.Call, r.Key))
	switch {
	case err == nil && bytes.Equal(earlier.Document, r.Document):
		return earlier, false, nil
	case err == nil:
		return intake.Record{}, false, intake.ErrKeyReused
	case !errors.Is(err, sql.ErrNoRows):
		return intake.Record{}, false, err
	}
	var taken bool
	if err := tx.QueryRowContext(ctx,
		`SELECT EXISTS (SELECT 1 FROM received WHERE id = ?)`, r.ID).Scan(&taken); err != nil {
		return intake.Record{}, false, err
	}
	if taken {
		return intake.Record{}, false, intake.ErrIDTaken
	}
	if _, err := tx.ExecContext(ctx,
		`INSERT INTO received (id, call, kind, nominator, received_at, key, document) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		r.ID, r.Call, r.Kind, r.Nominator, r.ReceivedAt.UnixMicro(), r.Key, r.Document); err != nil {
		return intake.Record{}, false, err
	}
	r.Document = bytes.Clone(r.Document)
	return r, true, nil
}

// Find implements [intake.Store].
func (s *Store) Find(ctx context.Context, id string) (intake.Record, error) {
	r, _, err := scan(s.reader.QueryRowContext(ctx, `SELECT `+columns+` FROM received WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Record{}, failure(ctx, "find", err)
	}
	return r, nil
}

// Records implements [intake.Store]. It reads page by page and holds no
// connection while the caller works on a page, so a slow reader neither keeps
// others waiting nor lets the -wal file grow.
func (s *Store) Records(ctx context.Context, call string) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		for after, more := int64(0), true; more; {
			var page []intake.Record
			var err error
			page, after, more, err = s.page(ctx, call, after)
			for _, r := range page {
				if err = ctx.Err(); err != nil {
					break
				}
				if !yield(r, nil) {
					return
				}
			}
			if err != nil {
				yield(intake.Record{}, failure(ctx, "records", err))
				return
			}
		}
	}
}

// page returns the records that follow the one at position after, the position
// of the last of them, and whether there may be more.
func (s *Store) page(ctx context.Context, call string, after int64) (page []intake.Record, last int64, more bool, err error) {
	rows, err := s.reader.QueryContext(ctx,
		`SELECT `+columns+` FROM received WHERE call = ? AND seq > ? ORDER BY seq LIMIT ?`, call, after, pageRecords)
	if err != nil {
		return nil, 0, false, err
	}
	defer rows.Close()
	size := 0
	for rows.Next() {
		r, seq, err := scan(rows)
		if err != nil {
			return nil, 0, false, err
		}
		page, last = append(page, r), seq
		if size += len(r.Document); size >= pageBytes || len(page) == pageRecords {
			return page, last, true, nil
		}
	}
	return page, last, false, rows.Err()
}

// Count implements [intake.Store].
func (s *Store) Count(ctx context.Context, call string) (int64, error) {
	var n int64
	if err := s.reader.QueryRowContext(ctx, `SELECT count(*) FROM received WHERE call = ?`, call).Scan(&n); err != nil {
		return 0, failure(ctx, "count", err)
	}
	return n, nil
}

// scan reads one row of columns.
func scan(row interface{ Scan(dest ...any) error }) (r intake.Record, seq int64, err error) {
	var micros int64
	if err := row.Scan(&seq, &r.ID, &r.Call, &r.Kind, &r.Nominator, &micros, &r.Key, &r.Document); err != nil {
		return intake.Record{}, 0, fmt.Errorf("reading a record: %w", err)
	}
	r.ReceivedAt = time.UnixMicro(micros).UTC()
	return r, seq, nil
}
