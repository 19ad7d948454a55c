package intake_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// openStore returns an empty store for the length of a test.
func openStore(t *testing.T) intake.Store {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func TestOrganizerToken(t *testing.T) {
	s := openStore(t)
	first, err := intake.FirstOrganizerToken(t.Context(), s, rand.Reader)
	if err != nil || len(first) != 52 {
		t.Fatalf("FirstOrganizerToken: %q, error %v", first, err)
	}
	for range 2 {
		again, err := intake.FirstOrganizerToken(t.Context(), s, rand.Reader)
		if err != nil || again != "" {
			t.Errorf("FirstOrganizerToken again: %q, error %v; want none", again, err)
		}
	}
	second, err := intake.ReplaceOrganizerToken(t.Context(), s, rand.Reader)
	if err != nil || len(second) != 52 || second == first {
		t.Errorf("ReplaceOrganizerToken: %q after %q, error %v", second, first, err)
	}
}

func TestOrganizerTokenFails(t *testing.T) {
	s := openStore(t)
	noRandomness := iotest.ErrReader(errors.New("no randomness"))
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for name, issue := range map[string]func(context.Context, intake.Secrets, io.Reader) (string, error){
		"FirstOrganizerToken":   intake.FirstOrganizerToken,
		"ReplaceOrganizerToken": intake.ReplaceOrganizerToken,
	} {
		if token, err := issue(t.Context(), s, noRandomness); err == nil || token != "" {
			t.Errorf("%s without randomness: %q, error %v", name, token, err)
		}
		if token, err := issue(ended, s, rand.Reader); !errors.Is(err, context.Canceled) || token != "" {
			t.Errorf("%s with an ended context: %q, error %v", name, token, err)
		}
	}
	if token, err := intake.FirstOrganizerToken(t.Context(), s, strings.NewReader(strings.Repeat("r", 32))); err != nil || token == "" {
		t.Errorf("a failure has left a token behind: %q, error %v", token, err)
	}
}
