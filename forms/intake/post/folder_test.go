package post

import (
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/internal/firstkind"
)

// TestFolder: letters are files in the order of records, each whole; a folder that
// cannot be written loses none.
func TestFolder(t *testing.T) {
	w := newWorld(t, serverOptions{})
	path := filepath.Join(t.TempDir(), "mail")
	w.mail.To = "folder:" + path
	if err := os.WriteFile(path, nil, 0o600); err != nil { // a file is in its place
		t.Fatal(err)
	}
	worker := w.worker()
	w.send(firstkind.Sender)
	w.round(worker)
	if failures := w.failures(); failures["registry"] != "waiting fault" {
		t.Errorf("not sent: %v", failures)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.wait(time.Minute)
	w.round(worker)
	files, err := os.ReadDir(path)
	if err != nil || len(files) != 3 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".eml") {
			t.Errorf("a file %s", file.Name())
		}
		open, err := os.Open(filepath.Join(path, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		m, err := mail.ReadMessage(open)
		if err != nil || m.Header.Get("Subject") == "" {
			t.Errorf("%s: error %v", file.Name(), err)
		}
		if info, err := open.Stat(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, error %v", file.Name(), info.Mode(), err)
		}
		_ = open.Close()
	}
}
