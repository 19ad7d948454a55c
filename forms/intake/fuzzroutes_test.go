package intake_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

// routesWorld is a service of every kind, with everything that has an address.
type routesWorld struct {
	*world
	inquiries     []string
	receipt, link string
	cookie        string
}

func newRoutesWorld(f testing.TB, log io.Writer) *routesWorld {
	f.Helper()
	// In this order, so that the first has everything that an inquiry may have.
	inquiries := []intake.Inquiry{
		firstkind.Inquiry(f, inSeries), firstkind.Inquiry(f, inSeries, func(c *hyte.Call) { c.ID = "other" }),
		example(f, "event", "partnership-day/event.json", "2027-", "2021-"), example(f, "call", "follow-up/call.json", "2024-09-02", "2021-01-02"),
	}
	key := newLinkKey(f)
	w := &routesWorld{world: fuzzWorld(f, func(c *intake.Config) {
		c.Inquiries, c.LinkKey = inquiries, key
		c.Logger = slog.New(slog.NewJSONHandler(log, nil))
	})}
	for _, i := range inquiries {
		w.inquiries = append(w.inquiries, i.ID())
	}
	w.receipt = w.answer(open, firstkind.Sender)
	var err error
	if w.link, err = key.Sign(intake.PersonalLink{Inquiry: callID, Sender: ownSender, Made: open.AddDate(0, 0, -1), Expires: open.AddDate(1, 0, 0)}); err != nil {
		f.Fatal(err)
	}
	w.cookie = w.login()[1]
	return w
}

func inSeries(c *hyte.Call) { c.Series, c.Publication = "sarja", hyte.PublishNames }

// example is an inquiry of the examples at another time.
func example(f testing.TB, collection, path, year, other string) intake.Inquiry {
	f.Helper()
	data, err := os.ReadFile("../../examples/" + path)
	if err != nil {
		f.Fatal(err)
	}
	known := kinds.All()
	c, ok := known.Collection(collection)
	if !ok {
		f.Fatal(collection)
	}
	inquiry, _, violations := c.Read(bytes.ReplaceAll(data, []byte(year), []byte(other)))
	if inquiry == nil {
		f.Fatal(violations)
	}
	return inquiry
}

var wildcard = regexp.MustCompile(`\{[a-z]+\}`)

// address fills the wildcards of a pattern with values in turn; where one is missing or
// empty, with a right one.
func (w *routesWorld) address(pattern, inquiry string, values ...string) string {
	return strings.TrimSuffix(wildcard.ReplaceAllStringFunc(strings.TrimSuffix(pattern, "{$}"), func(name string) string {
		value := ""
		if len(values) > 0 {
			value, values = values[0], values[1:]
		}
		if value != "" {
			return url.PathEscape(value)
		}
		return map[string]string{"{inquiry}": inquiry, "{lang}": "fi", "{id}": w.receipt, "{name}": "page-1.js", "{page}": "1"}[name]
	}), "\x00")
}

// What a fuzzed request is besides its method, address and body.
const (
	asOrganizer = 1 << iota
	byLink
	fromElsewhere
	asProgram
	ofAnother // two bits: which inquiry
)

// FuzzRoutes reaches every address that the service has, with any method, values in the
// address, headers and body. Nothing is a fault of the service's own, and nothing that was
// sent becomes markup.
func FuzzRoutes(f *testing.F) {
	fault := new(lastFault)
	w := newRoutesWorld(f, fault)
	patterns := w.service.Patterns()
	form := filled(firstkind.Sender)
	hostile := htmlcheck.Hostile()
	for i := range patterns { // few, as they come before anything that is new
		value := hostile[i%len(hostile)]
		how := byte(i) | asOrganizer
		if i%2 == 0 {
			f.Add(uint16(i), http.MethodGet, value, "lang="+url.QueryEscape(value), "", "", how)
			f.Add(uint16(i), http.MethodPost, "", "", "application/x-www-form-urlencoded", "by=x&reason="+url.QueryEscape(value)+"&"+form.Encode(), how)
		} else {
			f.Add(uint16(i), http.MethodGet, "", "lang=sv&link=x", value, "", how)
			f.Add(uint16(i), http.MethodPost, value, "", "application/json", `{"`+value+`":0}`, how)
		}
	}
	f.Add(uint16(0), "BREW", "", ";;", "*/*;q=x", "\x00", byte(0))
	f.Fuzz(func(t *testing.T, route uint16, method, values, query, kind, body string, how byte) {
		inquiry := w.inquiries[int(how/ofAnother)%len(w.inquiries)]
		target := w.address(patterns[int(route)%len(patterns)], inquiry, strings.Split(values, "|")...) + "?" + query
		u, err := url.ParseRequestURI(target)
		if err != nil || method == "" || strings.ContainsAny(method, " \r\n") {
			t.Skip("net/http refuses it")
		}
		if strings.HasSuffix(u.Path, "/logout") {
			how &^= asOrganizer // which would end the session of all that follow
		}
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		r.Method, r.URL, r.RequestURI = method, u, target
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Accept", kind)
		r.Header.Set("Accept-Language", values)
		r.Header.Set("Idempotency-Key", values)
		r.Header.Set("X-Request-Id", query)
		for flag, header := range map[byte][2]string{
			asOrganizer: {"Cookie", w.cookie}, byLink: {"Authorization", "Bearer " + w.link},
			fromElsewhere: {"Sec-Fetch-Site", "cross-site"}, asProgram: {"Accept", "application/json"},
		} {
			if how&flag != 0 {
				r.Header.Set(header[0], header[1])
			}
		}
		answer := w.do(r)
		if checkAnswer(t, answer); answer.Code >= 500 {
			t.Errorf("%s %s: %s", method, target, fault)
		}
		checkInert(t, answer)
	})
}

// lastFault is a log that keeps the last line about a fault of the service.
type lastFault struct{ line atomic.Value }

func (l *lastFault) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte(`"level":"ERROR"`)) {
		l.line.Store(string(p))
	}
	return len(p), nil
}

func (l *lastFault) String() string { return fmt.Sprint(l.line.Load()) }

// checkInert fails if a browser or a program would take what was sent for a part of what
// the service says.
func checkInert(t *testing.T, answer *httptest.ResponseRecorder) {
	t.Helper()
	kind, _, _ := strings.Cut(answer.Header().Get("Content-Type"), ";")
	switch body := answer.Body.Bytes(); {
	case len(body) == 0:
	case kind == "text/html":
		htmlcheck.Run(t, body, htmlcheck.Inert)
	case strings.HasSuffix(kind, "json") && kind != "application/x-ndjson" && !json.Valid(body):
		t.Errorf("not JSON: %.200s", body)
	case kind == "":
		t.Error("a body of no type")
	}
	if answer.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Error("a browser may guess the type")
	}
}

// TestEveryRouteIsReached: with the values from which the fuzzer starts, each address is
// the one that answers.
func TestEveryRouteIsReached(t *testing.T) {
	log := new(testservice.Log)
	w := newRoutesWorld(t, log)
	for _, pattern := range w.service.Patterns() {
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			checkAnswer(t, w.do(request(method, w.address(pattern, callID), nil, "Cookie", w.cookie)))
		}
		if want := `"route":` + strconv.Quote(pattern) + `,`; !strings.Contains(log.String(), want) {
			t.Errorf("nothing has reached %s", pattern)
		}
	}
}
