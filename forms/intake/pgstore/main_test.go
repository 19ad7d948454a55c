//go:build unix

package pgstore_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/pgstore"
	"github.com/hytekit/hytekit/internal/pgserver"
)

// A test that needs a second process runs this test binary again with a role and an
// address in these variables; TestMain plays the role instead of testing.
const (
	roleVariable    = "PGSTORE_ROLE"
	addressVariable = "PGSTORE_ADDRESS"
)

// roles write what they find to standard output; an error ends the process with status 1.
var roles = map[string]func(address string) error{
	"append until killed":  appendUntilKilled,
	"migrate until killed": migrateUntilKilled,
	"append ten":           appendTen,
	"open only":            openOnly,
}

// server is that of all tests. Those that stop it do not run beside others.
var server *pgserver.Server

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		if err := roles[role](os.Getenv(addressVariable)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
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

// child prepares a process that plays a role on the store at an address.
func child(role, address string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), roleVariable+"="+role, addressVariable+"="+address)
	c.Stderr = new(bytes.Buffer)
	return c
}

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

const inquiry = "spring-tour-of-2021"

// record returns a valid record that differs for every sender and n.
func record(sender string, n int) intake.Record {
	return intake.Record{
		ID:         fmt.Sprintf("%s-%06d", sender, n),
		Inquiry:    inquiry,
		Kind:       "booking",
		Sender:     "named:class-a",
		ReceivedAt: time.Date(2021, time.January, 15, 12, 0, 0, n*1000, time.UTC),
		Key:        fmt.Sprintf("%s-key-%06d", sender, n),
		Document:   fmt.Appendf(nil, `{"n": %d, "name": "Aino Esimerkki", "filler": "%0900d"}`, n, 0),
	}
}

// add appends a record that must be new.
func add(t testing.TB, s intake.Store, r intake.Record) intake.Record {
	t.Helper()
	kept, added, err := s.Append(t.Context(), r)
	if err != nil || !added {
		t.Fatalf("Append: added %v, error %v", added, err)
	}
	return kept
}

// count returns the number of records of the inquiry.
func count(t testing.TB, s intake.Store) int {
	t.Helper()
	n, err := s.Count(t.Context(), inquiry)
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	return int(n)
}

// all reads every record of the inquiry.
func all(t testing.TB, s intake.Store) (records []intake.Record) {
	t.Helper()
	for r, err := range s.Records(t.Context(), inquiry) {
		if err != nil {
			t.Fatalf("Records: %v", err)
		}
		records = append(records, r)
	}
	return records
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
