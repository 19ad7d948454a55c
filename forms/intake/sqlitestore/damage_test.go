package sqlitestore_test

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// Types of pages of a b-tree: the first byte of each page but the first, see
// https://www.sqlite.org/fileformat.html.
const (
	indexInterior = 2
	tableInterior = 5
	indexLeaf     = 10
	tableLeaf     = 13
)

// wantTruth checks that every reading of a store with the records of "here"
// from 0 to n is right or an error, and returns how many of them failed.
func wantTruth(t *testing.T, s intake.Store, n int) (failed int) {
	t.Helper()
	read := 0
	for r, err := range s.Records(t.Context(), call) {
		if err != nil {
			if !errors.Is(err, intake.ErrUnavailable) {
				t.Errorf("Records: %v, want ErrUnavailable", err)
			}
			failed, read = failed+1, n
			break
		}
		if !reflect.DeepEqual(kept(read), r) {
			t.Fatalf("record %d is not as it was received", read)
		}
		read++
	}
	if read != n {
		t.Errorf("%d of %d records, and no error", read, n)
	}
	switch got, err := s.Count(t.Context(), call); {
	case err != nil:
		failed++
	case got != int64(n):
		t.Errorf("Count is %d, want %d", got, n)
	}
	for i := 0; i < n; i += n / 6 {
		found, err := s.Find(t.Context(), record("here", i).ID)
		switch {
		case errors.Is(err, intake.ErrUnavailable):
			failed++
		case err != nil:
			t.Errorf("Find of record %d: %v, want ErrUnavailable", i, err)
		default:
			if !reflect.DeepEqual(kept(i), found) {
				t.Errorf("Find of record %d: it is not as it was received", i)
			}
		}
	}
	return failed
}

// kept is a record of "here" in a store to which they were added from 0 upwards.
func kept(n int) intake.Record {
	r := record("here", n)
	r.Sequence = int64(n) + 1
	return r
}

// filled makes a store with n records of "here", and closes it.
func filled(t *testing.T, path string, n int) {
	t.Helper()
	s := open(t, path)
	for i := range n {
		add(t, s, record("here", i))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestEveryDamagedPage damages one page after another, each in several ways,
// before the store is opened. What is read is right, or an error, or the file
// cannot be opened.
func TestEveryDamagedPage(t *testing.T) {
	const records = 160
	path := newPath(t)
	filled(t, path, records/2)
	early := read(t, path)
	s := open(t, path)
	for i := records / 2; i < records; i++ {
		add(t, s, record("here", i))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sound := read(t, path)
	ways := map[string]func(page []byte, at int){
		"zeros": func(page []byte, _ int) { clear(page) },
		"noise": func(page []byte, _ int) { copy(page, bytes.Repeat([]byte{0xA5, 0x5A, 0x0D}, pageSize)) },
		"as it was earlier": func(page []byte, at int) { // a write that a disk has lost
			if at < len(early) {
				copy(page, early[at:at+pageSize])
			}
		},
		"half": func(page []byte, _ int) { clear(page[pageSize/2:]) }, // a torn write
	}
	kinds := map[byte]int{}
	for at := 0; at < len(sound); at += pageSize {
		kind := sound[at]
		if kinds[kind]++; kind == tableLeaf && kinds[kind]%16 != 1 { // there are many, all alike
			continue
		}
		for way, damage := range ways {
			content := bytes.Clone(sound)
			if damage(content[at:at+pageSize], at); bytes.Equal(content, sound) {
				continue
			}
			path := newPath(t)
			write(t, path, string(content))
			s, err := sqlitestore.Open(t.Context(), path)
			if err != nil {
				if !errors.Is(err, intake.ErrUnavailable) && !errors.Is(err, sqlitestore.ErrForeignFile) || at > 2*pageSize {
					t.Errorf("page %d of type %d, %s: Open: %v", at/pageSize+1, kind, way, err)
				}
				continue
			}
			if wantTruth(t, s, records); s.Ping(t.Context()) == nil {
				t.Errorf("page %d of type %d, %s: Ping is well", at/pageSize+1, kind, way)
			}
			if _, _, err := s.Append(t.Context(), record("new", 0)); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("page %d of type %d, %s: Append: %v, want ErrDamaged", at/pageSize+1, kind, way, err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
			if !bytes.Equal(read(t, path), content) {
				t.Errorf("page %d of type %d, %s: the file was changed", at/pageSize+1, kind, way)
			}
		}
		if t.Failed() {
			t.FailNow()
		}
	}
	for _, kind := range []byte{tableInterior, tableLeaf, indexInterior, indexLeaf} {
		if kinds[kind] == 0 {
			t.Errorf("no page of type %d among %v", kind, kinds)
		}
	}
}

// TestDamageWhileOpen damages pages under a running service.
func TestDamageWhileOpen(t *testing.T) {
	const records = 200
	for name, test := range map[string]struct {
		kind  byte
		which func(n int) bool
	}{
		"leaf in the middle": {tableLeaf, func(n int) bool { return n == 20 }},
		"interior page":      {tableInterior, func(int) bool { return true }},
		"leaf of an index":   {indexLeaf, func(n int) bool { return n > 2 }},
		"root of an index":   {indexInterior, func(int) bool { return true }},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			filled(t, path, records)
			log := new(bytes.Buffer)
			s := open(t, path, sqlitestore.WithLogger(slog.New(slog.NewTextHandler(log, nil))))
			n := 0
			spoil(t, path, func(page []byte) bool {
				if page[0] != test.kind {
					return false
				}
				n++
				return test.which(n)
			})
			if wantTruth(t, s, records) == 0 {
				t.Error("no reading failed")
			}
			if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("Ping: %v, want ErrDamaged", err)
			}
			if _, _, err := s.Append(t.Context(), record("new", 0)); !errors.Is(err, intake.ErrDamaged) {
				t.Errorf("Append: %v, want ErrDamaged", err)
			}
			if text := log.String(); strings.Count(text, "level=ERROR") != 1 || strings.Contains(text, "Esimerkki") {
				t.Errorf("log: %s", text)
			}
		})
	}
}

// TestDamagedIndexes: answers are all read without the help of any index.
func TestDamagedIndexes(t *testing.T) {
	const records = 200
	path := newPath(t)
	filled(t, path, records)
	var roots []byte // of the indexes of received; that of secrets is a leaf of type 10 too
	rows, err := raw(t, path).Query(`SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'received'`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var page byte
		if err := rows.Scan(&page); err != nil {
			t.Fatal(err)
		}
		roots = append(roots, page)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(roots) != 3 {
		t.Fatalf("%d indexes, error %v", len(roots), err)
	}
	number := byte(0)
	spoil(t, path, func([]byte) bool { number++; return slices.Contains(roots, number) })
	s := open(t, path)
	if failed := wantTruth(t, s, records); failed != 0 {
		t.Errorf("%d readings failed", failed)
	}
	if _, err := s.Find(t.Context(), "unknown"); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Find of an unknown id: %v, want ErrNotFound", err)
	}
}

// TestCheckNow: a check finds what nobody has read, and that it is well again.
func TestCheckNow(t *testing.T) {
	path := newPath(t)
	filled(t, path, 100)
	sound := read(t, path)
	s := open(t, path)
	spoil(t, path, func(page []byte) bool { return page[0] == tableLeaf && bytes.Contains(page, []byte("here-000050")) })
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping before: %v", err)
	}
	s.CheckAndNote(t.Context())
	if err := s.Ping(t.Context()); !errors.Is(err, intake.ErrDamaged) {
		t.Errorf("Ping: %v, want ErrDamaged", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(sound, 0); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s.CheckAndNote(t.Context())
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("Ping afterwards: %v", err)
	}
	add(t, s, record("here", 100))
}
