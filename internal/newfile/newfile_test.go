package newfile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/internal/newfile"
)

func create(t *testing.T, path, content string) *newfile.File {
	t.Helper()
	f, err := newfile.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(content); err != nil {
		t.Fatal(err)
	}
	return f
}

// names are the files of a folder.
func names(t *testing.T, folder string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestKeep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new")
	f := create(t, path, "text")
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before it is kept: %v", err)
	}
	if err := errors.Join(f.Keep(), f.Discard()); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil || string(content) != "text" {
		t.Errorf("%q, %v", content, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("files %v", got)
	}
}

func TestDiscard(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new")
	if err := create(t, path, "text").Discard(); err != nil {
		t.Fatal(err)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 0 {
		t.Errorf("files %v", got)
	}
}

// Whether it was there before or came meanwhile, another file stays as it is.
func TestOtherFileStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new")
	f := create(t, path, "ours")
	if err := os.WriteFile(path, []byte("theirs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.Keep(); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Keep: %v, want fs.ErrExist", err)
	}
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
	if _, err := newfile.Create(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("Create: %v, want fs.ErrExist", err)
	}
	if content, err := os.ReadFile(path); err != nil || string(content) != "theirs" {
		t.Errorf("%q, %v", content, err)
	}
	if got := names(t, filepath.Dir(path)); len(got) != 1 {
		t.Errorf("files %v", got)
	}
}
