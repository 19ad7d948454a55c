package pgstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// AddSession implements [intake.Sessions].
func (s *Store) AddSession(ctx context.Context, session intake.Session, forget time.Time) error {
	err := session.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return addSession(ctx, tx, session, forget, doubt) })
		})
	}
	if err != nil {
		return s.failure(ctx, "add session", err)
	}
	return nil
}

// addSession adds a session whose key is free. In doubt the one that has it is the one
// that an attempt without an answer has added.
func addSession(ctx context.Context, tx pgx.Tx, session intake.Session, forget time.Time, doubt bool) error {
	if _, err := tx.Exec(ctx, `DELETE FROM hytekit.session WHERE opened_at < $1`, forget); err != nil {
		return err
	}
	done, err := tx.Exec(ctx, `INSERT INTO hytekit.session (key, who, role, token, opened_at, seen_at)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
		session.Key, session.Who, session.Role, session.Token, session.OpenedAt, session.SeenAt)
	if err != nil || done.RowsAffected() == 1 || doubt {
		return err
	}
	return fmt.Errorf("%w: another session has the key", intake.ErrInvalid)
}

// Session implements [intake.Sessions].
func (s *Store) Session(ctx context.Context, key []byte) (session intake.Session, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT key, who, role, token, opened_at, seen_at FROM hytekit.session WHERE key = $1`, key).
			Scan(&session.Key, &session.Who, &session.Role, &session.Token, &session.OpenedAt, &session.SeenAt)
	})
	if errors.Is(err, pgx.ErrNoRows) {
		err = s.missing()
	}
	if err != nil {
		return intake.Session{}, s.failure(ctx, "session", err)
	}
	session.OpenedAt, session.SeenAt = session.OpenedAt.UTC(), session.SeenAt.UTC()
	return session, nil
}

// SeeSession implements [intake.Sessions].
func (s *Store) SeeSession(ctx context.Context, key []byte, at time.Time) error {
	err := s.write(ctx, func(ctx context.Context, _ bool) error {
		done, err := s.pool.Exec(ctx, `UPDATE hytekit.session SET seen_at = greatest(seen_at, $1) WHERE key = $2`, at, key)
		if err == nil && done.RowsAffected() == 0 {
			err = intake.ErrNotFound
		}
		return err
	})
	if err != nil {
		return s.failure(ctx, "see session", err)
	}
	return nil
}

// EndSession implements [intake.Sessions].
func (s *Store) EndSession(ctx context.Context, key []byte) error {
	err := s.write(ctx, func(ctx context.Context, _ bool) error {
		_, err := s.pool.Exec(ctx, `DELETE FROM hytekit.session WHERE key = $1`, key)
		return err
	})
	if err != nil {
		return s.failure(ctx, "end session", err)
	}
	return nil
}
