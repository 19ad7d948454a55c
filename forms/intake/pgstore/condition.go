package pgstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

const (
	// probeInterval is how long a write that went well speaks for the next one.
	probeInterval = 30 * time.Second
	// retryInterval is the same for a write that failed, so that a store is healthy
	// again soon after somebody has made room.
	retryInterval = 5 * time.Second
	// pingWait is how long a server may take to answer a probe.
	pingWait = 3 * time.Second
)

// condition is what is known of the database beyond the call at hand. The zero value is
// that of a sound one.
type condition struct {
	probing sync.Mutex // held by the one that probes

	mu      sync.Mutex
	damage  error     // what a reading has met
	refused error     // why the last write failed
	tried   time.Time // when the last write ended
}

func (c *condition) damaged() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.damage
}

// found sets what is known of damage, nil for none, and reports whether that is news.
func (c *condition) found(damage error) (news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	news = (damage == nil) != (c.damage == nil)
	if news {
		c.damage = damage
	}
	return news
}

// wrote notes how a write has ended.
func (c *condition) wrote(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refused, c.tried = err, time.Now()
}

// due reports whether too long ago was written to know whether writing works.
func (c *condition) due() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	interval := probeInterval
	if c.refused != nil {
		interval = retryInterval
	}
	return time.Since(c.tried) >= interval
}

// writable returns why the next write will probably fail.
func (c *condition) writable() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.refused == nil:
		return nil
	case errors.Is(c.refused, intake.ErrFull):
		return c.refused
	default:
		return fmt.Errorf("%w: %w", intake.ErrNotWritable, c.refused)
	}
}

// noteWrite tells the condition how a write has ended that was done in ctx. A write that
// was given up says nothing about the database, nor does one that was refused by name.
func (s *Store) noteWrite(ctx context.Context, err error) {
	if code(err) == "25006" { // read only: another server may have taken its place, so look for it
		s.writer.Reset()
		s.pool.Reset()
	}
	switch {
	case err == nil:
		s.condition.wrote(nil)
	case !isNamed(err) && ctx.Err() == nil && s.closing.Err() == nil:
		s.condition.wrote(unavailable(err))
	}
}

// foundDamage notes damage; from then on nothing is written.
func (s *Store) foundDamage(err error) {
	if s.condition.found(err) {
		s.logger.LogAttrs(context.Background(), slog.LevelError, "the database is damaged: it takes no answers any more", slog.String("error", err.Error()))
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
	if err := s.condition.damaged(); err != nil {
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
	s.probe(working)
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.condition.writable()
}

// probe writes if nobody has for long. The condition keeps the result; those who come
// while one probes use the earlier one.
func (s *Store) probe(ctx context.Context) {
	if !s.condition.due() || !s.condition.probing.TryLock() {
		return
	}
	defer s.condition.probing.Unlock()
	s.noteWrite(ctx, s.touch(ctx))
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
