package roster_test

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/testservice"
)

const (
	callID     = "kanta-hame-hyte-2021"
	rosterPath = "/admin/" + callID
)

var (
	open          = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)
	afterDeadline = time.Date(2021, 1, 18, 9, 30, 0, 0, time.UTC)
)

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
	store := testservice.Store(t)
	w := &world{t: t, now: open, store: store, call: exampleCall(t, change)}
	config := intake.Config{
		Store: store, Inquiries: []intake.Inquiry{w.call}, Kinds: kinds.All(), Now: func() time.Time { return w.now },
		Limits: intake.Limits{Logins: testservice.Often, Posts: testservice.Often, SenderOfClient: testservice.Often, Sender: testservice.Often},
	}
	if w.call.Confirmed() {
		config.LinkKey, config.BaseURL = newLinkKey(t), "https://lomakkeet.example.fi"
	}
	var err error
	w.service, err = intake.New(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func newLinkKey(t testing.TB) intake.LinkKey {
	t.Helper()
	text, err := intake.NewLinkKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := intake.ParseLinkKey(text)
	if err != nil {
		t.Fatal(err)
	}
	return key
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
	return w.browser(session).Do(method, path, kind, body)
}

func (w *world) browser(session string) *testservice.Browser {
	return &testservice.Browser{Service: w.service, Cookie: session}
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

const formType = testservice.FormType

var (
	checkStatus = testservice.CheckStatus
	parse       = testservice.Parse
	text        = testservice.Text
	has         = testservice.Has
	hasNot      = testservice.HasNot
)

// login opens a session of the organizer, whatever the time is by now.
func (w *world) login() (session string) {
	w.t.Helper()
	b := w.browser("")
	b.LogIn(w.t, w.store)
	return b.Cookie
}

// records are what the store has.
func (w *world) records() (all []intake.Record) {
	w.t.Helper()
	return testservice.Records(w.t, w.store, callID)
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
	return w.browser(session).Do(http.MethodGet, path, "", "", "Accept-Encoding", "br")
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
