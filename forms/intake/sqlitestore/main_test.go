package sqlitestore_test

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// A test that needs a second process runs this test binary again with a role
// and a path in these variables; TestMain plays the role instead of testing.
const (
	roleVariable = "SQLITESTORE_ROLE"
	pathVariable = "SQLITESTORE_PATH"
)

// roles write what they find to standard output; an error ends the process
// with status 1.
var roles = map[string]func(path string) error{
	"append until killed": appendUntilKilled,
	"append ten":          appendTen,
	"open only":           openOnly,
}

func TestMain(m *testing.M) {
	role := os.Getenv(roleVariable)
	if role == "" {
		os.Exit(m.Run())
	}
	play, ok := roles[role]
	if !ok {
		fmt.Fprintf(os.Stderr, "no such role: %s\n", role)
		os.Exit(2)
	}
	if err := play(os.Getenv(pathVariable)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child prepares a process that plays a role on the store at path.
func child(role, path string) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), roleVariable+"="+role, pathVariable+"="+path)
	return c
}

const call = "spring-tour-of-2021"

// record returns a valid record that differs for every sender and n.
func record(sender string, n int) intake.Record {
	return intake.Record{
		ID:         fmt.Sprintf("%s-%06d", sender, n),
		Inquiry:    call,
		Kind:       "booking",
		Sender:     "named:class-a",
		ReceivedAt: time.Date(2021, time.January, 15, 12, 0, 0, n*1000, time.UTC),
		Key:        fmt.Sprintf("%s-key-%06d", sender, n),
		Document:   fmt.Appendf(nil, `{"n": %d, "name": "Aino Esimerkki", "filler": "%0900d"}`, n, 0),
	}
}

// add appends a record that must be new.
func add(t testing.TB, s intake.Store, r intake.Record) {
	t.Helper()
	if _, added, err := s.Append(t.Context(), r); err != nil || !added {
		t.Fatalf("Append: added %v, error %v", added, err)
	}
}

// count returns the number of records of the call.
func count(t testing.TB, s intake.Store) int {
	t.Helper()
	n, err := s.Count(t.Context(), call)
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	return int(n)
}

// raw opens the file as another program would, without this package.
func raw(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := openRaw(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func openRaw(path string) (*sql.DB, error) { return sql.Open("sqlite", path) }

// mustExec runs a statement that must succeed.
func mustExec(t testing.TB, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// newPath returns the path of a store that does not exist yet.
func newPath(t testing.TB) string {
	return filepath.Join(t.TempDir(), "intake.db")
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
