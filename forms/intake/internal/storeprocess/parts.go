package storeprocess

import (
	"bufio"
	"bytes"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// Together appends to one new store from several processes and this one at once.
func (open Open) Together(t *testing.T, address string) {
	t.Helper()
	const processes = 3
	finish := Start(t, AppendTen, address, processes)
	s := open.here(t, address)
	for n := range 10 {
		Add(t, s, Record("here", n))
	}
	finish()
	if n, want := Count(t, s), 10*(processes+2); n != want {
		t.Errorf("%d records, want %d: those of each process and the shared ones once", n, want)
	}
}

// First has several processes and goroutines open a store that nobody has made yet, each
// time another one: one makes it, all use it.
func (open Open) First(t *testing.T, rounds int, another func() (address string)) {
	t.Helper()
	for range rounds {
		address := another()
		finish := Start(t, OpenOnly, address, 3)
		errs := make(chan error)
		for range 3 {
			go func() { errs <- open.only(address) }()
		}
		for range 3 {
			if err := <-errs; err != nil {
				t.Errorf("Open: %v", err)
			}
		}
		finish()
		Add(t, open.here(t, address), Record("here", 1))
	}
}

// Killed kills the appending process, always at another moment and with kill -9, and looks
// for every record that it had acknowledged. Between the rounds sound checks what only this
// store has.
func (open Open) Killed(t *testing.T, address string, sound func(intake.Store)) {
	t.Helper()
	var acknowledged []string
	for round := range 8 {
		acknowledged = append(acknowledged, runAndKill(t, address, 5+7*round)...)
		s := open.here(t, address)
		WantRecords(t, s, acknowledged)
		// Each worker of each process may have stored one that it could not report.
		if n, most := Count(t, s), len(acknowledged)+4*(round+1); n > most {
			t.Errorf("%d records, want at most %d", n, most)
		}
		sound(s)
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
	}
	t.Logf("%d records acknowledged, none lost", len(acknowledged))
}

// runAndKill kills the child after it has acknowledged a number of records and returns
// their ids, with those that it printed before it died.
func runAndKill(t *testing.T, address string, after int) (ids []string) {
	t.Helper()
	c := Child(appendUntilKilled, address)
	c.Stderr = new(bytes.Buffer)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(60*time.Second, func() { _ = c.Process.Kill() })
	defer late.Stop()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if ids = append(ids, lines.Text()); len(ids) == after {
			if err := c.Process.Kill(); err != nil {
				t.Errorf("kill: %v", err)
			}
		}
	}
	_ = c.Wait() // it was killed
	if len(ids) < after {
		t.Fatalf("the process ended by itself after %d records:\n%s", len(ids), c.Stderr)
	}
	return ids
}

// here opens the store for the length of a test.
func (open Open) here(t *testing.T, address string) intake.Store {
	t.Helper()
	s, err := open(t.Context(), address)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
