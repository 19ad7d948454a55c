//go:build unix

package pgstore_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake/pgstore"
	"github.com/jackc/pgx/v5"
)

// connect is another program on the database.
func connect(t testing.TB, address string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// holdCounter keeps the row without which nothing is added, as another instance does
// while it commits.
func holdCounter(t testing.TB, address string) (release func()) {
	t.Helper()
	conn := connect(t, address)
	tx, err := conn.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `SELECT * FROM hytekit.counter FOR UPDATE`); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// waitingForLocks is how many sessions on a database wait for a lock.
func waitingForLocks(t testing.TB, database string) int {
	t.Helper()
	n, err := strconv.Atoi(server.Must(t, database, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// discreet fails t if err carries a part of a test document.
func discreet(t *testing.T, err error) {
	t.Helper()
	if err != nil && (strings.Contains(err.Error(), "Esimerkki") || strings.Contains(fmt.Sprintf("%+v", err), "Esimerkki")) {
		t.Errorf("an error contains a part of the document: %v", err)
	}
}

// TestGroupCommit: what waits at the same moment is one transaction, in the order in
// which it came, and nobody gets an answer before its commit.
func TestGroupCommit(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	release := holdCounter(t, address)
	const many = 50
	var acknowledged atomic.Int64
	var wg sync.WaitGroup
	for n := range many {
		wg.Go(func() {
			if _, added, err := s.Append(t.Context(), record("here", n)); err != nil || !added {
				t.Errorf("Append: added %v, error %v", added, err)
			}
			acknowledged.Add(1)
		})
		waitUntil(t, "it is in line", func() bool { return n == 0 && waitingForLocks(t, database) == 1 || n > 0 && s.Waiting() == n })
	}
	if n := acknowledged.Load(); n != 0 {
		t.Errorf("%d were acknowledged before their commit", n)
	}
	release()
	wg.Wait()
	for n, r := range all(t, s) {
		if r.ID != record("here", n).ID {
			t.Fatalf("record %d is %s", n, r.ID)
		}
	}
	if got := server.Must(t, database, `SELECT count(*), count(DISTINCT xmin::text) FROM hytekit.received`); got != "50|2" {
		t.Errorf("records and transactions: %s, want 50 in 2: the first, and those that came meanwhile", got)
	}
}

// TestLargeGroup: more wait than one transaction takes, by their number or their size.
func TestLargeGroup(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	release := holdCounter(t, address)
	const many, large = 1100, 12
	var wg sync.WaitGroup
	for n := range many + large {
		wg.Go(func() {
			r := record("here", n)
			if n >= many {
				r.Document = []byte(strings.Repeat("x", 1<<20))
			}
			if _, added, err := s.Append(t.Context(), r); err != nil || !added {
				t.Errorf("Append: added %v, error %v", added, err)
			}
		})
	}
	waitUntil(t, "all are in line", func() bool {
		return s.Waiting() == many+large-1 || s.Waiting() >= many && waitingForLocks(t, database) == 1
	})
	release()
	wg.Wait()
	if n := len(all(t, s)); n != many+large {
		t.Errorf("%d records, want %d", n, many+large)
	}
	most := server.Must(t, database, `SELECT max(n), max(size) FROM (SELECT count(*) AS n, sum(octet_length(document)) AS size FROM hytekit.received GROUP BY xmin::text) AS groups`)
	var records, size int
	if _, err := fmt.Sscanf(most, "%d|%d", &records, &size); err != nil || records > 1000 || size > 8<<20+1<<20 {
		t.Errorf("the largest transactions have %d records and %d bytes (%v)", records, size, err)
	}
}

// TestCallersWhoHaveGone: a caller who gives up while others wait is left out.
func TestCallersWhoHaveGone(t *testing.T) {
	database, address := newDatabase(t)
	s := open(t, address)
	release := holdCounter(t, address)
	errs := make(chan error)
	go func() {
		_, _, err := s.Append(t.Context(), record("here", 1))
		errs <- err
	}()
	waitUntil(t, "one is at work", func() bool { return waitingForLocks(t, database) == 1 })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, err := s.Append(ctx, record("gone", 1)); err == nil || ctx.Err() == nil {
		t.Errorf("Append: %v, want the end of its context", err)
	}
	release()
	if err := <-errs; err != nil {
		t.Errorf("Append: %v", err)
	}
	add(t, s, record("here", 2))
	if n := len(all(t, s)); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}

// TestClosedUnderLoad: whoever waits when the store is closed gets an answer.
func TestClosedUnderLoad(t *testing.T) {
	_, address := newDatabase(t)
	s, err := pgstore.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	var added, refused atomic.Int64
	var wg sync.WaitGroup
	for sender := range 8 {
		wg.Go(func() {
			for n := 0; ; n++ {
				if _, _, err := s.Append(t.Context(), record(fmt.Sprintf("s%d", sender), n)); err != nil {
					refused.Add(1)
					return
				}
				added.Add(1)
			}
		})
	}
	waitUntil(t, "some are added", func() bool { return added.Load() > 20 })
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
	wg.Wait()
	// Each sender may have got no answer for one that was stored.
	if n := int64(count(t, open(t, address))); refused.Load() != 8 || n < added.Load() || n > added.Load()+8 {
		t.Errorf("%d records, %d acknowledged, %d refused", n, added.Load(), refused.Load())
	}
}
