package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
)

// A page of records is read in one go and ends at whichever comes first.
const (
	pageRecords = 256
	pageBytes   = 1 << 20
)

// The columns have the names of the first kind of document: seq is the sequence,
// call the inquiry and nominator the sender.
const columns = columnsOf1 + `, checksum, via, version, verdict, confirmed`

// columnsOf1 are those of the first version of the file.
const columnsOf1 = `seq, id, call, kind, nominator, received_at, key, document`

// columnsOf are those of an earlier version of the file, which is only read if it is
// damaged; the latest one has [columns].
func columnsOf(version int) string {
	switch version {
	case 1:
		return columnsOf1 + `, NULL, '', '', '', 0`
	case 2:
		return columnsOf1 + `, checksum, '', '', '', 0`
	default:
		return columns
	}
}

// Append implements [intake.Store].
func (s *Store) Append(ctx context.Context, r intake.Record) (kept intake.Record, added bool, err error) {
	return s.appendOne(ctx, r, anyCount)
}

// AppendAfter implements [intake.Overtaken].
func (s *Store) AppendAfter(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	return s.appendOne(ctx, r, count)
}

// AppendAll implements [intake.Store].
func (s *Store) AppendAll(ctx context.Context, records []intake.Record) (kept []intake.Record, added []bool, err error) {
	entries, err := s.append(ctx, records, anyCount)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		kept, added = append(kept, e.kept), append(added, e.added)
	}
	return kept, added, nil
}

// anyCount is the count of whoever does not ask how many records there are.
const anyCount = -1

func (s *Store) appendOne(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	entries, err := s.append(ctx, []intake.Record{r}, count)
	if err != nil {
		return intake.Record{}, false, err
	}
	return entries[0].kept, entries[0].added, nil
}

func (s *Store) append(ctx context.Context, records []intake.Record, count int64) (entries []entry, err error) {
	if err = intake.CheckAll(records); err == nil {
		entries, err = s.hand(ctx, records, count)
	}
	if err != nil {
		return nil, s.condition.Failure(ctx, "append", err)
	}
	return entries, nil
}

// Find implements [intake.Store].
func (s *Store) Find(ctx context.Context, id string) (intake.Record, error) {
	r, err := scan(s.reader.QueryRowContext(ctx, `SELECT `+s.columns+` FROM received WHERE id = ?`, id))
	if err != nil && s.condition.Damage() != nil {
		r, err = s.salvageOne(ctx, id)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Record{}, s.condition.Failure(ctx, "find", err)
	}
	return r, nil
}

// Keyed implements [intake.Store].
func (s *Store) Keyed(ctx context.Context, inquiry, from, below string) (intake.Record, error) {
	r, err := scan(s.reader.QueryRowContext(ctx, `SELECT `+s.columns+` FROM received WHERE call = ? AND key >= ? AND key < ? ORDER BY seq DESC LIMIT 1`, inquiry, from, below))
	if s.condition.Damage() != nil && (err == nil || errors.Is(err, sql.ErrNoRows)) { // an index may lack rows
		r, err = s.salvageKeyed(ctx, inquiry, from, below)
	}
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Record{}, s.condition.Failure(ctx, "keyed", err)
	}
	return r, nil
}

// Records implements [intake.Store].
func (s *Store) Records(ctx context.Context, inquiry string) iter.Seq2[intake.Record, error] {
	return s.reading(ctx, "records", inquiry, 0)
}

// After implements [intake.Store]. SQLite has one writer at a time, so a sequence
// becomes visible before a greater one is given.
func (s *Store) After(ctx context.Context, inquiry string, sequence int64) iter.Seq2[intake.Record, error] {
	return s.reading(ctx, "after", inquiry, max(0, sequence))
}

// Following implements [intake.Following].
func (s *Store) Following(inquiry string, after, until int64) (records []intake.Record, all bool) {
	return s.recent.Following(inquiry, after, until)
}

// reading reads page by page and holds no connection while the caller works on a
// page, so a slow reader neither keeps others waiting nor lets the -wal file grow.
func (s *Store) reading(ctx context.Context, doing, inquiry string, after int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		records := s.recordsOf(ctx, inquiry, after)
		if s.condition.Damage() != nil {
			records = s.salvageOf(ctx, inquiry, after)
		}
		for r, err := range records {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(intake.Record{}, s.condition.Failure(ctx, doing, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func (s *Store) recordsOf(ctx context.Context, inquiry string, after int64) iter.Seq2[intake.Record, error] {
	return func(yield func(intake.Record, error) bool) {
		for after, more := after, true; more; {
			var records []intake.Record
			var err error
			records, more, err = page(s.followingRecords(ctx, inquiry, after))
			for _, r := range records {
				if !yield(r, nil) {
					return
				}
				after = r.Sequence
			}
			if err != nil {
				yield(intake.Record{}, err)
				return
			}
		}
	}
}

// followingRecords selects a page of the records of an inquiry, with the columns of the
// file's version. That happens for each answer that arrives, so it is prepared.
const followingRecords = `SELECT %s FROM received WHERE call = ? AND seq > ? ORDER BY seq LIMIT ?`

func (s *Store) followingRecords(ctx context.Context, inquiry string, after int64) (*sql.Rows, error) {
	if s.following == nil { // the file was damaged when it was opened
		return s.reader.QueryContext(ctx, fmt.Sprintf(followingRecords, s.columns), inquiry, after, pageRecords)
	}
	return s.following.QueryContext(ctx, inquiry, after, pageRecords)
}

// page reads rows, unless selecting them has failed, until there are enough, and reports
// whether there may be more. With an error it returns the rows before it.
func page(rows *sql.Rows, failed error) (page []intake.Record, more bool, err error) {
	if failed != nil {
		return nil, false, failed
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	size := 0
	for rows.Next() {
		r, err := scan(rows)
		if err != nil {
			return page, false, err
		}
		page = append(page, r)
		if size += len(r.Document); size >= pageBytes || len(page) == pageRecords {
			return page, true, nil
		}
	}
	return page, false, nil
}

// Count implements [intake.Store].
func (s *Store) Count(ctx context.Context, inquiry string) (n int64, err error) {
	if s.condition.Damage() != nil {
		n, err = s.salvageCount(ctx, inquiry)
	} else {
		err = s.reader.QueryRowContext(ctx, `SELECT count(*) FROM received WHERE call = ?`, inquiry).Scan(&n)
	}
	if err != nil {
		return 0, s.condition.Failure(ctx, "count", err)
	}
	return n, nil
}

// Inquiries implements [intake.Store].
func (s *Store) Inquiries(ctx context.Context) (map[string]int64, error) {
	counts := map[string]int64{}
	var err error
	if s.condition.Damage() != nil {
		for r, fault := range s.salvage(ctx, 0) {
			if err = fault; err != nil {
				break
			}
			counts[r.Inquiry]++
		}
	} else {
		err = s.countAll(ctx, counts)
	}
	if err != nil {
		return nil, s.condition.Failure(ctx, "inquiries", err)
	}
	return counts, nil
}

func (s *Store) countAll(ctx context.Context, counts map[string]int64) (err error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT call, count(*) FROM received GROUP BY call`)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var inquiry string
		var n int64
		if err := rows.Scan(&inquiry, &n); err != nil {
			return err
		}
		counts[inquiry] = n
	}
	return nil
}

// Newest implements [intake.Store].
func (s *Store) Newest(ctx context.Context) (intake.Record, error) {
	r, err := scan(s.reader.QueryRowContext(ctx, `SELECT `+s.columns+` FROM received NOT INDEXED ORDER BY seq DESC LIMIT 1`))
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Record{}, s.condition.Failure(ctx, "newest", err)
	}
	return r, nil
}

// scan reads one row of columns. What has changed since it was written is
// [intake.ErrDamaged].
func scan(row interface{ Scan(dest ...any) error }) (r intake.Record, err error) {
	var micros int64
	var sum sql.NullInt64
	if err := row.Scan(&r.Sequence, &r.ID, &r.Inquiry, &r.Kind, &r.Sender, &micros, &r.Key, &r.Document, &sum,
		&r.Via, &r.Version, &r.Verdict, &r.Confirmed); err != nil {
		return intake.Record{}, fmt.Errorf("reading a record: %w", err)
	}
	r.ReceivedAt = time.UnixMicro(micros).UTC()
	if sum.Valid && sum.Int64 != checksum.Of(r) {
		return intake.Record{}, fmt.Errorf("%w: record %d is not as it was received", intake.ErrDamaged, r.Sequence)
	}
	return r, nil
}
