package sqlitestore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// A copy that is made while answers come has all that were acknowledged before it was
// begun, and can be used in place of the original.
func TestBackupWhileInUse(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	if err := s.ReplaceSecret(t.Context(), "name", []byte("value")); err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	acknowledged := 0
	ctx, stop := context.WithCancel(t.Context())
	var senders sync.WaitGroup
	for sender := range 4 {
		senders.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				if _, _, err := s.Append(t.Context(), record(fmt.Sprint("sender", sender), n)); err != nil {
					t.Errorf("Append: %v", err)
					return
				}
				mu.Lock()
				acknowledged++
				mu.Unlock()
			}
		})
	}
	for round := range 5 {
		mu.Lock()
		before := acknowledged
		mu.Unlock()
		to := filepath.Join(t.TempDir(), "copy.db")
		if err := sqlitestore.Backup(t.Context(), path, to); err != nil {
			t.Fatalf("Backup: %v", err)
		}
		if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the copy has the mode %v, %v", info.Mode(), err)
		}
		entries, err := os.ReadDir(filepath.Dir(to))
		if err != nil || len(entries) != 1 {
			t.Errorf("beside the copy: %v, %v", entries, err)
		}
		copied := open(t, to)
		if n := count(t, copied); n < before {
			t.Errorf("round %d: the copy has %d records, %d were acknowledged", round, n, before)
		}
		if value, err := copied.Secret(t.Context(), "name"); err != nil || string(value) != "value" {
			t.Errorf("the secret of the copy: %q, %v", value, err)
		}
		add(t, copied, record("later", round))
	}
	stop()
	senders.Wait()
}

// The copy has the mode of the original, whatever the process would give a file.
func TestBackupMode(t *testing.T) {
	path := newPath(t)
	add(t, open(t, path), record("here", 1))
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := sqlitestore.Backup(t.Context(), path, to); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(to); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the copy has the mode %v, %v", info.Mode(), err)
	}
}

// What cannot be copied soundly is not copied, and nothing lies around afterwards.
func TestBackupRefuses(t *testing.T) {
	sound := newPath(t)
	s := open(t, sound)
	for n := range 200 {
		add(t, s, record("here", n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content := read(t, sound)
	at := func(content []byte) string {
		path := newPath(t)
		write(t, path, string(content))
		return path
	}
	changed := bytes.Replace(content, []byte(`{"n": 120, "name"`), []byte(`{"n": 121, "name"`), 1)
	newer := at(content)
	mustExec(t, raw(t, newer), "PRAGMA user_version = 99")
	for name, test := range map[string]struct {
		path string
		want error
	}{
		"missing":       {filepath.Join(t.TempDir(), "missing.db"), fs.ErrNotExist},
		"empty":         {at(nil), sqlitestore.ErrIncomplete},
		"foreign":       {at([]byte("these are some notes, and no database at all")), sqlitestore.ErrForeignFile},
		"newer":         {newer, sqlitestore.ErrNewerVersion},
		"changed":       {at(changed), intake.ErrDamaged},
		"half of it":    {at(content[:len(content)/2/pageSize*pageSize]), intake.ErrUnavailable},
		"noise in it":   {at(append(append(bytes.Clone(content[:5*pageSize]), bytes.Repeat([]byte{0xA5}, 8*pageSize)...), content[13*pageSize:]...)), intake.ErrDamaged},
		"is a folder":   {t.TempDir(), intake.ErrUnavailable},
		"a lone folder": {filepath.Join(sound, "inside.db"), intake.ErrUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := sqlitestore.Backup(t.Context(), test.path, filepath.Join(folder, "copy.db")); !errors.Is(err, test.want) {
				t.Errorf("Backup: %v, want %v", err, test.want)
			}
			if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
				t.Errorf("left over: %v, %v", entries, err)
			}
		})
	}
	to := at([]byte("something else"))
	if err := sqlitestore.Backup(t.Context(), sound, to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over another file: %v, want fs.ErrExist", err)
	}
	if got := read(t, to); string(got) != "something else" {
		t.Error("another file was overwritten")
	}
	if _, err := os.Lstat(filepath.Join(filepath.Dir(sound), "missing.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}
