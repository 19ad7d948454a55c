package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// AddSession implements [intake.Sessions].
func (s *Store) AddSession(ctx context.Context, session intake.Session, forget time.Time) error {
	err := session.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			return true, addSession(ctx, tx, session, forget)
		})
	}
	if err != nil {
		return s.condition.Failure(ctx, "add session", err)
	}
	return nil
}

func addSession(ctx context.Context, tx *sql.Tx, session intake.Session, forget time.Time) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM session WHERE opened_at < ?`, forget.UnixMicro()); err != nil {
		return err
	}
	_, err := sessionOf(ctx, tx, session.Key)
	switch {
	case err == nil:
		return fmt.Errorf("%w: another session has the key", intake.ErrInvalid)
	case !errors.Is(err, intake.ErrNotFound):
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO session (key, who, role, token, opened_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)`,
		session.Key, session.Who, string(session.Role), session.Token, session.OpenedAt.UnixMicro(), session.SeenAt.UnixMicro())
	return err
}

// Session implements [intake.Sessions].
func (s *Store) Session(ctx context.Context, key []byte) (intake.Session, error) {
	session, err := sessionOf(ctx, s.reader, key)
	if err != nil {
		return intake.Session{}, s.condition.Failure(ctx, "session", err)
	}
	return session, nil
}

func sessionOf(ctx context.Context, q querier, key []byte) (session intake.Session, err error) {
	var opened, seen int64
	err = q.QueryRowContext(ctx, `SELECT key, who, role, token, opened_at, seen_at FROM session WHERE key = ?`, key).
		Scan(&session.Key, &session.Who, &session.Role, &session.Token, &opened, &seen)
	if errors.Is(err, sql.ErrNoRows) {
		err = intake.ErrNotFound
	}
	if err != nil {
		return intake.Session{}, err
	}
	session.OpenedAt, session.SeenAt = time.UnixMicro(opened).UTC(), time.UnixMicro(seen).UTC()
	return session, nil
}

// SeeSession implements [intake.Sessions].
func (s *Store) SeeSession(ctx context.Context, key []byte, at time.Time) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		done, err := tx.ExecContext(ctx, `UPDATE session SET seen_at = max(seen_at, ?) WHERE key = ?`, at.UnixMicro(), key)
		if err != nil {
			return false, err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return false, errors.Join(err, intake.ErrNotFound)
		}
		return true, nil
	})
	if err != nil {
		return s.condition.Failure(ctx, "see session", err)
	}
	return nil
}

// EndSession implements [intake.Sessions].
func (s *Store) EndSession(ctx context.Context, key []byte) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
		_, err := tx.ExecContext(ctx, `DELETE FROM session WHERE key = ?`, key)
		return true, err
	})
	if err != nil {
		return s.condition.Failure(ctx, "end session", err)
	}
	return nil
}
