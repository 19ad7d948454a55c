package sqlitestore

import (
	"errors"
	"fmt"
	"syscall"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/condition"
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

// kind is what this store has of its own. The driver's messages name tables, columns and
// result codes, never a value.
var kind = condition.Kind{
	Package: "sqlitestore", Database: "the data file",
	Own: []error{ErrForeignFile, ErrNewerVersion, ErrIncomplete}, Sort: sortFailure,
}

// sortFailure sorts a failure of the database or of the operating system.
func sortFailure(err error) error {
	sorted := intake.ErrUnavailable
	switch {
	case hasCode(err, sqlite3.SQLITE_CORRUPT), hasCode(err, sqlite3.SQLITE_NOTADB):
		sorted = intake.ErrDamaged
	case hasCode(err, sqlite3.SQLITE_FULL), errors.Is(err, syscall.ENOSPC):
		sorted = intake.ErrFull
	}
	return fmt.Errorf("%w: %w", sorted, err)
}

// hasCode reports whether err is one of SQLite with this primary result code,
// see https://www.sqlite.org/rescode.html.
func hasCode(err error, primary int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == primary
}
