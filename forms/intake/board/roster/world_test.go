package roster_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/intake/sqlitestore"
	"github.com/hytekit/hytekit/hyte"
)

const (
	callID     = "kanta-hame-hyte-2021"
	rosterPath = "/admin/" + callID
)

var (
	open          = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)
	afterDeadline = time.Date(2021, 1, 18, 9, 30, 0, 0, time.UTC)
)

// often is a rate that no test reaches.
var often = intake.Rate{Burst: 10_000, Interval: time.Second}

// world is a service of the example call, and its organizer.
type world struct {
	t       testing.TB
	now     time.Time
	store   intake.Store
	call    *hyte.ResolvedCall
	service *intake.Service
}

func newWorld(t testing.TB) *world { return newWorldOf(t, func(*hyte.Call) {}) }

// newWorldOf is a service of the example call with a change.
func newWorldOf(t testing.TB, change func(*hyte.Call)) *world {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "intake.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	w := &world{t: t, now: open, store: store, call: exampleCall(t, change)}
	w.service, err = intake.New(t.Context(), intake.Config{
		Store: store, Inquiries: []intake.Inquiry{w.call}, Kinds: kinds.All(), Now: func() time.Time { return w.now },
		Limits: intake.Limits{Logins: often, Posts: often, SenderOfClient: often, Sender: often},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func exampleCall(t testing.TB, change func(*hyte.Call)) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("../../../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, _ := hyte.DecodeCall(data)
	change(call)
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

// do sends a request with a session, which is empty for a stranger.
func (w *world) do(method, path, kind, body, session string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Cookie", session)
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, r)
	return answer
}

func (w *world) get(path string) *httptest.ResponseRecorder {
	return w.do(http.MethodGet, path, "", "", w.login())
}

func (w *world) post(path string, more ...string) *httptest.ResponseRecorder {
	values := url.Values{"by": {"Helmi Mallikas"}, "reason": {"Asia on selvitetty."}}
	for i := 0; i+1 < len(more); i += 2 {
		if values.Del(more[i]); more[i+1] != "" {
			values[more[i]] = strings.Split(more[i+1], " ")
		}
	}
	return w.do(http.MethodPost, path, formType, values.Encode(), w.login())
}

const formType = "application/x-www-form-urlencoded"

// login opens a session of the organizer, whatever the time is by now.
func (w *world) login() (session string) {
	w.t.Helper()
	token, err := intake.ReplaceOrganizerToken(w.t.Context(), w.store, rand.Reader)
	if err != nil {
		w.t.Fatal(err)
	}
	answer := w.do(http.MethodPost, "/admin/login", formType, url.Values{"token": {token}}.Encode(), "")
	for _, c := range answer.Result().Cookies() {
		session = c.Name + "=" + c.Value
	}
	return session
}

// records are what the store has.
func (w *world) records() (all []intake.Record) {
	w.t.Helper()
	for r, err := range w.store.Records(w.t.Context(), callID) {
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// answer lets an organization answer at an instant and returns the id of the
// record.
func (w *world) answer(at time.Time, nominator string, change ...func(*hyte.Nomination)) string {
	w.t.Helper()
	checkStatus(w.t, w.send(at, nominator, change...), http.StatusCreated)
	records := w.records()
	return records[len(records)-1].ID
}

// packed is a page as browsers get it.
func (w *world) packed(path, session string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", "br")
	r.Header.Set("Cookie", session)
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, r)
	return answer
}

// send lets an organization send an answer at an instant.
func (w *world) send(at time.Time, nominator string, change ...func(*hyte.Nomination)) *httptest.ResponseRecorder {
	w.t.Helper()
	document := w.document(nominator, change...)
	w.now = at
	return w.do(http.MethodPost, "/api/v1/calls/"+callID+"/nominations", "application/json", string(document), "")
}

// document is an answer of an organization.
func (w *world) document(nominator string, change ...func(*hyte.Nomination)) []byte {
	w.t.Helper()
	n := &hyte.Nomination{
		Call: callID, Nominator: nominator, Consent: true, Language: "fi",
		Representatives: []hyte.Representative{{Person: &hyte.Person{
			GivenName: "Aino", FamilyName: "Esimerkki", JobTitle: "hyvinvointikoordinaattori",
			Sector: hyte.SectorHealthAndSocialServices, Email: "aino.esimerkki@example.fi", Gender: hyte.GenderWoman,
		}}},
		Submitter: &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: "vaino.nayte@example.fi"},
	}
	for _, c := range change {
		c(n)
	}
	document, err := json.Marshal(n)
	if err != nil {
		w.t.Fatal(err)
	}
	return document
}

func named(given, family string) func(*hyte.Nomination) {
	return func(n *hyte.Nomination) {
		p := n.Representatives[0].Person
		p.GivenName, p.FamilyName, p.Email = given, family, strings.ToLower(given)+"@example.fi"
	}
}

func checkStatus(t testing.TB, answer *httptest.ResponseRecorder, want int) {
	t.Helper()
	if answer.Code != want {
		t.Fatalf("status %d, want %d\n%s", answer.Code, want, answer.Body)
	}
}

// parse reads a page.
func parse(t testing.TB, answer *httptest.ResponseRecorder) *html.Node {
	t.Helper()
	page, err := html.Parse(bytes.NewReader(answer.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// text is what is written in a part of a page, as it is read.
func text(part *html.Node) string {
	var b strings.Builder
	for n := range part.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// rosterLines are the lines of the roster's tables by organization.
func rosterLines(t testing.TB, page *httptest.ResponseRecorder) map[string]string {
	t.Helper()
	lines := map[string]string{}
	for n := range parse(t, page).Descendants() {
		for _, a := range n.Attr {
			if id, found := strings.CutPrefix(a.Val, "o-"); found && a.Key == "id" {
				lines[id] = text(n)
			}
		}
	}
	return lines
}
