package pgstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
)

const (
	// recheckInterval is the least time between two checks of a damaged database.
	recheckInterval = time.Minute
	// recheckShare is the greatest part of the time that they take: of a hundred hours one.
	recheckShare = 100
)

// recheckNowAndThen checks a damaged database again, so that a store takes answers as
// soon as somebody has put back what was damaged. A sound one is not read for nothing:
// the server checks its pages, and every reading its records.
func (s *Store) recheckNowAndThen() {
	ctx, cancel := s.until(context.Background())
	defer cancel()
	pause := recheckInterval
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		began := time.Now()
		if s.condition.Damage() != nil {
			s.recheck(ctx)
		}
		pause = max(recheckInterval, recheckShare*time.Since(began))
	}
}

func (s *Store) recheck(ctx context.Context) {
	if s.check(ctx) == nil {
		s.condition.FoundSound(ctx)
	}
}

// check reads every record, version and secret, and compares the records with the tally.
func (s *Store) check(ctx context.Context) error {
	counted, err := s.tally(ctx)
	if err != nil {
		return err
	}
	read := map[string]int64{}
	for last := int64(0); ; {
		page, err := s.pageOfAll(ctx, last)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			break
		}
		for _, r := range page {
			read[r.Inquiry]++
			last = r.Sequence
		}
	}
	for inquiry, n := range counted {
		if read[inquiry] < n {
			return fmt.Errorf("%w: %d records of an inquiry were counted and %d read", intake.ErrDamaged, n, read[inquiry])
		}
	}
	for _, all := range []string{
		`SELECT count(octet_length(document::text)) FROM hytekit.inquiry_version`,
		`SELECT count(octet_length(value::text)) FROM hytekit.secret`,
	} {
		var n int64
		if err := s.pool.QueryRow(ctx, all).Scan(&n); err != nil {
			return err
		}
	}
	return nil
}

// pageOfAll returns some records of all inquiries after a position, none at the end.
func (s *Store) pageOfAll(ctx context.Context, after int64) (page []intake.Record, err error) {
	const few = 16 // a document may have 16 MB
	rows, err := s.pool.Query(ctx, `SELECT `+columns+` FROM hytekit.received WHERE seq > $1 ORDER BY seq LIMIT $2`, after, few)
	if err != nil {
		return nil, err
	}
	page, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (intake.Record, error) { return scan(row) })
	return page, errors.Join(err, rows.Err())
}
