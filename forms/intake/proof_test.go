package intake_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte/reference"
	"github.com/hytekit/hytekit/internal/firstkind"
)

var personal = []string{"Aino", "aino.esimerkki", "Väinö", "vaino.nayte"}

// hasPersonal reports whether a page or a file tells of the persons in the answer.
func hasPersonal(text string) bool {
	for _, p := range personal {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// Whoever has sent a form sees what was sent, for some minutes, at the address of the
// receipt; nobody sees it there later, and the address has nothing of it.
func TestReceiptShowsWhatWasSentOnce(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(open)
	posted := w.postForm(formPath, filled("municipality:109"))
	checkStatus(t, posted, http.StatusSeeOther)
	shown := posted.Header().Get("Location")
	bare, _, found := strings.Cut(shown, "?")
	if !found || hasPersonal(shown) {
		t.Fatalf("led to %q", shown)
	}
	id := bare[strings.LastIndexByte(bare, '/')+1:]
	for range 2 { // a reload shows the same
		page := w.get(shown)
		checkStatus(t, page, http.StatusOK)
		if h := page.Header(); h.Get("Cache-Control") != "no-store" || h.Get("Referrer-Policy") != "same-origin" || len(h.Values("Set-Cookie")) > 0 {
			t.Errorf("header %v", h)
		}
		for _, want := range append(personal, "määräajassa", reference.Of(callID, id), "Näet lähettämäsi tiedot tässä vain nyt") {
			if !strings.Contains(page.Body.String(), want) {
				t.Errorf("%q is not shown", want)
			}
		}
		if strings.Contains(page.Body.String(), "data-hyte-receipt") && hasPersonal(page.Body.String()[strings.Index(page.Body.String(), "data-hyte-receipt"):][:600]) {
			t.Error("the page around a frame is told of persons")
		}
	}
	if sv := w.get(strings.Replace(shown, "/fi/", "/sv/", 1)).Body.String(); !hasPersonal(sv) || !strings.Contains(sv, "Det du skickade") {
		t.Error("a change of language hides what was sent")
	}
	other := w.answer(open, "municipality:061")
	proof := shown[strings.IndexByte(shown, '?'):]
	for name, address := range map[string]string{
		"without a proof": bare, "with an empty one": bare + "?shown=", "with garbage": bare + "?shown=%00%ff", "with a changed one": shown[:len(shown)-1] + map[bool]string{true: "i", false: "a"}[strings.HasSuffix(shown, "a")],
		"of another receipt": formPath + "/receipt/" + other + proof, "with a longer one": shown + "aaaaaaaa",
	} {
		page := w.get(address)
		checkStatus(t, page, http.StatusOK)
		if hasPersonal(page.Body.String()) || !strings.Contains(page.Body.String(), "ei enää näytetä tässä osoitteessa") {
			t.Errorf("%s: what was sent is shown, or not said to be hidden", name)
		}
	}
	w.clock.Set(open.Add(15 * time.Minute))
	if later := w.get(shown); later.Code != http.StatusOK || hasPersonal(later.Body.String()) {
		t.Errorf("%d: what was sent is shown later", later.Code)
	}
	if strings.Contains(w.log.String(), "shown=") {
		t.Error("a proof is in the log")
	}
}

// The files of a receipt: two for its sender, and a calendar.
func TestReceiptFiles(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) { c.BaseURL = "https://www.example.fi" })
	w.clock.Set(open)
	shown := w.postForm(formPath, filled("municipality:109")).Header().Get("Location")
	bare, query, _ := strings.Cut(shown, "?")
	name := callID + "-" + reference.Of(callID, bare[strings.LastIndexByte(bare, '/')+1:])
	page := w.get(bare + "/receipt.html?" + query)
	if page.Code != http.StatusOK || page.Header().Get("Content-Disposition") != `attachment; filename="`+name+`.html"` || !hasPersonal(page.Body.String()) || strings.Contains(page.Body.String(), "<script") || strings.Contains(page.Body.String(), "shown=") {
		t.Errorf("the page: %d %v", page.Code, page.Header())
	}
	document := w.get(bare + "/answer.json?" + query)
	if document.Header().Get("Content-Disposition") != `attachment; filename="`+name+`.json"` || document.Body.String() != string(w.records()[0].Document) {
		t.Errorf("the document: %d %s", document.Code, document.Body)
	}
	days := w.get(bare + "/calendar.ics")
	for _, want := range []string{"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20210115", "UID:deadline-" + callID + "@www.example.fi", "URL:https://www.example.fi" + formPath} {
		if !strings.Contains(days.Body.String(), want) || hasPersonal(days.Body.String()) {
			t.Errorf("the calendar lacks %q: %s", want, days.Body)
		}
	}
	for _, file := range []string{"/receipt.html", "/answer.json", "/receipt.html?shown=aaaa", "/answer.json?" + query[:len(query)-1]} {
		if answer := w.get(bare + file); answer.Code != http.StatusSeeOther || answer.Body.Len() > 0 || answer.Header().Get("Location") != bare {
			t.Errorf("%s without a proof: %d %v", file, answer.Code, answer.Header())
		}
	}
	checkStatus(t, w.get(formPath+"/receipt/aaaaaaaaaaaaaaaaaaaaaaaaaa/answer.json?"+query), http.StatusNotFound)
	late := w.answer(afterDeadline, "municipality:061")
	if page := w.get(formPath + "/receipt/" + late).Body.String(); strings.Contains(page, "calendar.ics") != strings.Contains(page, "Ensimmäinen kokous pidetään 2") {
		t.Error("a late answer is reminded of a deadline")
	}
}

// A script gets the proof in a header, which no other site can read and no receipt has.
func TestProofForScripts(t *testing.T) {
	w := newWorld(t, func(c *intake.Config) {
		c.BaseURL, c.EmbedHosts = "https://www.example.fi", []string{"https://host.example.fi"}
	})
	w.clock.Set(open)
	answer := w.postJSON(firstkind.JSON(t, "municipality:109"), "Origin", "https://host.example.fi")
	checkStatus(t, answer, http.StatusCreated)
	proof := answer.Header().Get("Hyte-Shown")
	if proof == "" || strings.Contains(answer.Body.String(), proof) || strings.Contains(strings.ToLower(answer.Header().Get("Access-Control-Expose-Headers")), "hyte-shown") {
		t.Fatalf("header %v, body %s", answer.Header(), answer.Body)
	}
	id := answer.Header().Get("Location")
	id = id[strings.LastIndexByte(id, '/')+1:]
	if page := w.get(formPath + "/receipt/" + id + "?" + url.Values{"shown": {proof}}.Encode()); !hasPersonal(page.Body.String()) {
		t.Error("the proof shows nothing")
	}
	if again := w.get(firstkind.Path + "/" + id); again.Header().Get("Hyte-Shown") != "" || hasPersonal(again.Body.String()) {
		t.Error("whoever knows the id gets a proof")
	}
}

// Another instance on the same store takes the proof of this one.
func TestProofHoldsForAllInstances(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(open)
	shown := w.postForm(formPath, filled("municipality:109")).Header().Get("Location")
	other := newWorld(t, func(c *intake.Config) { c.Store = w.store })
	other.clock.Set(open)
	if page := other.get(shown); !hasPersonal(page.Body.String()) {
		t.Errorf("another instance does not know the proof: %d", page.Code)
	}
}

// Whether an organization has answered is seen by none of the public pages, and by no refusal:
// all is the same, byte for byte, before and after.
func TestNobodyLearnsWhoHasAnswered(t *testing.T) {
	const asked = "municipality:109"
	wrong := strings.Replace(firstkind.JSON(t, asked), `"consent":true`, `"consent":false`, 1)
	unsure := filled(asked)
	unsure.Del("/consent")
	probe := func(w *world) map[string]string {
		all := map[string]string{}
		for _, path := range []string{
			formPath, "/" + callID + "/fi/fragment", "/" + callID + "/fi/form.json", "/api/v1/calls/" + callID, firstkind.Path + "/schema",
			formPath + "/receipt/aaaaaaaaaaaaaaaaaaaaaaaaaa", firstkind.Path + "/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/", "/" + callID,
			formPath + "/receipt/aaaaaaaaaaaaaaaaaaaaaaaaaa/calendar.ics", "/" + callID + "/public",
		} {
			all[path] = seen(w.get(path).Code, w.get(path).Body.String())
		}
		invalid := w.postJSON(wrong, "Idempotency-Key", "probe")
		all["invalid JSON"] = seen(invalid.Code, invalid.Body.String())
		none := w.postJSON(`{`, "Idempotency-Key", "probe")
		all["no JSON"] = seen(none.Code, none.Body.String())
		rejected := w.postForm(formPath, unsure)
		all["rejected form"] = seen(rejected.Code, rejected.Body.String())
		return all
	}
	before, after := newWorld(t), newWorld(t)
	before.clock.Set(open)
	after.answer(open, asked)
	after.clock.Set(open)
	want, got := probe(before), probe(after)
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s tells whether the organization has answered:\n%.300s\n%.300s", name, want[name], got[name])
		}
	}
}

// seen is what somebody sees of a response, without what is another one each time.
func seen(status int, body string) string {
	return strconv.Itoa(status) + " " + regexp.MustCompile(`[a-z2-7]{26}|[0-9a-f-]{32,36}`).ReplaceAllString(body, "…")
}

// Whoever has just sent a form reads that a receipt is mailed, where it is. Neither the
// receipt that is kept nor the one that programs get says so: a receipt never changes, and
// a service may send mails today and none tomorrow.
func TestReceiptPageSaysThatAReceiptIsMailed(t *testing.T) {
	const says = "Kuittaus lähetetään myös lähettäjän sähköpostiosoitteeseen."
	for _, mails := range []bool{true, false} {
		w := newWorld(t, func(c *intake.Config) {
			if mails {
				c.Announcing.Outbox = c.Store.(intake.Outbox)
			}
		})
		posted := w.postForm(formPath, filled("municipality:109"))
		checkStatus(t, posted, http.StatusSeeOther)
		shown := posted.Header().Get("Location")
		bare, query, _ := strings.Cut(shown, "?")
		if got := strings.Contains(w.get(shown).Body.String(), says); got != mails {
			t.Errorf("the page says that a receipt is mailed: %t, want %t", got, mails)
		}
		if got := strings.Contains(w.get(formPath+"/form.json").Body.String(), `"mails":true`); got != mails {
			t.Errorf("the widget is told: %t, want %t", got, mails)
		}
		id := bare[strings.LastIndexByte(bare, '/')+1:]
		for _, kept := range []string{bare, bare + "/receipt.html?" + query, firstkind.Path + "/" + id} {
			if body := w.get(kept).Body.String(); strings.Contains(body, says) || strings.Contains(body, `"mails"`) {
				t.Errorf("%s says that a receipt is mailed", kept)
			}
		}
	}
}
