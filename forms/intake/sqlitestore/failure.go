package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/hytekit/hytekit/forms/intake"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The errors of [Open] beside those of [intake.Store]. They come wrapped, with
// the remedy.
var (
	// ErrForeignFile: the file is not a database, or one of another program.
	ErrForeignFile = errors.New("sqlitestore: the file belongs to another program")
	// ErrNewerVersion: a later version of this program has written the file.
	ErrNewerVersion = errors.New("sqlitestore: the file is of a newer version")
	// ErrIncomplete: the file and the -wal file beside it are not one database:
	// one of them is missing, or they are of different times or databases.
	ErrIncomplete = errors.New("sqlitestore: the database is not complete")
)

// named are the errors that pass through unchanged in kind.
var named = []error{
	intake.ErrNotFound, intake.ErrKeyReused, intake.ErrIDTaken, intake.ErrOvertaken, intake.ErrInvalid,
	ErrForeignFile, ErrNewerVersion, ErrIncomplete,
}

func isNamed(err error) bool {
	for _, n := range named {
		if errors.Is(err, n) {
			return true
		}
	}
	return false
}

// failure says what was being done and sorts err into the kinds that
// [intake.Store] promises. What is neither a promised error nor the end of ctx
// is a failure of the database. The driver's messages name tables, columns and
// result codes, never a value.
func (s *Store) failure(ctx context.Context, doing string, err error) error {
	switch ended := ctx.Err(); {
	case isNamed(err):
	case ended != nil:
		err = ended
	default:
		err = unavailable(err)
		if errors.Is(err, intake.ErrDamaged) {
			s.foundDamage(err)
		}
	}
	return fmt.Errorf("sqlitestore: %s: %w", doing, err)
}

// unavailable sorts a failure of the database or of the operating system.
func unavailable(err error) error {
	kind := intake.ErrUnavailable
	switch {
	case errors.Is(err, intake.ErrUnavailable):
		return err
	case hasCode(err, sqlite3.SQLITE_CORRUPT), hasCode(err, sqlite3.SQLITE_NOTADB):
		kind = intake.ErrDamaged
	case hasCode(err, sqlite3.SQLITE_FULL), errors.Is(err, syscall.ENOSPC):
		kind = intake.ErrFull
	}
	return fmt.Errorf("%w: %w", kind, err)
}

// hasCode reports whether err is one of SQLite with this primary result code,
// see https://www.sqlite.org/rescode.html.
func hasCode(err error, primary int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == primary
}
