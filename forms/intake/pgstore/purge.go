package pgstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
	"github.com/jackc/pgx/v5"
)

// Purge implements [intake.Purger]. The table is written anew afterwards, for which
// everybody else waits: what was there before is in none of its files. The write-ahead
// log of the server holds it until its segments are used again, and its archive for as
// long as that is kept.
func (s *Store) Purge(ctx context.Context, p intake.Purge) error {
	err := p.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error { return purge(ctx, tx, p, doubt) })
		})
	}
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, _ bool) error {
			_, err := s.pool.Exec(ctx, `VACUUM (FULL) hytekit.received`)
			return err
		})
	}
	if err != nil {
		return s.failure(ctx, "purge", err)
	}
	return nil
}

// purge replaces the documents. In doubt an attempt without an answer may have done it.
func purge(ctx context.Context, tx pgx.Tx, p intake.Purge, doubt bool) error {
	if doubt {
		var done bool
		err := tx.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM hytekit.purge WHERE inquiry = $1 AND at = $2 AND keep = $3 AND records = $4)`,
			p.Inquiry, p.At, p.Keep, len(p.Documents)).Scan(&done)
		if err != nil || done {
			return err
		}
	}
	for _, seq := range slices.Sorted(maps.Keys(p.Documents)) {
		r, err := scan(tx.QueryRow(ctx, `SELECT `+columns+` FROM hytekit.received WHERE seq = $1 AND inquiry = $2`, seq, p.Inquiry))
		if errors.Is(err, pgx.ErrNoRows) {
			return fmt.Errorf("record %d of the inquiry: %w", seq, intake.ErrNotFound)
		}
		if err != nil {
			return err
		}
		r.Document = p.Documents[seq]
		var steps pgx.Batch
		steps.Queue(`INSERT INTO hytekit.purging (seq) VALUES ($1)`, seq)
		steps.Queue(`UPDATE hytekit.received SET document = $1, checksum = $2 WHERE seq = $3`, r.Document, checksum.Of(r), seq)
		steps.Queue(`DELETE FROM hytekit.purging WHERE seq = $1`, seq)
		if err := tx.SendBatch(ctx, &steps).Close(); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `INSERT INTO hytekit.purge (inquiry, at, keep, records) VALUES ($1, $2, $3, $4)`, p.Inquiry, p.At, p.Keep, len(p.Documents))
	return err
}

// Purges implements [intake.Purger].
func (s *Store) Purges(ctx context.Context, inquiry string) (purges []intake.Purged, err error) {
	err = s.read(ctx, func(ctx context.Context) error {
		rows, err := s.pool.Query(ctx, `SELECT at, keep, records FROM hytekit.purge WHERE inquiry = $1 ORDER BY seq`, inquiry)
		if err != nil {
			return err
		}
		purges, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (p intake.Purged, err error) {
			err = row.Scan(&p.At, &p.Keep, &p.Records)
			p.At = p.At.UTC()
			return p, err
		})
		return err
	})
	if err != nil {
		return nil, s.failure(ctx, "purges", err)
	}
	return purges, nil
}
