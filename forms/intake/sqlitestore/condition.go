package sqlitestore

import (
	"context"
	"fmt"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
)

// reserve is the space that must be free beside the file: the -wal file may
// grow to 8 MiB and more, and the file by as much.
const reserve = 16 << 20

// folding is how the -wal file was last folded into the file. The zero value is that of
// one that went well.
type folding struct {
	mu     sync.Mutex
	failed error
}

// ended notes how folding has ended, and reports whether that is news.
func (f *folding) ended(err error) (news bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	news = (err == nil) != (f.failed == nil)
	f.failed = err
	return news
}

func (f *folding) failure() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.failed
}

// Ping implements [intake.Store]. It also notices when the file was moved away
// or replaced under the running service. If nothing was written for half a
// minute, it writes: however often it is called, no more than that.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.ping(ctx); err != nil {
		return s.condition.Failure(ctx, "ping", err)
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
	if err := s.condition.Damage(); err != nil {
		return err
	}
	s.condition.Probe(func() { _ = s.write(ctx, touch) })
	if err := s.condition.Writable(s.folding.failure()); err != nil {
		return err
	}
	if free, known := freeSpace(s.path); known && free < reserve {
		return fmt.Errorf("%w: %d KiB are free", intake.ErrFull, free>>10)
	}
	return ctx.Err()
}
