package pgstore

import (
	"context"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

// RevokeLinks implements [intake.Links].
func (s *Store) RevokeLinks(ctx context.Context, inquiry, sender string, before time.Time) error {
	err := intake.CheckRevocation(inquiry, sender, before)
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, _ bool) error {
			_, err := s.pool.Exec(ctx, `INSERT INTO hytekit.revoked_link AS r (inquiry, sender, before) VALUES ($1, $2, $3)
				ON CONFLICT (inquiry, sender) DO UPDATE SET before = greatest(r.before, excluded.before)`, inquiry, sender, before)
			return err
		})
	}
	if err != nil {
		return s.failure(ctx, "revoke links", err)
	}
	return nil
}

// LinksRevoked implements [intake.Links].
func (s *Store) LinksRevoked(ctx context.Context, inquiry, sender string) (before time.Time, err error) {
	var latest *time.Time
	err = s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT max(before) FROM hytekit.revoked_link WHERE inquiry = $1 AND sender IN ($2, '')`, inquiry, sender).Scan(&latest)
	})
	switch {
	case err != nil:
		return time.Time{}, s.failure(ctx, "links revoked", err)
	case latest == nil:
		return time.Time{}, nil
	}
	return latest.UTC(), nil
}

// Revocations implements [intake.Links].
func (s *Store) Revocations(ctx context.Context) (all []intake.Revocation, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `SELECT inquiry, sender, before FROM hytekit.revoked_link ORDER BY inquiry, sender`)
		if err != nil {
			return err
		}
		all, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (r intake.Revocation, err error) {
			err = row.Scan(&r.Inquiry, &r.Sender, &r.Before)
			r.Before = r.Before.UTC()
			return r, err
		})
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "revocations", err)
	}
	return all, nil
}
