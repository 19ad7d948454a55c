package pgstore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/condition"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// The errors of [Open] beside those of [intake.Store]. They come wrapped, with the remedy.
var (
	// ErrAddress: the address of the database is not one, or a parameter of it is wrong.
	ErrAddress = errors.New("pgstore: not the address of a PostgreSQL database")
	// ErrForeignSchema: the database has a schema hytekit that is of another program.
	ErrForeignSchema = errors.New("pgstore: the schema hytekit belongs to another program")
	// ErrNoSchema: the database has nothing of ours, and nothing was to be made.
	ErrNoSchema = errors.New("pgstore: there is nothing of a service in the database")
	// ErrNewerVersion: a later version of this program has written the database.
	ErrNewerVersion = errors.New("pgstore: the database is of a newer version")
)

// errClosed is the end of every use after Close.
var errClosed = fmt.Errorf("%w: the store is closed", intake.ErrUnavailable)

// kind is what this store has of its own.
var kind = condition.Kind{
	Package: "pgstore", Database: "the database",
	Own: []error{ErrAddress, ErrForeignSchema, ErrNoSchema, ErrNewerVersion}, Sort: sortFailure,
}

// failure says what was being done and sorts err into the kinds that [intake.Store]
// promises. Whatever fails while the store is being closed fails for that reason.
func (s *Store) failure(ctx context.Context, doing string, err error) error {
	if s.closing.Err() != nil && !kind.Named(err) {
		err = errClosed
	}
	return s.condition.Failure(ctx, doing, err)
}

// sortFailure sorts a failure of the database or of the way to it. What it returns holds neither
// the server's details, which quote values, nor a context's end, which would be taken for
// the caller's.
func sortFailure(err error) error {
	sorted := intake.ErrUnavailable
	switch code(err) {
	case "XX001", "XX002", "58P01", "58030": // data, index, a file gone, a sector that cannot be read
		sorted = intake.ErrDamaged
	case "53100":
		sorted = intake.ErrFull
	}
	return fmt.Errorf("%w: %s", sorted, said(err))
}

// code is the SQLSTATE of a server's error, see the appendix "PostgreSQL Error Codes" of
// its manual, and empty for another one.
func code(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// said is an error in words. Messages about data and constraints may quote a value, so of
// these only the code and the constraint are told.
func said(err error) string {
	var e *pgconn.PgError
	switch {
	case !errors.As(err, &e):
		return strings.Join(strings.Fields(err.Error()), " ") // the driver writes on several lines
	case e.Code[:min(2, len(e.Code))] == "22", e.Code[:min(2, len(e.Code))] == "23":
		return strings.TrimSpace(fmt.Sprintf("SQLSTATE %s %s", e.Code, e.ConstraintName))
	}
	return fmt.Sprintf("%s (SQLSTATE %s)", e.Message, e.Code)
}

// passes reports whether the same work may go well in a moment: the connection was lost,
// the server is starting, or two transactions were in each other's way.
func passes(err error) bool {
	var scan pgx.ScanArgError
	if err == nil || kind.Named(err) || errors.Is(err, intake.ErrUnavailable) || errors.Is(err, pgx.ErrNoRows) || errors.As(err, &scan) {
		return false // nothing there, or not what was expected, at the next attempt either
	}
	switch c := code(err); c {
	case "": // not the server's: the way to it, or a limit of time
		return true
	case "40001", "40P01", "40003", // serialization failure, deadlock, completion unknown
		"55P03", "57014", // a lock or a statement took too long
		"57P01", "57P02", "57P03", // the server is shut down, has crashed, is starting
		"53300": // too many connections
		return true
	default:
		return strings.HasPrefix(c, "08") // of the connection
	}
}

// inDoubt reports whether what failed for what passes may have been done all the same:
// the answer got lost, or the server went down before it could give one.
func inDoubt(err error) bool {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) || pgconn.SafeToRetry(err) {
		return false
	}
	c := code(err)
	return c == "" || c == "40003" || strings.HasPrefix(c, "57P") || strings.HasPrefix(c, "08")
}

const (
	// writePatience is how long a write is tried again: long enough for the restart of a
	// server, short enough for whoever waits for a receipt.
	writePatience = 5 * time.Second
	// readPatience is the same for readings.
	readPatience = 2 * time.Second
	// firstPause and longestPause are between two attempts.
	firstPause   = 10 * time.Millisecond
	longestPause = 250 * time.Millisecond
)

// persist does work again as long as it fails for what passes, and patience lasts. The
// work is told whether an earlier attempt may have been done though no answer came.
func (s *Store) persist(ctx context.Context, patience time.Duration, work func(ctx context.Context, doubt bool) error) error {
	giveUp := time.Now().Add(patience)
	working, cancel := s.until(ctx)
	defer cancel()
	doubt := false
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := work(working, doubt)
		if !passes(err) || time.Now().Add(pause).After(giveUp) {
			return err
		}
		doubt = doubt || inDoubt(err)
		select {
		case <-working.Done():
			return working.Err() // failure tells whose end it is
		case <-time.After(pause):
		}
	}
}

// read is persist for what changes nothing.
func (s *Store) read(ctx context.Context, work func(context.Context) error) error {
	return s.persist(ctx, readPatience, func(ctx context.Context, _ bool) error { return work(ctx) })
}

// until returns a context that ends with ctx and with the store.
func (s *Store) until(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(s.closing, cancel)
	return ctx, func() { stop(); cancel() }
}
