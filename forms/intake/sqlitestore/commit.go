package sqlitestore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The most that one commit takes. Those who do not fit wait for the next one.
const (
	batchRecords = 256
	batchBytes   = 8 << 20
)

var errClosed = errors.New("the store is closed")

// arrival is a record that somebody waits to have in the file, and what has become
// of it. The results are read once done is closed.
type arrival struct {
	record intake.Record
	count  int64 // of the inquiry's records that must be there; anyCount
	sum    int64
	state  atomic.Int32
	done   chan struct{}

	kept  intake.Record
	added bool
	err   error
}

// The states of an arrival.
const (
	arrivalWaits int32 = iota
	arrivalTaken       // it is part of a commit
	arrivalLeft        // nobody waits for it any more, and it is not stored
)

// hand hands a record to the committer and waits until it is on the disk. The end of
// ctx ends the wait as long as no commit has the record; then the work is short, and
// the caller learns whether it was stored.
func (s *Store) hand(ctx context.Context, r intake.Record, count int64) (kept intake.Record, added bool, err error) {
	if err := errors.Join(ctx.Err(), s.unwritable()); err != nil {
		return intake.Record{}, false, err
	}
	a := &arrival{record: r, count: count, sum: checksum.Of(r), done: make(chan struct{})}
	select {
	case s.arrivals <- a:
	case <-ctx.Done():
		return intake.Record{}, false, ctx.Err()
	case <-s.upkeep.ctx.Done():
		return intake.Record{}, false, errClosed
	}
	select {
	case <-a.done:
	case <-ctx.Done():
		if a.state.CompareAndSwap(arrivalWaits, arrivalLeft) {
			return intake.Record{}, false, ctx.Err()
		}
		<-a.done
	}
	return a.kept, a.added, a.err
}

// commitArrivals is the one that adds records. All that wait share a transaction and
// with it the flush to the disk, and while that is under way the next ones gather.
func (s *Store) commitArrivals(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case a := <-s.arrivals:
			s.commit(ctx, &batch{all: []*arrival{a}, bytes: len(a.record.Document)})
		}
	}
}

// commit answers everybody in the batch: only after the flush, and with an error if
// there is none.
func (s *Store) commit(ctx context.Context, b *batch) {
	b.gather(s.arrivals)
	s.committing.Lock()
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (changed bool, err error) {
		b.gather(s.arrivals) // others have come while this one waited for the lock
		insert := tx.StmtContext(ctx, s.insert)
		for _, a := range b.all {
			if !a.state.CompareAndSwap(arrivalWaits, arrivalTaken) {
				continue
			}
			if err := a.store(ctx, tx, insert); err != nil {
				return false, err
			}
			changed = changed || a.added
		}
		return changed, nil
	})
	s.committing.Unlock()
	if err == nil {
		s.noteLog(ctx)
	} else if ctx.Err() != nil {
		err = errClosed
	}
	for _, a := range b.all {
		a.state.CompareAndSwap(arrivalWaits, arrivalTaken) // where no transaction began
		if err != nil {
			a.kept, a.added, a.err = intake.Record{}, false, err
		}
		close(a.done)
	}
}

// batch is what shares a commit.
type batch struct {
	all   []*arrival
	bytes int
}

// gather adds those who wait at this moment.
func (b *batch) gather(arrivals <-chan *arrival) {
	for len(b.all) < batchRecords && b.bytes < batchBytes {
		select {
		case a := <-arrivals:
			b.all = append(b.all, a)
			b.bytes += len(a.record.Document)
		default:
			return
		}
	}
}

// store adds the record. Most often there is none like it, so that is looked up only
// once the file has refused to take it. Why one record is refused does not concern the
// others; an error that is returned does.
func (a *arrival) store(ctx context.Context, tx *sql.Tx, insert *sql.Stmt) error {
	r := a.record
	overtaken, err := a.overtaken(ctx, tx)
	if err != nil {
		return err
	}
	if overtaken {
		return a.refuse(ctx, tx, intake.ErrOvertaken)
	}
	inserted, err := insert.ExecContext(ctx, r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt.UnixMicro(), r.Key, r.Document, a.sum,
		r.Via, r.Version, r.Verdict, r.Confirmed)
	if hasCode(err, sqlite3.SQLITE_CONSTRAINT) {
		return a.refuse(ctx, tx, err)
	}
	if err != nil {
		return err
	}
	if r.Sequence, err = inserted.LastInsertId(); err != nil {
		return err
	}
	r.Document = bytes.Clone(r.Document)
	a.kept, a.added = r, true
	return nil
}

// refuse finds out why the record is not added. An error that is returned concerns all of
// the batch.
func (a *arrival) refuse(ctx context.Context, tx *sql.Tx, refused error) error {
	a.kept, a.err = earlier(ctx, tx, a.record, refused)
	if kind.Named(a.err) {
		return nil
	}
	return a.err
}

// overtaken reports whether the inquiry has another number of records than whoever appends
// has counted.
func (a *arrival) overtaken(ctx context.Context, tx *sql.Tx) (bool, error) {
	if a.count == anyCount {
		return false, nil
	}
	var now int64
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM received WHERE call = ?`, a.record.Inquiry).Scan(&now)
	return now != a.count, err
}

const insertRecord = `INSERT INTO received (id, call, kind, nominator, received_at, key, document, checksum, via, version, verdict, confirmed)
	VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// earlier finds the record because of which another one was refused: it is the same,
// or the error says what the two have in common.
func earlier(ctx context.Context, tx *sql.Tx, r intake.Record, refused error) (intake.Record, error) {
	kept, err := scan(tx.QueryRowContext(ctx, `SELECT `+columns+` FROM received WHERE call = ? AND key = ?`, r.Inquiry, r.Key))
	switch {
	case err == nil && bytes.Equal(kept.Document, r.Document):
		return kept, nil
	case err == nil:
		return intake.Record{}, intake.ErrKeyReused
	case !errors.Is(err, sql.ErrNoRows):
		return intake.Record{}, err
	}
	var taken bool
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM received WHERE id = ?)`, r.ID).Scan(&taken)
	switch {
	case err != nil:
		return intake.Record{}, err
	case taken:
		return intake.Record{}, intake.ErrIDTaken
	}
	return intake.Record{}, fmt.Errorf("a record was refused: %w", refused)
}

// noteLog counts the pages that the last commit has written to the -wal file.
func (s *Store) noteLog(ctx context.Context) {
	conn, err := s.writer.Conn(context.WithoutCancel(ctx))
	if err != nil {
		return // the store is being closed, which folds
	}
	defer conn.Close() //nolint:errcheck // it only goes back to the pool
	_ = conn.Raw(func(driver any) error {
		pages, _, err := driver.(sqlite.DBStatus).Status(sqlite.DBStatusCacheWrite, true)
		if err == nil {
			s.upkeep.logged(pages)
		}
		return err
	})
}
