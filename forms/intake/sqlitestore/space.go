package sqlitestore

import (
	"context"
	"log/slog"
	"time"
)

// spaceInterval is how often the store looks whether there is space left.
const spaceInterval = time.Minute

// WithLowSpace has the store warn in the log once less than so many bytes are free
// beside the file, long before [Store.Ping] says that it is full, and say when there is
// more again. Zero, as without it: it does not warn.
func WithLowSpace(mark uint64) Option {
	return func(s *Store) { s.lowSpace = mark }
}

// FreeSpace is how many bytes may still be written beside the file, as far as the system
// tells that.
func (s *Store) FreeSpace() (free uint64, known bool) { return freeSpace(s.path) }

// watchSpace looks now and then whether there is space left.
func (s *Store) watchSpace(ctx context.Context) {
	low := false
	ticker := time.NewTicker(spaceInterval)
	defer ticker.Stop()
	for {
		if free, known := s.FreeSpace(); known {
			low = s.noticeSpace(ctx, low, free)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// noticeSpace tells of a change, and reports whether little is free. There is enough
// again only with an eighth more than the mark, so that a disk about there does not fill
// the log.
func (s *Store) noticeSpace(ctx context.Context, low bool, free uint64) bool {
	switch {
	case !low && free < s.lowSpace:
		s.logger.LogAttrs(ctx, slog.LevelWarn, "little space is left for the data file: make room",
			slog.Uint64("free", free), slog.Uint64("mark", s.lowSpace))
		return true
	case low && free >= s.lowSpace+s.lowSpace/8:
		s.logger.LogAttrs(ctx, slog.LevelInfo, "there is space for the data file again", slog.Uint64("free", free))
		return false
	}
	return low
}
