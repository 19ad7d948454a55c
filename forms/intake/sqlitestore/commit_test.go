package sqlitestore_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// gathered is what became of a record that was appended while the file was locked.
type gathered struct {
	kept  intake.Record
	added bool
	err   error
}

// gather holds the file while records are appended, until all of them wait, and returns
// what became of them once it was let go. Before that, while is called, with what waits
// for all of them.
func gather(t *testing.T, s *sqlitestore.Store, path string, ctx context.Context, records []intake.Record, while func(all *sync.WaitGroup)) []gathered {
	t.Helper()
	other, err := raw(t, path).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	results := make([]gathered, len(records))
	var wg sync.WaitGroup
	for i, r := range records {
		wg.Go(func() {
			kept, added, err := s.Append(ctx, r)
			results[i] = gathered{kept, added, err}
		})
	}
	time.Sleep(200 * time.Millisecond) // all wait by now; were they late, they would only share less
	while(&wg)
	if _, err := other.ExecContext(t.Context(), "COMMIT"); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	return results
}

func many(sender string, n int) (records []intake.Record) {
	for i := range n {
		records = append(records, record(sender, i))
	}
	return records
}

func pragma(t *testing.T, db *sql.DB, name string) (value int) {
	t.Helper()
	if err := db.QueryRowContext(t.Context(), "PRAGMA "+name).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// Those who wait share a commit: a hundred records that each had one of their own would
// take several pages each.
func TestGroupCommit(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	before := logSize(t, path)
	for i, g := range gather(t, s, path, t.Context(), many("group", 100), func(*sync.WaitGroup) {}) {
		if g.err != nil || !g.added || g.kept.Sequence < 1 {
			t.Errorf("record %d: added %v, error %v", i, g.added, g.err)
		}
	}
	if n := count(t, s); n != 100 {
		t.Errorf("%d records, want 100", n)
	}
	if pages := (logSize(t, path) - before) / pageSize; pages > 150 {
		t.Errorf("%d pages were written for 100 records: they did not share a commit", pages)
	}
}

func logSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path + "-wal")
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// What is wrong with one record of a commit is nothing to the others.
func TestGroupWithRefused(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	add(t, s, record("first", 0))
	reused, taken, twice := record("reused", 0), record("taken", 0), record("twice", 0)
	reused.Key, taken.ID, twice.Key = record("first", 0).Key, record("first", 0).ID, record("good", 0).Key
	reused.Document = []byte("{}")
	records := append(many("good", 20), reused, taken, twice)
	results := gather(t, s, path, t.Context(), records, func(*sync.WaitGroup) {})
	for i, g := range results[1:20] {
		if g.err != nil || !g.added {
			t.Errorf("record %d: added %v, error %v", i+1, g.added, g.err)
		}
	}
	if !errors.Is(results[20].err, intake.ErrKeyReused) || !errors.Is(results[21].err, intake.ErrIDTaken) {
		t.Errorf("errors %v and %v, want ErrKeyReused and ErrIDTaken", results[20].err, results[21].err)
	}
	one, other := results[0], results[22]
	if one.err != nil || other.err != nil || one.added == other.added || one.kept.ID != other.kept.ID || one.kept.Sequence != other.kept.Sequence {
		t.Errorf("one record twice in a commit: %s added %v (%v), %s added %v (%v)", one.kept.ID, one.added, one.err, other.kept.ID, other.added, other.err)
	}
	if n := count(t, s); n != 21 {
		t.Errorf("%d records, want 21", n)
	}
}

// Whoever goes away while all wait for the file has stored nothing.
func TestGroupWithoutThoseWhoLeft(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	leave := func(all *sync.WaitGroup) {
		cancel()
		all.Wait() // on a busy machine the commit would else take those who are still leaving
	}
	for i, g := range gather(t, s, path, ctx, many("left", 20), leave) {
		if !errors.Is(g.err, context.Canceled) || errors.Is(g.err, intake.ErrUnavailable) {
			t.Errorf("record %d: %v, want context.Canceled", i, g.err)
		}
	}
	add(t, s, record("stayed", 0))
	if n := count(t, s); n != 1 {
		t.Errorf("%d records, want that of the one who stayed", n)
	}
}

// A commit that fails fails for all, and stores nothing of any.
func TestGroupFails(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	mustExec(t, s.Writer(), fmt.Sprintf("PRAGMA max_page_count = %d", pragma(t, s.Writer(), "page_count")+4))
	records := many("full", 50)
	for i, g := range gather(t, s, path, t.Context(), records, func(*sync.WaitGroup) {}) {
		if !errors.Is(g.err, intake.ErrFull) || g.added || g.kept.ID != "" {
			t.Errorf("record %d: added %v, error %v; want ErrFull", i, g.added, g.err)
		}
	}
	if n := count(t, open(t, path)); n != 0 {
		t.Errorf("%d records of a commit that failed", n)
	}
	mustExec(t, s.Writer(), "PRAGMA max_page_count = 100000")
	for _, r := range records { // they are sent again
		add(t, s, r)
	}
}

// Close answers those who wait, and what was not acknowledged is not needed.
func TestCloseWhileManyWait(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	results := gather(t, s, path, t.Context(), many("late", 300), func(*sync.WaitGroup) {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	acknowledged := 0
	for i, g := range results {
		switch {
		case g.err == nil:
			acknowledged++
		case !errors.Is(g.err, intake.ErrUnavailable) || errors.Is(g.err, context.Canceled):
			t.Errorf("record %d: %v, want ErrUnavailable", i, g.err)
		}
	}
	if n := count(t, open(t, path)); n != acknowledged {
		t.Errorf("%d records, but %d were acknowledged", n, acknowledged)
	}
}

// The one who commits never folds, and the one who folds never waits.
func TestConnections(t *testing.T) {
	s := open(t, newPath(t))
	if n := pragma(t, s.Writer(), "wal_autocheckpoint"); n != 0 {
		t.Errorf("the writer folds after %d pages", n)
	}
	if n := pragma(t, s.Folder(), "busy_timeout"); n != 0 {
		t.Errorf("the folder waits for %d ms", n)
	}
	if n := pragma(t, s.Writer(), "busy_timeout"); n < 1000 {
		t.Errorf("the writer waits for %d ms", n)
	}
}

// However long answers keep coming, the -wal file begins anew.
func TestLogStaysShort(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	const senders, each = 4, 40
	big := make([]byte, 128<<10)
	var longest int64
	for round := range each {
		var wg sync.WaitGroup
		for sender := range senders {
			wg.Go(func() {
				r := record(fmt.Sprint("big", sender), round)
				r.Document = big
				if _, _, err := s.Append(t.Context(), r); err != nil {
					t.Errorf("Append: %v", err)
				}
			})
		}
		wg.Wait()
		longest = max(longest, logSize(t, path))
	}
	if total := int64(senders * each * len(big)); longest > 2*total/3 || longest > 16<<20 {
		t.Errorf("%d bytes of documents made a -wal file of %d", total, longest)
	}
}

// A file that was damaged when it was opened takes nothing, also if somebody mends it: who
// appends is told at once.
func TestAppendToMendedFile(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	for n := range 50 {
		add(t, s, record("here", n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sound := read(t, path)
	spoil(t, path, func(page []byte) bool { return bytes.Contains(page, []byte("here-000030")) })
	s = open(t, path)
	write(t, path, string(sound))
	s.CheckAndNote(t.Context())
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if _, added, err := s.Append(ctx, record("here", 50)); added || !errors.Is(err, intake.ErrDamaged) {
		t.Errorf("Append: added %v, error %v; want ErrDamaged", added, err)
	}
	if err := s.ReplaceSecret(ctx, "name", []byte("value")); !errors.Is(err, intake.ErrDamaged) {
		t.Errorf("ReplaceSecret: %v, want ErrDamaged", err)
	}
}
