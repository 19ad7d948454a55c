package sqlitestore

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sync"

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

// content is what the file says of itself.
type content struct {
	owner, version, objects, pages int
	journal                        string
}

// isNew reports whether nothing was ever kept in the file. A file is made in
// one transaction, so a process that was killed meanwhile has left it empty.
func (c content) isNew() bool { return c.pages == 0 }

func readContent(ctx context.Context, q querier) (c content, err error) {
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema),
		(SELECT page_count FROM pragma_page_count),
		(SELECT journal_mode FROM pragma_journal_mode)`).Scan(&c.owner, &c.version, &c.objects, &c.pages, &c.journal)
	if hasCode(err, sqlite3.SQLITE_NOTADB) {
		return c, fmt.Errorf("%w: it is not a database; choose another path", ErrForeignFile)
	}
	return c, err
}

// schemaVersion returns the version of the file, 0 for a new one, after
// making sure that the file is one of ours that this program understands.
func schemaVersion(ctx context.Context, q querier) (int, error) {
	c, err := readContent(ctx, q)
	if err != nil || c.isNew() {
		return 0, err
	}
	ours := c.owner == applicationID || c.owner == 0 && c.version == 0 && c.objects == 0
	switch {
	case !ours:
		return 0, fmt.Errorf("%w: it is a database of another kind; choose another path", ErrForeignFile)
	case c.objects == 0 && c.journal == "wal":
		return 0, fmt.Errorf("%w: the file has no tables, though it is not new: what was received is in the -wal file that was beside it, which is missing or of another database; copy both files, or the file alone some seconds after the last answer",
			ErrIncomplete)
	case c.objects == 0:
		return 0, fmt.Errorf("%w: the file has no tables, though it is not new; put back the right file, or remove this one to start anew", ErrIncomplete)
	}
	if c.version > latestVersion() {
		return 0, fmt.Errorf("%w: the file is of version %d, this program knows up to %d; use the newer program",
			ErrNewerVersion, c.version, latestVersion())
	}
	return c.version, nil
}

// migrate brings the file up to date. It asks for the version again because
// another process may have been faster. It always writes, so that a file that
// cannot be written is noticed when the service starts.
func migrate(ctx context.Context, tx *sql.Tx) (changed bool, err error) {
	c, err := readContent(ctx, tx) // of a new file, which has a page now
	if err != nil {
		return false, err
	}
	for i := c.version; i < latestVersion(); i++ {
		script, err := fs.ReadFile(migrations, steps()[i])
		if err != nil {
			return false, err
		}
		if _, err := tx.ExecContext(ctx, string(script)); err != nil {
			return false, fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", max(c.version, latestVersion()))); err != nil {
		return false, err
	}
	return touch(ctx, tx)
}

// touch writes to the file without changing what is in it.
func touch(ctx context.Context, tx *sql.Tx) (changed bool, err error) {
	_, err = tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	return true, err
}

// steps are the names of the migrations in order.
var steps = sync.OnceValue(func() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is wrong
	}
	return names
})

func latestVersion() int { return len(steps()) }

// has reports whether the file has the tables of a step. One that was damaged before it was
// brought up to date has not.
func (s *Store) has(step string) bool {
	return slices.Index(steps(), "migrations/"+step) < s.version
}
