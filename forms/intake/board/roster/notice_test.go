package roster_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

const forssa = "municipality:061"

// notice lets an organization say at an instant, by way of the API, that it names no
// one (refusals) or takes its answer back (withdrawals).
func (w *world) notice(at time.Time, plural, email string) *httptest.ResponseRecorder {
	w.t.Helper()
	w.now = at
	document, err := json.Marshal(&hyte.Notice{
		Call: callID, Nominator: forssa, Reason: "Päätös kumottiin.",
		Submitter: &hyte.Submitter{GivenName: "Väinö", FamilyName: "Näyte", Email: email},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.do(http.MethodPost, "/api/v1/calls/"+callID+"/"+plural, "application/json", string(document), "")
}

// An organization takes its answer back, and says that it names no one; what somebody
// else says has to be settled first, and the receipt says so.
func TestNoticesByTheAPI(t *testing.T) {
	w := newWorld(t)
	w.answer(open, forssa)
	for i, step := range []struct {
		plural, email string
		contested     bool
		status        string
	}{
		{"withdrawals", "kerttu@example.fi", true, "received contested Aino"},
		{"withdrawals", "vaino.nayte@example.fi", false, "withdrawn"},
		{"refusals", "kerttu@example.fi", false, "declined"},
	} {
		answer := w.notice(open.Add(time.Duration(i+1)*time.Hour), step.plural, step.email)
		checkStatus(t, answer, http.StatusCreated)
		var r forms.Receipt
		if err := json.Unmarshal(answer.Body.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if r.Contested != step.contested || r.Sender != forssa {
			t.Errorf("%d: %+v", i, r)
		}
		again := w.do(http.MethodGet, answer.Header().Get("Location"), "", "", "")
		if again.Body.String() != answer.Body.String() {
			t.Errorf("%d: the receipt has become %s", i, again.Body)
		}
		if got := w.statusOf(forssa); got != step.status {
			t.Errorf("%d: %s", i, got)
		}
	}
	records := w.records()
	var kept hyte.Received
	if err := json.Unmarshal(records[2].Document, &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Kind != hyte.ReceivedWithdrawal || kept.Via != hyte.ViaAPI || kept.Submitter.Email != "vaino.nayte@example.fi" || kept.Reason == "" {
		t.Errorf("%+v", kept)
	}
	downloaded := w.get(rosterPath + "/received.ndjson").Body.String()
	if !strings.Contains(downloaded, `"via":"api"`) || strings.Contains(downloaded, `"withdrawal":{`) {
		t.Error("a notice is not told as what the organizer enters")
	}
}

// A notice that is wrong is not kept, and nobody can say that the organizer entered it.
func TestWrongNotices(t *testing.T) {
	w := newWorld(t)
	for document, place := range map[string]string{
		`{"call": "` + callID + `", "nominator": "` + forssa + `"}`:                                                                                                "/submitter",
		`{"call": "other", "nominator": "` + forssa + `", "submitter": {"givenName": "A", "familyName": "B", "email": "a@example.fi"}}`:                            "/call",
		`{"call": "` + callID + `", "nominator": "municipality:020", "submitter": {"givenName": "A", "familyName": "B", "email": "a@example.fi"}}`:                 "/nominator",
		`{"call": "` + callID + `", "nominator": "` + forssa + `", "enteredBy": "A", "submitter": {"givenName": "A", "familyName": "B", "email": "a@example.fi"}}`: "/enteredBy",
	} {
		answer := w.do(http.MethodPost, "/api/v1/calls/"+callID+"/refusals", "application/json", document, "")
		checkStatus(t, answer, http.StatusUnprocessableEntity)
		if !strings.Contains(answer.Body.String(), `"`+place+`"`) {
			t.Errorf("%s: %s", document, answer.Body)
		}
	}
	if n := len(w.records()); n != 0 {
		t.Errorf("%d records", n)
	}
}

// The form of a notice works without a script, in each language.
func TestNoticesOnTheForm(t *testing.T) {
	w := newWorld(t)
	w.now = open
	values := url.Values{
		"/nominator": {forssa}, "/reason": {"Emme nimeä."},
		"/submitter/givenName": {"Väinö"}, "/submitter/familyName": {"Näyte"}, "/submitter/email": {"vaino.nayte@example.fi"},
	}
	for language, says := range map[string][2]string{
		"fi": {"Ilmoita, että edustajaa ei nimetä", "Forssa ei nimeä edustajaa."},
		"sv": {"Meddela att ingen representant utses", "utser ingen representant."},
		"en": {"Say that no one is named", "names no one."},
	} {
		path := "/" + callID + "/" + language + "/refusal"
		page := w.do(http.MethodGet, path, "", "", "")
		checkStatus(t, page, http.StatusOK)
		if !strings.Contains(text(parse(t, page)), says[0]) {
			t.Errorf("%s: the page does not say %q", language, says[0])
		}
		sent := w.do(http.MethodPost, path, formType, values.Encode(), "")
		checkStatus(t, sent, http.StatusSeeOther)
		receipt := text(parse(t, w.do(http.MethodGet, sent.Header().Get("Location"), "", "", "")))
		if !strings.Contains(receipt, says[1]) || strings.Contains(receipt, "notice.") {
			t.Errorf("%s: the receipt says %s", language, receipt)
		}
	}
	var kept hyte.Received
	if err := json.Unmarshal(w.records()[0].Document, &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Kind != hyte.ReceivedRefusal || kept.Via != hyte.ViaForm || kept.Nominator != forssa {
		t.Errorf("%+v", kept)
	}
	w.now = open.Add(time.Hour)
	checkStatus(t, w.do(http.MethodPost, "/"+callID+"/fi/withdrawal", formType, url.Values{"/nominator": {forssa}}.Encode(), ""), http.StatusUnprocessableEntity)
}

// A notice that comes late waits until the organizer accepts it, as a late answer does;
// the organizer sees who sent it, and nobody else does.
func TestLateNotice(t *testing.T) {
	w := newWorld(t)
	w.answer(open, forssa)
	sent := w.notice(afterDeadline, "withdrawals", "vaino.nayte@example.fi")
	checkStatus(t, sent, http.StatusCreated)
	var r forms.Receipt
	if err := json.Unmarshal(sent.Body.Bytes(), &r); err != nil || r.Status != hyte.EntryLate || r.Contested {
		t.Errorf("%+v, %v", r, err)
	}
	receipt := text(parse(t, w.do(http.MethodGet, "/"+callID+"/fi/withdrawal/receipt/"+r.ID, "", "", "")))
	if !strings.Contains(receipt, "ratkaisee, hyväksytäänkö se.") || strings.Contains(receipt, "Vastaus peruutettiin") || strings.Contains(receipt, "Väinö") {
		t.Errorf("the receipt says %s", receipt)
	}
	page := w.get(rosterPath + "?lang=fi")
	line := rosterLines(t, page)["municipality-061"]
	for _, want := range []string{"Vastaus saapunut 11.1.2021", "Vastaus peruutettu , 18.1.2021", "(Saapunut myöhässä, odottaa hyväksymistä)", "Lähettäjä Väinö Näyte vaino.nayte@example.fi"} {
		if !strings.Contains(line, want) {
			t.Errorf("the line does not say %q: %s", want, line)
		}
	}
	if !strings.Contains(page.Body.String(), "<details open") {
		t.Error("what waits is out of sight")
	}
	ask := w.get(rosterPath + "/accept/" + r.ID + "?lang=fi")
	if got := text(parse(t, ask)); !strings.Contains(got, "Hyväksytäänkö myöhässä saapunut ilmoitus?") {
		t.Error(got)
	}
	checkStatus(t, w.post(rosterPath+"/accept/"+r.ID), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "withdrawn" {
		t.Error(got)
	}
	checkStatus(t, w.post(rosterPath+"/undo/"+w.lastID()), http.StatusSeeOther)
	checkStatus(t, w.post(rosterPath+"/reject/"+r.ID), http.StatusSeeOther)
	if got := w.statusOf(forssa); got != "received Aino" {
		t.Error(got)
	}
	checkSameRoster(t, w)
}

// Where late answers are refused, so are late notices; a standing list takes both.
func TestNoticesAfterTheDeadline(t *testing.T) {
	for late, want := range map[hyte.LateNominations]struct {
		code   int
		status string
	}{
		hyte.LateRefuse: {http.StatusForbidden, "received Aino"},
		hyte.LateAccept: {http.StatusCreated, "withdrawn"},
	} {
		w := newWorldOf(t, func(c *hyte.Call) { c.LateNominations = late })
		w.answer(open, forssa)
		if got := w.notice(afterDeadline, "withdrawals", "vaino.nayte@example.fi").Code; got != want.code {
			t.Errorf("%s: status %d", late, got)
		}
		if got := w.statusOf(forssa); got != want.status {
			t.Errorf("%s: %s", late, got)
		}
	}
}

// A guest of an open call takes its answer back. One whose name is written otherwise
// hears that there was nothing, and the organizer sees who it said to be.
func TestWithdrawalsOfGuests(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) {
		c.Seats = []hyte.Seat{{ID: "anyone", Nominators: &hyte.Nominators{Kind: hyte.NominatorOpen}, Representatives: &hyte.Quota{Max: 1}}}
	})
	id := hyte.OpenNominatorID("Esimerkkikerho ry", "")
	w.answer(open, id, func(n *hyte.Nomination) { n.NominatorName = "Esimerkkikerho ry" })
	w.now = open.Add(time.Hour)
	withdraw := func(name string) string {
		values := url.Values{
			"/nominatorName": {name}, "/submitter/givenName": {"Väinö"}, "/submitter/familyName": {"Näyte"}, "/submitter/email": {"vaino.nayte@example.fi"},
		}
		sent := w.do(http.MethodPost, "/"+callID+"/fi/withdrawal", formType, values.Encode(), "")
		checkStatus(t, sent, http.StatusSeeOther)
		return text(parse(t, w.do(http.MethodGet, sent.Header().Get("Location"), "", "", "")))
	}
	if got := withdraw("Esimerkki-kerho ry"); strings.Contains(got, "Vastaus peruutettiin") || !strings.Contains(got, "ei ole saapunut vastausta") {
		t.Errorf("where there was nothing: %s", got)
	}
	if got := w.statusOf(id); got != "received Aino" {
		t.Error(got)
	}
	other := hyte.OpenNominatorID("Esimerkki-kerho ry", "")
	if line := rosterLines(t, w.get(rosterPath+"?lang=fi"))[strings.ReplaceAll(other, ":", "-")]; !strings.HasPrefix(line, "Esimerkki-kerho ry Vastaus peruutettu") {
		t.Errorf("%q", line)
	}
	if got := withdraw("ESIMERKKIKERHO ry"); !strings.Contains(got, "Vastaus peruutettiin") {
		t.Error(got)
	}
	if got := w.statusOf(id); got != "withdrawn" {
		t.Error(got)
	}
	checkSameRoster(t, w)
	checkStatus(t, w.do(http.MethodGet, "/"+callID+"/fi/refusal", "", "", ""), http.StatusNotFound)
}
