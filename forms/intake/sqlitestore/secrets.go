package sqlitestore

import (
	"bytes"
	"context"
	"database/sql"
	"errors"

	"github.com/hytekit/hytekit/forms/intake"
)

// Secret implements [intake.Secrets].
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	value, err := secret(ctx, s.reader, name)
	if err != nil {
		return nil, failure(ctx, "secret", err)
	}
	return value, nil
}

// AddSecret implements [intake.Secrets].
func (s *Store) AddSecret(ctx context.Context, name string, value []byte) (kept []byte, added bool, err error) {
	if err := intake.CheckSecret(name, value); err != nil {
		return nil, false, failure(ctx, "add secret", err)
	}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		kept, err = secret(ctx, tx, name)
		if !errors.Is(err, intake.ErrNotFound) {
			return err
		}
		kept, added = bytes.Clone(value), true
		_, err = tx.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES (?, ?)`, name, value)
		return err
	})
	if err != nil {
		return nil, false, failure(ctx, "add secret", err)
	}
	return kept, added, nil
}

// ReplaceSecret implements [intake.Secrets].
func (s *Store) ReplaceSecret(ctx context.Context, name string, value []byte) error {
	if err := intake.CheckSecret(name, value); err != nil {
		return failure(ctx, "replace secret", err)
	}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES (?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		return err
	})
	if err != nil {
		return failure(ctx, "replace secret", err)
	}
	return nil
}

func secret(ctx context.Context, q querier, name string) (value []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM secret WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, intake.ErrNotFound
	}
	return value, err
}
