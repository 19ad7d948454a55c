package overview_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/overview"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	stands "github.com/hytekit/hytekit/hyte/overview"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

// within is an instant at which the example call takes answers.
var within = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)

// world is a service of the example call with an overview, and its organizer.
type world struct {
	t       testing.TB
	service *intake.Service
	browser testservice.Browser
	broken  error // of the store, once there are sessions
}

// flawed is a store that fails when it is told to.
type flawed struct {
	intake.Store
	w *world
}

func (s flawed) Count(ctx context.Context, inquiry string) (int64, error) {
	if s.w.broken != nil {
		return 0, s.w.broken
	}
	return s.Store.Count(ctx, inquiry)
}

func newWorld(t testing.TB, documents overview.Documents) *world {
	t.Helper()
	store := testservice.Store(t)
	w := &world{t: t}
	var err error
	if w.service, err = intake.New(t.Context(), intake.Config{
		Store: flawed{store, w}, Inquiries: []intake.Inquiry{firstkind.Inquiry(t), fair(t)}, Kinds: kinds.All(), Pages: overview.Pages(documents),
		Now: func() time.Time { return within },
	}); err != nil {
		t.Fatal(err)
	}
	w.browser.Service = w.service
	answer := w.browser.LogIn(t, store, "call", "overview")
	if at := answer.Header().Get("Location"); at != "/admin/overview" {
		t.Fatalf("logging in leads to %q", at)
	}
	return w
}

func (w *world) do(method, path, kind, body string) *httptest.ResponseRecorder {
	return w.browser.Do(method, path, kind, body)
}

func (w *world) get(path string) *httptest.ResponseRecorder {
	w.t.Helper()
	answer := w.do(http.MethodGet, path, "", "")
	if answer.Code != http.StatusOK {
		w.t.Fatalf("%s: status %d\n%s", path, answer.Code, answer.Body)
	}
	return answer
}

// fair is an event for which people register here.
func fair(t testing.TB) *event.Inquiry {
	t.Helper()
	i, violations := event.Read([]byte(`{
		"$schema": "https://hytekit.org/schema/v1/event.schema.json", "id": "fair", "title": {"fi": "Messut"}, "when": {"date": "2021-03-01"},
		"place": {"name": "Kuvitelmatalo"}, "organizers": ["county:07"], "registration": {"until": {"date": "2021-02-20"}}, "languages": ["fi", "sv", "en"],
		"contacts": [{"givenName": "Lempi", "familyName": "Kuviteltu", "email": "lempi@example.fi"}],
		"privacyNotice": {"controller": {"fi": "Esimerkkialue"}, "contact": "tietosuoja@example.fi", "url": {"fi": "https://example.fi/tietosuoja"}, "retention": {"fi": "Tiedot poistetaan."}}
	}`))
	if i == nil {
		t.Fatal(violations)
	}
	return i
}

// region is a folder of a body, a plan and events, and the example call as it was before
// anybody had answered.
func region(t testing.TB) *folder.Folder {
	f := &folder.Folder{}
	f.Add(&body.Body{
		ID: "group", Name: hyte.Text{"fi": "Työryhmä"}, Host: "municipality:091",
		Memberships: []body.Membership{{ID: "m", Role: body.RoleMember, Person: &hyte.Person{
			GivenName: "Aino", FamilyName: "Esimerkki", Email: "secret@example.fi", ContactVisibility: hyte.VisibleToPublic,
		}}},
	})
	f.Add(&plan.Plan{ID: "old", Kind: plan.Programme, Title: hyte.Text{"fi": "Ohjelma"}, Period: &hyte.Term{To: "2020-12-31"}})
	f.Add(&event.Event{ID: "forum", Title: hyte.Text{"fi": "Foorumi <1>"}, When: &event.When{Date: "2021-02-01", From: "09:00"}})
	f.Add(&event.Event{ID: "over", Title: hyte.Text{"fi": "Mennyt"}, When: &event.When{Date: "2021-01-10"}})
	f.Add(firstkind.Inquiry(t))
	f.AddReceived(firstkind.ID, hyte.Received{Kind: hyte.ReceivedRefusal, Nominator: "municipality:061", ReceivedAt: within})
	return f
}

// The page has what is served as it stands now, and the documents beside that.
func TestPage(t *testing.T) {
	w := newWorld(t, overview.Documents{Folder: region(t)})
	for language, want := range map[string][]string{
		"fi": {"Yhteistyön tilanne 11.1.2021", "Vastannut 0/15.", "Työryhmä", "Foorumi &lt;1&gt;", "Velvollisuudet 2021: Helsinki", "Ei voimassa"},
		"sv": {"Läget i samarbetet den 11", "Svar har kommit från 0 av 15.", `<span lang="fi">Työryhmä</span>`, "Skyldigheter 2021: Helsingfors", "Inte i kraft"},
		"en": {"The cooperation on 11", "Answered: 0 of 15.", `<span lang="fi">Foorumi`, "Duties of 2021: Helsinki", "Not in force"},
	} {
		page := w.get("/admin/overview?lang=" + language)
		htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
		text := page.Body.String()
		for _, want := range want {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q\n%s", language, want, text)
			}
		}
		if strings.Count(text, `href="/admin/`+firstkind.ID+`?lang=`+language+`"`) != 1 {
			t.Errorf("%s: the call is not linked once\n%s", language, text)
		}
		for _, other := range []string{`href="/admin/forum`, "Mennyt", "secret@"} {
			if strings.Contains(text, other) {
				t.Errorf("%s: the page has %q", language, other)
			}
		}
	}
	if answer := w.do(http.MethodPost, firstkind.Path, "application/json", firstkind.JSON(t, "municipality:109")); answer.Code != http.StatusCreated {
		t.Fatalf("status %d\n%s", answer.Code, answer.Body)
	}
	if text := w.get("/admin/overview?lang=en").Body.String(); !strings.Contains(text, "Answered: 1 of 15.") {
		t.Errorf("an answer has come, and the page says\n%s", text)
	}
	registration := `{"event": "fair", "mode": "place", "person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "aino@example.fi"}}`
	if answer := w.do(http.MethodPost, "/api/v1/events/fair/registrations", "application/json", registration); answer.Code != http.StatusCreated {
		t.Fatalf("status %d\n%s", answer.Code, answer.Body)
	}
	for language, want := range map[string]string{"fi": "Ilmoittautuneita 1.", "sv": "Anmälda: 1.", "en": "Registered: 1."} {
		if text := w.get("/admin/overview?lang=" + language).Body.String(); !strings.Contains(text, want) || !strings.Contains(text, `href="/admin/fair?lang=`+language) {
			t.Errorf("somebody has registered, and the page says\n%s", text)
		}
	}
	w.broken = errors.Join(intake.ErrUnavailable)
	for _, path := range []string{"/admin/overview", "/admin/overview/print.html", "/admin/overview/overview.json"} {
		if answer := w.do(http.MethodGet, path, "", ""); answer.Code != http.StatusServiceUnavailable {
			t.Errorf("%s without a store: status %d", path, answer.Code)
		}
	}
}

// The files are the page to print, and the data without contacts.
func TestFiles(t *testing.T) {
	w := newWorld(t, overview.Documents{Folder: region(t)})
	sheet := w.get("/admin/overview/print.html?lang=sv") // package forms/overview checks the page
	if got := sheet.Header().Get("Content-Disposition"); got != `attachment; filename="overview-2021-01-11.html"` || !strings.Contains(sheet.Body.String(), "<style>") {
		t.Errorf("%q\n%s", got, sheet.Body)
	}
	data := w.get("/admin/overview/overview.json")
	var o stands.Overview
	if err := json.Unmarshal(data.Body.Bytes(), &o); err != nil || strings.Contains(data.Body.String(), "@") {
		t.Fatalf("%v\n%s", err, data.Body)
	}
	if o.At.String() != "2021-01-11" || len(o.Requests) != 1 || o.Requests[0].Asked != 15 || len(o.Events) != 2 || o.Events[1].Registered == nil || len(o.Bodies) != 1 || len(o.Plans) != 1 || len(o.Duties) != 1 {
		t.Errorf("%s", data.Body)
	}
}

// Without documents there is the call alone; where some are missing the page says so.
func TestDocumentsAreMissing(t *testing.T) {
	const says = "Some documents are missing"
	if text := newWorld(t, overview.Documents{}).get("/admin/overview?lang=en").Body.String(); !strings.Contains(text, "Answered: 0 of 15.") || strings.Contains(text, says) {
		t.Errorf("%s", text)
	}
	page := newWorld(t, overview.Documents{Incomplete: true}).get("/admin/overview?lang=en")
	htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
	if !strings.Contains(page.Body.String(), says) {
		t.Errorf("%s", page.Body)
	}
}

// Every language has all words.
func TestWords(t *testing.T) {
	pages := overview.Pages(overview.Documents{})
	for _, code := range texts.Languages() {
		if pages[0].Link[code] == "" {
			t.Errorf("no link in %s", code)
		}
	}
}
