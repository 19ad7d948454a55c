package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

const (
	// probeInterval is how long a write that went well speaks for the next one.
	probeInterval = 30 * time.Second
	// retryInterval is the same for a write that failed, so that a store is
	// healthy again soon after somebody has made room.
	retryInterval = 5 * time.Second
	// reserve is the space that must be free beside the file: the -wal file may
	// grow to 8 MiB and more, and the file by as much.
	reserve = 16 << 20
)

// condition is what is known of the file beyond the call at hand. The zero
// value is that of a sound file.
type condition struct {
	probing sync.Mutex // held by the one that probes

	mu      sync.Mutex
	damage  error     // what a check or a reading has met
	refused error     // why the last write failed
	tried   time.Time // when the last write ended
	log     error     // why the -wal file could not be folded into the file
}

func (c *condition) damaged() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.damage
}

// found sets what is known of damage, nil for none, and reports whether that is
// news.
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

// folded notes how folding has ended, and reports whether that is news.
func (c *condition) folded(err error) (news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	news = (err == nil) != (c.log == nil)
	c.log = err
	return news
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
	switch err := errors.Join(c.refused, c.log); {
	case err == nil:
		return nil
	case errors.Is(err, intake.ErrFull):
		return err
	default:
		return fmt.Errorf("%w: %w", intake.ErrNotWritable, err)
	}
}

// Ping implements [intake.Store]. It also notices when the file was moved away
// or replaced under the running service. If nothing was written for half a
// minute, it writes: however often it is called, no more than that.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.ping(ctx); err != nil {
		return s.failure(ctx, "ping", err)
	}
	return nil
}

func (s *Store) ping(ctx context.Context) error {
	if err := s.checkFile(); err != nil {
		return err
	}
	if _, err := schemaVersion(ctx, s.reader); err != nil {
		return err
	}
	if err := s.condition.damaged(); err != nil {
		return err
	}
	s.probe(ctx)
	if err := s.condition.writable(); err != nil {
		return err
	}
	if free, known := freeSpace(s.path); known && free < reserve {
		return fmt.Errorf("%w: %d KiB are free", intake.ErrFull, free>>10)
	}
	return ctx.Err()
}

// probe writes if nobody has for long. The condition keeps the result; those
// who come while one probes use the earlier one.
func (s *Store) probe(ctx context.Context) {
	if !s.condition.due() || !s.condition.probing.TryLock() {
		return
	}
	defer s.condition.probing.Unlock()
	_ = s.write(ctx, touch)
}
