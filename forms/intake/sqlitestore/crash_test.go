package sqlitestore_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// appendUntilKilled appends from four goroutines and prints the id of each
// record after the store has acknowledged it.
func appendUntilKilled(path string) error {
	s, err := sqlitestore.Open(context.Background(), path)
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

// TestKilled kills the appending process, always at another moment and with
// kill -9, and looks for every record that it had acknowledged.
func TestKilled(t *testing.T) {
	path := newPath(t)
	var acknowledged []string
	for round := range 8 {
		acknowledged = append(acknowledged, runAndKill(t, path, 5+7*round)...)
		s := open(t, path)
		for _, id := range acknowledged {
			if _, err := s.Find(t.Context(), id); err != nil {
				t.Fatalf("round %d: acknowledged record %s is lost: %v", round, id, err)
			}
		}
		kept := 0
		for r, err := range s.Records(t.Context(), call) {
			if err != nil {
				t.Fatalf("Records: %v", err)
			}
			if err := r.Check(); err != nil {
				t.Errorf("record %s: %v", r.ID, err)
			}
			kept++
		}
		// Each worker of each process may have stored one that it could not report.
		if most := len(acknowledged) + 4*(round+1); kept < len(acknowledged) || kept > most {
			t.Errorf("%d records, want %d to %d", kept, len(acknowledged), most)
		}
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
		var verdict string
		if err := raw(t, path).QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("round %d: integrity check: %q, error %v", round, verdict, err)
		}
	}
	t.Logf("%d records acknowledged, none lost", len(acknowledged))
}

// runAndKill kills the child after it has acknowledged a number of records and
// returns their ids, with those that it printed before it died.
func runAndKill(t *testing.T, path string, after int) (ids []string) {
	t.Helper()
	c := child("append until killed", path)
	c.Stderr = os.Stderr
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
		t.Fatalf("the process ended by itself after %d records", len(ids))
	}
	return ids
}

// TestKilledWhileMigrating kills a process that brings a file up to date, always at
// another moment. The file is then as it was or as it should be, and has every record.
func TestKilledWhileMigrating(t *testing.T) {
	const records, rounds = 200, 15
	original := read(t, version1(t, records))
	before, after := 0, 0
	for round := range rounds {
		path := newPath(t)
		write(t, path, string(original))
		c := child("open only", path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if round < rounds-1 { // the last one comes to its end, however slow the machine is
			time.Sleep(time.Duration(round*round) * time.Millisecond / 2)
			_ = c.Process.Kill() // it may have ended already
		}
		_ = c.Wait()
		switch version := pragma(t, raw(t, path), "user_version"); version {
		case 1:
			before++
		case sqlitestore.LatestVersion():
			after++
		default:
			t.Fatalf("round %d: the file is of version %d", round, version)
		}
		s := open(t, path)
		if failed := wantTruth(t, s, records); failed != 0 {
			t.Errorf("round %d: %d readings failed", round, failed)
		}
		add(t, s, record("later", round))
		if err := s.Ping(t.Context()); err != nil {
			t.Errorf("round %d: Ping: %v", round, err)
		}
	}
	t.Logf("%d killed before, %d after", before, after)
	if before == 0 || after == 0 {
		t.Errorf("%d processes were killed before they had migrated, %d afterwards: none came close", before, after)
	}
}
