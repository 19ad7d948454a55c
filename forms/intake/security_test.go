package intake_test

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// securityLine is what the log has of a security event.
type securityLine struct{ Level, Msg, Event, Route, Client, Request, From, Remedy string }

// securityLines are those of the log, whose events are all among the known ones.
func (w *world) securityLines() (found []securityLine) {
	w.t.Helper()
	for text := range strings.Lines(w.log.String()) {
		var l securityLine
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			w.t.Fatal(err)
		}
		if l.Msg != "security" {
			continue
		}
		known := false
		for _, event := range intake.SecurityEvents() {
			known = known || event == l.Event
		}
		if !known || l.Level != "WARN" || l.Route == "" || len(l.Client) != 8 || l.Request == "" {
			w.t.Errorf("line %+v", l)
		}
		found = append(found, l)
	}
	return found
}

func TestSecurityEvents(t *testing.T) {
	w := newWorld(t)
	w.postForm("/admin/login", url.Values{"token": {"wrong"}})
	cookie := w.login()
	w.postForm("/admin/logout", nil, append(cookie, "Origin", "https://other.example.fi", "Sec-Fetch-Site", "cross-site")...)
	w.get("/admin", "Cookie", "hyte-organizer=9999999999.AAAA")
	w.get("/admin", "Cookie", "hyte-organizer=nonsense")
	w.clock.Set(open.Add(24 * time.Hour))
	checkStatus(t, w.get("/admin", cookie...), http.StatusSeeOther) // it has ended, as all do
	var got []string
	lines := w.securityLines()
	for _, l := range lines {
		got = append(got, l.Event)
		if l.Client != lines[0].Client {
			t.Errorf("one client is %s and %s", lines[0].Client, l.Client)
		}
	}
	want := "login-refused foreign-post session-forged session-forged"
	if strings.Join(got, " ") != want {
		t.Errorf("events %q, want %q", got, want)
	}
}

// A proxy that nobody trusts is told of once, with what to do about it.
func TestUntrustedProxyIsToldOnce(t *testing.T) {
	w := newWorld(t)
	for range 3 {
		w.get(formPath, "X-Forwarded-For", "203.0.113.77")
		w.get(formPath, "Forwarded", "for=203.0.113.77")
	}
	lines := w.securityLines()
	if len(lines) != 1 || lines[0].Event != "untrusted-proxy" || lines[0].From != "a public address" || !strings.Contains(lines[0].Remedy, "trusted proxy") {
		t.Errorf("lines %+v", lines)
	}
	if strings.Contains(w.log.String(), "203.0.113") || strings.Contains(w.log.String(), "192.0.2") {
		t.Error("the log has an address")
	}
	w = newWorld(t, func(c *intake.Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")} })
	w.get(formPath, "X-Forwarded-For", "203.0.113.77")
	if lines := w.securityLines(); len(lines) != 0 {
		t.Errorf("a trusted proxy: %+v", lines)
	}
}

var ownID = regexp.MustCompile(`^[a-z2-7]{16}$`)

// Every answer names its request, as its log lines do. What a client gives as a name
// counts only where a trusted proxy has passed it on.
func TestRequestID(t *testing.T) {
	const given = "0123456789abcdef-proxy"
	w := newWorld(t)
	seen := map[string]bool{}
	for _, path := range []string{formPath, "/nothing", "/healthz", "/admin", formPath + "/fragment"} {
		id := w.get(path, "X-Request-Id", given).Header().Get("X-Request-Id")
		if !ownID.MatchString(id) || seen[id] || !strings.Contains(w.log.String(), `"request":"`+id+`"`) {
			t.Errorf("%s: id %q", path, id)
		}
		seen[id] = true
	}
	w = newWorld(t, func(c *intake.Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.1/32")} })
	for header, kept := range map[string]bool{given: true, "short": false, strings.Repeat("x", 65): false, "with blank 0123": false, "\"},{evil": false} {
		if got := w.get(formPath, "X-Request-Id", header).Header().Get("X-Request-Id"); (got == header) != kept || !kept && !ownID.MatchString(got) {
			t.Errorf("%q: id %q", header, got)
		}
	}
}

// A page that tells of a failure gives the reference by which the log tells more.
func TestFailurePageHasTheReference(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	broken.err = intake.ErrUnavailable
	answer := w.get(formPath + "/receipt/aaaabbbbccccddddeeeeffff22")
	checkStatus(t, answer, http.StatusServiceUnavailable)
	if id := answer.Header().Get("X-Request-Id"); !strings.Contains(text(t, answer), "kerro tämä tunniste: "+id) {
		t.Errorf("no reference %s in %s", id, answer.Body)
	}
}

// Readiness is health until the service is about to end; then everything else goes on.
func TestReady(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	ready := func(status int, says string) {
		t.Helper()
		if answer := w.get("/readyz"); answer.Code != status || answer.Body.String() != says || answer.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("status %d, %q", answer.Code, answer.Body)
		}
	}
	ready(http.StatusOK, "ok\n")
	broken.err = intake.ErrFull
	ready(http.StatusServiceUnavailable, "store full\n")
	broken.err = nil
	w.service.Drain()
	ready(http.StatusServiceUnavailable, "stopping\n")
	checkStatus(t, w.get("/healthz"), http.StatusOK)
	checkStatus(t, w.get(formPath), http.StatusOK)
}

func TestHSTS(t *testing.T) {
	for base, want := range map[string]string{
		"": "", "http://example.fi": "", "https://lomakkeet.example.fi/x": "max-age=31536000",
	} {
		w := newWorld(t, func(c *intake.Config) { c.BaseURL = base })
		if got := w.get("/healthz").Header().Get("Strict-Transport-Security"); got != want {
			t.Errorf("%q: %q, want %q", base, got, want)
		}
	}
}
