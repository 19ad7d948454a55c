package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/hytekit/hytekit/forms/intake"
)

// linkKey reads the key of personal links from a file, which is made if it is missing.
func (a *app) linkKey(path string) (intake.LinkKey, error) {
	key, err := a.readLinkKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	text, err := intake.NewLinkKey(rand.Reader)
	if err != nil {
		return key, err
	}
	if err := writeSecret(path, text+"\n"); err != nil {
		return key, err
	}
	a.notice("%s is the new key of the personal links; keep it apart from the database, and give it to hyte serve", path)
	return a.readLinkKey(path)
}

func (a *app) readLinkKey(path string) (intake.LinkKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return intake.LinkKey{}, err
	}
	key, err := intake.ParseLinkKey(string(text))
	if err != nil {
		return intake.LinkKey{}, usagef("--link-key-file: %s holds no key: hyte invite makes a file that is missing", path)
	}
	if info, err := os.Stat(path); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		a.notice("%s can be read by other users of the machine, who could then answer for every organization: chmod 600 %s", path, path)
	}
	return key, nil
}

// writeSecret makes a file for the user's eyes only. It comes into being whole: two
// commands at the same moment do not each go on with a key of their own.
func writeSecret(path, text string) (err error) {
	made, err := os.CreateTemp(filepath.Dir(path), ".hyte-*") // of mode 0600
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(made.Name())) }()
	_, err = made.WriteString(text)
	if err = errors.Join(err, made.Sync(), made.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Link(made.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// canBeAnswered says what is not given without which nobody could answer an inquiry so that
// it counts.
func (f *serveFlags) canBeAnswered(inquiry intake.Inquiry, path string) error {
	switch {
	case inquiry.Invited() && f.linkKey == "":
		return usagef("%s is for invited organizations only: give --link-key-file; hyte invite makes the key and the links", printable(path))
	case inquiry.Confirmed() && (f.linkKey == "" || f.delivery.mail == "" || f.baseURL == ""):
		return usagef("answers to %s count when their senders confirm them by a link in a mail, and nobody could: give --mail, --mail-from, --base-url and --link-key-file; hyte invite makes the key", printable(path))
	default:
		return nil
	}
}
