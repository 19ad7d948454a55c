package sqlitestore_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// TestKilled kills the appending process, always at another moment and with kill -9: no
// record that it had acknowledged is lost, and the file is sound.
func TestKilled(t *testing.T) {
	path := newPath(t)
	storeprocess.Open(inProcess).Killed(t, path, func(intake.Store) {
		var verdict string
		if err := raw(t, path).QueryRow("PRAGMA integrity_check").Scan(&verdict); err != nil || verdict != "ok" {
			t.Fatalf("integrity check: %q, error %v", verdict, err)
		}
	})
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
		c := child(storeprocess.OpenOnly, path)
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
