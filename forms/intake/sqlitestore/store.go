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
// While the file is open, copy it only with SQLite's own means (VACUUM INTO,
// the backup interface): a plain copy misses what is still in the -wal file.
// And do not open it in the same process by other means than this package,
// because closing such a descriptor drops SQLite's locks.
package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hytekit/hytekit/forms/intake"
)

// readers is the number of connections that read at the same time; more
// readers queue.
const readers = 4

// Store implements [intake.Store] on one SQLite file. Make one with [Open].
type Store struct {
	path   string
	opened os.FileInfo
	writer *sql.DB // one connection: SQLite has one writer, waiting is cheaper here than there
	reader *sql.DB
}

var _ intake.Store = (*Store)(nil)

// Open opens the store in the file at path. A missing file is created with
// mode 0600, and missing folders above it with 0700; existing ones keep their
// modes. A file of an earlier version is brought up to date.
//
// The errors: [ErrForeignFile] and [ErrNewerVersion] leave the file untouched;
// [intake.ErrUnavailable] where the file cannot be created, read or written;
// that of ctx once it has ended.
func Open(ctx context.Context, path string) (*Store, error) {
	s, err := openFile(ctx, path)
	if err != nil {
		return nil, failure(ctx, "open "+path, errors.Join(err, s.Close()))
	}
	return s, nil
}

// openFile returns a store to be closed also when it returns an error.
func openFile(ctx context.Context, path string) (s *Store, err error) {
	s = &Store{}
	if s.path, err = filepath.Abs(path); err != nil {
		return s, err
	}
	if err := createFile(s.path); err != nil {
		return s, err
	}
	if s.opened, err = os.Stat(s.path); err != nil {
		return s, err
	}
	if s.writer, err = openPool(s.path, 1, writerParameters); err != nil {
		return s, err
	}
	if s.reader, err = openPool(s.path, readers, readerParameters); err != nil {
		return s, err
	}
	// Who owns the file is asked before anything is written to it.
	if _, err := schemaVersion(ctx, s.writer); err != nil {
		return s, err
	}
	if err := switchToWAL(ctx, s.writer); err != nil {
		return s, err
	}
	return s, s.write(ctx, migrate)
}

// Ping implements [intake.Store]. It also notices when the file was moved away
// or replaced under the running service.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.checkFile(); err != nil {
		return failure(ctx, "ping", err)
	}
	if _, err := schemaVersion(ctx, s.reader); err != nil {
		return failure(ctx, "ping", err)
	}
	return nil
}

// Close implements [intake.Store]. The last process to close the file folds
// the -wal file into it.
func (s *Store) Close() error {
	var errs []error
	for _, db := range []*sql.DB{s.reader, s.writer} { // the writer last: it checkpoints
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("sqlitestore: close: %w: %w", intake.ErrUnavailable, err)
	}
	return nil
}

// write runs f in a transaction that holds the write lock from its start. The
// end of ctx ends the wait for the lock but not the work under it, which is
// short: the caller always learns whether the record was stored.
func (s *Store) write(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	if err := s.checkFile(); err != nil {
		return err
	}
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	detach := context.AfterFunc(ctx, cancel)
	tx, err := s.writer.BeginTx(work, nil)
	attached := detach()
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing, and after a failure there is nothing more to say
	if !attached {
		return ctx.Err()
	}
	if err := f(work, tx); err != nil {
		return err
	}
	return tx.Commit()
}
