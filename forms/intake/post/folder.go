package post

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// folder keeps letters as files, each whole or not at all.
type folder struct{ path string }

func newFolder(path string) (transport, error) {
	if path == "" {
		return nil, errors.New("post: which folder? Write folder:PATH")
	}
	return folder{path}, nil
}

func (f folder) slowest() time.Duration { return 10 * time.Second }
func (f folder) rest()                  {}

// give writes a letter and renames it when it is on the disk. Given twice, it is one
// file.
func (f folder) give(_ context.Context, name string, m *gomail.Msg) outcome {
	if err := f.write(name+".eml", m); err != nil {
		return outcome{verdict: hold, failure: failInside}
	}
	return outcome{arrived: true}
}

func (f folder) write(name string, m *gomail.Msg) error {
	if err := os.MkdirAll(f.path, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(f.path, ".letter-*")
	if err != nil {
		return err
	}
	_, err = m.WriteTo(file)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(f.path, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return syncFolder(f.path)
}

// syncFolder has the name on the disk, too, where a folder can be synced.
func syncFolder(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	_ = d.Sync() // some file systems cannot
	return d.Close()
}
