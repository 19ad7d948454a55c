package intake_test

import (
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// rosterPath is the organizer's page of the example call.
const rosterPath = "/admin/" + callID

// afterDeadline is an instant after the example call's deadline.
var afterDeadline = time.Date(2021, 1, 18, 9, 30, 0, 0, time.UTC)

// login opens a session and returns its cookie for a request's header.
func (w *world) login() (cookie []string) {
	w.t.Helper()
	secret, err := intake.ReplaceOrganizerToken(w.t.Context(), w.store, rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	answer := w.postForm("/admin/login", url.Values{"token": {secret}})
	checkStatus(w.t, answer, http.StatusSeeOther)
	return []string{"Cookie", sessionOf(w.t, answer)}
}

func sessionOf(t testing.TB, answer *httptest.ResponseRecorder) string {
	t.Helper()
	for _, c := range answer.Result().Cookies() {
		if strings.HasSuffix(c.Name, "hyte-organizer") && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	t.Fatal("no session was opened")
	return ""
}

// answer lets an organization answer at an instant and returns the receipt's id.
func (w *world) answer(at time.Time, sender string, change ...func(*firstkind.Answer)) string {
	w.t.Helper()
	w.clock.Set(at)
	answer := w.postJSON(firstkind.JSON(w.t, sender, change...))
	checkStatus(w.t, answer, http.StatusCreated)
	return decode[struct{ ID string }](w.t, answer).ID
}

func named(given, family string) func(*firstkind.Answer) {
	return func(n *firstkind.Answer) {
		p := n.Representatives[0].Person
		p.GivenName, p.FamilyName, p.Email = given, family, strings.ToLower(given)+"@example.fi"
	}
}

func TestLogin(t *testing.T) {
	w := newWorld(t)
	if answer := w.postForm("/admin/login", url.Values{"token": {""}}); answer.Code != http.StatusForbidden {
		t.Errorf("before there is a token: status %d", answer.Code)
	}
	secret, err := intake.FirstOrganizerToken(t.Context(), w.store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	led := w.get(rosterPath)
	if got := led.Header().Get("Location"); got != "/admin/login?call="+callID {
		t.Errorf("a stranger is led to %q", got)
	}
	wrong := w.postForm("/admin/login", url.Values{"token": {secret[:51]}, "call": {callID}})
	checkStatus(t, wrong, http.StatusForbidden)
	if strings.Contains(wrong.Body.String(), secret[:51]) || len(wrong.Result().Cookies()) != 0 {
		t.Error("a wrong token is shown again, or opens a session")
	}
	right := w.postForm("/admin/login", url.Values{"token": {" " + secret + "\r\n"}, "call": {callID}})
	checkStatus(t, right, http.StatusSeeOther)
	if got := right.Header().Get("Location"); got != rosterPath {
		t.Errorf("led to %q", got)
	}
	c := right.Result().Cookies()[0]
	if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Secure || c.Path != "/admin" || c.MaxAge <= 0 {
		t.Errorf("cookie %+v", c)
	}
	cookie := "hyte-organizer=" + c.Value
	checkStatus(t, w.get(rosterPath, "Cookie", cookie), http.StatusOK)
	for name, other := range map[string]string{"changed": cookie + "x", "cut": cookie[:len(cookie)-1], "empty": "hyte-organizer=", "other": "session=" + c.Value} {
		if answer := w.get(rosterPath, "Cookie", other); answer.Code != http.StatusSeeOther {
			t.Errorf("%s cookie: status %d", name, answer.Code)
		}
	}
	w.clock.Set(open.Add(11 * time.Hour))
	checkStatus(t, w.get(rosterPath, "Cookie", cookie), http.StatusSeeOther)
	w.clock.Set(open)
	if _, err := intake.ReplaceOrganizerToken(t.Context(), w.store, rand.Reader); err != nil {
		t.Fatal(err)
	}
	checkStatus(t, w.get(rosterPath, "Cookie", cookie), http.StatusSeeOther)
}

func TestLoginElsewhere(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.BaseURL, c.Prefix = "https://www.example.fi/hyte", "/hyte" })
	secret, err := intake.FirstOrganizerToken(t.Context(), w.store, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]string{"nobody": "/hyte/admin", "//evil.example.org": "/hyte/admin", callID: "/hyte/admin/" + callID} {
		answer := w.postForm("/hyte/admin/login?lang=sv", url.Values{"token": {secret}, "call": {target}})
		checkStatus(t, answer, http.StatusSeeOther)
		if got := answer.Header().Get("Location"); got != want+"?lang=sv" {
			t.Errorf("%s: led to %q", target, got)
		}
		if c := answer.Result().Cookies()[0]; !c.Secure || c.Path != "/hyte/admin" {
			t.Errorf("cookie %+v", c)
		}
	}
}

func TestLoginIsLimited(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Logins = intake.Rate{Burst: 3, Interval: time.Minute} })
	for range 3 {
		checkStatus(t, w.postForm("/admin/login", url.Values{"token": {"x"}}), http.StatusForbidden)
	}
	answer := w.postForm("/admin/login", url.Values{"token": {"x"}})
	checkStatus(t, answer, http.StatusTooManyRequests)
	if answer.Header().Get("Retry-After") != "60" {
		t.Errorf("Retry-After %q", answer.Header().Get("Retry-After"))
	}
}

func TestLogout(t *testing.T) {
	w := newWorld(t)
	cookie := w.login()
	answer := w.postForm("/admin/logout", nil, cookie...)
	checkStatus(t, answer, http.StatusSeeOther)
	if c := answer.Result().Cookies()[0]; c.MaxAge >= 0 || c.Value != "" {
		t.Errorf("cookie %+v", c)
	}
}

// A page of another site cannot act with the organizer's cookie.
func TestOtherSitesCannotAct(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.EmbedHosts = []string{"https://www.example.fi"} })
	id := w.answer(afterDeadline, "municipality:109")
	cookie := w.login()
	for _, path := range []string{"/admin/login", "/admin/logout", rosterPath + "/accept/" + id} {
		for name, header := range map[string][]string{
			"cross-site":  {"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example.org"},
			"same-site":   {"Sec-Fetch-Site", "same-site", "Origin", "https://a.example.com"},
			"embed host":  {"Sec-Fetch-Site", "cross-site", "Origin", "https://www.example.fi"},
			"old browser": {"Origin", "https://evil.example.org"},
			"no origin":   {"Origin", "null"},
		} {
			if answer := w.postForm(path, nil, append(header, cookie...)...); answer.Code != http.StatusForbidden {
				t.Errorf("%s from %s: status %d", path, name, answer.Code)
			}
		}
	}
	if n := len(w.records()); n != 1 {
		t.Errorf("%d records", n)
	}
}

func TestOverview(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109")
	for language, want := range map[string]string{
		"fi": "Vastanneet 1 (pyydetty 15)", "sv": "Har svarat 1 av 15", "en": "Answered 1 of 15",
	} {
		page := w.get("/admin?lang="+language, w.login()...)
		checkStatus(t, page, http.StatusOK)
		if got := text(t, page); !strings.Contains(got, want) {
			t.Errorf("%s: %q", language, got)
		}
		for n := range nodes(t, page) {
			if address := attr(n, "href"); strings.HasPrefix(address, "/admin") && !strings.HasSuffix(address, "?lang="+language) {
				t.Errorf("%s: %q loses the language", language, address)
			}
		}
	}
}

func TestOrganizerPagesWithoutStore(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	cookie := w.login()
	broken.err = errors.Join(intake.ErrUnavailable)
	for _, path := range []string{"/admin", rosterPath, rosterPath + "/roster.json", rosterPath + "/roster.csv", rosterPath + "/roster.xlsx", rosterPath + "/accept/x"} {
		if answer := w.get(path, cookie...); answer.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", path, answer.Code)
		}
	}
	checkStatus(t, w.postForm("/admin/login", url.Values{"token": {"x"}}), http.StatusServiceUnavailable)
}
