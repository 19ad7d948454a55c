package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/newfile"
)

// copierParameters are those of the connection that copies: VACUUM INTO is no query.
var copierParameters = url.Values{"mode": {"ro"}, "_pragma": {waits}}

// Backup writes a copy of the file at path to the file at to, which must not exist, also
// while services use the first one: nobody waits for it. The copy has everything that was
// acknowledged before Backup was called, and the mode of the original. It is there only
// once it was checked as [Open] checks a file. Backup changes nothing in the file at
// path, and neither makes it nor brings it up to date.
//
// The errors are those of [Open]; one that wraps [fs.ErrNotExist] or [fs.ErrExist] where
// there is no file to copy, or one in the way.
func Backup(ctx context.Context, path, to string) (err error) {
	s := newStore()
	s.path = path
	err = errors.Join(s.backup(ctx, to), s.Close())
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist):
		return fmt.Errorf("sqlitestore: backup: %w", err)
	default:
		return s.condition.Failure(ctx, "backup "+path, err)
	}
}

func (s *Store) backup(ctx context.Context, to string) (err error) {
	if s.path, err = filepath.Abs(s.path); err != nil { // SQLite's addresses are
		return err
	}
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	if s.opened, err = os.Stat(s.path); err != nil {
		return err
	}
	if err := checkLoneLog(s.path); err != nil {
		return err
	}
	if s.reader, err = openPool(s.path, 1, readerParameters); err != nil {
		return err
	}
	version, err := schemaVersion(ctx, s.reader)
	if err != nil {
		return err
	}
	if version == 0 {
		return fmt.Errorf("%w: nothing was ever kept in it", ErrIncomplete)
	}
	if err := s.checkForeignLog(ctx); err != nil {
		return err
	}
	added, err := lastAdded(ctx, s.reader)
	if err != nil {
		return err
	}
	f, err := newfile.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Discard()) }()
	if err := s.copyTo(ctx, f.Name()); err != nil {
		return err
	}
	if err := checkCopy(ctx, f.Name(), version, added); err != nil {
		return err
	}
	if err := f.Chmod(s.opened.Mode().Perm()); err != nil {
		return err
	}
	return f.Keep()
}

// copyTo has SQLite copy into an empty file.
func (s *Store) copyTo(ctx context.Context, to string) (err error) {
	copier, err := openPool(s.path, 1, copierParameters)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, copier.Close()) }()
	_, err = copier.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

// checkCopy checks a copy to which nobody has written yet.
func checkCopy(ctx context.Context, path string, version int, added int64) (err error) {
	s := newStore()
	s.path, s.columns = path, columnsOf(version)
	if s.reader, err = openPool(path, 1, readerParameters); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.reader.Close()) }()
	got, err := schemaVersion(ctx, s.reader)
	if err != nil {
		return err
	}
	last, err := lastAdded(ctx, s.reader)
	switch {
	case err != nil:
		return err
	case got != version || last < added:
		return fmt.Errorf("%w: the copy is not what was copied", intake.ErrDamaged)
	}
	return s.check(ctx)
}
