package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// checkWait is how long [Open] waits for the check of the file.
	checkWait = 2 * time.Second
	// checkInterval is the least time between two checks.
	checkInterval = time.Hour
	// checkShare is the greatest part of the time that checks take: of a
	// hundred hours one.
	checkShare = 100
)

// firstCheck checks a file that is being opened. The condition keeps what it
// finds. A long check goes on in the background, unless the file is about to be
// brought up to date.
func (s *Store) firstCheck(ctx context.Context, version int) error {
	var late <-chan time.Time
	if version == latestVersion() {
		late = time.After(checkWait)
	}
	began := time.Now()
	done := make(chan struct{})
	s.upkeep.run(func(ctx context.Context) {
		defer close(done)
		s.checkAndNote(ctx)
		if took := time.Since(began); took > checkWait && ctx.Err() == nil {
			s.logger.LogAttrs(ctx, slog.LevelInfo, "the data file is checked", slog.Duration("duration", took))
		}
	})
	select {
	case <-done:
	case <-ctx.Done():
		return ctx.Err()
	case <-late:
		s.logger.LogAttrs(ctx, slog.LevelInfo, "the check of the data file goes on in the background", slog.Int64("bytes", s.opened.Size()))
	}
	return nil
}

// checkNowAndThen checks the file again, the more seldom the longer it takes.
func (s *Store) checkNowAndThen(ctx context.Context) {
	pause := checkInterval
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		began := time.Now()
		s.checkAndNote(ctx)
		pause = max(checkInterval, checkShare*time.Since(began))
	}
}

func (s *Store) checkAndNote(ctx context.Context) {
	switch err := s.check(ctx); {
	case errors.Is(err, intake.ErrDamaged):
		s.condition.FoundDamage(err)
	case err == nil:
		s.condition.FoundSound(ctx)
	default: // closed, or locked for too long: the next check will tell
	}
}

// check reads the whole file. Unlike quick_check it finds an index that lacks
// a row, without which an answer is missing in a roster. The connection is a
// new one, for an old one remembers pages.
func (s *Store) check(ctx context.Context) (err error) {
	db, err := openPool(s.path, 1, readerParameters)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var verdict string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict)
	switch {
	case hasCode(err, sqlite3.SQLITE_IOERR):
		return fmt.Errorf("%w: %w", intake.ErrDamaged, err) // a sector that cannot be read
	case err != nil:
		return kind.Sorted(err)
	case verdict != "ok":
		return fmt.Errorf("%w: %s", intake.ErrDamaged, strings.TrimPrefix(verdict, "*** in database main ***\n"))
	}
	return s.checkRecords(ctx, db)
}

// checkRecords reads every record, for SQLite has no checksums. The last
// position tells of pages that a disk has kept from an earlier time, all of
// which fit together. All is read at one point in time.
func (s *Store) checkRecords(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return kind.Sorted(err)
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	rows, err := tx.QueryContext(ctx, `SELECT `+s.columns+` FROM received NOT INDEXED ORDER BY seq`)
	if err != nil {
		return kind.Sorted(err)
	}
	var last int64
	for err == nil && rows.Next() {
		var r intake.Record
		r, err = scan(rows)
		last = r.Sequence
	}
	if err = errors.Join(err, rows.Err(), rows.Close()); err != nil {
		return kind.Sorted(err)
	}
	switch added, err := lastAdded(ctx, tx); {
	case err != nil:
		return kind.Sorted(err)
	case last != added:
		return fmt.Errorf("%w: the last record is %d, but %d were added", intake.ErrDamaged, last, added)
	}
	return nil
}

// lastAdded returns the greatest position that a record was ever given, 0 for
// none. SQLite keeps it apart from the records.
func lastAdded(ctx context.Context, q querier) (seq int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT seq FROM sqlite_sequence WHERE name = 'received'`).Scan(&seq)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return seq, err
}

// checkForeignLog returns [ErrIncomplete] where the -wal file is of another
// database or of an earlier time, as after somebody has put back a copy of the
// file alone. Records are only added, so what stands in the file must still be
// there with the -wal file; where it is not, SQLite would overwrite it.
func (s *Store) checkForeignLog(ctx context.Context) (err error) {
	if logSize(s.path) == 0 {
		return nil
	}
	alone, err := openPool(s.path, 1, aloneParameters)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, alone.Close()) }()
	var seq int64
	var id string
	// Without its -wal file the file may be half folded and unreadable, which
	// proves nothing. What can be read in it is right: no page of a record is used again,
	// and a row of another table that stands where a record will be has no document.
	if alone.QueryRowContext(ctx, `SELECT seq, id FROM received NOT INDEXED WHERE typeof(document) = 'blob' ORDER BY seq DESC LIMIT 1`).Scan(&seq, &id) != nil {
		return nil
	}
	var kept bool
	err = s.reader.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM received NOT INDEXED WHERE seq = ? AND id = ?)`, seq, id).Scan(&kept)
	if err != nil {
		return err
	}
	if !kept {
		return fmt.Errorf("%w: the -wal file beside it is of another database or of an earlier time; move %s-wal and -shm away and start again",
			ErrIncomplete, s.path)
	}
	return nil
}
