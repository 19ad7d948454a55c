package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// RevokeLinks implements [intake.Links].
func (s *Store) RevokeLinks(ctx context.Context, inquiry, sender string, before time.Time) error {
	err := intake.CheckRevocation(inquiry, sender, before)
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) {
			_, err := tx.ExecContext(ctx, `INSERT INTO revoked_link (inquiry, sender, before) VALUES (?, ?, ?)
				ON CONFLICT (inquiry, sender) DO UPDATE SET before = max(before, excluded.before)`, inquiry, sender, before.UnixMicro())
			return true, err
		})
	}
	if err != nil {
		return s.condition.Failure(ctx, "revoke links", err)
	}
	return nil
}

// LinksRevoked implements [intake.Links].
func (s *Store) LinksRevoked(ctx context.Context, inquiry, sender string) (before time.Time, err error) {
	var micros sql.NullInt64
	err = s.reader.QueryRowContext(ctx, `SELECT max(before) FROM revoked_link WHERE inquiry = ? AND sender IN (?, '')`, inquiry, sender).Scan(&micros)
	if err != nil {
		return time.Time{}, s.condition.Failure(ctx, "links revoked", err)
	}
	if !micros.Valid {
		return time.Time{}, nil
	}
	return time.UnixMicro(micros.Int64).UTC(), nil
}

// Revocations implements [intake.Links].
func (s *Store) Revocations(ctx context.Context) ([]intake.Revocation, error) {
	all, err := s.revocations(ctx)
	if err != nil {
		return nil, s.condition.Failure(ctx, "revocations", err)
	}
	return all, nil
}

func (s *Store) revocations(ctx context.Context) (all []intake.Revocation, err error) {
	rows, err := s.reader.QueryContext(ctx, `SELECT inquiry, sender, before FROM revoked_link ORDER BY inquiry, sender`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var r intake.Revocation
		var micros int64
		if err := rows.Scan(&r.Inquiry, &r.Sender, &micros); err != nil {
			return nil, err
		}
		r.Before = time.UnixMicro(micros).UTC()
		all = append(all, r)
	}
	return all, nil
}
