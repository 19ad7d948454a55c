package sqlitestore_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// TestPurgeLeavesNoBytes: after a purge no file holds what was there, whether a document
// was short, long enough for pages of its own, or rewritten to be longer.
func TestPurgeLeavesNoBytes(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	const secret = "purged-person@example.fi"
	p := intake.Purge{Inquiry: record("here", 1).Inquiry, At: time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), Keep: "nothing", Documents: map[int64][]byte{}}
	for n, length := range []int{1, 100, 5_000, 200_000} {
		r := record("here", n+1)
		r.Document = []byte(`"` + strings.Repeat(secret+" ", length/len(secret)+1) + `"`)
		p.Documents[added(t, s, r)] = []byte(`{}`)
	}
	p.Documents[1] = []byte(strings.Repeat("longer ", 100))
	reading := s.Records(t.Context(), p.Inquiry)
	for range reading { // one that is under way does not keep the bytes
		break
	}
	if err := s.Purge(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{path, path + "-wal", path + "-shm"} {
		data, err := os.ReadFile(file)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if n := bytes.Count(data, []byte(secret)); n > 0 {
			t.Errorf("%s holds what was purged %d times", file[len(path):], n)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, path) // which checks every record
	if err := again.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestPurgeWaitsForReaders: a reader of an earlier state keeps the -wal file; the purge
// waits for it.
func TestPurgeWaitsForReaders(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	r := record("here", 1)
	r.Document = []byte(`"purged-person"`)
	sequence := added(t, s, r)
	tx, err := s.Reader().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM received`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- s.Purge(t.Context(), intake.Purge{Inquiry: r.Inquiry, At: r.ReceivedAt, Keep: "nothing", Documents: map[int64][]byte{sequence: []byte(`{}`)}})
	}()
	select {
	case err := <-ended:
		t.Fatalf("the purge has not waited for a reader: %v", err)
	case <-time.After(300 * time.Millisecond):
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path + "-wal"); err != nil || len(data) > 0 {
		t.Errorf("the -wal file has %d bytes, error %v", len(data), err)
	}
}

// added adds a record and returns its sequence.
func added(t *testing.T, s *sqlitestore.Store, r intake.Record) int64 {
	t.Helper()
	kept, added, err := s.Append(t.Context(), r)
	if err != nil || !added {
		t.Fatalf("Append: added %v, error %v", added, err)
	}
	return kept.Sequence
}
