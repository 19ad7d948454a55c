// Package sqlitestore is the embedded [intake.Store]: one SQLite file, no
// server, no cgo.
//
// The file is in WAL mode with synchronous=FULL, so an acknowledged record
// survives a killed process and, on a disk that keeps its promises, a power
// cut. Triggers in the file itself refuse to change or remove a received
// document, also to other programs. Several processes on one machine may use
// the file at once; a network file system is refused or unsafe, for WAL needs
// shared memory.
//
// Records that are appended at the same time share a transaction, and with it the
// flush to the disk: no append is acknowledged before that.
//
// A second after the last write, at least every ten seconds, and whenever it has
// grown by 4 MB, the -wal file is folded into the file. A plain copy of the file alone that is made in a
// quiet moment therefore holds every record. A copy made while records arrive
// may lack the latest ones or be torn; [Backup] copies at any time. To put a copy back, stop every process,
// remove the -wal and -shm files of the old database, and start again: Open
// checks the file.
//
// Nothing is written to a file that is known to be damaged; what can be read
// of it, is. Do not open the file in the same process by other means than this
// package, because closing such a descriptor drops SQLite's locks.
package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/condition"
	"github.com/hytekit/hytekit/forms/intake/internal/recent"
	sqlite3 "modernc.org/sqlite/lib"
)

// readers is the number of connections that read at the same time; more
// readers queue.
const readers = 4

// Store implements [intake.Store] on one SQLite file. Make one with [Open].
type Store struct {
	path      string
	opened    os.FileInfo
	logger    *slog.Logger
	reader    *sql.DB
	writer    *sql.DB // one connection: SQLite has one writer, waiting is cheaper here than there; nil if the file was damaged when it was opened
	folder    *sql.DB // one connection, which folds the -wal file into the file
	version   int     // of the file, which lags behind only if it is damaged
	columns   string  // of received
	condition *condition.Condition
	folding   folding
	upkeep    upkeep
	lowSpace  uint64 // in bytes; 0 for no warning

	insert     *sql.Stmt     // of the writer
	following  *sql.Stmt     // of the reader: a page of an inquiry's records
	arrivals   chan *arrival // to the one who commits; it holds none
	committing sync.Mutex    // held while records are added
	recent     recent.Records
}

var (
	_ intake.Overtaken = (*Store)(nil)
	_ intake.Following = (*Store)(nil)
)

// An Option changes how [Open] opens a store.
type Option func(*Store)

// WithLogger has the store log what happens outside of any call: long checks,
// damage that a check has found, a -wal file that cannot be folded. Without
// it, or with nil, such things show in [Store.Ping] only. The log holds nothing
// of what was received.
func WithLogger(l *slog.Logger) Option {
	return func(s *Store) {
		if l != nil {
			s.logger = l
		}
	}
}

// Open opens the store in the file at path. A missing file is created with
// mode 0600, and missing folders above it with 0700; existing ones keep their
// modes. A file of an earlier version is brought up to date.
//
// Open checks the whole file; after two seconds, which are enough for about
// 200 MB, the check goes on in the background. A damaged file is opened for
// reading only, so that what is left of it can be read: Ping and every write
// return [intake.ErrDamaged].
//
// The errors: [ErrForeignFile], [ErrNewerVersion] and [ErrIncomplete] leave
// the file untouched; [intake.ErrUnavailable] where the file cannot be created,
// read or written, or is damaged beyond reading; that of ctx once it has ended.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	s := newStore(options...)
	if err := s.open(ctx, path); err != nil {
		return nil, s.condition.Failure(ctx, "open "+path, errors.Join(err, s.Close()))
	}
	return s, nil
}

func newStore(options ...Option) *Store {
	s := &Store{logger: slog.New(slog.DiscardHandler), arrivals: make(chan *arrival)}
	for _, option := range options {
		option(s)
	}
	s.condition = condition.New(kind, s.logger)
	return s
}

// open leaves a store to be closed also when it returns an error.
func (s *Store) open(ctx context.Context, path string) (err error) {
	if s.path, err = filepath.Abs(path); err != nil {
		return err
	}
	if err := checkLoneLog(s.path); err != nil {
		return err
	}
	if err := createFile(s.path); err != nil {
		return err
	}
	if s.opened, err = os.Stat(s.path); err != nil {
		return err
	}
	if s.reader, err = openPool(s.path, readers, readerParameters); err != nil {
		return err
	}
	if s.writer, err = openPool(s.path, 1, writerParameters); err != nil {
		return err
	}
	if s.folder, err = openPool(s.path, 1, folderParameters); err != nil {
		return err
	}
	version, err := s.inspect(ctx)
	if err != nil {
		return err
	}
	s.upkeep.start()
	s.version, s.columns = version, columnsOf(version)
	if version > 0 {
		if err := s.firstCheck(ctx, version); err != nil {
			return err
		}
		if s.condition.Damage() != nil {
			return s.giveUpWriting()
		}
	} else if err := s.write(ctx, migrate); err != nil {
		// The tables come before the switch to WAL mode, in one transaction: a
		// file without tables is either empty or has lost its -wal file.
		return err
	}
	if err := switchToWAL(ctx, s.writer); err != nil {
		return err
	}
	s.reader.SetMaxIdleConns(0) // they have seen the file in another mode
	s.reader.SetMaxIdleConns(readers)
	if err := s.write(ctx, migrate); err != nil {
		return err
	}
	s.version, s.columns = latestVersion(), columns
	if s.insert, err = s.writer.PrepareContext(ctx, insertRecord); err != nil {
		return err
	}
	if s.following, err = s.reader.PrepareContext(ctx, fmt.Sprintf(followingRecords, columns)); err != nil {
		return err
	}
	s.upkeep.run(s.commitArrivals)
	s.upkeep.run(s.foldWhenQuiet)
	s.upkeep.run(s.checkNowAndThen)
	if s.lowSpace > 0 {
		s.upkeep.run(s.watchSpace)
	}
	return nil
}

// inspect returns the version of the file, 0 for a new one, after making sure
// that it is one of ours with all its parts. It writes nothing: closing a
// connection that may write folds the -wal file, even a wrong one.
func (s *Store) inspect(ctx context.Context) (version int, err error) {
	version, err = schemaVersion(ctx, s.reader)
	if hasCode(err, sqlite3.SQLITE_READONLY) { // a process was killed outside of WAL mode; only a writer may roll back
		version, err = schemaVersion(ctx, s.writer)
	}
	if err != nil {
		return 0, err
	}
	return version, s.checkForeignLog(ctx)
}

// giveUpWriting leaves only connections that cannot write.
func (s *Store) giveUpWriting() error {
	err := errors.Join(s.writer.Close(), s.folder.Close())
	s.writer, s.folder = nil, nil
	return err
}

// Close implements [intake.Store]. The last process to close the file folds
// the -wal file into it.
func (s *Store) Close() error {
	s.upkeep.stop()
	s.recent.Forget()
	var errs []error
	for _, statement := range []*sql.Stmt{s.insert, s.following} {
		if statement != nil {
			errs = append(errs, statement.Close())
		}
	}
	for _, db := range []*sql.DB{s.folder, s.reader, s.writer} { // the writer last: it folds
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("sqlitestore: close: %w: %w", intake.ErrUnavailable, err)
	}
	return nil
}

// unwritable is why nothing is written to the file: it is damaged, or was when it was
// opened.
func (s *Store) unwritable() error {
	err := s.condition.Damage()
	if err == nil && s.writer == nil {
		err = fmt.Errorf("%w when it was opened; restart the service", intake.ErrDamaged)
	}
	return err
}

// write runs f in a transaction that holds the write lock from its start. The
// end of ctx ends the wait for the lock but not the work under it, which is
// short: the caller always learns whether the record was stored. f reports
// whether it has changed anything: what has not says nothing about the disk.
func (s *Store) write(ctx context.Context, f func(context.Context, *sql.Tx) (changed bool, err error)) error {
	if err := s.unwritable(); err != nil {
		return err
	}
	if err := s.checkFile(); err != nil {
		return err
	}
	changed, err := s.transact(ctx, f)
	if err != nil || changed {
		s.condition.Wrote(ctx, err)
	}
	if err == nil && changed {
		s.upkeep.wake()
	}
	return err
}

func (s *Store) transact(ctx context.Context, f func(context.Context, *sql.Tx) (bool, error)) (changed bool, err error) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	detach := context.AfterFunc(ctx, cancel)
	tx, err := s.writer.BeginTx(work, nil)
	attached := detach()
	if err != nil {
		return false, err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing, and after a failure there is nothing more to say
	if !attached {
		return false, ctx.Err()
	}
	// The driver watches a context that can end from a goroutine of each statement, which
	// costs more than the statement does.
	if changed, err = f(context.WithoutCancel(ctx), tx); err != nil {
		return false, err
	}
	return changed, tx.Commit()
}
