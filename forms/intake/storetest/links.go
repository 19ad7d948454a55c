package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
)

func revoke(t *testing.T, s intake.Store, inquiry, sender string, before time.Time) {
	t.Helper()
	if err := s.RevokeLinks(t.Context(), inquiry, sender, before); err != nil {
		t.Fatalf("RevokeLinks: %v", err)
	}
}

func wantRevoked(t *testing.T, s intake.Store, inquiry, sender string, want time.Time) {
	t.Helper()
	if got, err := s.LinksRevoked(t.Context(), inquiry, sender); err != nil || !got.Equal(want) {
		t.Errorf("LinksRevoked of %s, %s: %v, error %v; want %v", inquiry, sender, got, err, want)
	}
}

// linksRevoked: a revocation is for one organization and one inquiry, seen by every
// store on the data, and no later one takes it back.
func linksRevoked(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	wantRevoked(t, s, "spring", "one", time.Time{})
	revoke(t, s, "spring", "one", received)
	wantRevoked(t, other, "spring", "one", received)
	wantRevoked(t, other, "spring", "two", time.Time{})
	wantRevoked(t, other, "autumn", "one", time.Time{})
	revoke(t, other, "spring", "one", received.Add(-time.Hour))
	wantRevoked(t, s, "spring", "one", received)
	revoke(t, other, "spring", "one", received.Add(time.Hour))
	wantRevoked(t, s, "spring", "one", received.Add(time.Hour))
}

// linksRevokedTogether: a revocation for all counts beside that for one.
func linksRevokedTogether(t *testing.T, open func() intake.Store) {
	s := open()
	revoke(t, s, "spring", "one", received.Add(time.Hour))
	revoke(t, s, "spring", "", received)
	wantRevoked(t, s, "spring", "one", received.Add(time.Hour))
	wantRevoked(t, s, "spring", "two", received)
	wantRevoked(t, s, "autumn", "two", time.Time{})
}

// linksListed: all that were revoked are listed, in order.
func linksListed(t *testing.T, open func() intake.Store) {
	s := open()
	if all, err := s.Revocations(t.Context()); err != nil || len(all) > 0 {
		t.Errorf("Revocations of an empty store: %v, error %v", all, err)
	}
	revoke(t, s, "spring", "one", received)
	revoke(t, s, "spring", "", received.Add(time.Hour))
	revoke(t, s, "autumn", "two", received)
	want := []intake.Revocation{
		{Inquiry: "autumn", Sender: "two", Before: received},
		{Inquiry: "spring", Before: received.Add(time.Hour)},
		{Inquiry: "spring", Sender: "one", Before: received},
	}
	got, err := s.Revocations(t.Context())
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("Revocations: error %v (-want +got):\n%s", err, diff)
	}
}

func linksInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	for problem, err := range map[string]error{
		"no inquiry":  s.RevokeLinks(t.Context(), "", "one", received),
		"two lines":   s.RevokeLinks(t.Context(), "spring", "a\n"+marker, received),
		"no instant":  s.RevokeLinks(t.Context(), "spring", "one", time.Time{}),
		"nanoseconds": s.RevokeLinks(t.Context(), "spring", "one", received.Add(1)),
	} {
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("RevokeLinks with %s: %v, want ErrInvalid", problem, err)
		}
		discreet(t, err)
	}
	wantRevoked(t, s, "spring", "one", time.Time{})
}
