package pgstore

import (
	"context"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// pingWait is how long a server may take to answer a probe.
const pingWait = 3 * time.Second

// noteWrite tells the condition how a write has ended that was done in ctx.
func (s *Store) noteWrite(ctx context.Context, err error) {
	if code(err) == "25006" { // read only: another server may have taken its place, so look for it
		s.writer.Reset()
		s.pool.Reset()
	}
	if err == nil || s.closing.Err() == nil {
		s.condition.Wrote(ctx, err)
	}
}

// Ping implements [intake.Store]. If nothing was written for half a minute, it writes:
// however often it is called, no more than that. How much space the server has left it
// cannot know.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.ping(ctx); err != nil {
		return s.failure(ctx, "ping", err)
	}
	return nil
}

func (s *Store) ping(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.condition.Damage(); err != nil {
		return err
	}
	working, cancel := s.until(ctx)
	defer cancel()
	working, stop := context.WithTimeout(working, pingWait)
	defer stop()
	var standby, readOnly bool
	err := s.pool.QueryRow(working, `SELECT pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'
		FROM hytekit.counter`).Scan(&standby, &readOnly)
	switch {
	case err != nil:
		return err
	case standby:
		return fmt.Errorf("%w: the server is a standby", intake.ErrNotWritable)
	case readOnly:
		return fmt.Errorf("%w: the server lets nobody write", intake.ErrNotWritable)
	}
	s.condition.Probe(func() { s.noteWrite(working, s.touch(working)) })
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.condition.Writable(nil)
}

// touch writes without changing what is kept, and makes sure that records may be added.
func (s *Store) touch(ctx context.Context) error {
	var may bool
	err := s.pool.QueryRow(ctx, `UPDATE hytekit.counter SET last = last
		RETURNING has_table_privilege('hytekit.received', 'INSERT')`).Scan(&may)
	if err == nil && !may {
		err = fmt.Errorf("%w: the role may not add records", intake.ErrNotWritable)
	}
	return err
}
