package pgstore

import (
	"bytes"
	"context"
	"errors"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

const versionColumns = `inquiry, id, since, document`

// AddVersion implements [intake.Versions].
func (s *Store) AddVersion(ctx context.Context, v intake.Version) (latest intake.Version, added bool, err error) {
	err = v.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) (err error) {
				latest, added, err = addVersion(ctx, tx, v, doubt)
				return err
			})
		})
	}
	if err != nil {
		return intake.Version{}, false, s.failure(ctx, "add version", err)
	}
	return latest, added, nil
}

// addVersion adds a version unless it is the latest already. In doubt the latest is the
// one that an attempt without an answer has added.
func addVersion(ctx context.Context, tx pgx.Tx, v intake.Version, doubt bool) (latest intake.Version, added bool, err error) {
	if _, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock($1, $2)`, lockSpace, lockVersions); err != nil {
		return intake.Version{}, false, err
	}
	latest, err = scanVersion(tx.QueryRow(ctx,
		`SELECT `+versionColumns+` FROM hytekit.inquiry_version WHERE inquiry = $1 ORDER BY seq DESC LIMIT 1`, v.Inquiry))
	switch {
	case err == nil && latest.ID == v.ID:
		return latest, doubt && latest.Since.Equal(v.Since), nil
	case err != nil && !errors.Is(err, pgx.ErrNoRows):
		return intake.Version{}, false, err
	}
	_, err = tx.Exec(ctx, `INSERT INTO hytekit.inquiry_version (`+versionColumns+`) VALUES ($1, $2, $3, $4)`,
		v.Inquiry, v.ID, v.Since, v.Document)
	v.Document = bytes.Clone(v.Document)
	return v, err == nil, err
}

// VersionsOf implements [intake.Versions].
func (s *Store) VersionsOf(ctx context.Context, inquiry string) (versions []intake.Version, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx,
			`SELECT `+versionColumns+` FROM hytekit.inquiry_version WHERE inquiry = $1 ORDER BY seq`, inquiry)
		if err != nil {
			return err
		}
		versions, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (intake.Version, error) { return scanVersion(row) })
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "versions", err)
	}
	return versions, nil
}

func scanVersion(row pgx.Row) (v intake.Version, err error) {
	if err := row.Scan(&v.Inquiry, &v.ID, &v.Since, &v.Document); err != nil {
		return intake.Version{}, err
	}
	v.Since = v.Since.UTC()
	return v, nil
}

// Versioned implements [intake.Versions].
func (s *Store) Versioned(ctx context.Context) (ids []string, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `SELECT DISTINCT inquiry FROM hytekit.inquiry_version ORDER BY inquiry`)
		if err != nil {
			return err
		}
		ids, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "versioned", err)
	}
	return ids, nil
}
