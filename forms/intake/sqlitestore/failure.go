package sqlitestore

import (
	"context"
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/forms/intake"
)

// The errors of [Open] beside those of [intake.Store]. They come wrapped, with
// the remedy.
var (
	// ErrForeignFile: the file is not a database, or one of another program.
	ErrForeignFile = errors.New("sqlitestore: the file belongs to another program")
	// ErrNewerVersion: a later version of this program has written the file.
	ErrNewerVersion = errors.New("sqlitestore: the file is of a newer version")
)

// named are the errors that pass through unchanged in kind.
var named = []error{
	intake.ErrNotFound, intake.ErrKeyReused, intake.ErrIDTaken, intake.ErrInvalid,
	ErrForeignFile, ErrNewerVersion,
}

// failure says what was being done and sorts err into the kinds that
// [intake.Store] promises. What is neither a promised error nor the end of ctx
// is a failure of the database. The driver's messages name tables, columns and
// result codes, never a value.
func failure(ctx context.Context, doing string, err error) error {
	for _, n := range named {
		if errors.Is(err, n) {
			return fmt.Errorf("sqlitestore: %s: %w", doing, err)
		}
	}
	if ended := ctx.Err(); ended != nil {
		return fmt.Errorf("sqlitestore: %s: %w", doing, ended)
	}
	return fmt.Errorf("sqlitestore: %s: %w: %w", doing, intake.ErrUnavailable, err)
}
