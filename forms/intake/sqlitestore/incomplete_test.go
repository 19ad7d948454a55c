package sqlitestore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// TestCopyAlone copies the file of a running service, without the -wal file,
// when nobody has written for some seconds.
func TestCopyAlone(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	if _, _, err := s.AddSecret(t.Context(), "token", []byte("value")); err != nil {
		t.Fatal(err)
	}
	const answers = 20
	for n := range answers {
		add(t, s, record("here", n))
	}
	copied := waitForCopy(t, path, func(c *sqlitestore.Store) bool { return count(t, c) == answers })
	if value, err := copied.Secret(t.Context(), "token"); err != nil || string(value) != "value" {
		t.Errorf("Secret of the copy: %q, error %v", value, err)
	}
}

// TestCopyOfBusyFile: where answers never cease, a copy is seconds behind, but
// not empty. Copies are taken between two answers, so they are not torn.
func TestCopyOfBusyFile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	t.Parallel()
	path := newPath(t)
	s := open(t, path)
	written := 0
	for began := time.Now(); time.Since(began) < 12*time.Second; written++ {
		add(t, s, record("here", written))
		time.Sleep(100 * time.Millisecond)
	}
	waitForCopy(t, path, func(c *sqlitestore.Store) bool { return count(t, c) > written/2 })
}

// TestCopyOfYoungFile: what a service needs to know that it is not new is in
// the file at once.
func TestCopyOfYoungFile(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	if _, _, err := s.AddSecret(t.Context(), "token", []byte("value")); err != nil {
		t.Fatal(err)
	}
	copied := newPath(t)
	write(t, copied, string(read(t, path)))
	if value, err := open(t, copied).Secret(t.Context(), "token"); err != nil || string(value) != "value" {
		t.Errorf("Secret of the copy: %q, error %v", value, err)
	}
}

// waitForCopy copies the file alone until a copy is complete.
func waitForCopy(t *testing.T, path string, complete func(*sqlitestore.Store) bool) *sqlitestore.Store {
	t.Helper()
	for range 50 {
		copied := newPath(t)
		write(t, copied, string(read(t, path)))
		if s := open(t, copied); complete(s) {
			return s
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("after five seconds a copy is not complete")
	return nil
}

// TestLogIsEmptied: a killed process leaves no -wal file with content, if it
// was quiet before.
func TestLogIsEmptied(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	add(t, s, record("here", 1))
	for range 50 {
		if info, err := os.Stat(path + "-wal"); err == nil && info.Size() == 0 {
			add(t, s, record("here", 2))
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("after five seconds the -wal file is not empty")
}

// parts are the file and its -wal file; nil for none.
type parts struct{ file, log []byte }

// openedParts returns a store's files while it is open, with n answers in the
// -wal file, of which nothing is in the file yet.
func openedParts(t *testing.T, sender string, n int) (p parts) {
	t.Helper()
	path := newPath(t)
	filled(t, path, 0)
	s := open(t, path)
	mustExec(t, s.Writer(), "PRAGMA user_version") // opens the connection
	file := read(t, path)
	for i := range n {
		add(t, s, record(sender, i))
	}
	p = parts{read(t, path), read(t, path+"-wal")}
	if !bytes.Equal(p.file, file) || len(p.log) == 0 {
		t.Skip("the machine is too slow: the -wal file was folded meanwhile")
	}
	return p
}

// TestIncomplete starts with files of which one is missing or of another time,
// as after a copy or a restore. It is refused, the reason is told, and the
// files stay as they are.
func TestIncomplete(t *testing.T) {
	before := openedParts(t, "here", 10)
	bare := newPath(t)
	mustExec(t, raw(t, bare), "PRAGMA journal_mode = WAL")
	noTables := newPath(t)
	mustExec(t, raw(t, noTables), "PRAGMA page_size = 4096; VACUUM")
	folded := newPath(t)
	write(t, folded, string(before.file))
	write(t, folded+"-wal", string(before.log))
	s := open(t, folded)
	for n := 10; n < 40; n++ {
		add(t, s, record("here", n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	other := newPath(t)
	filled(t, other, 5)
	stranger := openedParts(t, "there", 10)
	for name, test := range map[string]struct {
		parts
		says string
	}{
		"a copy without its -wal file":     {parts{read(t, bare), nil}, "-wal file that was beside it"},
		"a copy with another's -wal file":  {parts{read(t, bare), before.log[:1000]}, "-wal file that was beside it"},
		"an empty database":                {parts{read(t, noTables), nil}, "has no tables"},
		"a -wal file without its file":     {parts{nil, before.log}, "is missing or empty"},
		"a -wal file beside an empty file": {parts{[]byte{}, before.log}, "is missing or empty"},
		"an older -wal file than the file": {parts{read(t, folded), before.log}, "of another database or of an earlier time"},
		"a -wal file of another database":  {parts{read(t, other), stranger.log}, "of another database or of an earlier time"},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			for suffix, content := range map[string][]byte{"": test.file, "-wal": test.log} {
				if content != nil {
					write(t, path+suffix, string(content))
				}
			}
			_, err := sqlitestore.Open(t.Context(), path)
			if !errors.Is(err, sqlitestore.ErrIncomplete) || errors.Is(err, intake.ErrUnavailable) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("Open: %v, want ErrIncomplete and %q", err, test.says)
			}
			for suffix, content := range map[string][]byte{"": test.file, "-wal": test.log} {
				now, err := os.ReadFile(path + suffix)
				if content != nil && !bytes.Equal(now, content) || content == nil && err == nil && len(now) > 0 {
					t.Errorf("%q was changed from %d to %d bytes", suffix, len(content), len(now))
				}
			}
		})
	}
}

// TestKilledWithLog: what a killed process leaves is complete, and right.
func TestKilledWithLog(t *testing.T) {
	left := openedParts(t, "here", 10)
	path := newPath(t)
	write(t, path, string(left.file))
	write(t, path+"-wal", string(left.log))
	if failed := wantTruth(t, open(t, path), 10); failed != 0 {
		t.Errorf("%d readings failed", failed)
	}
}

// TestTruncated cuts the file off, as a copy does when the disk is full. It is
// never taken for a new one, and never for complete. (SQLite takes one byte for
// none.)
func TestTruncated(t *testing.T) {
	const records = 30
	path := newPath(t)
	filled(t, path, records)
	whole := read(t, path)
	for _, size := range []int{2, 16, 99, 100, 511, 512, 1000, 4095, 4096, 4097, 8192, len(whole) / 2, len(whole) - pageSize, len(whole) - 1} {
		path := newPath(t)
		write(t, path, string(whole[:size]))
		s, err := sqlitestore.Open(t.Context(), path)
		switch {
		case err == nil:
			if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("%d bytes: Ping: %v, want ErrDamaged", size, err)
			}
			wantTruth(t, s, records)
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		case !errors.Is(err, intake.ErrDamaged) && !errors.Is(err, sqlitestore.ErrForeignFile):
			t.Errorf("%d bytes: Open: %v, want ErrDamaged or ErrForeignFile", size, err)
		}
		if !bytes.Equal(read(t, path), whole[:size]) {
			t.Errorf("%d bytes: the file was changed", size)
		}
	}
}

// TestKilledFirstOpen kills the process that makes the file, always at another
// moment. What it leaves is taken for what it is: new, or made.
func TestKilledFirstOpen(t *testing.T) {
	whole, sizes := 0, map[int64]int{}
	for round := range 25 {
		path := newPath(t)
		c := child(storeprocess.OpenOnly, path)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		if !waitForFile(path) {
			t.Fatal("no file was made")
		}
		time.Sleep(time.Duration(round) * time.Millisecond)
		_ = c.Process.Kill() // it may have ended by itself
		if c.Wait() == nil {
			whole++
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		sizes[info.Size()]++
		s := open(t, path)
		add(t, s, record("here", 1))
		if err := s.Ping(t.Context()); err != nil {
			t.Errorf("Ping: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d of 25 came to their end; sizes of the file %v", whole, sizes)
}

func waitForFile(path string) bool {
	for began := time.Now(); time.Since(began) < 30*time.Second; {
		if _, err := os.Stat(path); err == nil {
			return true
		}
	}
	return false
}

// TestHotJournal: the process was killed while it made the tables. Its
// rollback journal stands beside the half of them.
func TestHotJournal(t *testing.T) {
	path := newPath(t)
	c := child("die while making", path)
	if out, err := c.CombinedOutput(); err == nil {
		t.Fatalf("it did not die: %s", out)
	}
	if info, err := os.Stat(path + "-journal"); err != nil || info.Size() == 0 {
		t.Fatalf("no journal: %v", err)
	}
	s := open(t, path)
	add(t, s, record("here", 1))
}

func init() { roles["die while making"] = dieWhileMaking }

// dieWhileMaking does as Open does with a new file, but is killed when a part
// of the tables is on the disk.
func dieWhileMaking(path string) error {
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		return err
	}
	db, err := openRaw(path)
	if err != nil {
		return err
	}
	script, err := os.ReadFile("migrations/0001_received.sql")
	if err != nil {
		return err
	}
	// With a cache of one page, pages are written before the transaction ends.
	tx := "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;" + string(script)
	if _, err := db.ExecContext(context.Background(), tx); err != nil {
		return err
	}
	for n := range 100 {
		if _, err := db.ExecContext(context.Background(), fmt.Sprintf(`INSERT INTO secret VALUES ('%d', zeroblob(4000))`, n)); err != nil {
			return err
		}
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	return self.Kill()
}

// version1 makes a file of the first version with records.
func version1(t *testing.T, records int) (path string) {
	t.Helper()
	path = newPath(t)
	script := read(t, "migrations/0001_received.sql")
	db := raw(t, path)
	mustExec(t, db, "PRAGMA journal_mode = WAL;"+string(script)+"; PRAGMA application_id = 0x48595445; PRAGMA user_version = 1")
	for n := range records {
		r := record("here", n)
		if _, err := db.Exec(`INSERT INTO received VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)`,
			r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt.UnixMicro(), r.Key, r.Document); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestVersion1 brings a file of the first version up to date, with its records.
func TestVersion1(t *testing.T) {
	const records = 100
	path := version1(t, records)
	damaged := newPath(t)
	write(t, damaged, string(read(t, path)))
	spoil(t, damaged, func(page []byte) bool { return page[0] == tableLeaf && bytes.Contains(page, []byte("here-000050")) })
	if s := open(t, damaged); wantTruth(t, s, records) == 0 || s.Ping(t.Context()) == nil {
		t.Error("a damaged file of version 1 is well")
	}
	s := open(t, path)
	add(t, s, record("here", records))
	if failed := wantTruth(t, s, records+1); failed != 0 {
		t.Errorf("%d readings failed", failed)
	}
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping: %v", err)
	}
}
