package sqlitestore_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/storeprocess"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// roles are those of this store alone, see [storeprocess.Play].
var roles = map[string]func(path string) error{}

func TestMain(m *testing.M) {
	storeprocess.Play(inProcess, roles)
	os.Exit(m.Run())
}

// inProcess opens a store as a service does that knows no more than the path.
func inProcess(ctx context.Context, path string) (intake.Store, error) {
	return sqlitestore.Open(ctx, path)
}

const call = storeprocess.Inquiry

// What tests of every store do alike.
var (
	child  = storeprocess.Child
	record = storeprocess.Record
	add    = storeprocess.Add
	count  = storeprocess.Count
)

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
