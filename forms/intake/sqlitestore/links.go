package sqlitestore

import (
	"context"
	"database/sql"
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
		return s.failure(ctx, "revoke links", err)
	}
	return nil
}

// LinksRevoked implements [intake.Links].
func (s *Store) LinksRevoked(ctx context.Context, inquiry, sender string) (before time.Time, err error) {
	var micros sql.NullInt64
	err = s.reader.QueryRowContext(ctx, `SELECT max(before) FROM revoked_link WHERE inquiry = ? AND sender IN (?, '')`, inquiry, sender).Scan(&micros)
	if err != nil {
		return time.Time{}, s.failure(ctx, "links revoked", err)
	}
	if !micros.Valid {
		return time.Time{}, nil
	}
	return time.UnixMicro(micros.Int64).UTC(), nil
}
