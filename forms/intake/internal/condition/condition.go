// Package condition is what a store knows of its database beyond the call at hand: whether
// it is damaged, whether the next write will go well, and which error it promises for what
// has failed.
package condition

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
)

// Condition is that of one database. Make one with [New]; several goroutines may use it.
type Condition struct {
	kind    Kind
	logger  *slog.Logger
	probing sync.Mutex // held by the one that probes

	mu      sync.Mutex
	damage  error     // what a check or a reading has met
	refused error     // why the last write failed
	tried   time.Time // when the last write ended
}

// New returns the condition of a sound database of a kind to which nothing was written
// yet. The logger learns of damage; it must not be nil.
func New(k Kind, l *slog.Logger) *Condition { return &Condition{kind: k, logger: l} }

// Damage is what is known of damage, nil for none.
func (c *Condition) Damage() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.damage
}

// FoundDamage keeps damage and logs it when it is news. From then on nothing should be written.
func (c *Condition) FoundDamage(damage error) {
	if c.found(damage) {
		c.logger.LogAttrs(context.Background(), slog.LevelError, c.kind.Database+" is damaged: it takes no answers any more",
			slog.String("error", damage.Error()))
	}
}

// FoundSound forgets damage, after all was read without meeting any.
func (c *Condition) FoundSound(ctx context.Context) {
	if c.found(nil) {
		c.logger.LogAttrs(ctx, slog.LevelInfo, c.kind.Database+" is sound again")
	}
}

// found reports whether damage, or that there is none, is news.
func (c *Condition) found(damage error) (news bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	news = (damage == nil) != (c.damage == nil)
	if news {
		c.damage = damage
	}
	return news
}

// Wrote notes how a write has ended that was done in ctx. A write that was given up says
// nothing about the database, nor does one that was refused by name.
func (c *Condition) Wrote(ctx context.Context, err error) {
	if err != nil {
		if c.kind.Named(err) || ctx.Err() != nil {
			return
		}
		err = c.kind.Sorted(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refused, c.tried = err, time.Now()
}

// Writable returns why the next write will probably fail: the last one has, or there is
// another cause, nil for none. The error is [intake.ErrFull] or [intake.ErrNotWritable].
func (c *Condition) Writable(other error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch err := errors.Join(c.refused, other); {
	case err == nil:
		return nil
	case errors.Is(err, intake.ErrFull):
		return err
	default:
		return fmt.Errorf("%w: %w", intake.ErrNotWritable, err)
	}
}

// Probe calls write, which is to write and to note it, if nobody has written for long:
// however often it is called, no more than that. Those who come while one probes do not
// wait for it.
func (c *Condition) Probe(write func()) {
	if !c.due() || !c.probing.TryLock() {
		return
	}
	defer c.probing.Unlock()
	write()
}

// due reports whether too long ago was written to know whether writing works.
func (c *Condition) due() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	interval := probeInterval
	if c.refused != nil {
		interval = retryInterval
	}
	return time.Since(c.tried) >= interval
}

// Age lets the last write be longer ago, for tests that cannot wait.
func (c *Condition) Age(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tried = c.tried.Add(-by)
}
