package intake_test

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
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
		if c.Name == "hyte-organizer" && c.Value != "" {
			return c.Name + "=" + c.Value
		}
	}
	t.Fatal("no session was opened")
	return ""
}

// answer lets an organization answer at an instant and returns the receipt's id.
func (w *world) answer(at time.Time, nominator string, change ...func(*hyte.Nomination)) string {
	w.t.Helper()
	w.clock.set(at)
	answer := w.postJSON(nomination(w.t, nominator, change...))
	checkStatus(w.t, answer, http.StatusCreated)
	return decode[struct{ ID string }](w.t, answer).ID
}

func named(given, family string) func(*hyte.Nomination) {
	return func(n *hyte.Nomination) {
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
	w.clock.set(open.Add(11 * time.Hour))
	checkStatus(t, w.get(rosterPath, "Cookie", cookie), http.StatusSeeOther)
	w.clock.set(open)
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

func TestRosterPage(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109", named("Aino", "Esimerkki"))
	w.answer(open.Add(time.Hour), "municipality:109", named("Eino", "Kuvitelma"))
	w.answer(open, "municipality:061", func(n *hyte.Nomination) {
		n.Representatives[0].Person.ContactVisibility = hyte.VisibleToNobody
		n.Representatives[0].Person.Email = "salainen@example.fi"
		n.Decision = &hyte.Decision{Body: "Kunnanhallitus", Date: "2021-01-04", Section: "12", CaseNumber: "FOR/7/00.01.03/2021"}
	})
	w.answer(afterDeadline, "municipality:082")
	cookie := w.login()
	page := w.get(rosterPath, append(cookie, "Accept-Language", "fi")...)
	checkStatus(t, page, http.StatusOK)
	lines := rosterLines(t, page)
	for organization, want := range map[string]string{
		"municipality-109": "Hämeenlinna Korvattu uudella 11.1.2021 klo 11.00 Eino Kuvitelma hyvinvointikoordinaattori, Sosiaali- ja terveyspalvelut eino@example.fi Lisätiedot",
		"municipality-061": "Forssa Saapunut 11.1.2021 klo 10.00 Aino Esimerkki hyvinvointikoordinaattori, Sosiaali- ja terveyspalvelut Yhteystiedot vain kirjaamolle Lisätiedot Päätös Kunnanhallitus, 4.1.2021, § 12, FOR/7/00.01.03/2021",
		"municipality-082": "Hattula Myöhässä Saapunut myöhässä, ei voimassa ennen hyväksymistä , 18.1.2021 klo 11.30",
		"municipality-165": "Janakkala Puuttuu",
	} {
		if !strings.HasPrefix(lines[organization], want) {
			t.Errorf("%s: %q", organization, lines[organization])
		}
	}
	if !strings.Contains(lines["municipality-109"], "Vastaukset, jotka eivät ole voimassa (1) Korvattu , 11.1.2021 klo 10.00 Aino Esimerkki") {
		t.Errorf("no history in %q", lines["municipality-109"])
	}
	all := strings.ReplaceAll(text(t, page), "\u00a0", " ")
	for _, want := range []string{"perjantaina 15.1.2021", "Määräajasta kulunut 2 päivää ja 11 tuntia", "Pyydetty 15", "Vastannut 2", "Puuttuu 12", "Myöhässä 1", "Edustajat 2 0 0 Naisia tai miehiä on alle 40 prosenttia."} {
		if !strings.Contains(all, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page.Body.String(), "salainen@example.fi") {
		t.Error("a secret contact is shown")
	}
}

// rosterLines are the lines of the roster's tables by organization.
func rosterLines(t testing.TB, page *httptest.ResponseRecorder) map[string]string {
	t.Helper()
	lines := map[string]string{}
	for n := range nodes(t, page) {
		id, found := strings.CutPrefix(attr(n, "id"), "o-")
		if !found {
			continue
		}
		var words []string
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				words = append(words, strings.Fields(d.Data)...)
			}
		}
		lines[id] = strings.Join(words, " ")
	}
	return lines
}

func TestAccept(t *testing.T) {
	w := newWorld(t)
	id := w.answer(afterDeadline, "municipality:109")
	inTime := w.answer(open, "municipality:061")
	w.clock.set(afterDeadline.Add(time.Hour))
	cookie := w.login()
	path := rosterPath + "/accept/" + id
	ask := w.get(path, cookie...)
	checkStatus(t, ask, http.StatusOK)
	if !strings.Contains(text(t, ask), "Aino Esimerkki") {
		t.Error("the page does not show what is to be accepted")
	}
	checkStatus(t, w.postForm(path, nil), http.StatusSeeOther) // to the login page
	if n := len(w.records()); n != 2 {
		t.Fatalf("%d records after a stranger's try", n)
	}
	for range 2 {
		answer := w.postForm(path, nil, cookie...)
		checkStatus(t, answer, http.StatusSeeOther)
		if got := answer.Header().Get("Location"); got != rosterPath+"#o-municipality-109" {
			t.Errorf("led to %q", got)
		}
	}
	records := w.records()
	if len(records) != 3 {
		t.Fatalf("%d records", len(records))
	}
	if r := records[2]; r.Kind != "acceptance" || r.Nominator != "municipality:109" || string(r.Document) != `{"kind":"acceptance","accepts":"`+id+`"}` {
		t.Errorf("record %+v", r)
	}
	if got := rosterLines(t, w.get(rosterPath, cookie...))["municipality-109"]; !strings.HasPrefix(got, "Hämeenlinna Saapunut 18.1.2021") {
		t.Errorf("roster: %q", got)
	}
	for _, other := range []string{inTime, records[2].ID, "x"} {
		if answer := w.get(rosterPath+"/accept/"+other, cookie...); answer.Code == http.StatusOK {
			t.Errorf("%s can be accepted", other)
		}
	}
	checkStatus(t, w.get("/"+callID+"/fi/receipt/"+records[2].ID), http.StatusNotFound)
}

func TestDownloads(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109", func(n *hyte.Nomination) { n.Representatives[0].Person.Unit = "=cmd|' /C calc'!A1" })
	cookie := w.login()
	answer := w.get(rosterPath+"/roster.json", cookie...)
	checkStatus(t, answer, http.StatusOK)
	roster := decode[hyte.Roster](t, answer)
	if roster.Summary.Received != 1 || roster.Summary.Asked != 15 || !roster.At.Equal(open) {
		t.Errorf("roster %+v", roster.Summary)
	}
	answer = w.get(rosterPath+"/roster.csv?lang=sv", cookie...)
	checkStatus(t, answer, http.StatusOK)
	content, found := bytes.CutPrefix(answer.Body.Bytes(), []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil || !found || len(rows) != 16 {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	if !strings.Contains(answer.Body.String(), ",Tavastehus,received,") || !strings.Contains(answer.Body.String(), ",'=cmd|") {
		t.Errorf("table:\n%s", answer.Body)
	}
	for _, kind := range []string{"json", "csv"} {
		want := `attachment; filename="` + callID + "." + kind + `"`
		if got := w.get(rosterPath+"/roster."+kind, cookie...).Header().Get("Content-Disposition"); got != want {
			t.Errorf("Content-Disposition %q", got)
		}
	}
}

func TestOverview(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109")
	for language, want := range map[string]string{
		"fi": "Vastanneet 1/15", "sv": "Har svarat 1/15", "en": "Answered 1 of 15",
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

// A record that this version cannot read is shown, and hides no other.
func TestUnreadableRecord(t *testing.T) {
	w := newWorld(t)
	for i, kind := range []string{"nomination", "acceptance", "letter"} {
		r := intake.Record{ID: "strange-" + kind, Call: callID, Kind: kind, ReceivedAt: open, Key: kind, Document: []byte("not JSON")}
		if _, _, err := w.store.Append(t.Context(), r); err != nil {
			t.Fatal(i, err)
		}
	}
	w.answer(open, "municipality:109")
	page := w.get(rosterPath, w.login()...)
	checkStatus(t, page, http.StatusOK)
	got := text(t, page)
	if !strings.Contains(got, "strange-nomination") || !strings.Contains(got, "strange-acceptance") || !strings.Contains(got, "Aino Esimerkki") {
		t.Error("a record is missing")
	}
}

func TestOrganizerPagesWithoutStore(t *testing.T) {
	broken := &brokenStore{}
	w := newWorld(t, broken.wrap)
	cookie := w.login()
	broken.err = errors.Join(intake.ErrUnavailable)
	for _, path := range []string{"/admin", rosterPath, rosterPath + "/roster.json", rosterPath + "/roster.csv", rosterPath + "/accept/x"} {
		if answer := w.get(path, cookie...); answer.Code != http.StatusServiceUnavailable {
			t.Errorf("%s: status %d", path, answer.Code)
		}
	}
	checkStatus(t, w.postForm("/admin/login", url.Values{"token": {"x"}}), http.StatusServiceUnavailable)
}

// The roster of the service is the one that package hyte makes of the records.
func TestRosterIsThatOfTheRecords(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109")
	late := w.answer(afterDeadline, "municipality:061")
	cookie := w.login()
	checkStatus(t, w.postForm(rosterPath+"/accept/"+late, nil, cookie...), http.StatusSeeOther)
	var received []hyte.Received
	for _, r := range w.records() {
		one := hyte.Received{}
		if r.Kind == "nomination" {
			one.Nomination, _ = hyte.DecodeNomination(r.Document)
		} else if err := json.Unmarshal(r.Document, &one); err != nil {
			t.Fatal(err)
		}
		one.ID, one.ReceivedAt, one.Kind = r.ID, r.ReceivedAt, hyte.ReceivedKind(r.Kind)
		received = append(received, one)
	}
	// Also before the last documents came, as a clock that was set back shows.
	for _, at := range []time.Time{afterDeadline, open.Add(time.Minute), open.Add(-time.Hour)} {
		want, err := json.Marshal(exampleCall(t).Roster(received, at))
		if err != nil {
			t.Fatal(err)
		}
		w.clock.set(at)
		if got := w.get(rosterPath+"/roster.json", cookie...); strings.TrimSpace(got.Body.String()) != string(want) {
			t.Errorf("at %v:\n%s\nwant\n%s", at, got.Body, want)
		}
	}
}
