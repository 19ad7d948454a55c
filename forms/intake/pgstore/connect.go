package pgstore

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// connectWait is how long a server may take to answer when a connection is made,
	// unless the address says another time (connect_timeout).
	connectWait = 5 * time.Second
	// lockWait is how long the server lets a statement wait for another's lock.
	lockWait = 5 * time.Second
	// writeWait is how long the server works on the statement that appends.
	writeWait = 10 * time.Second
)

// makePools prepares the pools; they connect when they are used.
func (s *Store) makePools(ctx context.Context, address string) (err error) {
	config, err := readAddress(address)
	if err != nil {
		return err
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectWait
	}
	parameters := config.ConnConfig.RuntimeParams
	parameters["client_encoding"] = "UTF8"
	if parameters["application_name"] == "" {
		parameters["application_name"] = "hyte"
	}
	config.ConnConfig.BuildContextWatcherHandler = cancelOnServer
	config.AfterConnect = settle(0)
	if s.pool, err = pgxpool.NewWithConfig(ctx, config.Copy()); err != nil {
		return err
	}
	config.AfterConnect = settle(writeWait)
	config.MaxConns, config.MinConns, config.MinIdleConns = 1, 0, 0
	s.writer, err = pgxpool.NewWithConfig(ctx, config)
	return err
}

// cancelOnServer ends the work of a caller who has gone, and keeps the connection: to
// make one anew for each visitor who closes a page is dear.
func cancelOnServer(c *pgconn.PgConn) ctxwatch.Handler {
	return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: time.Second}
}

// settings are those on which this package relies, whatever those of the server, the
// database or the role are. A synchronous_commit that waits for standbys stays as it is,
// and without a limit so do those of the server. Everything is read by an index in its
// order: without bitmaps, as a server that has not counted a table since it grew would
// sort the whole of it for each page.
const settings = `SELECT current_setting('server_encoding'), set_config('lock_timeout', $1, false),
	set_config('statement_timeout', coalesce(nullif($2, '0ms'), current_setting('statement_timeout')), false),
	set_config('idle_in_transaction_session_timeout', coalesce(nullif($2, '0ms'), current_setting('idle_in_transaction_session_timeout')), false),
	set_config('default_transaction_isolation', 'read committed', false),
	set_config('enable_bitmapscan', 'off', false), set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false),
	set_config('synchronous_commit', CASE current_setting('synchronous_commit')
		WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)`

// settle returns what is done with each new connection.
func settle(limit time.Duration) func(context.Context, *pgx.Conn) error {
	return func(ctx context.Context, conn *pgx.Conn) error {
		var encoding string
		err := conn.QueryRow(ctx, settings, milliseconds(lockWait), milliseconds(limit)).
			Scan(&encoding, nil, nil, nil, nil, nil, nil, nil, nil)
		if err == nil && encoding != "UTF8" {
			err = fmt.Errorf("%w: the encoding of the database is %s; make one with ENCODING 'UTF8'", intake.ErrUnavailable, encoding)
		}
		return err
	}
}

func milliseconds(d time.Duration) string { return fmt.Sprintf("%dms", d.Milliseconds()) }

// checkSettings warns of a server that does not keep what it has acknowledged.
func (s *Store) checkSettings(ctx context.Context) error {
	var sync, fullPages, checksums string
	err := s.read(ctx, func(ctx context.Context) error {
		return s.pool.QueryRow(ctx, `SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('data_checksums')`).
			Scan(&sync, &fullPages, &checksums)
	})
	if err != nil {
		return err
	}
	for _, setting := range []struct{ name, value, danger string }{
		{"fsync", sync, "a power cut loses received documents or damages the database"},
		{"full_page_writes", fullPages, "a power cut may damage the database"},
	} {
		if setting.value == "off" {
			s.logger.LogAttrs(ctx, slog.LevelWarn, "a setting of the PostgreSQL server is off: "+setting.danger, slog.String("setting", setting.name))
		}
	}
	if checksums == "off" {
		s.logger.LogAttrs(ctx, slog.LevelInfo, "the PostgreSQL server has no data checksums: it notices damage of the disk late or never (pg_checksums --enable, while it is stopped)")
	}
	return nil
}
