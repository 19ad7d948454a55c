package sqlitestore_test

import (
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/forms/intake/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) func() intake.Store {
		path := newPath(t)
		return func() intake.Store { return open(t, path) }
	})
}

// open opens the store at path for the length of a test.
func open(t testing.TB, path string) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), path)
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
