package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

func inquiriesCounted(t *testing.T, open func() intake.Store) {
	s := open()
	if got, err := s.Inquiries(t.Context()); err != nil || len(got) != 0 {
		t.Fatalf("Inquiries of an empty store: %v, error %v", got, err)
	}
	want := map[string]int64{}
	for n := range 5 {
		r := record(n)
		r.Inquiry = fmt.Sprintf("inquiry-%d", n%2)
		want[r.Inquiry]++
		add(t, s, r)
	}
	if got, err := s.Inquiries(t.Context()); err != nil || !maps.Equal(got, want) {
		t.Errorf("Inquiries: %v, error %v; want %v", got, err, want)
	}
}

func newestBySequence(t *testing.T, open func() intake.Store) {
	s := open()
	if _, err := s.Newest(t.Context()); !errors.Is(err, intake.ErrNotFound) {
		t.Fatalf("Newest of an empty store: %v, want ErrNotFound", err)
	}
	add(t, s, record(3))
	last := record(2) // by a clock that was set back
	last.Inquiry = "another"
	last = add(t, s, last)
	got, err := s.Newest(t.Context())
	if err != nil {
		t.Fatalf("Newest: %v", err)
	}
	if diff := cmp.Diff(last, got); diff != "" {
		t.Errorf("not the record that was added last (-want +got):\n%s", diff)
	}
}

// version returns a valid version that differs for every n.
func version(n int) intake.Version {
	document := fmt.Appendf(nil, `{"n": %d}`, n)
	return intake.Version{
		Inquiry: "kanta-hame-hyte-2021", ID: intake.VersionOf(document),
		Since: received.Add(time.Duration(n) * time.Hour), Document: document,
	}
}

func versionsInOrder(t *testing.T, open func() intake.Store) {
	stores := []intake.Store{open(), open()}
	var want []intake.Version
	for i, n := range []int{1, 2, 2, 1} {
		v := version(n)
		v.Since = v.Since.Add(time.Duration(i) * time.Minute)
		again := len(want) > 0 && want[len(want)-1].ID == v.ID
		latest, added, err := stores[i%2].AddVersion(t.Context(), v)
		if err != nil || added == again {
			t.Fatalf("AddVersion %d: added %v, error %v", i, added, err)
		}
		if !again {
			want = append(want, v)
			want[len(want)-1].Document = bytes.Clone(v.Document)
		}
		if diff := cmp.Diff(want[len(want)-1], latest); diff != "" {
			t.Errorf("AddVersion %d: not the latest (-want +got):\n%s", i, diff)
		}
		clear(latest.Document)
	}
	for i, s := range stores {
		got, err := s.VersionsOf(t.Context(), want[0].Inquiry)
		if err != nil {
			t.Fatalf("VersionsOf: %v", err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("store %d: (-want +got):\n%s", i, diff)
		}
	}
}

func versionsApart(t *testing.T, open func() intake.Store) {
	s := open()
	other := version(1)
	other.Inquiry = "paijat-hame-hyte-2021"
	for _, v := range []intake.Version{version(1), other} {
		if _, added, err := s.AddVersion(t.Context(), v); err != nil || !added {
			t.Fatalf("AddVersion: added %v, error %v", added, err)
		}
	}
	got, err := s.VersionsOf(t.Context(), other.Inquiry)
	if diff := cmp.Diff([]intake.Version{other}, got); err != nil || diff != "" {
		t.Errorf("VersionsOf: error %v (-want +got):\n%s", err, diff)
	}
	if got, err := s.VersionsOf(t.Context(), "unknown"); err != nil || len(got) != 0 {
		t.Errorf("VersionsOf an unknown inquiry: %v, error %v", got, err)
	}
	other.ID = ""
	if _, _, err := s.AddVersion(t.Context(), other); !errors.Is(err, intake.ErrInvalid) {
		t.Errorf("AddVersion without an ID: %v, want ErrInvalid", err)
	}
}

func versionsListed(t *testing.T, open func() intake.Store) {
	s := open()
	if got, err := s.Versioned(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("Versioned of an empty store: %v, error %v", got, err)
	}
	for n, inquiry := range []string{"spring", "autumn", "spring"} {
		v := version(n)
		v.Inquiry = inquiry
		if _, _, err := s.AddVersion(t.Context(), v); err != nil {
			t.Fatalf("AddVersion: %v", err)
		}
	}
	if got, err := s.Versioned(t.Context()); err != nil || !slices.Equal(got, []string{"autumn", "spring"}) {
		t.Errorf("Versioned: %v, error %v", got, err)
	}
}

func secretsListed(t *testing.T, open func() intake.Store) {
	s := open()
	if got, err := s.SecretNames(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("SecretNames of an empty store: %v, error %v", got, err)
	}
	for _, name := range []string{"b", "a", "b"} {
		if err := s.ReplaceSecret(t.Context(), name, []byte(name)); err != nil {
			t.Fatalf("ReplaceSecret: %v", err)
		}
	}
	if got, err := s.SecretNames(t.Context()); err != nil || !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("SecretNames: %v, error %v", got, err)
	}
}
