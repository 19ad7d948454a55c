//go:build unix

package pgstore_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
	"github.com/hytekit/hytekit/internal/pgserver"
)

// server is that of all tests. Those that stop it do not run beside others.
var server *pgserver.Server

func TestMain(m *testing.M) {
	storeprocess.Play(inProcess, map[string]func(address string) error{migrating: migrateUntilKilled})
	var err error
	if server, err = pgserver.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	status := m.Run()
	if err := server.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// inProcess opens a store as a service does that knows no more than the address.
func inProcess(ctx context.Context, address string) (intake.Store, error) {
	return pgstore.Open(ctx, address)
}

const inquiry = storeprocess.Inquiry

// What tests of every store do alike.
var (
	child  = storeprocess.Child
	record = storeprocess.Record
	add    = storeprocess.Add
	count  = storeprocess.Count
	all    = storeprocess.All
)

// newDatabase returns the name and the address of a database that is empty.
func newDatabase(t testing.TB) (name, address string) {
	t.Helper()
	name = server.Database(t)
	return name, server.Address(name)
}

// open opens the store at an address for the length of a test.
func open(t testing.TB, address string, options ...pgstore.Option) *pgstore.Store {
	t.Helper()
	s, err := pgstore.Open(t.Context(), address, options...)
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

// restart stops the server with a signal and starts it again.
func restart(t testing.TB, signal syscall.Signal) {
	t.Helper()
	if err := server.Stop(signal); err != nil {
		t.Fatal(err)
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
}

const pageSize = 8192

// spoil overwrites those pages of a database that hold a text, as a failing disk does.
// There must be some. The server is stopped meanwhile.
func spoil(t testing.TB, database, text string) {
	t.Helper()
	files := strings.Fields(server.Must(t, database, `SELECT pg_relation_filepath(oid) FROM pg_class
		WHERE relkind IN ('r', 'i', 't') AND (relnamespace = 'hytekit'::regnamespace
			OR oid IN (SELECT reltoastrelid FROM pg_class WHERE relnamespace = 'hytekit'::regnamespace))`))
	if err := server.Stop(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	hits := 0
	for _, name := range files {
		hits += spoilFile(t, filepath.Join(server.Folder(), name), text)
	}
	if hits == 0 {
		t.Fatal("no page to damage")
	}
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
}

func spoilFile(t testing.TB, path, text string) (hits int) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at+pageSize <= len(content); at += pageSize {
		if page := content[at : at+pageSize]; bytes.Contains(page, []byte(text)) {
			copy(page[pageSize/2:], bytes.Repeat([]byte{0xA5}, pageSize/2))
			hits++
		}
	}
	if hits > 0 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, info.Mode()); err != nil { // keeps the owner
			t.Fatal(err)
		}
	}
	return hits
}
