package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
)

func secretOnce(t *testing.T, open func() intake.Store) {
	s := open()
	first, second := []byte("\x00first\xff"), []byte("second")
	kept, added, err := s.AddSecret(t.Context(), "cookie-key", first)
	if err != nil || !added || !bytes.Equal(kept, first) {
		t.Fatalf("AddSecret: %q, added %v, error %v", kept, added, err)
	}
	kept, added, err = s.AddSecret(t.Context(), "cookie-key", second)
	if err != nil || added || !bytes.Equal(kept, first) {
		t.Fatalf("AddSecret again: %q, added %v, error %v; want the first value", kept, added, err)
	}
	clear(kept)
	wantSecret(t, s, "cookie-key", first)
	if _, err := s.Secret(t.Context(), "Cookie-Key"); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("names are told apart by case: %v, want ErrNotFound", err)
	}
}

func secretReplaced(t *testing.T, open func() intake.Store) {
	s := open()
	for _, value := range []string{"one", "two"} {
		if err := s.ReplaceSecret(t.Context(), "organizer", []byte(value)); err != nil {
			t.Fatalf("ReplaceSecret: %v", err)
		}
		wantSecret(t, s, "organizer", []byte(value))
	}
	kept, added, err := s.AddSecret(t.Context(), "organizer", []byte("three"))
	if err != nil || added || string(kept) != "two" {
		t.Errorf("AddSecret after ReplaceSecret: %q, added %v, error %v", kept, added, err)
	}
}

func secretConcurrently(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	var kept [8][]byte
	var added [8]bool
	var wg sync.WaitGroup
	for i := range kept {
		wg.Go(func() {
			var err error
			kept[i], added[i], err = stores[i%2].AddSecret(t.Context(), "cookie-key", []byte{byte(i)})
			if err != nil {
				t.Errorf("AddSecret: %v", err)
			}
		})
	}
	wg.Wait()
	winner := slices.Index(added[:], true)
	if winner < 0 || slices.Contains(added[winner+1:], true) {
		t.Fatalf("added %v, want exactly one", added)
	}
	for i := range kept {
		if !bytes.Equal(kept[i], []byte{byte(winner)}) {
			t.Errorf("caller %d got %x, want the winner's value %x", i, kept[i], winner)
		}
	}
}

func secretInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	for problem, secret := range map[string]struct{ name, value string }{
		"no name":   {"", marker},
		"odd name":  {marker, "value"},
		"no value":  {"name", ""},
		"too long":  {"name", strings.Repeat("v", 4097)},
		"long name": {strings.Repeat("n", 65), "value"},
	} {
		_, added, err := s.AddSecret(t.Context(), secret.name, []byte(secret.value))
		if !errors.Is(err, intake.ErrInvalid) || added {
			t.Errorf("AddSecret with %s: added %v, error %v; want ErrInvalid", problem, added, err)
		}
		discreet(t, err)
		err = s.ReplaceSecret(t.Context(), secret.name, []byte(secret.value))
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("ReplaceSecret with %s: %v, want ErrInvalid", problem, err)
		}
		discreet(t, err)
	}
}

func wantSecret(t *testing.T, s intake.Store, name string, want []byte) {
	t.Helper()
	got, err := s.Secret(t.Context(), name)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("Secret: %q, error %v; want %q", got, err, want)
	}
}
