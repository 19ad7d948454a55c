// Package testservice is the world around a service in tests: a store of its own, a clock
// that stands still, a log, and a browser.
package testservice

import (
	"bytes"
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
)

// FormType is the type of what a page sends.
const FormType = "application/x-www-form-urlencoded"

// Often is a rate that no test reaches.
var Often = intake.Rate{Burst: 10_000, Interval: time.Second}

// Store opens a new store for the length of a test.
func Store(t testing.TB) *sqlitestore.Store {
	t.Helper()
	return StoreAt(t, filepath.Join(t.TempDir(), "intake.db"))
}

// StoreAt is Store with the path of its file.
func StoreAt(t testing.TB, path string) *sqlitestore.Store {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return store
}

// Records are what a store has of an inquiry.
func Records(t testing.TB, store intake.Store, inquiry string) (all []intake.Record) {
	t.Helper()
	for r, err := range store.Records(t.Context(), inquiry) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// Clock stands still until it is set; several goroutines may use it. Make one with
// [NewClock].
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock returns a clock at an instant.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is the instant to which the clock was set.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set sets the clock, also backwards.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Move moves the clock by a duration.
func (c *Clock) Move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// Log is a buffer for a logger that several goroutines use. The zero value is empty.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write adds to the log.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String is what was written.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// A Browser sends requests to a service, with the cookies of its session. The zero Cookie
// is that of a stranger.
type Browser struct {
	Service http.Handler
	Origin  string // https://lomakkeet.example.fi, or empty
	Cookie  string
}

// Do sends a request; header is names and values in turn.
func (b *Browser) Do(method, path, kind, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, b.Origin+path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Cookie", b.Cookie)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	answer := httptest.NewRecorder()
	b.Service.ServeHTTP(answer, r)
	return answer
}

// Get asks for a page.
func (b *Browser) Get(path string) *httptest.ResponseRecorder {
	return b.Do(http.MethodGet, path, "", "")
}

// Submit sends what a page's form holds.
func (b *Browser) Submit(path string, values url.Values) *httptest.ResponseRecorder {
	return b.Do(http.MethodPost, path, FormType, values.Encode(), "Sec-Fetch-Site", "same-origin")
}

// LogIn opens a session of the organizer with a new token, and returns what the service
// has said; more names and values in turn go with the token.
func (b *Browser) LogIn(t testing.TB, store intake.Store, more ...string) *httptest.ResponseRecorder {
	t.Helper()
	token, err := intake.ReplaceOrganizerToken(t.Context(), store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	values := url.Values{"token": {token}}
	for i := 0; i+1 < len(more); i += 2 {
		values.Add(more[i], more[i+1])
	}
	b.Cookie = ""
	answer := b.Submit("/admin/login", values)
	CheckStatus(t, answer, http.StatusSeeOther)
	for _, c := range answer.Result().Cookies() {
		if strings.HasSuffix(c.Name, "hyte-organizer") && c.Value != "" {
			b.Cookie = c.Name + "=" + c.Value
		}
	}
	if b.Cookie == "" {
		t.Fatal("no session was opened")
	}
	return answer
}

// CheckStatus fails the test if an answer has another status.
func CheckStatus(t testing.TB, answer *httptest.ResponseRecorder, want int) {
	t.Helper()
	if answer.Code != want {
		t.Fatalf("status %d, want %d\n%s", answer.Code, want, answer.Body)
	}
}

// Parse reads a page.
func Parse(t testing.TB, answer *httptest.ResponseRecorder) *html.Node {
	t.Helper()
	page, err := html.Parse(bytes.NewReader(answer.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// Text is what is written in a part of a page, as it is read.
func Text(part *html.Node) string {
	var b strings.Builder
	for n := range part.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Has fails the test where a text lacks parts.
func Has(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

// HasNot fails the test where a text has parts.
func HasNot(t testing.TB, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%q is in\n%s", part, text)
		}
	}
}
