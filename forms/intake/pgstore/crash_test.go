//go:build unix

package pgstore_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// appendUntilKilled appends from four goroutines and prints the id of each record after
// the store has acknowledged it.
func appendUntilKilled(address string) error {
	s, err := pgstore.Open(context.Background(), address)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for worker := range 4 {
		sender := fmt.Sprintf("p%d-w%d", os.Getpid(), worker)
		wg.Go(func() {
			for n := 0; ; n++ {
				kept, _, appendErr := s.Append(context.Background(), record(sender, n))
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

// TestKilled kills the appending process, always at another moment and with kill -9, and
// looks for every record that it had acknowledged.
func TestKilled(t *testing.T) {
	server.WaitForDisk(t)
	_, address := newDatabase(t)
	s := open(t, address)
	var acknowledged []string
	for round := range 8 {
		acknowledged = append(acknowledged, runAndKill(t, address, 5+7*round)...)
		wantRecords(t, s, acknowledged)
		// Each worker of each process may have stored one that it could not report.
		if n, most := count(t, s), len(acknowledged)+4*(round+1); n > most {
			t.Errorf("%d records, want at most %d", n, most)
		}
	}
	t.Logf("%d records acknowledged, none lost", len(acknowledged))
}

// wantRecords looks for records among all, which must be sound.
func wantRecords(t *testing.T, s *pgstore.Store, ids []string) {
	t.Helper()
	kept := map[string]bool{}
	for _, r := range all(t, s) {
		if err := r.Check(); err != nil {
			t.Errorf("record %s: %v", r.ID, err)
		}
		kept[r.ID] = true
	}
	for _, id := range ids {
		if !kept[id] {
			t.Fatalf("acknowledged record %s is lost", id)
		}
	}
	if err := s.Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
}

// runAndKill kills the child after it has acknowledged a number of records and returns
// their ids, with those that it printed before it died.
func runAndKill(t *testing.T, address string, after int) (ids []string) {
	t.Helper()
	c := child("append until killed", address)
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
		t.Fatalf("the process died by itself after %d records:\n%s", len(ids), c.Stderr)
	}
	return ids
}

// TestServerRestartedUnderLoad crashes the server (pg_ctl -m immediate) and stops it in
// order while two instances receive documents: nothing that was acknowledged is lost, and
// whoever sends again what was refused gets one record.
func TestServerRestartedUnderLoad(t *testing.T) {
	server.WaitForDisk(t)
	_, address := newDatabase(t)
	stores := []*pgstore.Store{open(t, address), open(t, address)}
	var mu sync.Mutex
	var acknowledged []string
	refused := 0
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for sender := range 8 {
		wg.Go(func() {
			for n, attempt := 0, 0; ; {
				select {
				case <-stop:
					return
				default:
				}
				r := record(fmt.Sprintf("s%d", sender), n)
				r.ID = fmt.Sprintf("%s-%d", r.ID, attempt) // as each attempt of a clerk gets its own
				kept, _, err := stores[sender%2].Append(t.Context(), r)
				mu.Lock()
				switch {
				case err == nil:
					acknowledged = append(acknowledged, kept.ID)
					n++
				case errors.Is(err, intake.ErrUnavailable) && !errors.Is(err, intake.ErrDamaged):
					refused, attempt = refused+1, attempt+1
				default:
					t.Errorf("Append: %v", err)
				}
				mu.Unlock()
			}
		})
	}
	for _, signal := range []syscall.Signal{syscall.SIGQUIT, syscall.SIGINT, syscall.SIGQUIT} {
		time.Sleep(300 * time.Millisecond)
		restart(t, signal)
	}
	time.Sleep(300 * time.Millisecond)
	close(stop)
	wg.Wait()
	wantRecords(t, stores[0], acknowledged)
	keys := map[string]bool{}
	for _, r := range all(t, stores[1]) {
		keys[r.Key] = true
	}
	if n := count(t, stores[0]); n != len(keys) || n != len(acknowledged) {
		t.Errorf("%d records of %d keys, %d were acknowledged", n, len(keys), len(acknowledged))
	}
	if err := stores[0].Ping(t.Context()); err != nil {
		t.Errorf("Ping afterwards: %v", err)
	}
	t.Logf("%d records acknowledged in three restarts, none lost, %d refused", len(acknowledged), refused)
}

// TestServerStopped: while there is no server the errors are those of the contract, and
// come soon; as soon as there is one, the store works.
func TestServerStopped(t *testing.T) {
	_, address := newDatabase(t)
	s := open(t, address)
	add(t, s, record("here", 1))
	if err := server.Stop(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	errs := map[string]error{}
	_, _, errs["Append"] = s.Append(t.Context(), record("here", 2))
	_, errs["Find"] = s.Find(t.Context(), record("here", 1).ID)
	_, errs["Count"] = s.Count(t.Context(), inquiry)
	errs["Ping"] = s.Ping(t.Context())
	for method, err := range errs {
		if !errors.Is(err, intake.ErrUnavailable) || errors.Is(err, intake.ErrNotFound) {
			t.Errorf("%s: %v, want ErrUnavailable", method, err)
		}
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("the errors took %v", took)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, _, err := s.Append(ctx, record("here", 2)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Append with a deadline: %v, want context.DeadlineExceeded", err)
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrNotWritable) {
		t.Errorf("Ping before a write: %v, want ErrNotWritable", err)
	}
	add(t, s, record("here", 3))
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping after a write: %v", err)
	}
	if n := count(t, s); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}
