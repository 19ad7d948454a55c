package programme_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"github.com/hytekit/hytekit/internal/testservice"
)

// apply sends a registration as a program does, in a language, perhaps under a key.
func (w *world) apply(language, key, document string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "https://lomakkeet.example.fi/api/v1/events/"+eventID+"/registrations", strings.NewReader(document))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", language)
	if key != "" {
		r.Header.Set("Idempotency-Key", key)
	}
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, r)
	return answer
}

func (w *world) count() int {
	w.t.Helper()
	n, err := w.store.Count(w.t.Context(), eventID)
	if err != nil {
		w.t.Fatal(err)
	}
	return int(n)
}

// full is the problem of whom there is no room for.
type full struct {
	Type, Detail string
	Violations   []struct {
		Rule, Location, Message string
		Params                  struct{ Allowed []string }
	}
}

func (w *world) refused(language, document string) full {
	w.t.Helper()
	before := w.count()
	answer := w.apply(language, "", document)
	checkStatus(w.t, answer, http.StatusConflict)
	var p full
	if err := json.Unmarshal(answer.Body.Bytes(), &p); err != nil || len(p.Violations) != 1 || w.count() != before {
		w.t.Fatalf("%v, %d records of %d\n%s", err, w.count(), before, answer.Body)
	}
	return p
}

// TestFull: who is refused hears what is taken and what is left, in three languages, and
// nothing is kept. Who has a place keeps it, and who repeats hears the same again.
func TestFull(t *testing.T) {
	w := newWorld(t, `"shown": "registered"`, `"shown": "registered", "places": 1`)
	w.register("Aino", "aino@example.fi", "place")
	onni := registration(t, "Onni", "onni@example.fi", "place")
	checkStatus(t, w.apply("fi", "k", onni), http.StatusCreated)
	for language, want := range map[string][]string{
		"fi": {"Paikkoja ei ole enää", "Valitse toinen osallistumistapa"},
		"sv": {"Det finns inte plats för fler", "Välj ett annat sätt att delta"},
		"en": {"There is no room for more", "Select another way of taking part"},
	} {
		p := w.refused(language, registration(t, "Helmi", "helmi@example.fi", "place"))
		v := p.Violations[0]
		if p.Type != "https://hytekit.org/problem/v1/full" || v.Rule != "registration.full" || v.Location != "/mode" || !slices.Equal(v.Params.Allowed, []string{"remote"}) {
			t.Errorf("%s: %+v", language, p)
		}
		has(t, p.Detail, want[0])
		has(t, v.Message, want[1])
	}
	checkStatus(t, w.apply("fi", "k", onni), http.StatusOK)
	w.register("Aino Maria", "AINO@example.fi", "place") // the same person, with another name
	w.register("Helmi", "helmi@example.fi", "remote")
	if p := w.refused("fi", registration(t, "Väinö", "vaino@example.fi", "remote")); p.Violations[0].Location != "" || len(p.Violations[0].Params.Allowed) > 0 {
		t.Errorf("all is full: %+v", p)
	} else {
		has(t, p.Violations[0].Message, "Kaikki paikat ovat täynnä.")
	}
	w.refused("fi", registration(t, "Helmi", "helmi@example.fi", "place")) // who comes in another way needs another place
	w.register("Aino", "aino@example.fi", "place")
	w.ask("Mahtuuko vielä?", "", "") // takes no place

	w.serve(`"shown": "registered"`, `"shown": "registered", "places": 2`)
	w.register("Onni", "onni@example.fi", "remote") // leaves a place
	w.register("Väinö", "vaino@example.fi", "place")
	w.refused("fi", onni)
}

// TestFullForm: the page says before anybody fills it in what is taken, and keeps what was
// typed by whom another one forestalled.
func TestFullForm(t *testing.T) {
	w := newWorld(t)
	typed := []string{
		"token", "aaaabbbbccccddddeeeeffff22", "/person/givenName", "Helmi", "/person/familyName", "Esimerkki", "/person/email", "helmi@example.fi",
	}
	hasNot(t, words(t, w.get("/"+eventID+"/fi")), "ei ole enää paikkoja")
	w.register("Aino", "aino@example.fi", "place")
	w.register("Onni", "onni@example.fi", "place")
	for language, want := range map[string]string{"fi": "Paikan päällä ei ole enää paikkoja.", "sv": "Platserna på plats är fullbokade.", "en": "The places on site are taken."} {
		has(t, words(t, w.get("/"+eventID+"/"+language)), want)
		has(t, words(t, w.get("/"+eventID+"/"+language+"/public")), want)
	}
	hasNot(t, words(t, w.get("/"+eventID+"/fi/question")), "paikkoja.")
	again := w.post("/"+eventID+"/fi", append(typed, "/mode", "place")...)
	checkStatus(t, again, http.StatusConflict)
	htmlcheck.Run(t, again.Body.Bytes(), htmlcheck.All()...)
	has(t, again.Body.String(), "Valitse toinen osallistumistapa: tämän paikat ovat täynnä.", `value="helmi@example.fi"`, `name="token" value="aaaabbbbccccddddeeeeffff22"`)
	checkStatus(t, w.post("/"+eventID+"/fi", append(typed, "/mode", "remote")...), http.StatusSeeOther)

	w.now = w.now.AddDate(0, 0, 25) // when nobody registers any more, nobody asks for places
	hasNot(t, words(t, w.get("/"+eventID+"/fi")), "ei ole enää paikkoja")
	hasNot(t, words(t, w.get(public)), "ei ole enää paikkoja")
}

// TestNoRoomAtAll: where people take part in one way, it need not be said.
func TestNoRoomAtAll(t *testing.T) {
	w := newWorld(t, `"remote": {"url": "https://etayhteys.example.fi/salainen-linkki", "shown": "registered"},`, "")
	w.register("Aino", "aino@example.fi", "place")
	unsaid := func(given, email string) string {
		return strings.Replace(registration(t, given, email, "place"), `"mode":"place",`, "", 1)
	}
	w.send("registrations", unsaid("Onni", "onni@example.fi"))
	if p := w.refused("en", unsaid("Helmi", "helmi@example.fi")); p.Violations[0].Location != "" {
		t.Errorf("%+v", p)
	}
	has(t, words(t, w.get("/"+eventID+"/sv")), "Alla platser är fullbokade.")
}

// TestLastPlace: of many at once, through two services on one file, as many get a place as
// there are.
func TestLastPlace(t *testing.T) {
	first := newWorld(t)
	second := &world{t: t, now: before, path: first.path}
	second.open()
	second.serve()
	first.register("Aino", "aino@example.fi", "place")
	const senders = 12
	statuses := make([]int, senders)
	var wg sync.WaitGroup
	for i := range senders {
		w := []*world{first, second}[i%2]
		document := registration(t, "Helmi", string(rune('a'+i))+"@example.fi", "place")
		wg.Go(func() { statuses[i] = w.apply("fi", "", document).Code })
	}
	wg.Wait()
	slices.Sort(statuses)
	if statuses[0] != http.StatusCreated || statuses[1] != http.StatusConflict || statuses[senders-1] != http.StatusConflict || first.count() != 2 {
		t.Errorf("statuses %v, %d records", statuses, first.count())
	}
}

// sent registers as a browser does, and returns the address of the receipt.
func (w *world) sent(token, given, email, mode string) (receipt string) {
	w.t.Helper()
	answer := w.post("/"+eventID+"/fi", "token", token+strings.Repeat("a", 26-len(token)), "/person/givenName", given, "/person/familyName", "Esimerkki", "/person/email", email, "/mode", mode)
	checkStatus(w.t, answer, http.StatusSeeOther)
	receipt, _, _ = strings.Cut(answer.Header().Get("Location"), "?") // what shows the sender what was sent
	return receipt
}

// TestCancelRegistration: whoever has the receipt and knows the e-mail address cancels, once,
// and the place is free again.
func TestCancelRegistration(t *testing.T) {
	w := newWorld(t)
	receipt := w.sent("a", "Aino", "aino@example.fi", "place")
	w.register("Onni", "onni@example.fi", "place")
	has(t, w.get(receipt).Body.String(), `<a href="https://lomakkeet.example.fi`+receipt+`/cancel">Peru ilmoittautuminen, jos et pääse tulemaan</a>`)
	for language, want := range map[string]string{"fi": "Peru ilmoittautuminen", "sv": "Avboka anmälan", "en": "Cancel the registration"} {
		page := w.get(strings.Replace(receipt, "/fi/", "/"+language+"/", 1) + "/cancel")
		has(t, words(t, page), want)
		for _, other := range []string{"fi", "sv", "en"} {
			if address := strings.Replace(receipt, "/fi/", "/"+other+"/", 1) + "/cancel"; strings.Contains(page.Body.String(), `href="`+address+`" lang="`+other+`"`) == (other == language) {
				t.Errorf("%s: the page in %s is linked: %t", language, other, other == language)
			}
		}
		hasNot(t, page.Body.String(), "aino@", "Aino")
		if page.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", language, page.Header())
		}
	}
	for _, wrong := range []string{"", "onni@example.fi", "aino@example.f", "aino@example.fi2"} {
		again := w.post(receipt+"/cancel", "email", wrong)
		checkStatus(t, again, http.StatusUnprocessableEntity)
		htmlcheck.Run(t, again.Body.Bytes(), htmlcheck.All()...)
		has(t, again.Body.String(), "Virhe: Peru ilmoittautuminen", `aria-invalid="true"`)
	}
	w.refused("fi", registration(t, "Helmi", "helmi@example.fi", "place"))
	for range 2 { // a double click
		done := w.post(receipt+"/cancel", "email", " AINO@example.fi ")
		checkStatus(t, done, http.StatusSeeOther)
		if at := done.Header().Get("Location"); at != receipt+"/cancel" {
			t.Errorf("leads to %q", at)
		}
	}
	has(t, words(t, w.get(receipt+"/cancel")), "Ilmoittautuminen on peruttu", "Järjestäjä tietää nyt, ettet ole tulossa.")
	if n := w.count(); n != 3 {
		t.Errorf("%d records, want two registrations and a cancellation", n)
	}
	w.noted(hyte.EntryAnswered)
	w.register("Helmi", "helmi@example.fi", "place")
	w.login()
	has(t, words(t, w.get("/admin/"+eventID)), "Ilmoittautuneita yhteensä 2", "perunut ilmoittautumisensa")
	has(t, w.get("/admin/"+eventID+"/received.ndjson").Body.String(), `"kind":"cancellation"`, `"registration":"`+receipt[strings.LastIndex(receipt, "/")+1:])
	hasNot(t, words(t, w.get("/admin/"+eventID)), "ei voi lukea")

	w.refused("fi", registration(t, "Aino", "aino@example.fi", "place")) // the place has gone
	w.register("Aino", "aino@example.fi", "remote")
	has(t, words(t, w.get("/admin/"+eventID)), "Ilmoittautuneita yhteensä 3")
}

// noted fails unless the last record is a cancellation that says, as any other record does,
// how it came, under which version of the event, and whether that was in time.
func (w *world) noted(verdict hyte.EntryStatus) {
	w.t.Helper()
	records := testservice.Records(w.t, w.store, eventID)
	last, version := records[len(records)-1], records[0].Version
	if last.Kind != "cancellation" || last.Via != string(hyte.ViaForm) || version == "" || last.Version != version || last.Verdict != string(verdict) {
		w.t.Errorf("the last record is a %s via %q under version %q with the verdict %q; want a cancellation under %q, %s", last.Kind, last.Via, last.Version, last.Verdict, version, verdict)
	}
}

// TestCancelLate: people may cancel when nobody can register any more, but not with an old
// receipt, not what is not theirs, and not what is no registration.
func TestCancelLate(t *testing.T) {
	w := newWorld(t)
	first := w.sent("a", "Aino", "aino@example.fi", "place")
	second := w.sent("b", "Aino", "aino@example.fi", "remote")
	question := w.ask("Mahtuuko?", "", "")
	w.now = w.now.AddDate(0, 0, 25)
	has(t, words(t, w.get(first+"/cancel")), "Tämä ilmoittautuminen ei ole voimassa")
	checkStatus(t, w.post(first+"/cancel", "email", "aino@example.fi"), http.StatusSeeOther)
	has(t, words(t, w.get(first+"/cancel")), "Tämä ilmoittautuminen ei ole voimassa")
	w.login()
	has(t, words(t, w.get("/admin/"+eventID)), "Ilmoittautuneita yhteensä 1")
	checkStatus(t, w.post(second+"/cancel", "email", "aino@example.fi"), http.StatusSeeOther)
	w.noted(hyte.EntryLate)
	has(t, words(t, w.get("/admin/"+eventID)), "Ilmoittautuneita yhteensä 0")
	for _, path := range []string{
		"/" + eventID + "/fi/question/receipt/" + question + "/cancel", "/" + eventID + "/fi/receipt/" + question + "/cancel", "/" + eventID + "/fi/receipt/nothing/cancel",
	} {
		checkStatus(t, w.get(path), http.StatusNotFound)
		checkStatus(t, w.post(path, "email", "aino@example.fi"), http.StatusNotFound)
	}
}

// TestReceiptOfPrograms tells where the registration can be taken back, in a language.
func TestReceiptOfPrograms(t *testing.T) {
	w := newWorld(t)
	answer := w.apply("sv", "", registration(t, "Aino", "aino@example.fi", "place"))
	checkStatus(t, answer, http.StatusCreated)
	var given struct{ ID, TakeBack string }
	if err := json.Unmarshal(answer.Body.Bytes(), &given); err != nil || given.TakeBack != "https://lomakkeet.example.fi/"+eventID+"/sv/receipt/"+given.ID+"/cancel" {
		t.Errorf("%v %s", err, answer.Body)
	}
	has(t, words(t, w.get(strings.TrimPrefix(given.TakeBack, "https://lomakkeet.example.fi"))), "Avboka anmälan")
}
