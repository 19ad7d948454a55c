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
		return nil, s.condition.Failure(ctx, "secret", err)
	}
	return value, nil
}

// AddSecret implements [intake.Secrets].
func (s *Store) AddSecret(ctx context.Context, name string, value []byte) (kept []byte, added bool, err error) {
	if err := intake.CheckSecret(name, value); err != nil {
		return nil, false, s.condition.Failure(ctx, "add secret", err)
	}
	// Most often there is one; then nothing is written.
	if kept, err = secret(ctx, s.reader, name); errors.Is(err, intake.ErrNotFound) {
		err = s.writeSecret(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			kept, err = secret(ctx, tx, name)
			if !errors.Is(err, intake.ErrNotFound) {
				return false, err
			}
			kept, added = bytes.Clone(value), true
			_, err = tx.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES (?, ?)`, name, value)
			return true, err
		})
	}
	if err != nil {
		return nil, false, s.condition.Failure(ctx, "add secret", err)
	}
	return kept, added, nil
}

// ReplaceSecret implements [intake.Secrets].
func (s *Store) ReplaceSecret(ctx context.Context, name string, value []byte) error {
	if err := intake.CheckSecret(name, value); err != nil {
		return s.condition.Failure(ctx, "replace secret", err)
	}
	err := s.writeSecret(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		_, err := tx.ExecContext(ctx, `INSERT INTO secret (name, value) VALUES (?, ?)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
		return true, err
	})
	if err != nil {
		return s.condition.Failure(ctx, "replace secret", err)
	}
	return nil
}

// SecretNames implements [intake.Secrets].
func (s *Store) SecretNames(ctx context.Context) ([]string, error) {
	names, err := s.texts(ctx, `SELECT name FROM secret ORDER BY name`)
	if err != nil {
		return nil, s.condition.Failure(ctx, "secret names", err)
	}
	return names, nil
}

// writeSecret writes, and has the change in the file itself at once: a copy of
// the file without the organizer's token would be taken for a new one.
func (s *Store) writeSecret(ctx context.Context, f func(context.Context, *sql.Tx) (bool, error)) error {
	if err := s.write(ctx, f); err != nil {
		return err
	}
	_, _ = s.fold(context.WithoutCancel(ctx)) // if it fails, it is tried again when it is quiet
	return nil
}

func secret(ctx context.Context, q querier, name string) (value []byte, err error) {
	err = q.QueryRowContext(ctx, `SELECT value FROM secret WHERE name = ?`, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, intake.ErrNotFound
	}
	return value, err
}
