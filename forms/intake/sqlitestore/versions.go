package sqlitestore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// AddVersion implements [intake.Versions].
func (s *Store) AddVersion(ctx context.Context, v intake.Version) (latest intake.Version, added bool, err error) {
	if err := v.Check(); err != nil {
		return intake.Version{}, false, s.condition.Failure(ctx, "add version", err)
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		latest, err = scanVersion(tx.QueryRowContext(ctx,
			`SELECT inquiry, id, since, document FROM inquiry_version WHERE inquiry = ? ORDER BY seq DESC LIMIT 1`, v.Inquiry))
		switch {
		case err == nil && latest.ID == v.ID:
			return false, nil
		case err != nil && !errors.Is(err, sql.ErrNoRows):
			return false, err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO inquiry_version (inquiry, id, since, document) VALUES (?, ?, ?, ?)`,
			v.Inquiry, v.ID, v.Since.UnixMicro(), v.Document)
		latest, added = v, err == nil
		latest.Document = bytes.Clone(v.Document)
		return added, err
	})
	if err != nil {
		return intake.Version{}, false, s.condition.Failure(ctx, "add version", err)
	}
	return latest, added, nil
}

// VersionsOf implements [intake.Versions].
func (s *Store) VersionsOf(ctx context.Context, inquiry string) ([]intake.Version, error) {
	versions, err := s.versionsOf(ctx, inquiry)
	if err != nil {
		return nil, s.condition.Failure(ctx, "versions", err)
	}
	return versions, nil
}

func (s *Store) versionsOf(ctx context.Context, inquiry string) (versions []intake.Version, err error) {
	if !s.has("0003_version.sql") {
		return nil, nil
	}
	rows, err := s.reader.QueryContext(ctx,
		`SELECT inquiry, id, since, document FROM inquiry_version WHERE inquiry = ? ORDER BY seq`, inquiry)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		v, err := scanVersion(rows)
		if err != nil {
			return nil, err
		}
		versions = append(versions, v)
	}
	return versions, nil
}

// Versioned implements [intake.Versions].
func (s *Store) Versioned(ctx context.Context) ([]string, error) {
	ids, err := s.texts(ctx, `SELECT DISTINCT inquiry FROM inquiry_version ORDER BY inquiry`)
	if err != nil {
		return nil, s.condition.Failure(ctx, "versioned", err)
	}
	return ids, nil
}

// texts reads a column of texts.
func (s *Store) texts(ctx context.Context, query string) (all []string, err error) {
	rows, err := s.reader.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, nil
}

func scanVersion(row interface{ Scan(dest ...any) error }) (v intake.Version, err error) {
	var micros int64
	if err := row.Scan(&v.Inquiry, &v.ID, &micros, &v.Document); err != nil {
		return intake.Version{}, err
	}
	v.Since = time.UnixMicro(micros).UTC()
	return v, nil
}
