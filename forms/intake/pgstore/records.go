package pgstore

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
	"github.com/jackc/pgx/v5"
)

// A page of records is read in one go and ends at whichever comes first.
const (
	pageRecords = 256
	pageBytes   = 1 << 20
)

const columns = `seq, id, inquiry, kind, sender, received_at, key, via, version, verdict, confirmed, document, checksum`

// pageStatement reads on after a position. The server adds up the sizes, which it knows
// without reading the documents: what does not belong to the page is not sent.
const pageStatement = `SELECT ` + columns + ` FROM (
	SELECT *, sum(octet_length(document)) OVER (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - octet_length(document) AS size_before
	FROM (SELECT * FROM hytekit.received WHERE inquiry = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS next
) AS sized WHERE size_before < $4 ORDER BY seq`

// Find implements [intake.Store].
func (s *Store) Find(ctx context.Context, id string) (intake.Record, error) {
	r, err := s.one(ctx, `SELECT `+columns+` FROM hytekit.received WHERE id = $1`, id)
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.missing()
	}
	if err != nil {
		return intake.Record{}, s.failure(ctx, "find", err)
	}
	return r, nil
}

// Keyed implements [intake.Store].
func (s *Store) Keyed(ctx context.Context, inquiry, from, below string) (intake.Record, error) {
	r, err := s.one(ctx, `SELECT `+columns+` FROM hytekit.received WHERE inquiry = $1 AND key >= $2 AND key < $3 ORDER BY seq DESC LIMIT 1`, inquiry, from, below)
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.missing()
	}
	if err != nil {
		return intake.Record{}, s.failure(ctx, "keyed", err)
	}
	return r, nil
}

// missing is the error for what was not found: in a damaged database nobody knows.
func (s *Store) missing() error {
	if err := s.condition.Damage(); err != nil {
		return err
	}
	return intake.ErrNotFound
}

// one reads one record, or returns [pgx.ErrNoRows].
func (s *Store) one(ctx context.Context, query string, args ...any) (r intake.Record, err error) {
	err = s.read(ctx, func(ctx context.Context) (err error) {
		r, err = scan(s.pool.QueryRow(ctx, query, args...))
		return err
	})
	return r, err
}

// Records implements [intake.Store]. It reads page by page and holds no connection while
// the caller works on a page. What was counted before must have been read in the end.
func (s *Store) Records(ctx context.Context, inquiry string) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		counted, err := s.count(ctx, inquiry)
		read, whole := int64(0), true
		if err == nil {
			whole, err = s.readOn(ctx, inquiry, 0, func(r intake.Record) bool { read++; return yield(r, nil) })
		}
		if err == nil && whole && read < counted {
			err = fmt.Errorf("%w: %d records of an inquiry were counted and %d read", intake.ErrDamaged, counted, read)
		}
		if err != nil {
			yield(intake.Record{}, s.failure(ctx, "records", err))
		}
	}
}

// Following implements [intake.Following].
func (s *Store) Following(inquiry string, after, until int64) (records []intake.Record, all bool) {
	return s.recent.Following(inquiry, after, until)
}

// After implements [intake.Store], in the way of Records.
func (s *Store) After(ctx context.Context, inquiry string, sequence int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		if _, err := s.readOn(ctx, inquiry, sequence, func(r intake.Record) bool { return yield(r, nil) }); err != nil {
			yield(intake.Record{}, s.failure(ctx, "after", err))
		}
	}
}

// readOn takes the records of an inquiry after a position one by one, and reports whether
// it has come to the end: it ends where take returns false.
func (s *Store) readOn(ctx context.Context, inquiry string, after int64, take func(intake.Record) bool) (whole bool, err error) {
	for more := true; more; {
		var page []intake.Record
		page, more, err = s.page(ctx, inquiry, after)
		for _, r := range page {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			if !take(r) {
				return false, nil
			}
			after = r.Sequence
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// page reads the records of an inquiry after a position, and reports whether there may
// be more. With an error it returns the rows before it.
func (s *Store) page(ctx context.Context, inquiry string, after int64) (page []intake.Record, more bool, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		page = page[:0]
		rows, err := s.pool.Query(ctx, pageStatement, inquiry, after, pageRecords, pageBytes)
		if err != nil {
			return err
		}
		defer rows.Close()
		size := 0
		for rows.Next() {
			r, err := scan(rows)
			if err != nil {
				return err
			}
			page, size = append(page, r), size+len(r.Document)
		}
		more = len(page) == pageRecords || size >= pageBytes
		return rows.Err()
	})
	return page, more, err
}

// Count implements [intake.Store]. It takes as long for many records as for few.
func (s *Store) Count(ctx context.Context, inquiry string) (int64, error) {
	n, err := s.count(ctx, inquiry)
	if err != nil {
		return 0, s.failure(ctx, "count", err)
	}
	return n, nil
}

func (s *Store) count(ctx context.Context, inquiry string) (n int64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT coalesce((SELECT records FROM hytekit.tally WHERE inquiry = $1), 0)`, inquiry).Scan(&n)
	})
	return n, err
}

// Inquiries implements [intake.Store].
func (s *Store) Inquiries(ctx context.Context) (map[string]int64, error) {
	counts, err := s.tally(ctx)
	if err != nil {
		return nil, s.failure(ctx, "inquiries", err)
	}
	return counts, nil
}

func (s *Store) tally(ctx context.Context) (counts map[string]int64, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		counts = map[string]int64{}
		rows, err := s.pool.Query(ctx, `SELECT inquiry, records FROM hytekit.tally`)
		if err != nil {
			return err
		}
		var inquiry string
		var n int64
		_, err = pgx.ForEachRow(rows, []any{&inquiry, &n}, func() error {
			counts[inquiry] = n
			return nil
		})
		return err
	})
	return counts, err
}

// Newest implements [intake.Store].
func (s *Store) Newest(ctx context.Context) (intake.Record, error) {
	r, err := s.one(ctx, `SELECT `+columns+` FROM hytekit.received ORDER BY seq DESC LIMIT 1`)
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.missing()
	}
	if err != nil {
		return intake.Record{}, s.failure(ctx, "newest", err)
	}
	return r, nil
}

// scan reads one row of columns. What has changed since it was written is
// [intake.ErrDamaged].
func scan(row pgx.Row) (r intake.Record, err error) {
	var sum int64
	if err := row.Scan(&r.Sequence, &r.ID, &r.Inquiry, &r.Kind, &r.Sender, &r.ReceivedAt, &r.Key,
		&r.Via, &r.Version, &r.Verdict, &r.Confirmed, &r.Document, &sum); err != nil {
		return intake.Record{}, err
	}
	r.ReceivedAt = r.ReceivedAt.UTC()
	if sum != checksum.Of(r) {
		return intake.Record{}, fmt.Errorf("%w: record %d is not as it was received", intake.ErrDamaged, r.Sequence)
	}
	return r, nil
}
