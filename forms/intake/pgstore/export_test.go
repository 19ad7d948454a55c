package pgstore

import (
	"context"
	"io/fs"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// Migrations are those of the program.
var Migrations fs.FS = migrations

// WithMigrations makes the store one of another version of the program.
func WithMigrations(steps fs.FS) Option { return func(s *Store) { s.steps = steps } }

// Recheck is the check that comes now and then to a damaged database.
func (s *Store) Recheck(ctx context.Context) { s.recheck(ctx) }

// Check reads everything.
func (s *Store) Check(ctx context.Context) error { return s.check(ctx) }

// AgeLastWrite lets the last write be longer ago.
func (s *Store) AgeLastWrite(by time.Duration) {
	s.condition.Age(by)
}

// Waiting is the number of appends that nobody works on.
func (s *Store) Waiting() int {
	s.queue.mu.Lock()
	defer s.queue.mu.Unlock()
	return len(s.queue.waiting)
}

// SynchronousCommit is the setting of the connection that appends.
func (s *Store) SynchronousCommit(ctx context.Context) (setting string, err error) {
	err = s.writer.QueryRow(ctx, `SHOW synchronous_commit`).Scan(&setting)
	return setting, err
}

// PagePlan is how the server reads a page of an inquiry.
func (s *Store) PagePlan(ctx context.Context, inquiry string) (plan string, err error) {
	rows, err := s.pool.Query(ctx, "EXPLAIN "+pageStatement, inquiry, 0, pageRecords, pageBytes)
	if err != nil {
		return "", err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return strings.Join(lines, "\n"), err
}
