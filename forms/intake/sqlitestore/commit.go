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

// arrival are the records that somebody waits to have in the file together, and what has
// become of them. The results are read once done is closed.
type arrival struct {
	entries []entry
	count   int64 // of the records of the first one's inquiry that must be there; anyCount
	bytes   int
	state   atomic.Int32
	done    chan struct{}

	err error // why the first of those is not there that are not
}

// entry is one record.
type entry struct {
	record intake.Record
	sum    int64

	kept  intake.Record
	added bool
}

func newArrival(records []intake.Record, count int64) *arrival {
	a := &arrival{entries: make([]entry, len(records)), count: count, done: make(chan struct{})}
	for i, r := range records {
		a.entries[i] = entry{record: r, sum: checksum.Of(r)}
		a.bytes += len(r.Document)
	}
	return a
}

// The states of an arrival.
const (
	arrivalWaits int32 = iota
	arrivalTaken       // it is part of a commit
	arrivalLeft        // nobody waits for it any more, and it is not stored
)

// hand hands records to the committer and waits until they are on the disk. The end of
// ctx ends the wait as long as no commit has the records; then the work is short, and
// the caller learns whether they were stored.
func (s *Store) hand(ctx context.Context, records []intake.Record, count int64) ([]entry, error) {
	if err := errors.Join(ctx.Err(), s.unwritable()); err != nil {
		return nil, err
	}
	a := newArrival(records, count)
	select {
	case s.arrivals <- a:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.upkeep.ctx.Done():
		return nil, errClosed
	}
	select {
	case <-a.done:
	case <-ctx.Done():
		if a.state.CompareAndSwap(arrivalWaits, arrivalLeft) {
			return nil, ctx.Err()
		}
		<-a.done
	}
	return a.entries, a.err
}

// commitArrivals is the one that adds records. All that wait share a transaction and
// with it the flush to the disk, and while that is under way the next ones gather.
func (s *Store) commitArrivals(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case a := <-s.arrivals:
			s.commit(ctx, &batch{all: []*arrival{a}, bytes: a.bytes})
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
			added, err := a.store(ctx, tx, insert)
			if err != nil {
				return false, err
			}
			changed = changed || added
		}
		return changed, nil
	})
	s.committing.Unlock()
	if err == nil {
		s.recent.Add(b.added())
		s.noteLog(ctx)
	} else if ctx.Err() != nil {
		err = errClosed
	}
	for _, a := range b.all {
		a.state.CompareAndSwap(arrivalWaits, arrivalTaken) // where no transaction began
		if err != nil {
			a.err = err
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
			b.bytes += a.bytes
		default:
			return
		}
	}
}

// added are the records that the commit has added, in the order of their sequences.
func (b *batch) added() []intake.Record {
	added := make([]intake.Record, 0, len(b.all)) // most arrivals are of one record
	for _, a := range b.all {
		for i := range a.entries {
			if e := &a.entries[i]; e.added {
				added = append(added, e.kept)
			}
		}
	}
	return added
}

// store adds the records, and reports whether it has added any. Why one is refused does
// not concern the others; an error that is returned concerns all of the batch.
func (a *arrival) store(ctx context.Context, tx *sql.Tx, insert *sql.Stmt) (added bool, err error) {
	overtaken, err := a.overtaken(ctx, tx)
	if err != nil {
		return false, err
	}
	for i := range a.entries {
		e := &a.entries[i]
		refused := intake.ErrOvertaken
		if !overtaken {
			if refused, err = e.insert(ctx, insert); err != nil {
				return false, err
			}
		}
		if refused != nil {
			if err := a.refuse(ctx, tx, e, refused); err != nil {
				return false, err
			}
		}
		added = added || e.added
	}
	return added, nil
}

// insert adds the record, or returns why the file has refused to take it. Most often there
// is none like it, so that is looked up only then.
func (e *entry) insert(ctx context.Context, insert *sql.Stmt) (refused, err error) {
	r := e.record
	inserted, err := insert.ExecContext(ctx, r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt.UnixMicro(), r.Key, r.Document, e.sum,
		r.Via, r.Version, r.Verdict, r.Confirmed)
	if hasCode(err, sqlite3.SQLITE_CONSTRAINT) {
		return err, nil
	}
	if err != nil {
		return nil, err
	}
	if r.Sequence, err = inserted.LastInsertId(); err != nil {
		return nil, err
	}
	r.Document = bytes.Clone(r.Document)
	e.kept, e.added = r, true
	return nil, nil
}

// refuse finds out why a record is not added. An error that is returned concerns all of
// the batch.
func (a *arrival) refuse(ctx context.Context, tx *sql.Tx, e *entry, refused error) (err error) {
	if e.kept, err = earlier(ctx, tx, e.record, refused); err == nil || !kind.Named(err) {
		return err
	}
	if a.err == nil {
		a.err = err
	}
	return nil
}

// overtaken reports whether the inquiry has another number of records than whoever appends
// has counted.
func (a *arrival) overtaken(ctx context.Context, tx *sql.Tx) (bool, error) {
	if a.count == anyCount {
		return false, nil
	}
	var now int64
	err := tx.QueryRowContext(ctx, `SELECT count(*) FROM received WHERE call = ?`, a.entries[0].record.Inquiry).Scan(&now)
	return now != a.count, err
}

// insertRecord fails where another statement would abort: nothing is changed by then, and
// SQLite keeps no copies of the pages to undo it.
const insertRecord = `INSERT OR FAIL INTO received (id, call, kind, nominator, received_at, key, document, checksum, via, version, verdict, confirmed)
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
