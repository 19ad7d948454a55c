package sqlitestore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// appendTen appends ten records of its own, and ten that every process appends.
func appendTen(path string) error {
	s, err := sqlitestore.Open(context.Background(), path)
	if err != nil {
		return err
	}
	for n := range 10 {
		for _, sender := range []string{fmt.Sprintf("p%d", os.Getpid()), "shared"} {
			if _, _, err := s.Append(context.Background(), record(sender, n)); err != nil {
				return err
			}
		}
	}
	return s.Close()
}

func openOnly(path string) error {
	s, err := sqlitestore.Open(context.Background(), path)
	if err != nil {
		return err
	}
	return s.Close()
}

// TestProcesses appends from several processes and this one at once.
func TestProcesses(t *testing.T) {
	path := newPath(t)
	const processes = 3
	finish := start(t, "append ten", path, processes)
	s := open(t, path)
	for n := range 10 {
		add(t, s, record("here", n))
	}
	finish()
	if n, want := count(t, s), 10*(processes+2); n != want {
		t.Errorf("%d records, want %d: those of each process and the shared ones once", n, want)
	}
}

// TestFirstOpen has several processes and goroutines open a store that nobody
// has made yet: one makes it, all use it.
func TestFirstOpen(t *testing.T) {
	for range 10 {
		path := filepath.Join(t.TempDir(), "new", "folder", "intake.db")
		finish := start(t, "open only", path, 3)
		errs := make(chan error)
		for range 3 {
			go func() { errs <- openOnly(path) }()
		}
		for range 3 {
			if err := <-errs; err != nil {
				t.Errorf("Open: %v", err)
			}
		}
		finish()
		add(t, open(t, path), record("here", 1))
	}
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
	go func() { opened <- openOnly(path) }()
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

// start starts processes and returns a function that waits for their success.
func start(t *testing.T, role, path string, processes int) (finish func()) {
	t.Helper()
	var cmds []*exec.Cmd
	for range processes {
		c := child(role, path)
		c.Stderr = new(bytes.Buffer)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		cmds = append(cmds, c)
	}
	return func() {
		t.Helper()
		for _, c := range cmds {
			if err := c.Wait(); err != nil {
				t.Errorf("process: %v\n%s", err, c.Stderr)
			}
		}
	}
}
