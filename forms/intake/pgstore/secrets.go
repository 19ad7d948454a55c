package pgstore

import (
	"bytes"
	"context"
	"errors"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// Secret implements [intake.Secrets].
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	value, err := s.secret(ctx, name)
	if err != nil {
		return nil, s.failure(ctx, "secret", err)
	}
	return value, nil
}

// SecretNames implements [intake.Secrets].
func (s *Store) SecretNames(ctx context.Context) (names []string, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `SELECT name FROM hytekit.secret ORDER BY name`)
		if err != nil {
			return err
		}
		names, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "secret names", err)
	}
	return names, nil
}

// AddSecret implements [intake.Secrets].
func (s *Store) AddSecret(ctx context.Context, name string, value []byte) (kept []byte, added bool, err error) {
	if err = intake.CheckSecret(name, value); err == nil {
		// Most often there is one; then nothing is written.
		if kept, err = s.secret(ctx, name); errors.Is(err, intake.ErrNotFound) {
			kept, added, err = s.addSecret(ctx, name, value)
		}
	}
	if err != nil {
		return nil, false, s.failure(ctx, "add secret", err)
	}
	return kept, added, nil
}

func (s *Store) addSecret(ctx context.Context, name string, value []byte) (kept []byte, added bool, err error) {
	mayBeOurs := false
	err = s.write(ctx, func(ctx context.Context, doubt bool) error {
		mayBeOurs = doubt
		done, err := s.pool.Exec(ctx, `INSERT INTO hytekit.secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`, name, value)
		added = done.RowsAffected() == 1
		return err
	})
	if err != nil {
		return nil, false, err
	}
	if added {
		return bytes.Clone(value), true, nil
	}
	kept, err = s.secret(ctx, name)
	return kept, err == nil && mayBeOurs && bytes.Equal(kept, value), err
}

// ReplaceSecret implements [intake.Secrets].
func (s *Store) ReplaceSecret(ctx context.Context, name string, value []byte) error {
	err := intake.CheckSecret(name, value)
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, _ bool) error {
			_, err := s.pool.Exec(ctx, `INSERT INTO hytekit.secret (name, value) VALUES ($1, $2)
				ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
			return err
		})
	}
	if err != nil {
		return s.failure(ctx, "replace secret", err)
	}
	return nil
}

func (s *Store) secret(ctx context.Context, name string) (value []byte, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT value FROM hytekit.secret WHERE name = $1`, name).Scan(&value)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.missing()
	}
	return value, err
}

// write is persist for a change, which the condition learns of. Of a damaged database
// nothing is changed.
func (s *Store) write(ctx context.Context, work func(ctx context.Context, doubt bool) error) error {
	if err := s.condition.Damage(); err != nil {
		return err
	}
	err := s.persist(ctx, writePatience, work)
	s.noteWrite(ctx, err)
	return err
}
