// Package newfile writes files that must not have been there: whole or not at all.
package newfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// File is a file in the making. Its path is another one until Keep.
type File struct {
	*os.File
	target string
	kept   bool
}

// Create begins a file that is to be at the path, readable by its owner only. The error
// wraps [fs.ErrExist] where there is one already.
func Create(path string) (*File, error) {
	if err := isFree(path); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return nil, err
	}
	return &File{File: f, target: path}, nil
}

func isFree(path string) error {
	switch _, err := os.Lstat(path); {
	case err == nil:
		return fmt.Errorf("%s: %w; choose another name, or move it away", path, fs.ErrExist)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return nil
}

// Keep closes the file and gives it its name, once all of it is on the disk. The error
// wraps [fs.ErrExist] where somebody has made such a file meanwhile.
func (f *File) Keep() error {
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	// A link, unlike a renaming, never takes the place of another file. Some file systems
	// have none.
	err := os.Link(f.Name(), f.target)
	switch {
	case err == nil:
		err = os.Remove(f.Name())
	case errors.Is(err, fs.ErrExist):
		return isFree(f.target)
	default:
		if err = isFree(f.target); err == nil {
			err = os.Rename(f.Name(), f.target)
		}
	}
	if err != nil {
		return err
	}
	f.kept = true
	return syncFolder(filepath.Dir(f.target))
}

// Discard removes the file, unless it was kept.
func (f *File) Discard() error {
	if f.kept {
		return nil
	}
	err := f.Close()
	if errors.Is(err, fs.ErrClosed) {
		err = nil
	}
	return errors.Join(err, os.Remove(f.Name()))
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
