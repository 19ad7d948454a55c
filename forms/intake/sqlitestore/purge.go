package sqlitestore

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
)

// purgeWait is how long a purge waits for readers, which keep the -wal file from being
// emptied.
const purgeWait = 30 * time.Second

// Purge implements [intake.Purger]. The connection that writes overwrites what it frees
// with zeros, and the -wal file is emptied before Purge returns.
func (s *Store) Purge(ctx context.Context, p intake.Purge) error {
	if err := p.Check(); err != nil {
		return s.condition.Failure(ctx, "purge", err)
	}
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) (bool, error) { return true, purge(ctx, tx, p) })
	s.recent.Forget()
	if err == nil {
		err = s.emptyLog(ctx)
	}
	if err != nil {
		return s.condition.Failure(ctx, "purge", err)
	}
	return nil
}

func purge(ctx context.Context, tx *sql.Tx, p intake.Purge) error {
	for _, seq := range slices.Sorted(maps.Keys(p.Documents)) {
		r, err := scan(tx.QueryRowContext(ctx, `SELECT `+columns+` FROM received WHERE seq = ? AND call = ?`, seq, p.Inquiry))
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("record %d of the inquiry: %w", seq, intake.ErrNotFound)
		}
		if err != nil {
			return err
		}
		r.Document = p.Documents[seq]
		for _, step := range []struct {
			statement string
			args      []any
		}{
			{`INSERT INTO purging (seq) VALUES (?)`, []any{seq}},
			{`UPDATE received SET document = ?, checksum = ? WHERE seq = ?`, []any{r.Document, checksum.Of(r), seq}},
			{`DELETE FROM purging WHERE seq = ?`, []any{seq}},
		} {
			if _, err := tx.ExecContext(ctx, step.statement, step.args...); err != nil {
				return err
			}
		}
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO purge (inquiry, at, keep, records) VALUES (?, ?, ?, ?)`,
		p.Inquiry, p.At.UnixMicro(), p.Keep, len(p.Documents))
	return err
}

// emptyLog folds the -wal file into the file and empties it. Readers of an earlier state
// keep it from that for a moment.
func (s *Store) emptyLog(ctx context.Context) error {
	giveUp := time.Now().Add(purgeWait)
	for {
		if folded, err := s.fold(ctx); err != nil {
			return err
		} else if folded && logSize(s.path) == 0 {
			return nil
		}
		if time.Now().After(giveUp) {
			return fmt.Errorf("%w: somebody has read for %s, so the -wal file beside the data file still holds what was there before; purge again", intake.ErrUnavailable, purgeWait)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Purges implements [intake.Purger].
func (s *Store) Purges(ctx context.Context, inquiry string) ([]intake.Purged, error) {
	purges, err := s.purges(ctx, inquiry)
	if err != nil {
		return nil, s.condition.Failure(ctx, "purges", err)
	}
	return purges, nil
}

func (s *Store) purges(ctx context.Context, inquiry string) (purges []intake.Purged, err error) {
	if !s.has("0006_purge.sql") {
		return nil, nil
	}
	rows, err := s.reader.QueryContext(ctx, `SELECT at, keep, records FROM purge WHERE inquiry = ? ORDER BY seq`, inquiry)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Err(), rows.Close()) }()
	for rows.Next() {
		var p intake.Purged
		var micros int64
		if err := rows.Scan(&micros, &p.Keep, &p.Records); err != nil {
			return nil, err
		}
		p.At = time.UnixMicro(micros).UTC()
		purges = append(purges, p)
	}
	return purges, nil
}
