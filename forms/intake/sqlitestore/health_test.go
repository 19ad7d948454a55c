package sqlitestore_test

import (
	"errors"
	"os"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// TestPingWrites: a store that is only asked how it is notices that writing
// does not work any more, and that it works again. It writes no more often than
// it must.
func TestPingWrites(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	mustExec(t, s.Writer(), "PRAGMA query_only = 1")
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping soon after a write: %v", err)
	}
	s.AgeLastWrite(29 * time.Second)
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping 29 seconds after a write: %v", err)
	}
	s.AgeLastWrite(time.Second)
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping 30 seconds after a write: %v, want ErrNotWritable", err)
	}
	mustExec(t, s.Writer(), "PRAGMA query_only = 0")
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping soon after a failure: %v, want ErrNotWritable", err)
	}
	s.AgeLastWrite(5 * time.Second)
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping 5 seconds after a failure: %v", err)
	}
}

// TestPingIsCheap: asking a thousand times writes nothing.
func TestPingIsCheap(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	size := func() int64 {
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := size()
	for range 1000 {
		if err := s.Ping(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if after := size(); after > before {
		t.Errorf("the -wal file grew from %d to %d bytes", before, after)
	}
}

// TestRefusalsAreNoFailures: what the store rightly refuses, and whom it keeps
// waiting for too long, says nothing about the disk; nor does what was there
// already say that writing works.
func TestRefusalsAreNoFailures(t *testing.T) {
	s := open(t, newPath(t))
	add(t, s, record("here", 1))
	other := record("here", 2)
	other.Key = record("here", 1).Key
	if _, _, err := s.Append(t.Context(), other); !errors.Is(err, intake.ErrKeyReused) {
		t.Fatalf("Append: %v, want ErrKeyReused", err)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
	mustExec(t, s.Writer(), "PRAGMA query_only = 1")
	if _, _, err := s.Append(t.Context(), record("here", 2)); !errors.Is(err, intake.ErrUnavailable) {
		t.Fatalf("Append: %v, want ErrUnavailable", err)
	}
	if _, added, err := s.Append(t.Context(), record("here", 1)); err == nil && added {
		t.Fatal("Append adds again")
	}
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping: %v, want ErrNotWritable", err)
	}
}
