package intake

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// oneSecret is a Secrets with room for one.
type oneSecret struct {
	Secrets
	name  string
	value []byte
	err   error
}

func (s *oneSecret) AddSecret(_ context.Context, name string, value []byte) ([]byte, bool, error) {
	if s.err != nil || s.value != nil {
		return s.value, false, s.err
	}
	s.name, s.value = name, value
	return value, true, nil
}

// testSessions returns sessions signed with a key of 32 times this byte.
func testSessions(t testing.TB, random byte) sessions {
	t.Helper()
	s, err := newSessions(t.Context(), &oneSecret{}, bytes.NewReader(bytes.Repeat([]byte{random}, 32)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var (
	opened   = time.Date(2021, time.January, 4, 9, 0, 0, 0, time.UTC)
	ends     = opened.Add(8 * time.Hour)
	tokenSum = hashToken("token")
)

func TestSession(t *testing.T) {
	s := testSessions(t, 'k')
	value := s.open(tokenSum, ends)
	for name, test := range map[string]struct {
		by    sessions
		value string
		token []byte
		at    time.Time
		want  bool
	}{
		"at once":          {s, value, tokenSum, opened, true},
		"to the last":      {s, value, tokenSum, ends.Add(-time.Nanosecond), true},
		"in another zone":  {s, value, tokenSum, opened.In(time.FixedZone("EET", 7200)), true},
		"at its end":       {s, value, tokenSum, ends, false},
		"after its end":    {s, value, tokenSum, ends.Add(time.Hour), false},
		"another key":      {testSessions(t, 'x'), value, tokenSum, opened, false},
		"a replaced token": {s, value, hashToken("other"), opened, false},
		"no token":         {s, value, nil, opened, false},
		"no value":         {s, "", tokenSum, opened, false},
		"no signature":     {s, value[:11], tokenSum, opened, false},
		"no end":           {s, value[10:], tokenSum, opened, false},
		"a later end":      {s, "9" + value[1:], tokenSum, opened, false},
		"cut":              {s, value[:len(value)-1], tokenSum, opened, false},
		"longer":           {s, value + "A", tokenSum, opened, false},
		"padded":           {s, value + "=", tokenSum, opened, false},
		"a plus sign":      {s, "+" + value, tokenSum, opened, false},
		"a leading zero":   {s, "0" + value, tokenSum, opened, false},
		"more parts":       {s, value + "." + value, tokenSum, opened, false},
	} {
		if got := test.by.valid(test.value, test.token, test.at); got != test.want {
			t.Errorf("%s: valid is %v", name, got)
		}
	}
}

// TestSessionAltered changes each character of a value to every other one that
// may stand there.
func TestSessionAltered(t *testing.T) {
	s := testSessions(t, 'k')
	value := s.open(tokenSum, ends)
	const characters = "0123456789.-_+ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for i := range value {
		for _, c := range characters {
			altered := value[:i] + string(c) + value[i+1:]
			if altered != value && s.valid(altered, tokenSum, opened) {
				t.Errorf("%q is valid, as %q is", altered, value)
			}
		}
	}
}

// TestSessionInCookie: net/http drops characters that a cookie may not have.
func TestSessionInCookie(t *testing.T) {
	value := testSessions(t, 'k').open(tokenSum, ends)
	c := http.Cookie{Name: "organizer", Value: value}
	if got := c.String(); got != "organizer="+value {
		t.Errorf("the cookie is %q", got)
	}
}

func TestSessionKeyIsShared(t *testing.T) {
	var secrets oneSecret
	first, err := newSessions(t.Context(), &secrets, strings.NewReader(strings.Repeat("1", 32)))
	if err != nil {
		t.Fatal(err)
	}
	second, err := newSessions(t.Context(), &secrets, strings.NewReader(strings.Repeat("2", 32)))
	if err != nil {
		t.Fatal(err)
	}
	if !second.valid(first.open(tokenSum, ends), tokenSum, opened) {
		t.Error("an instance does not accept the session of another")
	}
	if err := CheckSecret(secrets.name, secrets.value); err != nil {
		t.Errorf("a store does not take the key: %v", err)
	}
}

func TestSessionKeyFails(t *testing.T) {
	broken := errors.New("broken")
	if _, err := newSessions(t.Context(), &oneSecret{}, iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("without randomness: %v", err)
	}
	if _, err := newSessions(t.Context(), &oneSecret{err: broken}, strings.NewReader(strings.Repeat("1", 32))); !errors.Is(err, broken) {
		t.Errorf("without a store: %v", err)
	}
}

func FuzzSession(f *testing.F) {
	s := testSessions(f, 'k')
	value := s.open(tokenSum, ends)
	for _, seed := range []string{value, value[:11], ".", "1.", "", "-1." + value[11:], "+" + value} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		if s.valid(given, tokenSum, opened) && given != value {
			t.Errorf("%q is valid", given)
		}
	})
}
