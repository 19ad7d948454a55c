// Package storeprocess tests a store in processes of its own: several at once, and some
// that are killed. A test binary plays their roles, see [Play].
package storeprocess

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
)

// A test that needs a second process runs this test binary again with a role and an
// address in these variables.
const (
	roleVariable    = "STORE_ROLE"
	addressVariable = "STORE_ADDRESS"
)

// The roles that every store has.
const (
	// OpenOnly opens the store and closes it.
	OpenOnly = "open only"
	// AppendTen appends ten records of its own, and ten that every process appends.
	AppendTen = "append ten"
	// appendUntilKilled appends from four goroutines and prints the id of each record
	// after the store has acknowledged it.
	appendUntilKilled = "append until killed"
)

// Open opens the store at an address, a path or what else leads to it.
type Open func(ctx context.Context, address string) (intake.Store, error)

// Play ends the process if it was started for a role, once that is played: what it finds
// it writes to standard output, and an error ends it with status 1. Otherwise it does
// nothing. More roles are those of one store alone. Call it first in TestMain.
func Play(open Open, more map[string]func(address string) error) {
	role := os.Getenv(roleVariable)
	if role == "" {
		return
	}
	roles := map[string]func(address string) error{
		OpenOnly:          open.only,
		AppendTen:         open.appendTen,
		appendUntilKilled: open.appendUntilKilled,
	}
	maps.Copy(roles, more)
	play, ok := roles[role]
	if !ok {
		fmt.Fprintf(os.Stderr, "no such role: %s\n", role)
		os.Exit(2)
	}
	if err := play(os.Getenv(addressVariable)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// Child prepares a process that plays a role on the store at an address.
func Child(role, address string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), roleVariable+"="+role, addressVariable+"="+address)
	return c
}

// Start starts processes that play a role and returns a function that waits for their
// success.
func Start(t *testing.T, role, address string, processes int) (finish func()) {
	t.Helper()
	children := make([]*exec.Cmd, processes)
	for i := range children {
		children[i] = Child(role, address)
		children[i].Stderr = new(bytes.Buffer)
		if err := children[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		t.Helper()
		for _, c := range children {
			if err := c.Wait(); err != nil {
				t.Errorf("process: %v\n%s", err, c.Stderr)
			}
		}
	}
}

func (open Open) only(address string) error {
	s, err := open(context.Background(), address)
	if err != nil {
		return err
	}
	return s.Close()
}

func (open Open) appendTen(address string) error {
	s, err := open(context.Background(), address)
	if err != nil {
		return err
	}
	for n := range 10 {
		for _, sender := range []string{fmt.Sprintf("p%d", os.Getpid()), "shared"} {
			r := Record(sender, n)
			r.ID = fmt.Sprintf("%s-%d", r.ID, os.Getpid()) // as each instance of a service makes its own
			if _, _, err := s.Append(context.Background(), r); err != nil {
				return err
			}
		}
	}
	return s.Close()
}

func (open Open) appendUntilKilled(address string) error {
	s, err := open(context.Background(), address)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for worker := range 4 {
		sender := fmt.Sprintf("p%d-w%d", os.Getpid(), worker)
		wg.Go(func() {
			for n := 0; ; n++ {
				kept, _, appendErr := s.Append(context.Background(), Record(sender, n))
				mu.Lock()
				if appendErr != nil {
					err = appendErr
				} else {
					fmt.Println(kept.ID) // one write, not buffered
				}
				stop := err != nil
				mu.Unlock()
				if stop {
					return
				}
			}
		})
	}
	wg.Wait()
	return err
}
