package intake_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// session opens a session for somebody with a role, and returns its cookie for a
// request's header.
func (w *world) session(who string, role intake.Role) (cookie []string) {
	w.t.Helper()
	if _, err := intake.FirstOrganizerToken(w.t.Context(), w.store, rand.Reader); err != nil {
		w.t.Fatal(err)
	}
	token, err := w.store.Secret(w.t.Context(), "organizer-token-sha256")
	if err != nil {
		w.t.Fatal(err)
	}
	value := "session of " + who
	key := sha256.Sum256([]byte(value))
	at := w.clock.Now()
	err = w.store.AddSession(w.t.Context(), intake.Session{Key: key[:], Who: who, Role: role, Token: token, OpenedAt: at, SeenAt: at}, at.Add(-24*time.Hour))
	if err != nil {
		w.t.Fatal(err)
	}
	return []string{"Cookie", "hyte-organizer=" + value}
}

// audited is the audit log, one line an entry.
func (w *world) audited() (lines []string) {
	w.t.Helper()
	entries, err := w.store.AuditAfter(w.t.Context(), 0, 10_000)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		line := fmt.Sprintf("%s %s %s %s", e.Action, e.Who, e.Role, e.Page)
		if e.Inquiry != "" {
			line += " of " + e.Inquiry
		}
		if e.Record != "" {
			line += " about " + e.Record
		}
		if e.Times != 1 {
			line += fmt.Sprintf(" ×%d", e.Times)
		}
		lines = append(lines, strings.Join(strings.Fields(line), " "))
	}
	return lines
}

// A session ends when its day is over, when nobody uses it, when it is ended, and when
// the token is replaced; and then for every instance and every copy of the cookie.
func TestSessionEnds(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Logins = intake.Rate{Burst: 1000, Interval: time.Second} })
	second, err := intake.New(t.Context(), intake.Config{Store: w.store, Inquiries: calls(firstkind.Inquiry(t)), Kinds: w.kinds, Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	holds := func(cookie []string) bool {
		t.Helper()
		var codes []int
		for _, s := range []*intake.Service{w.service, second} {
			recorder := httptest.NewRecorder()
			s.ServeHTTP(recorder, request(http.MethodGet, rosterPath, nil, cookie...))
			codes = append(codes, recorder.Code)
		}
		if codes[0] != codes[1] {
			t.Errorf("the instances answer %v", codes)
		}
		return codes[0] == http.StatusOK
	}
	for name, test := range map[string]struct {
		act  func(cookie []string)
		want bool
	}{
		"at once":           {func([]string) {}, true},
		"nearly idle":       {func([]string) { w.clock.Set(open.Add(59 * time.Minute)) }, true},
		"idle":              {func([]string) { w.clock.Set(open.Add(time.Hour)) }, false},
		"a clock set back":  {func([]string) { w.clock.Set(open.Add(-time.Hour)) }, true},
		"ended":             {func(c []string) { w.postForm("/admin/logout", nil, c...) }, false},
		"a new login":       {func(c []string) { w.enter(c...) }, false},
		"a replaced token":  {func([]string) { w.login() }, false},
		"used all day":      {func(c []string) { w.work(c, 9*time.Hour+50*time.Minute) }, true},
		"the day is over":   {func(c []string) { w.work(c, 10*time.Hour) }, false},
		"a long lunch":      {func(c []string) { w.work(c, 30*time.Minute); w.clock.Set(open.Add(90 * time.Minute)) }, false},
		"another's log-out": {func([]string) { w.postForm("/admin/logout", nil, w.session("oidc:other", intake.RoleRead)...) }, true},
	} {
		w.clock.Set(open)
		cookie := w.login()
		test.act(cookie)
		if got := holds(cookie); got != test.want {
			t.Errorf("%s: the session holds is %t", name, got)
		}
		if err := w.store.EndSession(t.Context(), sum("session of oidc:other")); err != nil {
			t.Fatal(err)
		}
	}
}

func sum(value string) []byte {
	s := sha256.Sum256([]byte(value))
	return s[:]
}

// enter logs in once more, in the browser that has the cookie.
func (w *world) enter(cookie ...string) {
	w.t.Helper()
	token, err := intake.ReplaceOrganizerToken(w.t.Context(), w.store, rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	checkStatus(w.t, w.postForm("/admin/login", url.Values{"token": {token}}, cookie...), http.StatusSeeOther)
}

// work uses a session every ten minutes.
func (w *world) work(cookie []string, length time.Duration) {
	for at := time.Duration(0); at <= length; at += 10 * time.Minute {
		w.clock.Set(open.Add(at))
		w.get(rosterPath, cookie...)
	}
}

// Whoever reads the store cannot make a cookie of what is in it.
func TestSessionIsNotInTheStore(t *testing.T) {
	w := newWorld(t)
	cookie := strings.TrimPrefix(w.login()[1], "hyte-organizer=")
	session, err := w.store.Session(t.Context(), sum(cookie))
	if err != nil {
		t.Fatal(err)
	}
	checkStatus(t, w.get(rosterPath, "Cookie", "hyte-organizer="+string(session.Key)), http.StatusSeeOther)
	if session.Who != "token" || session.Role != intake.RoleManage {
		t.Errorf("session of %q, role %q", session.Who, session.Role)
	}
}

// The name of the cookie holds browsers to what it promises.
func TestCookieName(t *testing.T) {
	for name, test := range map[string]struct {
		base, prefix string
		tls          bool
		cookie, path string
	}{
		"http":             {"", "", false, "hyte-organizer", "/admin"},
		"https":            {"https://www.example.fi", "", false, "__Host-hyte-organizer", "/"},
		"https itself":     {"", "", true, "__Host-hyte-organizer", "/"},
		"https, a part":    {"https://www.example.fi/forms", "/forms", false, "__Secure-hyte-organizer", "/forms/admin"},
		"http on purpose":  {"http://forms.example.fi", "", false, "hyte-organizer", "/admin"},
		"a part by itself": {"", "/forms", true, "__Secure-hyte-organizer", "/forms/admin"},
	} {
		w := newWorld(t, func(c *intake.Config) { c.BaseURL, c.Prefix = test.base, test.prefix })
		token, err := intake.FirstOrganizerToken(t.Context(), w.store, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		send := func(method, path, body string, header ...string) *httptest.ResponseRecorder {
			r := request(method, test.prefix+path, strings.NewReader(body), append(header, "Content-Type", "application/x-www-form-urlencoded")...)
			if test.tls {
				r.TLS = &tls.ConnectionState{}
			}
			return w.do(r)
		}
		answer := send(http.MethodPost, "/admin/login", "token="+token)
		checkStatus(t, answer, http.StatusSeeOther)
		c := answer.Result().Cookies()[0]
		if c.Name != test.cookie || c.Path != test.path || c.Secure != strings.HasPrefix(c.Name, "__") || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Domain != "" {
			t.Errorf("%s: cookie %+v", name, c)
		}
		checkStatus(t, send(http.MethodGet, "/admin", "", "Cookie", c.Name+"="+c.Value), http.StatusOK)
		if test.cookie != "hyte-organizer" { // one without the beginning may come from anywhere
			checkStatus(t, send(http.MethodGet, "/admin", "", "Cookie", "hyte-organizer="+c.Value), http.StatusSeeOther)
		}
	}
}

// A role opens what is for it, and shows no link to what is not.
func TestRoles(t *testing.T) {
	w := newWorld(t, withRooms, func(c *intake.Config) {
		c.Pages[1].Role = intake.RoleManage
		c.Pages[0].Role = ""
	})
	late := w.answer(afterDeadline, "municipality:109")
	accept := rosterPath + "/accept/" + late
	for role, may := range map[intake.Role]struct{ decide, manage bool }{
		intake.RoleRead: {}, intake.RoleDecide: {decide: true}, intake.RoleManage: {true, true},
	} {
		cookie := w.session("oidc:"+string(role), role)
		status := func(allowed bool, code int) int {
			if allowed {
				return code
			}
			return http.StatusForbidden
		}
		board := w.get(rosterPath, cookie...)
		checkStatus(t, board, http.StatusOK)
		if linked := strings.Contains(board.Body.String(), `href="`+accept); linked != may.decide {
			t.Errorf("%s: the board links to a decision: %t", role, linked)
		}
		for _, path := range []string{"/admin", rosterPath + "/roster.csv", receivedPath, "/admin/bell"} {
			checkStatus(t, w.get(path, cookie...), http.StatusOK)
		}
		checkStatus(t, w.get(accept, cookie...), status(may.decide, http.StatusOK))
		checkStatus(t, w.postForm(accept, url.Values{}, cookie...), status(may.decide, http.StatusUnprocessableEntity))
		checkStatus(t, w.postForm("/admin/bell", url.Values{"ring": {"yes"}}, cookie...), status(may.decide, http.StatusSeeOther))
		checkStatus(t, w.get("/admin/bell/log.json", cookie...), status(may.manage, http.StatusOK))
	}
	denied := w.get("/admin/bell/log.json?lang=sv", w.session("oidc:reader", intake.RoleRead)...)
	if got := text(t, denied); !strings.Contains(got, catalogs(t, ".")["sv"]["failure.role.text"]) {
		t.Errorf("whoever may not is told %q", got)
	}
	if policy := denied.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("policy %q", policy)
	}
}

// Everything that the organizer's people do is in the audit log, and nothing that
// anybody typed.
func TestAudit(t *testing.T) {
	w := newWorld(t)
	late := w.answer(afterDeadline, "municipality:109")
	cookie := w.login()
	w.get("/admin", cookie...)
	w.get(rosterPath+"?lang="+mark, cookie...)
	w.get(rosterPath+"/roster.csv", cookie...)
	w.get(receivedPath, cookie...)
	w.get("/admin/"+mark, cookie...)
	w.get(rosterPath+"/accept/"+late, cookie...)
	w.get(rosterPath+"/accept/"+mark, cookie...)
	w.postForm(rosterPath+"/accept/"+late, url.Values{"by": {mark}, "reason": {mark}}, append(cookie, "X-Request-Id", mark)...)
	w.postForm(rosterPath+"/accept/"+late, url.Values{"by": {mark}, "reason": {mark}}, append(cookie, "Sec-Fetch-Site", "cross-site")...)
	w.postForm("/admin/login", url.Values{"token": {mark}, "call": {mark}})
	w.get(rosterPath+"/accept/"+late, w.session("oidc:7f3a", intake.RoleRead)...)
	w.postForm("/admin/logout", nil, cookie...)
	w.postForm("/admin/logout", nil, cookie...)
	w.get("/admin", cookie...)
	var decision string
	for _, r := range w.records() {
		if r.Entered() {
			decision = r.ID
		}
	}
	of := " of " + callID
	want := []string{
		"login token manage /admin/login",
		"view token manage /admin",
		"view token manage /admin/{inquiry}" + of,
		"download token manage /admin/{inquiry}/roster.csv" + of,
		"download token manage /admin/{inquiry}/received.ndjson" + of,
		"view token manage /admin/{inquiry}",
		"view token manage /admin/{inquiry}/accept/{id}" + of + " about " + late,
		"view token manage /admin/{inquiry}/accept/{id}" + of,
		"submit token manage /admin/{inquiry}/accept/{id}" + of + " about " + late,
		"decision token manage /admin/{inquiry}/accept/{id}" + of + " about " + decision,
		"login-refused /admin/login",
		"denied oidc:7f3a read /admin/{inquiry}/accept/{id}" + of,
		"logout token manage /admin/logout",
	}
	got := w.audited()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the audit log (-want +got)\n%s", diff)
	}
	if strings.Contains(strings.Join(got, ""), mark) {
		t.Error("what was sent is in the audit log")
	}
}

// Who presses a button twice has decided once.
func TestAuditOfTwoClicks(t *testing.T) {
	w := newWorld(t, withFairs)
	cookie := w.login()
	for range 2 {
		checkStatus(t, w.postForm("/admin/spring/close/fair", nil, cookie...), http.StatusSeeOther)
	}
	counts := map[string]int{}
	for _, line := range w.audited() {
		action, _, _ := strings.Cut(line, " ")
		counts[action]++
	}
	if want := map[string]int{"login": 1, "submit": 2, "decision": 1}; !cmp.Equal(want, counts) {
		t.Errorf("entries %v, want %v", counts, want)
	}
}

// Strangers cannot fill the audit log: what many do at once is one entry with their
// number.
func TestAuditOfStrangers(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Limits.Logins = intake.Rate{Burst: 2, Interval: time.Hour} })
	if _, err := intake.FirstOrganizerToken(t.Context(), w.store, rand.Reader); err != nil {
		t.Fatal(err)
	}
	const all = 500
	for range all {
		w.postForm("/admin/login", url.Values{"token": {"x"}})
	}
	w.clock.Set(open.Add(time.Minute))
	w.postForm("/admin/login", url.Values{"token": {"x"}})
	counts := map[intake.AuditAction]int{}
	entries, err := w.store.AuditAfter(t.Context(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		counts[e.Action] += e.Times
	}
	if want := map[intake.AuditAction]int{intake.AuditLoginRefused: 2, intake.AuditRateLimit: all - 1}; !cmp.Equal(want, counts) || len(entries) > 70 {
		t.Errorf("%d entries that tell of %v, want %v", len(entries), counts, want)
	}
}

// noAudit is a store that takes no entries of the audit log, nor the use of a session.
type noAudit struct{ intake.Store }

func (noAudit) AddAudit(context.Context, intake.AuditEntry) error {
	return fmt.Errorf("audit: %w", intake.ErrFull)
}

func (noAudit) SeeSession(context.Context, []byte, time.Time) error {
	return fmt.Errorf("session: %w", intake.ErrFull)
}

// Where the store is full, the organizer still reads what has come, and what the audit
// log would say is in the service's own log.
func TestAuditWithoutSpace(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Store = noAudit{c.Store} })
	cookie := w.session("oidc:7f3a", intake.RoleRead)
	w.clock.Set(open.Add(5 * time.Minute))
	checkStatus(t, w.get(rosterPath, cookie...), http.StatusOK)
	for _, want := range []string{"an entry of the audit log was not kept", `"who":"oidc:7f3a"`, `"action":"view"`, `"inquiry":"` + callID + `"`, "a session's use was not kept"} {
		if log := w.log.String(); !strings.Contains(log, want) {
			t.Errorf("the log has no %s\n%s", want, log)
		}
	}
}

// lost is a store that has forgotten what it was asked to end.
type lost struct{ intake.Store }

func (lost) EndSession(context.Context, []byte) error { return errors.Join(intake.ErrUnavailable) }

// Nobody is told that they are out while the session goes on.
func TestLogoutFails(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.Store = lost{c.Store} })
	cookie := w.session("oidc:7f3a", intake.RoleRead)
	answer := w.postForm("/admin/logout", nil, cookie...)
	checkStatus(t, answer, http.StatusServiceUnavailable)
	if len(answer.Result().Cookies()) != 0 {
		t.Error("the browser was told to forget the session")
	}
}

func TestRoleIncludes(t *testing.T) {
	all := append(intake.Roles(), "", "own")
	for i, has := range all {
		for j, needed := range all {
			want := i < 3 && j < 3 && i >= j
			if has.Includes(needed) != want {
				t.Errorf("%q includes %q is not %t", has, needed, want)
			}
		}
	}
	if intake.Role("own").IsRole() {
		t.Error("a role that there is not")
	}
}
