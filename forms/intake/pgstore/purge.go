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
// everybody else waits: what was there before is in none of its files. For that nobody may
// be reading an earlier state, as a backup does: after five seconds the error is
// [intake.ErrUnavailable], the documents are replaced, and the files remain to be purged.
// The write-ahead log of the server holds what was there until its segments are used
// again, and its archive for as long as that is kept.
func (s *Store) Purge(ctx context.Context, p intake.Purge) error {
	var number string // of the transaction
	err := p.Check()
	if err == nil {
		err = s.write(ctx, func(ctx context.Context, doubt bool) error {
			return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
				if err := tx.QueryRow(ctx, `SELECT pg_current_xact_id()::xid::text`).Scan(&number); err != nil {
					return err
				}
				return purge(ctx, tx, p, doubt)
			})
		})
	}
	s.recent.Forget()
	if err == nil {
		// Not as a write: that somebody reads says nothing about the next document.
		err = s.persist(ctx, writePatience, func(ctx context.Context, _ bool) error { return s.writeAnew(ctx, number) })
	}
	if err != nil {
		return s.failure(ctx, "purge", err)
	}
	return nil
}

// errReaders passes.
var errReaders = errors.New("somebody reads what was there before the purge, such as a backup; purge again when that has ended")

// writeAnew writes the table without the rows that a transaction has replaced. As long as
// somebody can see the state before it, the server keeps them.
func (s *Store) writeAnew(ctx context.Context, transaction string) error {
	var seen bool
	err := s.pool.QueryRow(ctx, `SELECT EXISTS (SELECT 1 FROM (
			SELECT backend_xmin AS oldest FROM pg_stat_activity WHERE pid <> pg_backend_pid()
			UNION ALL SELECT xmin FROM pg_replication_slots
			UNION ALL SELECT transaction FROM pg_prepared_xacts
		) AS others WHERE age(oldest) >= age($1::xid))`, transaction).Scan(&seen)
	switch {
	case err != nil:
		return err
	case seen:
		return errReaders
	}
	_, err = s.pool.Exec(ctx, `VACUUM (FULL) hytekit.received`)
	return err
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
