package sqlitestore_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

func TestModes(t *testing.T) {
	top := t.TempDir()
	folder := filepath.Join(top, "data", "kanta-häme 100% ? # &")
	path := filepath.Join(folder, "intake?mode=ro.db")
	s := open(t, path)
	add(t, s, record("here", 1))
	modes := make(map[string]fs.FileMode)
	if err := filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && p != top {
			modes[filepath.Base(p)] = info.Mode()
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]fs.FileMode{
		"data": fs.ModeDir | 0o700, filepath.Base(folder): fs.ModeDir | 0o700,
		filepath.Base(path): 0o600, filepath.Base(path) + "-wal": 0o600, filepath.Base(path) + "-shm": 0o600,
	} {
		if got, ok := modes[name]; !ok || got != want {
			t.Errorf("%s has mode %v, want %v", name, got, want)
		}
		delete(modes, name)
	}
	if len(modes) != 0 {
		t.Errorf("unexpected files: %v", modes)
	}
}

// TestSettings: what the promises of the package comment rest on, read back
// from the connections.
func TestSettings(t *testing.T) {
	s := open(t, newPath(t))
	for name, db := range map[string]*sql.DB{"writer": s.Writer(), "reader": s.Reader()} {
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "busy_timeout": "5000", "foreign_keys": "1",
			"trusted_schema": "0", "recursive_triggers": "1", "temp_store": "2",
			"application_id": "1213813829", "user_version": strconv.Itoa(sqlitestore.LatestVersion()),
		} {
			var got string
			if err := db.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s: %s is %q, error %v; want %q", name, pragma, got, err, want)
			}
		}
	}
	if _, err := s.Reader().Exec("DELETE FROM secret"); err == nil {
		t.Error("a reading connection can write")
	}
}

func TestForeignFiles(t *testing.T) {
	for name, content := range map[string]func(t *testing.T, path string){
		"text":       func(t *testing.T, path string) { write(t, path, "Hyvä vastaanottaja,\n") },
		"long text":  func(t *testing.T, path string) { write(t, path, strings.Repeat("lorem ipsum\n", 1000)) },
		"other data": func(t *testing.T, path string) { mustExec(t, raw(t, path), "CREATE TABLE received (id)") },
		"other WAL data": func(t *testing.T, path string) {
			mustExec(t, raw(t, path), "PRAGMA journal_mode = WAL; CREATE TABLE received (id)")
		},
		"other program": func(t *testing.T, path string) { mustExec(t, raw(t, path), "PRAGMA application_id = 1") },
		"other version": func(t *testing.T, path string) { mustExec(t, raw(t, path), "PRAGMA user_version = 1") },
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			t.Run("make", func(t *testing.T) { content(t, path) })
			before := read(t, path)
			_, err := sqlitestore.Open(t.Context(), path)
			if !errors.Is(err, sqlitestore.ErrForeignFile) || errors.Is(err, intake.ErrUnavailable) {
				t.Errorf("Open: %v, want ErrForeignFile", err)
			}
			if !bytes.Equal(read(t, path), before) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestNewerVersion(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	mustExec(t, s.Writer(), "PRAGMA user_version = 99")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	_, err := sqlitestore.Open(t.Context(), path)
	if !errors.Is(err, sqlitestore.ErrNewerVersion) || !strings.Contains(err.Error(), "version 99") {
		t.Errorf("Open: %v, want ErrNewerVersion with the version", err)
	}
	if !bytes.Equal(read(t, path), before) {
		t.Error("the file was changed")
	}
}

func TestEmptyFile(t *testing.T) {
	path := newPath(t)
	write(t, path, "")
	add(t, open(t, path), record("here", 1))
}

// TestReplacedFile: an administrator puts a backup in the place of the file of
// a running service.
func TestReplacedFile(t *testing.T) {
	for name, replace := range map[string]func(t *testing.T, path string){
		"moved away": func(*testing.T, string) {},
		"replaced":   func(t *testing.T, path string) { write(t, path, "") },
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			s := open(t, path)
			add(t, s, record("here", 1))
			if err := os.Rename(path, path+".old"); err != nil {
				t.Fatal(err)
			}
			replace(t, path)
			if _, _, err := s.Append(t.Context(), record("here", 2)); !errors.Is(err, intake.ErrUnavailable) {
				t.Errorf("Append: %v, want ErrUnavailable", err)
			}
			if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrUnavailable) {
				t.Errorf("Ping: %v, want ErrUnavailable", err)
			}
			if err := os.Rename(path+".old", path); err != nil {
				t.Fatal(err)
			}
			add(t, s, record("here", 2))
		})
	}
}

func TestOpenWithEndedContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := sqlitestore.Open(ctx, newPath(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("Open: %v, want context.Canceled", err)
	}
}
