package sqlitestore_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// TestProcesses appends from several processes and this one at once.
func TestProcesses(t *testing.T) { storeprocess.Open(inProcess).Together(t, newPath(t)) }

// TestFirstOpen has several processes and goroutines make one file, and its folders.
func TestFirstOpen(t *testing.T) {
	storeprocess.Open(inProcess).First(t, 10, func() string {
		return filepath.Join(t.TempDir(), "new", "folder", "intake.db")
	})
}

// TestOpenWaits: a program reads the file, which somebody has switched out of
// WAL mode. To switch it back, Open waits for the reader.
func TestOpenWaits(t *testing.T) {
	path := newPath(t)
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	other := raw(t, path)
	other.SetMaxOpenConns(1)
	mustExec(t, other, "PRAGMA journal_mode = DELETE")
	mustExec(t, other, "BEGIN; SELECT * FROM secret")
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := sqlitestore.Open(ctx, path); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open: %v, want context.DeadlineExceeded", err)
	}
	opened := make(chan error)
	go func() {
		s, err := sqlitestore.Open(t.Context(), path)
		if err == nil {
			err = s.Close()
		}
		opened <- err
	}()
	select {
	case err := <-opened:
		t.Fatalf("Open did not wait: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	mustExec(t, other, "COMMIT")
	if err := <-opened; err != nil {
		t.Errorf("Open: %v", err)
	}
}
