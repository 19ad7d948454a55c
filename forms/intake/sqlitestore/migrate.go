package sqlitestore

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// applicationID marks the file as ours in its header: "HYTE" in ASCII. The
// command file(1) shows it.
const applicationID = 0x48595445

// migrations holds the steps from an empty file to the present version, one
// file each. Step n makes version n. A released step is never edited.
//
//go:embed migrations/*.sql
var migrations embed.FS

// querier is what a pool and a transaction have in common.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// schemaVersion returns the version of the file, 0 for an empty one, after
// making sure that the file is one of ours that this program understands.
func schemaVersion(ctx context.Context, q querier) (int, error) {
	var owner, version, objects int
	err := q.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&owner, &version, &objects)
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_NOTADB {
		return 0, fmt.Errorf("%w: it is not a database; choose another path", ErrForeignFile)
	}
	if err != nil {
		return 0, err
	}
	empty := owner == 0 && version == 0 && objects == 0
	if owner != applicationID && !empty {
		return 0, fmt.Errorf("%w: it is a database of another kind; choose another path", ErrForeignFile)
	}
	steps, err := steps()
	if err != nil {
		return 0, err
	}
	if version > len(steps) {
		return 0, fmt.Errorf("%w: the file is of version %d, this program knows up to %d; use the newer program",
			ErrNewerVersion, version, len(steps))
	}
	return version, nil
}

// migrate brings the file up to date. It asks for the version again because
// another process may have been faster. It always writes, so that a file that
// cannot be written is noticed when the service starts.
func migrate(ctx context.Context, tx *sql.Tx) error {
	version, err := schemaVersion(ctx, tx)
	if err != nil {
		return err
	}
	steps, err := steps()
	if err != nil {
		return err
	}
	for i, name := range steps[version:] {
		script, err := fs.ReadFile(migrations, name)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return fmt.Errorf("step %d: %w", version+i+1, err)
		}
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps)))
	return err
}

// steps returns the names of the migrations in order.
func steps() ([]string, error) {
	return fs.Glob(migrations, "migrations/*.sql")
}
