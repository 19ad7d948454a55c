//go:build unix

package pgstore_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
)

// TestKilled kills the appending process, always at another moment and with kill -9: no
// record that it had acknowledged is lost, and the database is sound.
func TestKilled(t *testing.T) {
	server.WaitForDisk(t)
	_, address := newDatabase(t)
	storeprocess.Open(inProcess).Killed(t, address, func(s intake.Store) {
		if err := s.(*pgstore.Store).Check(t.Context()); err != nil {
			t.Errorf("check: %v", err)
		}
	})
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
	storeprocess.WantRecords(t, stores[0], acknowledged)
	if err := stores[0].Check(t.Context()); err != nil {
		t.Errorf("check: %v", err)
	}
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
