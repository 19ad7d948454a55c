package programme_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

const eventID = "kumppanuuspaiva-6"

// partnershipDay is an event of which everything is asked.
const partnershipDay = `{
  "$schema": "https://hytekit.org/schema/v1/event.schema.json",
  "id": "kumppanuuspaiva-6",
  "title": {"fi": "Kanta-Hämeen 6. kumppanuuspäivä", "sv": "Egentliga Tavastlands 6:e partnerskapsdag", "en": "The 6th partnership day of Kanta-Häme"},
  "series": {"id": "kumppanuuspaiva", "number": 6, "name": {"fi": "Kumppanuuspäivä", "sv": "Partnerskapsdag", "en": "Partnership day"}},
  "theme": {"fi": "Turvallinen arki", "sv": "En trygg vardag", "en": "A safe everyday life"},
  "when": {"date": "2026-10-28", "from": "15:00", "to": "17:00"},
  "place": {"name": "Esimerkkikirjasto", "address": "Mallikatu 1, Hämeenlinna", "places": 2},
  "remote": {"url": "https://etayhteys.example.fi/salainen-linkki", "shown": "registered"},
  "organizers": ["county:07", "association:esimerkki"],
  "organizations": [{"id": "association:esimerkki", "name": {"fi": "Esimerkkiyhdistys ry", "sv": "Exempelföreningen rf", "en": "Example association"}}],
  "audience": [{"fi": "Kunnille ja järjestöille", "sv": "För kommuner och organisationer", "en": "For municipalities and organizations"}],
  "contacts": [{"givenName": "Lempi", "familyName": "Kuviteltu", "email": "lempi.kuviteltu@example.fi", "telephone": "+358401234501"}],
  "programme": [
    {"id": "avaus", "title": {"fi": "Avaus", "sv": "Öppning", "en": "Opening"}, "at": "15:00",
     "speakers": [{"name": "Toivo Esimerkki", "jobTitle": "muutosjohtaja", "organization": "county:07"}]},
    {"id": "paneeli", "kind": "panel", "title": {"fi": "Arjen turva", "sv": "Trygghet i vardagen", "en": "Everyday safety"}, "at": "15:30",
     "speakers": [{"name": "Urho Kuviteltu", "organization": "municipality:834", "role": "panelist"}, {"name": "Kerttu Testi", "organization": "association:esimerkki", "role": "moderator"}]}
  ],
  "materials": [{"name": {"fi": "Tilannekuva", "sv": "Lägesbild", "en": "The situation"}, "url": "https://example.fi/tilannekuva.pdf"}],
  "findings": [{"fi": "Kuntiin kaivataan koordinaattoreita.", "sv": "Kommunerna behöver koordinatorer.", "en": "Municipalities need coordinators."}],
  "registration": {"until": {"date": "2026-10-23"}, "questions": [
    {"id": "ruoka", "label": {"fi": "Syötkö lounaan?", "sv": "Äter du lunch?", "en": "Do you have lunch?"}, "kind": "yes-no"}]},
  "questions": {"until": {"date": "2026-10-26"}, "themes": [{"id": "kunta", "name": {"fi": "Kunta", "sv": "Kommunen", "en": "Municipality"}}]},
  "languages": ["fi", "sv", "en"],
  "privacyNotice": {
    "controller": {"fi": "Esimerkkialue", "sv": "Exempelområdet", "en": "Example county"}, "contact": "tietosuoja@example.fi",
    "url": {"fi": "https://example.fi/tietosuoja", "sv": "https://example.fi/dataskydd", "en": "https://example.fi/privacy"},
    "retention": {"fi": "Tiedot poistetaan tilaisuuden jälkeen.", "sv": "Uppgifterna raderas efter evenemanget.", "en": "Removed after the event."}}
}`

var before = time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC)

// world is a service of one event, and its organizer.
type world struct {
	t       testing.TB
	now     time.Time
	path    string // of the store's file
	store   intake.Store
	service *intake.Service
	browser testservice.Browser
}

// newWorld serves the partnership day with changes.
func newWorld(t testing.TB, changes ...string) *world {
	t.Helper()
	w := &world{t: t, now: before, path: filepath.Join(t.TempDir(), "intake.db")}
	w.open()
	w.serve(changes...)
	return w
}

// open opens the store.
func (w *world) open() {
	w.t.Helper()
	w.store = testservice.StoreAt(w.t, w.path)
}

// serve serves the partnership day with changes: texts of the document in pairs, the old one
// and the new one.
func (w *world) serve(changes ...string) {
	w.t.Helper()
	inquiry, violations := event.Read([]byte(strings.NewReplacer(changes...).Replace(partnershipDay)))
	if inquiry == nil {
		w.t.Fatal(violations)
	}
	var err error
	w.service, err = intake.New(w.t.Context(), intake.Config{
		Store: w.store, Inquiries: []intake.Inquiry{inquiry}, Kinds: kinds.All(), Now: func() time.Time { return w.now },
		BaseURL: "https://lomakkeet.example.fi",
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.browser.Service, w.browser.Origin = w.service, "https://lomakkeet.example.fi"
}

func (w *world) do(method, path, kind, body string) *httptest.ResponseRecorder {
	return w.browser.Do(method, path, kind, body)
}

func (w *world) get(path string) *httptest.ResponseRecorder {
	return w.do(http.MethodGet, path, "", "")
}

func (w *world) post(path string, more ...string) *httptest.ResponseRecorder {
	values := url.Values{}
	for i := 0; i+1 < len(more); i += 2 {
		values.Add(more[i], more[i+1])
	}
	return w.do(http.MethodPost, path, "application/x-www-form-urlencoded", values.Encode())
}

// login opens a session of the organizer.
func (w *world) login() {
	w.t.Helper()
	w.browser.LogIn(w.t, w.store)
}

// send sends a document as a program does, and returns the id of its record.
func (w *world) send(plural, document string) (id string) {
	w.t.Helper()
	answer := w.do(http.MethodPost, "/api/v1/events/"+eventID+"/"+plural, "application/json", document)
	checkStatus(w.t, answer, http.StatusCreated)
	records := testservice.Records(w.t, w.store, eventID)
	return records[len(records)-1].ID
}

func (w *world) register(given, email, mode string) {
	w.t.Helper()
	w.send("registrations", registration(w.t, given, email, mode))
}

func registration(t testing.TB, given, email, mode string) string {
	t.Helper()
	document, err := json.Marshal(map[string]any{
		"event": eventID, "mode": mode, "language": "fi", "answers": map[string]string{"ruoka": "yes"},
		"person": map[string]string{"givenName": given, "familyName": "Esimerkki", "email": email, "organization": "=Keksitty; yhdistys"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(document)
}

func (w *world) ask(text, theme, author string) (id string) {
	w.t.Helper()
	document := map[string]any{"event": eventID, "text": text, "language": "fi"}
	if theme != "" {
		document["theme"] = theme
	}
	if author != "" {
		document["author"] = map[string]string{"name": author, "email": "kysyja@example.fi"}
	}
	data, err := json.Marshal(document)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.send("questions", string(data))
}

// words is a page as it is read. The page is sound HTML.
func words(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	checkStatus(t, answer, http.StatusOK)
	htmlcheck.Run(t, answer.Body.Bytes(), htmlcheck.All()...)
	return strings.ReplaceAll(strings.Map(func(r rune) rune {
		if r >= 0x2066 && r <= 0x2069 { // what keeps directions of writing apart
			return -1
		}
		return r
	}, testservice.Text(testservice.Parse(t, answer))), " ,", ",")
}

var (
	checkStatus = testservice.CheckStatus
	has         = testservice.Has
	hasNot      = testservice.HasNot
)
