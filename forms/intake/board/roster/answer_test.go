package roster_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// onPaper is what the organizer types of an answer that came on paper.
func onPaper(nominator string, more ...string) url.Values {
	values := url.Values{
		"via": {"paper"}, "arrivedAt": {"2021-01-12T09:30"}, "enteredBy": {"Helmi Mallikas"},
		"/nominator":                                  {nominator},
		"/representatives/0/person/givenName":         {"Kerttu"},
		"/representatives/0/person/familyName":        {"Kuvitelma"},
		"/representatives/0/person/email":             {"kerttu@example.fi"},
		"/representatives/0/person/sector":            {"sports"},
		"/submitter/givenName":                        {"Väinö"},
		"/submitter/familyName":                       {"Näyte"},
		"/submitter/email":                            {"kirjaamo@example.fi"},
		"/consent":                                    {"true"},
		"/representatives/0/person/contactVisibility": {"organizer"},
	}
	for i := 0; i+1 < len(more); i += 2 {
		if values.Del(more[i]); more[i+1] != "" {
			values.Set(more[i], more[i+1])
		}
	}
	return values
}

func (w *world) enter(path string, values url.Values) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.do(http.MethodPost, rosterPath+path, formType, values.Encode(), w.login())
}

// A whole answer that came on paper counts from when it came, and the roster, its trail
// and its files say how it came and who entered it.
func TestEnterAnswer(t *testing.T) {
	const path = "/answer/" + forssa
	w := newWorld(t)
	w.now = open.Add(72 * time.Hour)
	page := w.get(rosterPath + path + "?lang=fi")
	checkStatus(t, page, http.StatusOK)
	htmlcheck.Run(t, page.Body.Bytes(), htmlcheck.All()...)
	for _, want := range []string{`<option value="` + forssa + `" selected`, "Kirjaa vastaus, joka saapui muulla tavalla", "Organisaatio, joka on vastannut", `autocomplete="on"`} {
		if !strings.Contains(page.Body.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, strange := range []string{"given-name", `<p class="hyte-link">`, "Organisaatiosi", "<script"} {
		if strings.Contains(page.Body.String(), strange) {
			t.Errorf("the page says %q", strange)
		}
	}
	sent := w.enter(path, onPaper(forssa, "after", hiddenValue(t, parse(t, page), "after")))
	checkStatus(t, sent, http.StatusSeeOther)
	if got := sent.Header().Get("Location"); got != rosterPath+"#o-municipality-061" {
		t.Errorf("it leads to %s", got)
	}
	checkStatus(t, w.enter(path, onPaper(forssa, "after", "0")), http.StatusSeeOther) // sent twice
	if n := len(w.records()); n != 1 {
		t.Fatalf("%d records", n)
	}
	entry, _ := w.entry(forssa)
	if a := entry.Counted; a == nil || a.EnteredBy != "Helmi Mallikas" || a.Via != hyte.ViaPaper || !a.EnteredAt.Equal(w.now) ||
		!a.ReceivedAt.Equal(time.Date(2021, 1, 12, 7, 30, 0, 0, time.UTC)) || a.Nomination.Language != "" {
		t.Errorf("%+v", entry.Counted)
	}
	line := rosterLines(t, w.get(rosterPath+"?lang=fi"))["municipality-061"]
	for _, want := range []string{"Vastaus saapunut 12.1.2021 klo 9.30", "Kerttu Kuvitelma", "Saapumistapa Paperi", "Kirjasi Helmi Mallikas , 14.1.2021 klo 10.00"} {
		if !strings.Contains(line, want) {
			t.Errorf("the line does not say %q: %s", want, line)
		}
	}
	checkSameRoster(t, w)
	if csv := w.get(rosterPath + "/roster.csv?lang=fi").Body.String(); !strings.Contains(csv, "Kuvitelma") {
		t.Error("the table does not name who was entered")
	}
	receipt := w.do(http.MethodGet, "/api/v1/calls/"+callID+"/nominations/"+w.lastID(), "", "", "")
	checkStatus(t, receipt, http.StatusNotFound) // its sender has none of the service
}

func (w *world) entry(nominator string) (*hyte.Entry, bool) {
	w.t.Helper()
	roster := readRoster(w.t, w.get(rosterPath+"/roster.json"))
	for i := range roster.Nominators {
		if roster.Nominators[i].Nominator == nominator {
			return &roster.Nominators[i], true
		}
	}
	return nil, false
}

// An answer that came late is late, whenever it was entered; one that was entered by
// mistake is taken out again.
func TestEnteredAnswers(t *testing.T) {
	w := newWorld(t)
	w.answer(open, forssa)
	w.now = afterDeadline
	checkStatus(t, w.enter("/answer/"+forssa, onPaper(forssa, "after", "0")), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "replaced Kerttu" {
		t.Errorf("what arrived in time: %s", got)
	}
	id := w.lastID()
	checkStatus(t, w.post(rosterPath+"/undo/"+id), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "received Aino" {
		t.Errorf("undone: %s", got)
	}
	if answer := w.get(rosterPath + "/undo/" + id); answer.Code != http.StatusSeeOther {
		t.Errorf("what is undone can be undone: %d", answer.Code)
	}
	again := onPaper(forssa, "after", "1")
	checkStatus(t, w.enter("/answer/"+forssa, again), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "replaced Kerttu" {
		t.Errorf("entered again: %s", got)
	}
	checkStatus(t, w.enter("/answer/municipality:109", onPaper("municipality:109", "arrivedAt", "2021-01-18T09:00")), http.StatusSeeOther)
	if got := w.statusOf("municipality:109"); got != "late" {
		t.Errorf("what arrived late: %s", got)
	}
	checkSameRoster(t, w)
}

// After the deadline, also of a call that takes no more answers, what came in time is
// entered, and a change in mid-term.
func TestEnterAfterTheDeadline(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) {
		c.LateNominations, c.Body.Term = hyte.LateRefuse, &hyte.Term{From: "2021-02-01", To: "2025-05-31"}
	})
	w.now = afterDeadline
	checkStatus(t, w.enter("/answer/"+forssa, onPaper(forssa)), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "received Kerttu" {
		t.Error(got)
	}
	w.now = time.Date(2022, 3, 1, 8, 0, 0, 0, time.UTC)
	if page := w.get(rosterPath + "/answer/" + forssa).Body.String(); !strings.Contains(page, `name="/change/from"`) || !strings.Contains(page, "hyte-actions") {
		t.Error("a change cannot be entered")
	}
	checkStatus(t, w.enter("/answer/"+forssa, onPaper(forssa, "arrivedAt", "2022-02-28T09:00", "/change/from", "1.4.2022", "/representatives/0/person/givenName", "Eino")), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "replaced Eino" {
		t.Error(got)
	}
	checkSameRoster(t, w)
}

// What is missing is told at its place and in the summary, which leads there; nothing
// that was typed is lost.
func TestEnterWrongAnswer(t *testing.T) {
	w := newWorld(t)
	w.now = open.Add(72 * time.Hour)
	for name, test := range map[string]struct {
		change []string
		says   []string
	}{
		"nobody entered it":   {[]string{"enteredBy", ""}, []string{`<a href="#decide-enteredBy">Kirjoita kirjaajan nimi.</a>`, `id="decide-enteredBy-error"`}},
		"still to come":       {[]string{"arrivedAt", "2021-02-12T09:30"}, []string{`<a href="#decide-arrivedAt">Kirjoita saapumispäivä ja kellonaika.</a>`}},
		"in no known year":    {[]string{"arrivedAt", "0001-01-01T00:00"}, []string{`<a href="#decide-arrivedAt">Kirjoita saapumispäivä ja kellonaika.</a>`}},
		"without consent":     {[]string{"/consent", ""}, []string{`<a href="#hyte-field-consent">`}},
		"a name is missing":   {[]string{"/representatives/0/person/familyName", ""}, []string{`<a href="#hyte-field-representatives-0-person-familyName">`}},
		"decided in a future": {[]string{"/decision/date", "20.1.2021"}, []string{`<a href="#hyte-field-decision-date">`}},
		"both":                {[]string{"/consent", "", "enteredBy", ""}, []string{"#hyte-field-consent", "#decide-enteredBy"}},
	} {
		answer := w.enter("/answer/"+forssa+"?lang=fi", onPaper(forssa, test.change...))
		if answer.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", name, answer.Code)
		}
		page := answer.Body.String()
		htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
		for _, want := range append(test.says, `value="Kerttu"`, `value="kirjaamo@example.fi"`, "<title>Virhe") {
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page does not say %q", name, want)
			}
		}
		if n := strings.Count(page, "autofocus"); n != 1 {
			t.Errorf("%s: %d elements get the focus", name, n)
		}
	}
	more := w.enter("/answer/"+forssa+"?lang=fi", onPaper(forssa, "/nominator", "hospital-district:khshp", "add", "/representatives"))
	checkStatus(t, more, http.StatusOK)
	if page := more.Body.String(); !strings.Contains(page, "/representatives/1/person/givenName") || !strings.Contains(page, `value="2021-01-12T09:30"`) {
		t.Error("another representative cannot be entered")
	}
	checkStatus(t, w.enter("/answer/"+forssa, onPaper(forssa, "enteredBy", "\xff", "/submitter/givenName", "\xff")), http.StatusBadRequest)
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
	checkStatus(t, w.get(rosterPath+"/answer/municipality:091"), http.StatusNotFound)
	checkStatus(t, w.get(rosterPath+"/answer/other"), http.StatusNotFound)
	if stranger := w.do(http.MethodPost, rosterPath+"/answer/"+forssa, formType, onPaper(forssa).Encode(), ""); stranger.Code != http.StatusSeeOther || len(w.records()) != 0 {
		t.Errorf("a stranger enters an answer: %d", stranger.Code)
	}
}

// alsoOfAnyone lets anyone else answer besides the organizations that the call asks.
func alsoOfAnyone(c *hyte.Call) {
	c.Seats = append(c.Seats, hyte.Seat{ID: "anyone", Nominators: &hyte.Nominators{Kind: hyte.NominatorOpen}, Representatives: &hyte.Quota{Max: 1}})
}

// What was typed and is not asked of the organization is not left out silently: the page
// has no script, and asks for all of it until one is chosen.
func TestEnterAnswerSaysWhatIsNotAsked(t *testing.T) {
	w := newWorldOf(t, alsoOfAnyone)
	w.now = open.Add(72 * time.Hour)
	answer := w.enter("/answer/other?lang=fi", onPaper(forssa, "/nominatorName", "Esimerkkikerho ry"))
	page := answer.Body.String()
	if answer.Code != http.StatusUnprocessableEntity || len(w.records()) != 0 {
		t.Errorf("status %d, %d records", answer.Code, len(w.records()))
	}
	htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
	for _, want := range []string{"eikä niitä kirjata. Tarkista tiedot ja kirjaa vastaus.", `value="Kerttu"`, `value="2021-01-12T09:30"`, "<title>Virhe"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	checkStatus(t, w.enter("/answer/other", onPaper(forssa)), http.StatusSeeOther)
}

// Where anyone may answer, the organizer enters the answer of whoever it came from.
func TestEnterAnswerOfAnyone(t *testing.T) {
	w := newWorldOf(t, alsoOfAnyone)
	w.now = open.Add(72 * time.Hour)
	if page := w.get(rosterPath + "?lang=fi").Body.String(); !strings.Contains(page, rosterPath+"/answer/other?lang=fi") {
		t.Error("the roster does not lead there")
	}
	checkStatus(t, w.get(rosterPath+"/answer/other"), http.StatusOK)
	checkStatus(t, w.enter("/answer/other", onPaper("open:other", "/nominatorName", "Esimerkkikerho ry")), http.StatusSeeOther)
	id := hyte.OpenNominatorID("Esimerkkikerho ry", "")
	if got := w.statusOf(id); got != "received Kerttu" {
		t.Error(got)
	}
	again := w.get(rosterPath + "/answer/" + id).Body.String()
	if !strings.Contains(again, `<option value="open:other" selected`) || !strings.Contains(again, `value="Esimerkkikerho ry"`) {
		t.Error("the page does not know whose answer it is")
	}
	checkStatus(t, w.enter("/answer/other", onPaper("open:other", "/nominatorName", "Yhdistys", "/businessId", "2617416-4")), http.StatusSeeOther)
	if page := w.get(rosterPath + "/answer/open:2617416-4").Body.String(); !strings.Contains(page, `value="2617416-4"`) {
		t.Error("the page does not know the Business ID")
	}
	checkSameRoster(t, w)
}
