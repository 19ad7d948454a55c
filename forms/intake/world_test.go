package intake_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testservice"
)

const (
	callID   = firstkind.ID
	formPath = "/" + callID + "/fi"
)

var (
	often       = testservice.Often
	checkStatus = testservice.CheckStatus
)

// open is an instant at which the example call takes answers.
var open = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)

// world is a service with everything around it.
type world struct {
	t       testing.TB
	clock   *testservice.Clock
	store   intake.Store
	log     *testservice.Log
	service *intake.Service
	kinds   intake.Kinds // that it knows
}

// newWorld serves the example call on a new SQLite store. What change does
// comes last.
func newWorld(t testing.TB, change ...func(*intake.Config)) *world {
	t.Helper()
	store := testservice.Store(t)
	w := &world{t: t, clock: testservice.NewClock(open), store: store, log: new(testservice.Log)}
	config := intake.Config{
		Store:     store,
		Inquiries: calls(firstkind.Inquiry(t)), Kinds: kinds.All(),
		Now:    w.clock.Now,
		Logger: slog.New(slog.NewJSONHandler(w.log, nil)),
		Limits: intake.Limits{Posts: often, SenderOfClient: often, Sender: often, Inquiry: often},
	}
	for _, c := range change {
		c(&config)
	}
	w.kinds = config.Kinds
	var err error
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
	return testservice.Records(w.t, w.store, callID)
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
