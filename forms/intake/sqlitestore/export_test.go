package sqlitestore

import (
	"context"
	"database/sql"
	"time"
)

// Columns are those of the table of received documents, in their order.
const Columns = columns

// LatestVersion is the version of a file that is up to date.
func LatestVersion() int { return latestVersion() }

// Writer is the connection that appends, for tests that look at it or starve it.
func (s *Store) Writer() *sql.DB { return s.writer }

// Folder is the connection that folds the -wal file into the file.
func (s *Store) Folder() *sql.DB { return s.folder }

// Reader is the pool of connections that read.
func (s *Store) Reader() *sql.DB { return s.reader }

// CheckAndNote is the check that comes now and then.
func (s *Store) CheckAndNote(ctx context.Context) { s.checkAndNote(ctx) }

// AgeLastWrite lets the last write be longer ago.
func (s *Store) AgeLastWrite(by time.Duration) {
	s.condition.Age(by)
}

// SetLowSpace is WithLowSpace for a store that is open.
func (s *Store) SetLowSpace(mark uint64) { s.lowSpace = mark }

// NoticeSpace is what the store does with the space that it finds.
func (s *Store) NoticeSpace(ctx context.Context, low bool, free uint64) bool {
	return s.noticeSpace(ctx, low, free)
}
