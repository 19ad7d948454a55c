package pgstore

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
)

// migrations holds the steps from an empty database to the present version, one file
// each. Step n makes version n. A released step is never edited. Instances of an earlier
// version go on working while a step is made and after it, so a step only adds: tables,
// and columns that have a default.
//
//go:embed migrations/*.sql
var migrations embed.FS

// lockSpace is the first key of our advisory locks: "HYTE" in ASCII.
const lockSpace = 0x48595445

// The second keys.
const (
	lockMigration = 1
	lockVersions  = 2
	lockAudit     = 3
)

// migrate brings the database up to date, each step in a transaction of its own that
// holds a lock: of several instances one makes it. One that is killed in the middle has
// done nothing of the step.
func (s *Store) migrate(ctx context.Context, _ bool) error {
	steps, err := fs.Glob(s.steps, "migrations/*.sql")
	if err != nil {
		return err
	}
	for done := false; !done; {
		err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
			version, err := lockedVersion(ctx, tx)
			switch {
			case err != nil:
				return err
			case version == 0 && s.existing:
				return ErrNoSchema
			case version > len(steps):
				return fmt.Errorf("%w: it is of version %d, this program knows up to %d; use the newer program", ErrNewerVersion, version, len(steps))
			case version == len(steps):
				done = true
				return nil
			}
			return s.makeStep(ctx, tx, steps[version], version+1)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// makeStep makes the database one of the given version.
func (s *Store) makeStep(ctx context.Context, tx pgx.Tx, file string, version int) error {
	script, err := fs.ReadFile(s.steps, file)
	if err != nil {
		return err
	}
	if version == 1 {
		if _, err := tx.Exec(ctx, `CREATE SCHEMA hytekit; CREATE TABLE hytekit.migration (
			version integer PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now())`, pgx.QueryExecModeSimpleProtocol); err != nil {
			return fmt.Errorf("step %d: %w", version, err)
		}
	}
	if _, err := tx.Exec(ctx, string(script), pgx.QueryExecModeSimpleProtocol); err != nil {
		return fmt.Errorf("step %d: %w", version, err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO hytekit.migration (version) VALUES ($1)`, version)
	return err
}

// lockedVersion returns the version of the database, 0 for one without our schema, and
// keeps it from changing until the transaction ends. The lock waits as long as another
// instance works.
func lockedVersion(ctx context.Context, tx pgx.Tx) (version int, err error) {
	if _, err := tx.Exec(ctx, `SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0`, pgx.QueryExecModeSimpleProtocol); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1, $2)`, lockSpace, lockMigration); err != nil {
		return 0, err
	}
	var schema, ours bool
	err = tx.QueryRow(ctx, `SELECT to_regnamespace('hytekit') IS NOT NULL, to_regclass('hytekit.migration') IS NOT NULL`).Scan(&schema, &ours)
	switch {
	case err != nil:
		return 0, err
	case !schema:
		return 0, nil
	case !ours:
		return 0, fmt.Errorf("%w: choose another database", ErrForeignSchema)
	}
	err = tx.QueryRow(ctx, `SELECT max(version) FROM hytekit.migration HAVING count(*) > 0`).Scan(&version)
	if errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("%w: its table migration is empty; put back a backup, or choose another database", ErrForeignSchema)
	}
	return version, err
}
