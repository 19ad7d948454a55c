// Package pgstore is the [intake.Store] on PostgreSQL, for a service that runs on more
// than one machine: several instances of it may use one database at once.
//
// An acknowledged record was committed with synchronous_commit, so it survives a killed
// service, a killed server and, where the server runs with fsync on a disk that keeps its
// promises, a power cut. Records that wait at the same moment are committed together, and
// none is acknowledged before that. Triggers in the database refuse to change or remove a
// received document, also to other programs.
//
// Everything is in the schema hytekit of the database, which [Open] makes. The role needs
// the right to create it (CREATE on the database), and later those of its owner, as a
// newer program brings the tables up to date. The encoding of the database must be UTF8.
//
// Between the service and the server may be a pooler that gives each client a connection
// of its own (session mode), but not one that changes it with each transaction.
//
// Backups, space and the health of the disk are the server's matter. A cluster made with
// initdb --data-checksums notices pages that the disk has changed; every record has a
// checksum of its own besides.
package pgstore

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/condition"
	"github.com/hytekit/hytekit/forms/intake/internal/recent"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Store implements [intake.Store] on a PostgreSQL database. Make one with [Open].
type Store struct {
	logger    *slog.Logger
	pool      *pgxpool.Pool // for all but appending
	writer    *pgxpool.Pool // one connection, on which the committer appends
	steps     fs.FS         // the migrations
	existing  bool          // the database must have tables
	condition *condition.Condition
	queue     queue
	recent    recent.Records

	closing context.Context //nolint:containedctx // ends with Close, not with a call
	cancel  context.CancelFunc
	workers sync.WaitGroup
}

var (
	_ intake.Overtaken = (*Store)(nil)
	_ intake.Following = (*Store)(nil)
)

// An Option changes how [Open] opens a store.
type Option func(*Store)

// WithLogger has the store log what happens outside of any call: settings of the server
// with which records may be lost, damage, connections that were lost and made anew.
// Without it, or with nil, nothing is logged. The log holds nothing of what was received,
// and no password.
func WithLogger(l *slog.Logger) Option {
	return func(s *Store) {
		if l != nil {
			s.logger = l
		}
	}
}

// Existing has [Open] make no tables: a database without any is [ErrNoSchema].
func Existing() Option { return func(s *Store) { s.existing = true } }

// Open opens the store in the database at an address such as
// postgres://hyte@db.example.fi/hyte, see the parameters in the PostgreSQL manual under
// "Connection URIs" and those of pgxpool, such as pool_max_conns. What the address leaves
// out comes from the environment: PGPASSWORD, PGPASSFILE, PGSSLROOTCERT and so on. To
// a server on another machine the connection is encrypted and its certificate checked
// (sslmode=verify-full) unless the address or PGSSLMODE says otherwise.
//
// An empty database is given its tables, one of an earlier version is brought up to date.
// Programs of an earlier version that are running then go on; they cannot be started
// anew.
//
// The errors: [ErrAddress] where the address is not one; [ErrForeignSchema] and
// [ErrNewerVersion] leave the database untouched; [intake.ErrUnavailable] where it cannot
// be reached, read or written; that of ctx once it has ended.
func Open(ctx context.Context, address string, options ...Option) (*Store, error) {
	s := &Store{logger: slog.New(slog.DiscardHandler), steps: migrations}
	s.queue.arrived = make(chan struct{}, 1)
	s.closing, s.cancel = context.WithCancel(context.Background())
	for _, option := range options {
		option(s)
	}
	s.condition = condition.New(kind, s.logger)
	if err := s.open(ctx, address); err != nil {
		err = s.failure(ctx, "open", err)
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// open leaves a store to be closed also when it returns an error.
func (s *Store) open(ctx context.Context, address string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.makePools(ctx, address); err != nil {
		return err
	}
	if err := s.persist(ctx, writePatience, s.migrate); err != nil {
		return err
	}
	if err := s.checkSettings(ctx); err != nil {
		return err
	}
	s.workers.Go(s.commitWhatWaits)
	s.workers.Go(s.recheckNowAndThen)
	return nil
}

// Close implements [intake.Store]. Records that are being committed are still
// acknowledged, those that wait are not.
func (s *Store) Close() error {
	s.cancel()
	s.workers.Wait()
	s.queue.close()
	s.recent.Forget()
	for _, pool := range []*pgxpool.Pool{s.pool, s.writer} {
		if pool != nil {
			pool.Close()
		}
	}
	return nil
}
