package intake_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/hytekit/hytekit/internal/firstkind"
)

func TestAPIKeepsTheVeryBytes(t *testing.T) {
	w := newWorld(t)
	document := " " + firstkind.JSON(t, "municipality:109") + "\n\t "
	answer := w.postJSON(document, "Idempotency-Key", "k-1")
	checkStatus(t, answer, http.StatusCreated)
	got := decode[forms.Receipt](t, answer)
	want := forms.Receipt{ID: got.ID, Reference: reference.Of(callID, got.ID), ReceivedAt: open, Status: hyte.EntryAnswered, Sender: "municipality:109"}
	if diff := cmp.Diff(want, got); diff != "" || len(got.ID) != 26 {
		t.Errorf("receipt (-want +got)\n%s", diff)
	}
	records := w.records()
	if len(records) != 1 {
		t.Fatalf("%d records", len(records))
	}
	r := records[0]
	if string(r.Document) != document || r.Key != "k-1" || r.ID != got.ID || r.Kind != firstkind.Kind().Name() || r.Sender != "municipality:109" || !r.ReceivedAt.Equal(open) {
		t.Errorf("record %+v", r)
	}
	location := answer.Header().Get("Location")
	if location != firstkind.Path+"/"+got.ID {
		t.Errorf("Location %q", location)
	}
	again := w.get(location)
	checkStatus(t, again, http.StatusOK)
	if again.Body.String() != answer.Body.String() {
		t.Errorf("the receipt has become %s", again.Body)
	}
}

func TestAPIRepeats(t *testing.T) {
	w := newWorld(t)
	document := firstkind.JSON(t, "municipality:109")
	first := w.postJSON(document, "Idempotency-Key", `"k-1"`)
	checkStatus(t, first, http.StatusCreated)
	w.clock.Set(open.Add(time.Hour))
	again := w.postJSON(document, "Idempotency-Key", "k-1")
	checkStatus(t, again, http.StatusOK)
	if again.Body.String() != first.Body.String() || again.Header().Get("Location") != first.Header().Get("Location") {
		t.Errorf("another receipt: %s", again.Body)
	}
	checkStatus(t, w.postJSON(document+" ", "Idempotency-Key", "k-1"), http.StatusConflict)
	checkStatus(t, w.postJSON(document), http.StatusCreated)
	checkStatus(t, w.postJSON(document), http.StatusCreated)
	if n := len(w.records()); n != 3 {
		t.Errorf("%d records, want 3", n)
	}
}

// A sender whose receipt was lost gets it after the deadline, too.
func TestAPIRepeatsAfterTheDeadline(t *testing.T) {
	w := newWorld(t, withCall(t, firstkind.LateAnswers(hyte.LateRefuse)))
	document := firstkind.JSON(t, "municipality:109")
	first := w.postJSON(document, "Idempotency-Key", "k-1")
	checkStatus(t, first, http.StatusCreated)
	w.clock.Set(time.Date(2021, 2, 1, 0, 0, 0, 0, time.UTC))
	again := w.postJSON(document, "Idempotency-Key", "k-1")
	checkStatus(t, again, http.StatusOK)
	if again.Body.String() != first.Body.String() {
		t.Errorf("another receipt: %s", again.Body)
	}
	checkStatus(t, w.postJSON(document, "Idempotency-Key", "k-2"), http.StatusForbidden)
	checkStatus(t, w.postJSON(document+" ", "Idempotency-Key", "k-1"), http.StatusForbidden)
}

// problem is what clients see of a failure.
type problem struct {
	Title      string `json:"title"`
	Status     int    `json:"status"`
	Detail     string `json:"detail"`
	Violations []struct {
		Rule, Location, Severity, Message string
	} `json:"violations"`
}

func TestAPIRefuses(t *testing.T) {
	right := firstkind.JSON(t, "municipality:109")
	type refusal struct {
		method, path, body string
		header             []string
		status             int
		rule               string // of the only violation
	}
	const json = "application/json"
	for name, test := range map[string]refusal{
		"no such call":        {"POST", strings.Replace(firstkind.Path, callID, "nobody", 1), right, []string{"Content-Type", json}, 404, ""},
		"no such receipt":     {"GET", firstkind.Path + "/aaaaaaaaaaaaaaaaaaaaaaaaaa", "", nil, 404, ""},
		"no such page":        {"GET", "/api/v1/calls", "", nil, 404, ""},
		"no call's data":      {"GET", "/api/v1/calls/nobody", "", nil, 404, ""},
		"no call's schema":    {"GET", "/api/v1/calls/nobody/schema", "", nil, 404, ""},
		"wrong method":        {"PUT", firstkind.Path, right, []string{"Content-Type", json}, 405, ""},
		"delete a receipt":    {"DELETE", firstkind.Path + "/aaaaaaaaaaaaaaaaaaaaaaaaaa", "", nil, 405, ""},
		"no type":             {"POST", firstkind.Path, right, nil, 415, ""},
		"form as type":        {"POST", firstkind.Path, right, []string{"Content-Type", "application/x-www-form-urlencoded"}, 415, ""},
		"text as type":        {"POST", firstkind.Path, right, []string{"Content-Type", "text/plain"}, 415, ""},
		"other charset":       {"POST", firstkind.Path, right, []string{"Content-Type", json + "; charset=iso-8859-1"}, 415, ""},
		"compressed":          {"POST", firstkind.Path, right, []string{"Content-Type", json, "Content-Encoding", "gzip"}, 415, ""},
		"empty key":           {"POST", firstkind.Path, right, []string{"Content-Type", json, "Idempotency-Key", ""}, 400, ""},
		"two keys":            {"POST", firstkind.Path, right, []string{"Content-Type", json, "Idempotency-Key", "a", "Idempotency-Key", "b"}, 400, ""},
		"no body":             {"POST", firstkind.Path, "", []string{"Content-Type", json}, 400, "json.syntax"},
		"no JSON":             {"POST", firstkind.Path, "<xml/>", []string{"Content-Type", json}, 400, "json.syntax"},
		"two documents":       {"POST", firstkind.Path, right + right, []string{"Content-Type", json}, 400, "json.trailing_data"},
		"two names":           {"POST", firstkind.Path, `{"call":"a","call":"b"}`, []string{"Content-Type", json}, 400, "json.duplicate_name"},
		"not UTF-8":           {"POST", firstkind.Path, "{\"call\":\"\xff\"}", []string{"Content-Type", json}, 400, "json.encoding"},
		"UTF-16":              {"POST", firstkind.Path, "\xff\xfe{\x00}\x00", []string{"Content-Type", json}, 400, "json.encoding"},
		"two marks":           {"POST", firstkind.Path, "\ufeff\ufeff" + right, []string{"Content-Type", json}, 400, "json.syntax"},
		"too large":           {"POST", firstkind.Path, strings.Repeat(" ", 64<<10) + right, []string{"Content-Type", json}, 413, ""},
		"no consent":          {"POST", firstkind.Path, strings.Replace(right, `"consent":true`, `"consent":false`, 1), []string{"Content-Type", json}, 422, "consent.missing"},
		"not asked":           {"POST", firstkind.Path, strings.Replace(right, "municipality:109", "municipality:091", 1), []string{"Content-Type", json}, 422, string(firstkind.NotAsked)},
		"another call":        {"POST", firstkind.Path, strings.Replace(right, callID, "another-call", 1), []string{"Content-Type", json}, 422, "call.mismatch"},
		"unknown property":    {"POST", firstkind.Path, strings.Replace(right, `{"call"`, `{"personalIdentityCode":"x","call"`, 1), []string{"Content-Type", json}, 422, "unknown_property"},
		"decided in 2 months": {"POST", firstkind.Path, strings.Replace(right, `"consent"`, `"decision":{"date":"2021-03-01"},"consent"`, 1), []string{"Content-Type", json}, 422, "decision.in_future"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			answer := w.do(request(test.method, test.path, strings.NewReader(test.body), test.header...))
			checkStatus(t, answer, test.status)
			if kind := answer.Header().Get("Content-Type"); kind != "application/problem+json" {
				t.Errorf("Content-Type %q", kind)
			}
			p := decode[problem](t, answer)
			if p.Status != test.status || p.Title != http.StatusText(test.status) || p.Detail == "" {
				t.Errorf("problem %+v", p)
			}
			var rules []string
			for _, v := range p.Violations {
				rules = append(rules, v.Rule)
				if v.Message == "" || v.Severity != "error" {
					t.Errorf("violation %+v", v)
				}
			}
			if strings.Join(rules, " ") != test.rule {
				t.Errorf("violations %v, want %q", rules, test.rule)
			}
			if test.status == 405 && answer.Header().Get("Allow") == "" {
				t.Error("no Allow")
			}
			if n := len(w.records()); n != 0 {
				t.Errorf("%d records were kept", n)
			}
		})
	}
}

func TestAPISpeaksTheClientsLanguage(t *testing.T) {
	w := newWorld(t)
	document := strings.Replace(firstkind.JSON(t, "municipality:109"), `"consent":true`, `"consent":false`, 1)
	for accept, want := range map[string]string{
		"":                       "fi",
		"sv-FI, fi;q=0.5":        "sv",
		"en-GB":                  "en",
		"de, en;q=0.1":           "en",
		"xx":                     "fi",
		"*;q=0.000":              "fi",
		"sv;q=bad":               "fi",
		strings.Repeat("a", 1e4): "fi",
	} {
		answer := w.postJSON(document, "Accept-Language", accept)
		checkStatus(t, answer, http.StatusUnprocessableEntity)
		message := kinds.Message(want, hyte.Violation{Rule: hyte.RuleConsentMissing, Location: "/consent", Severity: hyte.Error})
		p := decode[problem](t, answer)
		if p.Violations[0].Message != message || p.Detail != catalogs(t, "kinds")[want]["problem.rules"] {
			t.Errorf("%.20q: %q, %q; want it in %s", accept, p.Violations[0].Message, p.Detail, want)
		}
		// What has no message speaks the same language.
		answer = w.do(request("POST", firstkind.Path, strings.NewReader(document), "Accept-Language", accept))
		checkStatus(t, answer, http.StatusUnsupportedMediaType)
		if p := decode[problem](t, answer); p.Detail != catalogs(t, ".")[want]["problem.415"] {
			t.Errorf("%.20q: %q, want it in %s", accept, p.Detail, want)
		}
		if h := answer.Header(); h.Get("Content-Language") != want || !slices.Contains(h.Values("Vary"), "Accept-Language") {
			t.Errorf("%.20q: header %v", accept, h)
		}
	}
}

func TestAPIOutsideTheTime(t *testing.T) {
	document := firstkind.JSON(t, "municipality:109")
	before, after := time.Date(2020, 12, 16, 12, 0, 0, 0, time.UTC), time.Date(2021, 1, 16, 12, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		mode   firstkind.Late
		at     time.Time
		status int
		rule   string
	}{
		"early":         {hyte.LateRecord, before, 403, "call.not_open"},
		"early, strict": {hyte.LateRefuse, before, 403, "call.not_open"},
		"late":          {hyte.LateRecord, after, 201, ""},
		"late, strict":  {hyte.LateRefuse, after, 403, "deadline.passed"},
	} {
		w := newWorld(t, withCall(t, firstkind.LateAnswers(test.mode)))
		w.clock.Set(test.at)
		answer := w.postJSON(document)
		checkStatus(t, answer, test.status)
		if test.status == 201 {
			if r := decode[forms.Receipt](t, answer); r.Status != hyte.EntryLate {
				t.Errorf("%s: receipt %+v", name, r)
			}
			continue
		}
		p := decode[problem](t, answer)
		if len(p.Violations) != 1 || p.Violations[0].Rule != test.rule || p.Violations[0].Location != "" || p.Violations[0].Message == "" {
			t.Errorf("%s: %+v", name, p)
		}
		if n := len(w.records()); n != 0 {
			t.Errorf("%s: %d records", name, n)
		}
		// Not even a look at the document: it may be anything.
		checkStatus(t, w.postJSON("no JSON"), test.status)
	}
}

func TestAPIRateLimit(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Posts = intake.Rate{Burst: 2, Interval: 10 * time.Second} })
	document := firstkind.JSON(t, "municipality:109")
	checkStatus(t, w.postJSON(document), http.StatusCreated)
	checkStatus(t, w.postJSON(document), http.StatusCreated)
	answer := w.postJSON(document)
	checkStatus(t, answer, http.StatusTooManyRequests)
	if wait := answer.Header().Get("Retry-After"); wait != "10" {
		t.Errorf("Retry-After %q", wait)
	}
	decode[problem](t, answer)
	w.clock.Set(open.Add(10 * time.Second))
	checkStatus(t, w.postJSON(document), http.StatusCreated)
}

func TestAPIStoreUnavailable(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	broken.err = intake.ErrUnavailable
	answer := w.postJSON(firstkind.JSON(t, "municipality:109"))
	checkStatus(t, answer, http.StatusServiceUnavailable)
	if answer.Header().Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	decode[problem](t, answer)
	for _, path := range []string{firstkind.Path + "/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/healthz", formPath + "/receipt/aaaaaaaaaaaaaaaaaaaaaaaaaa"} {
		checkStatus(t, w.get(path), http.StatusServiceUnavailable)
	}
	broken.err = errors.New("wrapped: " + intake.ErrInvalid.Error())
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusServiceUnavailable)
	broken.err = intake.ErrIDTaken
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusInternalServerError)
	broken.err = nil
	checkStatus(t, w.get("/healthz"), http.StatusOK)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusCreated)
}

func TestCallAsData(t *testing.T) {
	w := newWorld(t)
	for path, kind := range map[string]string{
		"/api/v1/calls/" + callID:             "application/json",
		"/api/v1/calls/" + callID + "/schema": "application/schema+json",
		formPath + "/form.json":               "application/json",
	} {
		answer := w.get(path)
		checkStatus(t, answer, http.StatusOK)
		if got := answer.Header().Get("Content-Type"); got != kind {
			t.Errorf("%s: Content-Type %q", path, got)
		}
		for _, private := range []string{"kirjaamo.fshky@example.fi", "pikassos@example.fi"} {
			if strings.Contains(answer.Body.String(), private) {
				t.Errorf("%s shows an address that the call was sent to", path)
			}
		}
		decode[map[string]any](t, answer)
		tag := answer.Header().Get("ETag")
		again := w.get(path, "If-None-Match", `"other", `+tag)
		checkStatus(t, again, http.StatusNotModified)
		if again.Body.Len() != 0 || again.Header().Get("ETag") != tag {
			t.Errorf("%s: 304 with a body or another tag", path)
		}
		checkStatus(t, w.get(path, "If-None-Match", `"other"`), http.StatusOK)
	}
	resolved, violations := hyte.DecodeResolvedCall(w.get("/api/v1/calls/" + callID).Body.Bytes())
	if resolved == nil || len(firstkind.Asked(resolved)) != 15 {
		t.Errorf("the call does not read back: %v", violations)
	}
	if _, err := forms.Open(w.get(formPath+"/form.json").Body.Bytes(), kinds.All()...); err != nil {
		t.Error(err)
	}
}

// A byte-order mark is no part of the document: it is not kept, and another
// sending without it is the same.
func TestDocumentWithAByteOrderMark(t *testing.T) {
	w := newWorld(t)
	right := firstkind.JSON(t, "municipality:109")
	checkStatus(t, w.postJSON("\ufeff"+right, "Idempotency-Key", "a"), http.StatusCreated)
	checkStatus(t, w.postJSON(right, "Idempotency-Key", "a"), http.StatusOK)
	if records := w.records(); len(records) != 1 || string(records[0].Document) != right {
		t.Errorf("%d records, or not the document", len(records))
	}
}
