package sqlitestore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// creating is held while a descriptor of a new file is open outside SQLite.
// POSIX locks belong to the process and fall when any descriptor of the file
// is closed, so a second Open of the same path must not get hold of the file
// before that. For the same reason an existing file is never opened here.
var creating sync.Mutex

// createFile makes an empty file, readable by its owner only, unless there is
// one. SQLite gives the files beside it (-wal, -shm) the same mode.
func createFile(path string) error {
	creating.Lock()
	defer creating.Unlock()
	dir := filepath.Dir(path)
	if err := createFolder(dir); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return syncFolder(dir)
}

// createFolder makes the folder and those above it, and has each entry on the
// disk before anything is kept in it.
func createFolder(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(dir)
	if err := createFolder(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(parent)
}

func syncFolder(dir string) error {
	if runtime.GOOS == "windows" { // a folder cannot be synced there
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// checkFile returns an error when the path no longer leads to the file that
// was opened. SQLite would go on writing to the old file, and records that
// were acknowledged would be lost with it.
func (s *Store) checkFile() error {
	info, err := os.Stat(s.path)
	if err != nil {
		return err
	}
	if !os.SameFile(info, s.opened) {
		return fmt.Errorf("the file %s was replaced while in use; restart the service", s.path)
	}
	return nil
}

// checkLoneLog returns [ErrIncomplete] where a -wal file has content and the
// file itself has none. SQLite would delete the -wal file, and the answers in
// it. The -wal file is looked at first: it never comes before the file.
func checkLoneLog(path string) error {
	if logSize(path) == 0 {
		return nil
	}
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		return nil
	}
	return fmt.Errorf("%w: %s-wal holds what was received last, but %s is missing or empty; put back the file that belongs to it, or move the -wal file away to start anew",
		ErrIncomplete, path, filepath.Base(path))
}

// logSize returns the size of the -wal file, 0 if there is none.
func logSize(path string) int64 {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // SQLite keeps its files beside the target
	}
	info, err := os.Stat(path + "-wal")
	if err != nil {
		return 0
	}
	return info.Size()
}
