package storetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake"
)

// session returns a valid session that differs for every n.
func session(n int) intake.Session {
	at := received.Add(time.Duration(n) * time.Minute)
	return intake.Session{
		Key: bytes.Repeat([]byte{byte(n)}, 32), Who: "oidc:subject", Role: intake.RoleDecide,
		Token: bytes.Repeat([]byte{0xff}, 32), OpenedAt: at, SeenAt: at,
	}
}

func addSession(t *testing.T, s intake.Store, added intake.Session, forget time.Time) {
	t.Helper()
	if err := s.AddSession(t.Context(), added, forget); err != nil {
		t.Fatalf("AddSession: %v", err)
	}
}

func wantSession(t *testing.T, s intake.Store, want intake.Session) {
	t.Helper()
	got, err := s.Session(t.Context(), want.Key)
	if err != nil {
		t.Fatalf("Session: %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the session (-want +got):\n%s", diff)
	}
}

func wantNoSession(t *testing.T, s intake.Store, key []byte) {
	t.Helper()
	if _, err := s.Session(t.Context(), key); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("Session of one that is not there: %v, want ErrNotFound", err)
	}
}

// sessionKept: every field comes back, in another store on the same data too, and
// sessions are told apart.
func sessionKept(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	one, two := session(1), session(2)
	two.Who, two.Role = "token", intake.RoleManage
	addSession(t, s, one, time.Time{}.Add(time.Hour))
	addSession(t, other, two, time.Time{}.Add(time.Hour))
	wantSession(t, other, one)
	wantSession(t, s, two)
	wantNoSession(t, s, session(3).Key)
	if err := s.AddSession(t.Context(), one, received); !errors.Is(err, intake.ErrInvalid) {
		t.Errorf("AddSession of a key that is taken: %v, want ErrInvalid", err)
	}
	wantSession(t, s, one)
}

// sessionSeen: the latest use counts, also where two instances of a service tell of it
// in another order.
func sessionSeen(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	one, two := session(1), session(2)
	addSession(t, s, one, received)
	addSession(t, s, two, received)
	later := one.SeenAt.Add(10 * time.Minute)
	for _, at := range []time.Time{later, later.Add(-time.Minute)} {
		if err := other.SeeSession(t.Context(), one.Key, at); err != nil {
			t.Fatalf("SeeSession: %v", err)
		}
	}
	one.SeenAt = later
	wantSession(t, s, one)
	wantSession(t, s, two)
}

// sessionEnded: what has ended does not come back, whatever another instance says of it.
func sessionEnded(t *testing.T, open func() intake.Store) {
	s, other := open(), open()
	one, two := session(1), session(2)
	addSession(t, s, one, received)
	addSession(t, s, two, received)
	for range 2 {
		if err := other.EndSession(t.Context(), one.Key); err != nil {
			t.Fatalf("EndSession: %v", err)
		}
	}
	wantNoSession(t, s, one.Key)
	if err := s.SeeSession(t.Context(), one.Key, received.Add(time.Hour)); !errors.Is(err, intake.ErrNotFound) {
		t.Errorf("SeeSession after the end: %v, want ErrNotFound", err)
	}
	wantNoSession(t, s, one.Key)
	wantSession(t, s, two)
}

// sessionForgotten: only those opened before the instant are.
func sessionForgotten(t *testing.T, open func() intake.Store) {
	s := open()
	for n := range 3 {
		addSession(t, s, session(n), received)
	}
	addSession(t, s, session(3), session(1).OpenedAt)
	wantNoSession(t, s, session(0).Key)
	for n := 1; n < 4; n++ {
		wantSession(t, s, session(n))
	}
}

func sessionInvalid(t *testing.T, open func() intake.Store) {
	s := open()
	for problem, change := range map[string]func(*intake.Session){
		"a short key":     func(s *intake.Session) { s.Key = s.Key[1:] },
		"nobody":          func(s *intake.Session) { s.Who = "" },
		"a name":          func(s *intake.Session) { s.Who = marker },
		"a long subject":  func(s *intake.Session) { s.Who = strings.Repeat("s", 261) },
		"no role":         func(s *intake.Session) { s.Role = "" },
		"an unknown role": func(s *intake.Session) { s.Role = "own" },
		"no token":        func(s *intake.Session) { s.Token = nil },
		"no opening":      func(s *intake.Session) { s.OpenedAt = time.Time{} },
		"nanoseconds":     func(s *intake.Session) { s.SeenAt = s.SeenAt.Add(1) },
	} {
		bad := session(1)
		change(&bad)
		err := s.AddSession(t.Context(), bad, received)
		if !errors.Is(err, intake.ErrInvalid) {
			t.Errorf("AddSession with %s: %v, want ErrInvalid", problem, err)
		}
		discreet(t, err)
	}
	wantNoSession(t, s, session(1).Key)
}
