package sqlitestore_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// appendUntilRefused appends until the store refuses, and returns how many
// records it has acknowledged. The refusal must be ErrUnavailable.
func appendUntilRefused(ctx context.Context, s intake.Store, sender string) (acknowledged int, err error) {
	for acknowledged < 10_000 {
		_, _, err := s.Append(ctx, record(sender, acknowledged))
		switch {
		case err == nil:
			acknowledged++
		case errors.Is(err, intake.ErrUnavailable) && !strings.Contains(err.Error(), "Esimerkki"):
			return acknowledged, nil
		default:
			return acknowledged, err
		}
	}
	return acknowledged, errors.New("no limit was met")
}

// TestFullDatabase: SQLite's own report of a full disk, SQLITE_FULL.
func TestFullDatabase(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	mustExec(t, s.Writer(), "PRAGMA max_page_count = 20")
	acknowledged, err := appendUntilRefused(t.Context(), s, "full")
	if err != nil || acknowledged == 0 {
		t.Fatalf("%d records until %v", acknowledged, err)
	}
	if n := count(t, s); n != acknowledged {
		t.Errorf("%d records while full, want %d", n, acknowledged)
	}
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrFull) {
		t.Errorf("Ping while full: %v, want ErrFull", err)
	}
	mustExec(t, s.Writer(), "PRAGMA max_page_count = 100000")
	add(t, s, record("full", acknowledged)) // the clerk sends it again
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping afterwards: %v", err)
	}
	if n := count(t, open(t, path)); n != acknowledged+1 {
		t.Errorf("%d records afterwards, want %d", n, acknowledged+1)
	}
}

// TestLocked: another program holds the write lock. The caller's context ends
// the wait; reading goes on.
func TestLocked(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	add(t, s, record("here", 1))
	other, err := raw(t, path).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	_, _, err = s.Append(ctx, record("here", 2))
	if waited := time.Since(began); !errors.Is(err, context.DeadlineExceeded) || waited > 3*time.Second {
		t.Errorf("Append: %v after %v, want context.DeadlineExceeded after 50 ms", err, waited)
	}
	if n := count(t, s); n != 1 {
		t.Errorf("%d records, want 1", n)
	}
	if _, err := other.ExecContext(t.Context(), "COMMIT"); err != nil {
		t.Fatal(err)
	}
	add(t, s, record("here", 2))
}

// TestLockedForTooLong waits out the store's own limit.
func TestLockedForTooLong(t *testing.T) {
	if testing.Short() {
		t.Skip("takes five seconds")
	}
	t.Parallel()
	path := newPath(t)
	s := open(t, path)
	other := raw(t, path)
	other.SetMaxOpenConns(1)
	mustExec(t, other, "BEGIN IMMEDIATE")
	if _, _, err := s.Append(t.Context(), record("here", 1)); !errors.Is(err, intake.ErrUnavailable) {
		t.Errorf("Append: %v, want ErrUnavailable", err)
	}
	mustExec(t, other, "ROLLBACK")
	add(t, s, record("here", 1))
}

// TestPathsThatCannotBe cannot be opened by anybody, not even by root.
func TestPathsThatCannotBe(t *testing.T) {
	file := newPath(t)
	write(t, file, "")
	for name, path := range map[string]string{
		"below a file": file + "/intake.db",
		"a folder":     t.TempDir(),
		"long name":    file + strings.Repeat("x", 300),
	} {
		if s, err := sqlitestore.Open(t.Context(), path); !errors.Is(err, intake.ErrUnavailable) || s != nil {
			t.Errorf("%s: Open: %v, want ErrUnavailable", name, err)
		}
	}
	if len(read(t, file)) != 0 {
		t.Error("a file in the way was changed")
	}
}

// TestDamagedFile: a page of the file is overwritten with noise.
func TestDamagedFile(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	for n := range 50 {
		add(t, s, record("here", n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content := read(t, path)
	copy(content[4096:], bytes.Repeat([]byte("noise "), len(content)/6)[:len(content)-4096])
	write(t, path, string(content))
	s, err := sqlitestore.Open(t.Context(), path)
	if err == nil {
		t.Cleanup(func() { s.Close() })
		_, _, err = s.Append(t.Context(), record("here", 50))
	}
	if !errors.Is(err, intake.ErrUnavailable) {
		t.Errorf("error %v, want ErrUnavailable", err)
	}
}
