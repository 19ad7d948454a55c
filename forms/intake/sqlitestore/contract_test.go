package sqlitestore_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/forms/intake/storetest"
)

func TestContract(t *testing.T) { storetest.Run(t, place) }

func TestOutbox(t *testing.T) { storetest.RunOutbox(t, place) }

func place(t *testing.T) storetest.Place {
	path := newPath(t)
	var opened []*sqlitestore.Store
	readOnly := func(pragma string) {
		for _, s := range opened {
			mustExec(t, s.Writer(), "PRAGMA query_only = "+pragma)
		}
	}
	return storetest.Place{
		Open: func() intake.Store {
			s := open(t, path)
			opened = append(opened, s)
			return s
		},
		Spoil: func(text string) {
			spoil(t, path, func(page []byte) bool { return bytes.Contains(page, []byte(text)) })
		},
		Refuse: func() (allow func()) {
			readOnly("1")
			return func() { readOnly("0") }
		},
	}
}

// open opens the store at path for the length of a test.
func open(t testing.TB, path string, options ...sqlitestore.Option) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), path, options...)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

const pageSize = 4096

// spoil overwrites those pages of the file that are hit, of which there must be
// some, as a failing disk does, and returns their numbers.
func spoil(t testing.TB, path string, hit func(page []byte) bool) (numbers []int) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	content := read(t, path)
	for at := 0; at+pageSize <= len(content); at += pageSize {
		if !hit(content[at : at+pageSize]) {
			continue
		}
		if _, err := f.WriteAt(bytes.Repeat([]byte{0xA5}, pageSize), int64(at)); err != nil {
			t.Fatal(err)
		}
		numbers = append(numbers, at/pageSize+1)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if len(numbers) == 0 {
		t.Fatal("no page to damage")
	}
	return numbers
}
