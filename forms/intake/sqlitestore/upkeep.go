package sqlitestore

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

const (
	// quiet is how long nobody must have written before the -wal file is folded
	// into the file: long enough not to meet the answers of a busy minute, short
	// enough for the copy that somebody makes after the last one.
	quiet = time.Second
	// latest is how long an answer waits for quiet.
	latest = 10 * time.Second
	// refold is the pause after folding has failed.
	refold = 5 * time.Second
	// logPages is by how many pages the -wal file grows before it is folded, however
	// many write: 4 MB.
	logPages = 1000
	// longLog is its length in pages from which those who write wait for a moment while
	// the rest is folded. Then it begins anew, and grows no further.
	longLog = 2 * logPages
)

// upkeep is the work that a store does unasked. The zero value has not started.
type upkeep struct {
	ctx     context.Context //nolint:containedctx // ends with Close, not with a call
	cancel  context.CancelFunc
	workers sync.WaitGroup
	written chan struct{} // somebody has written
	pages   atomic.Int64  // of the -wal file that were written since it was folded
}

func (u *upkeep) start() {
	u.ctx, u.cancel = context.WithCancel(context.Background())
	u.written = make(chan struct{}, 1)
}

func (u *upkeep) run(work func(context.Context)) {
	u.workers.Go(func() { work(u.ctx) })
}

// stop ends the work and waits for its end. To stop twice does nothing.
func (u *upkeep) stop() {
	if u.cancel != nil {
		u.cancel()
	}
	u.workers.Wait()
}

// logged says how many pages were written to the -wal file.
func (u *upkeep) logged(pages int) {
	if u.pages.Add(int64(pages)) >= logPages {
		u.wake()
	}
}

// wake says that somebody has written.
func (u *upkeep) wake() {
	select {
	case u.written <- struct{}{}:
	default: // it was said already
	}
}

// foldWhenQuiet folds the -wal file some time after each write, so that a copy
// of the file alone has everything.
func (s *Store) foldWhenQuiet(ctx context.Context) {
	since := time.Now() // of the first write that is not folded
	timer := time.NewTimer(quiet)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.upkeep.written:
			if s.upkeep.pages.Load() >= logPages {
				s.foldMeanwhile(ctx)
			}
			if since.IsZero() {
				since = time.Now()
			}
			timer.Reset(min(quiet, latest-time.Since(since)))
		case <-timer.C:
			folded, err := s.fold(ctx)
			switch {
			case err != nil:
				timer.Reset(refold)
			case !folded:
				timer.Reset(quiet)
			default:
				since = time.Time{}
			}
		}
	}
}

// fold moves what is in the -wal file into the file, and reports whether all
// of it is there. Nobody who writes waits for that. Then it empties the -wal
// file, if nobody is at work, so that a killed process leaves none that could
// be mistaken for another database's.
func (s *Store) fold(ctx context.Context) (folded bool, err error) {
	if s.folder == nil {
		return false, nil
	}
	s.upkeep.pages.Store(0)
	for _, mode := range []string{"PASSIVE", "TRUNCATE"} {
		var all bool
		if _, all, err = s.checkpoint(ctx, mode); err != nil || !all {
			break
		}
		folded = true
	}
	return folded, s.noteFold(ctx, err)
}

// foldMeanwhile is fold while others write. What they write keeps the -wal file from
// beginning anew, so a long one has them wait until the last pages are in the file.
func (s *Store) foldMeanwhile(ctx context.Context) {
	s.upkeep.pages.Store(0)
	pages, _, err := s.checkpoint(ctx, "PASSIVE")
	if err == nil && pages >= longLog {
		s.committing.Lock()
		_, _, err = s.checkpoint(ctx, "PASSIVE")
		s.committing.Unlock()
	}
	_ = s.noteFold(ctx, err)
}

// checkpoint returns how many pages the -wal file has, and whether all of them are in
// the file. It does not wait for those who keep it from its work.
func (s *Store) checkpoint(ctx context.Context, mode string) (pages int, all bool, err error) {
	var busy bool
	var moved int
	err = s.folder.QueryRowContext(ctx, "PRAGMA wal_checkpoint("+mode+")").Scan(&busy, &pages, &moved)
	if hasCode(err, sqlite3.SQLITE_BUSY) {
		return 0, false, nil
	}
	return pages, !busy && moved >= pages, err
}

// noteFold keeps how folding has ended, and returns that.
func (s *Store) noteFold(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		err = kind.Sorted(err)
	}
	if s.folding.ended(err) && err != nil {
		s.logger.LogAttrs(ctx, slog.LevelError, "what was received is safe, but cannot be folded into the data file: copy it with its -wal file",
			slog.String("error", err.Error()))
	}
	return err
}
