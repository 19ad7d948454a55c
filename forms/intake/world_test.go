package intake_test

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

const (
	callID   = firstkind.ID
	formPath = "/" + callID + "/fi"
)

// open is an instant at which the example call takes answers.
var open = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)

// clock is a clock that tests set.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// lines is a buffer for a logger that several goroutines use.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// world is a service with everything around it.
type world struct {
	t       testing.TB
	clock   *clock
	store   intake.Store
	log     *lines
	service *intake.Service
	kinds   intake.Kinds // that it knows
}

// often is a rate that no test reaches.
var often = intake.Rate{Burst: 10_000, Interval: time.Second}

// newWorld serves the example call on a new SQLite store. What change does
// comes last.
func newWorld(t testing.TB, change ...func(*intake.Config)) *world {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	w := &world{t: t, clock: &clock{at: open}, store: store, log: &lines{}}
	config := intake.Config{
		Store:     store,
		Inquiries: calls(firstkind.Inquiry(t)), Kinds: kinds.All(),
		Now:    w.clock.now,
		Logger: slog.New(slog.NewJSONHandler(w.log, nil)),
		Limits: intake.Limits{Posts: often, SenderOfClient: often, Sender: often, Inquiry: often},
	}
	for _, c := range change {
		c(&config)
	}
	w.kinds = config.Kinds
	if w.service, err = intake.New(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	return w
}

// calls are calls as the service serves them.
func calls(resolved ...*hyte.ResolvedCall) []intake.Inquiry {
	inquiries := make([]intake.Inquiry, len(resolved))
	for i, call := range resolved {
		inquiries[i] = call
	}
	return inquiries
}

// withCall serves the example call after the changes.
func withCall(t testing.TB, change ...func(*hyte.Call)) func(*intake.Config) {
	return func(c *intake.Config) { c.Inquiries = calls(firstkind.Inquiry(t, change...)) }
}

// do sends a request and returns the answer.
func (w *world) do(r *http.Request) *httptest.ResponseRecorder {
	recorder := httptest.NewRecorder()
	w.service.ServeHTTP(recorder, r)
	return recorder
}

func (w *world) get(path string, header ...string) *httptest.ResponseRecorder {
	return w.do(request(http.MethodGet, path, nil, header...))
}

// request makes a request; header is names and values in turn.
func request(method, path string, body io.Reader, header ...string) *http.Request {
	r := httptest.NewRequest(method, path, body)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

// postJSON sends a document to the API.
func (w *world) postJSON(document string, header ...string) *httptest.ResponseRecorder {
	return w.do(request(http.MethodPost, firstkind.Path, strings.NewReader(document),
		append([]string{"Content-Type", "application/json"}, header...)...))
}

// postForm sends a plain form.
func (w *world) postForm(path string, values url.Values, header ...string) *httptest.ResponseRecorder {
	return w.do(request(http.MethodPost, path, strings.NewReader(values.Encode()),
		append([]string{"Content-Type", "application/x-www-form-urlencoded"}, header...)...))
}

// records are what the store has for the example call.
func (w *world) records() []intake.Record {
	w.t.Helper()
	var all []intake.Record
	for r, err := range w.store.Records(w.t.Context(), callID) {
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// filled is a right answer as a plain form, from a page of its own.
func filled(sender string) url.Values {
	values := firstkind.Filled(sender)
	values.Set("token", "aaaabbbbccccddddeeeeffff22")
	return values
}

// decode reads the JSON of an answer.
func decode[T any](t testing.TB, answer *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(answer.Body.Bytes(), &v); err != nil {
		t.Fatalf("status %d: %v in %q", answer.Code, err, answer.Body)
	}
	return v
}

// checkStatus fails the test if an answer has another status.
func checkStatus(t testing.TB, answer *httptest.ResponseRecorder, want int) {
	t.Helper()
	if answer.Code != want {
		t.Fatalf("status %d, want %d\n%s", answer.Code, want, answer.Body)
	}
}
