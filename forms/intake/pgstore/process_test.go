//go:build unix

package pgstore_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// appendTen appends ten records of its own, and ten that every process appends.
func appendTen(address string) error {
	s, err := pgstore.Open(context.Background(), address)
	if err != nil {
		return err
	}
	for n := range 10 {
		for _, sender := range []string{fmt.Sprintf("p%d", os.Getpid()), "shared"} {
			r := record(sender, n)
			r.ID = fmt.Sprintf("%s-%d", r.ID, os.Getpid()) // as each instance of a service makes its own
			if _, _, err := s.Append(context.Background(), r); err != nil {
				return err
			}
		}
	}
	return s.Close()
}

func openOnly(address string) error {
	s, err := pgstore.Open(context.Background(), address)
	if err != nil {
		return err
	}
	return s.Close()
}

// TestProcesses appends from several processes and this one at once.
func TestProcesses(t *testing.T) {
	_, address := newDatabase(t)
	const processes = 3
	finish := start(t, "append ten", address, processes)
	s := open(t, address)
	for n := range 10 {
		add(t, s, record("here", n))
	}
	finish()
	if n, want := count(t, s), 10*(processes+2); n != want {
		t.Errorf("%d records, want %d: those of each process and the shared ones once", n, want)
	}
}

// TestFirstOpen has several processes and goroutines open a database that nobody has
// prepared yet: one does, all use it.
func TestFirstOpen(t *testing.T) {
	for range 3 {
		_, address := newDatabase(t)
		finish := start(t, "open only", address, 3)
		errs := make(chan error)
		for range 3 {
			go func() { errs <- openOnly(address) }()
		}
		for range 3 {
			if err := <-errs; err != nil {
				t.Errorf("Open: %v", err)
			}
		}
		finish()
		add(t, open(t, address), record("here", 1))
	}
}

// start starts processes and returns a function that waits for their success.
func start(t *testing.T, role, address string, processes int) (finish func()) {
	t.Helper()
	wait := make([]func() error, processes)
	for i := range wait {
		c := child(role, address)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		wait[i] = func() error {
			if err := c.Wait(); err != nil {
				return fmt.Errorf("%w\n%s", err, c.Stderr.(*bytes.Buffer))
			}
			return nil
		}
	}
	return func() {
		t.Helper()
		for _, w := range wait {
			if err := w(); err != nil {
				t.Errorf("process: %v", err)
			}
		}
	}
}
