package intake

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// lookBack logs what a service finds when it starts: records of inquiries that it does not
// serve, and a clock that is behind. A store that cannot be read now does not keep the
// service from starting: its health says so.
func (s *Service) lookBack(ctx context.Context) error {
	counts, err := s.config.Store.Inquiries(ctx)
	if err == nil {
		for _, id := range slices.Sorted(maps.Keys(counts)) {
			if s.inquiries[id] == nil {
				s.config.Logger.LogAttrs(ctx, slog.LevelWarn, "there are records of an inquiry that is not served: was its id changed, or its file left out?",
					slog.String("inquiry", id), slog.Int64("records", counts[id]))
			}
		}
	}
	s.clock.log = s.config.Logger
	newest, err2 := s.config.Store.Newest(ctx)
	if err2 == nil {
		s.clock.last = newest.ReceivedAt
		s.clock.look(ctx, s.config.Now())
	} else if !errors.Is(err2, ErrNotFound) {
		err = errors.Join(err, err2)
	}
	if errors.Is(err, ErrUnavailable) {
		s.config.Logger.LogAttrs(ctx, slog.LevelError, "fault", slog.String("error", err.Error()))
		return nil
	}
	return err
}

// clock notices when the time is before that of the last record: somebody has set it back.
// Nothing is put in another order for that, since the order is the store's.
type clock struct {
	log *slog.Logger

	mu     sync.Mutex
	last   time.Time
	behind bool
}

// slack is how much earlier a record may have arrived than the one before it: two that come
// together may pass each other.
const slack = time.Minute

// look takes the time of the next record, and logs once that it is behind.
func (c *clock) look(ctx context.Context, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	behind := c.last.Sub(at) > slack
	if behind && !c.behind {
		c.log.LogAttrs(ctx, slog.LevelWarn, "the clock is behind the last record: set it right; until then times of arrival are wrong, and their order is right",
			slog.Duration("behind", c.last.Sub(at)))
	}
	c.behind = behind
	if at.After(c.last) {
		c.last = at
	}
}
