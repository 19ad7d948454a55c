package roster_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/hyte"
)

// statusOf is how an organization stands, "received contested 1" and so on.
func (w *world) statusOf(nominator string) string {
	w.t.Helper()
	roster := readRoster(w.t, w.get(rosterPath+"/roster.json"))
	for _, e := range roster.Nominators {
		if e.Nominator != nominator {
			continue
		}
		status := string(e.Status)
		if e.Contested {
			status += " contested"
		}
		if e.Counted != nil {
			status += " " + e.Counted.Nomination.Representatives[0].Person.GivenName
		}
		return status
	}
	w.t.Fatalf("%s is not on the roster", nominator)
	return ""
}

// lastID is the id of the latest record.
func (w *world) lastID() string {
	records := w.records()
	return records[len(records)-1].ID
}

func bySomebodyElse(n *hyte.Nomination) { n.Submitter.Email = "kerttu@example.fi" }

// The organizer settles which of two answers counts, and thinks better of it.
func TestSettle(t *testing.T) {
	const forssa = "municipality:061"
	w := newWorld(t)
	first := w.answer(open, forssa, named("Eino", "Kuvitelma"))
	second := w.answer(open.Add(time.Hour), forssa, named("Kerttu", "Kuvitelma"), bySomebodyElse)
	decide := func(path, want string) {
		t.Helper()
		w.now = w.now.Add(time.Minute)
		checkStatus(t, w.get(rosterPath+path), http.StatusOK)
		checkStatus(t, w.post(rosterPath+path), http.StatusSeeOther)
		if got := w.statusOf(forssa); got != want {
			t.Errorf("after %s: %s, not %s", path, got, want)
		}
	}
	if got := w.statusOf(forssa); got != "received contested Eino" {
		t.Fatal(got)
	}
	decide("/accept/"+second, "replaced Kerttu")
	decide("/undo/"+w.lastID(), "received contested Eino")
	decide("/reject/"+second, "received Eino")
	decide("/undo/"+w.lastID(), "received contested Eino")
	decide("/accept/"+first, "received Eino")
	for _, path := range []string{"/accept/" + first, "/reject/" + first, "/undo/" + first, "/select/" + first} {
		if answer := w.get(rosterPath + path); answer.Code != http.StatusSeeOther {
			t.Errorf("%s asks what makes no sense: %d", path, answer.Code)
		}
	}
	checkStatus(t, w.get(rosterPath+"/undo/nothing"), http.StatusNotFound)
}

// Who decides says so, and why; a form that was sent twice decides once.
func TestDecisionsAreExplained(t *testing.T) {
	w := newWorld(t)
	id := w.answer(afterDeadline, "municipality:109")
	path := rosterPath + "/reject/" + id
	for name, message := range map[string]string{"by": "Kirjoita päätöksen tekijän nimi.", "reason": "Kirjoita perustelu."} {
		for _, value := range []string{"", "\u200b"} {
			answer := w.post(path, name, value)
			checkStatus(t, answer, http.StatusUnprocessableEntity)
			page := parse(t, answer)
			if got := text(page); !strings.Contains(got, message) {
				t.Errorf("without %s: %s", name, got)
			}
			if !strings.Contains(answer.Body.String(), `aria-describedby="decide-`+name+`-error"`) {
				t.Errorf("%s has no description of what is wrong", name)
			}
		}
	}
	if n := len(w.records()); n != 1 {
		t.Fatalf("%d records", n)
	}
	after := hiddenValue(t, parse(t, w.get(path)), "after")
	checkStatus(t, w.post(path, "after", after), http.StatusSeeOther)
	undo := rosterPath + "/undo/" + w.lastID()
	checkStatus(t, w.post(undo, "after", "1"), http.StatusSeeOther)
	checkStatus(t, w.post(path, "after", after), http.StatusSeeOther) // from before the undo
	if n := len(w.records()); n != 3 {
		t.Errorf("%d records", n)
	}
	if got := w.statusOf("municipality:109"); got != "late" {
		t.Error(got)
	}
}

// hiddenValue is that of a hidden control of the page.
func hiddenValue(t *testing.T, page *html.Node, name string) string {
	t.Helper()
	for n := range page.Descendants() {
		attrs := map[string]string{}
		for _, a := range n.Attr {
			attrs[a.Key] = a.Val
		}
		if n.Data == "input" && attrs["type"] == "hidden" && attrs["name"] == name {
			return attrs["value"]
		}
	}
	t.Fatalf("the page has no %s", name)
	return ""
}

// Of candidates the organizer selects who gets a seat.
func TestSelect(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 3, Places: 1} })
	candidates := func(n *hyte.Nomination) {
		n.Representatives = append(n.Representatives, hyte.Representative{Person: &hyte.Person{GivenName: "Onni", FamilyName: "Esimerkki", Email: "onni@example.fi"}})
	}
	id := w.answer(open, "municipality:061", candidates)
	path := rosterPath + "/select/" + id
	line := func() string { return rosterLines(t, w.get(rosterPath+"?lang=fi"))["municipality-061"] }
	if got := line(); !strings.Contains(got, "Valinta tekemättä") || !strings.Contains(got, "Edustajien valinta") {
		t.Errorf("%q", got)
	}
	ask := text(parse(t, w.get(path+"?lang=fi")))
	for _, want := range []string{"Aino Esimerkki", "Onni Esimerkki", "Paikkoja: 1.", "Perustelu"} {
		if !strings.Contains(ask, want) {
			t.Errorf("the page does not say %q: %s", want, ask)
		}
	}
	none := w.post(path)
	checkStatus(t, none, http.StatusUnprocessableEntity)
	if got := text(parse(t, none)); !strings.Contains(got, "Valitse vähintään yksi edustaja.") {
		t.Error(got)
	}
	wrongDate := w.post(path, "selected", "1", "decision.date", "yesterday")
	checkStatus(t, wrongDate, http.StatusUnprocessableEntity)
	if got := text(parse(t, wrongDate)); !strings.Contains(got, "Tarkista päätöksen päivämäärä.") {
		t.Error(got)
	}
	checkStatus(t, w.post(path, "selected", "1", "decision.body", "Aluehallitus", "decision.date", "2021-01-11"), http.StatusSeeOther)
	got := line()
	if !strings.Contains(got, "Ei valittu") || !strings.Contains(got, "Aluehallitus, 11.1.2021") || !strings.Contains(got, "Edustajat valittu") {
		t.Errorf("%q", got)
	}
	roster := readRoster(t, w.get(rosterPath+"/roster.json"))
	if s := roster.Summary; s.Representatives != 1 || s.Candidates != 0 {
		t.Errorf("%+v", s)
	}
}

// An answer that lay in another mailbox counts from when it came there.
func TestCorrect(t *testing.T) {
	w := newWorld(t)
	id := w.answer(afterDeadline, "municipality:082")
	path := rosterPath + "/correct/" + id
	if got := w.get(path).Body.String(); !strings.Contains(got, `value="2021-01-18T11:30"`) {
		t.Error("the page does not show when it is held to have arrived")
	}
	wrong := w.post(path, "arrivedAt", "yesterday")
	checkStatus(t, wrong, http.StatusUnprocessableEntity)
	if got := text(parse(t, wrong)); !strings.Contains(got, "Kirjoita saapumispäivä ja kellonaika.") {
		t.Error(got)
	}
	checkStatus(t, w.post(path, "arrivedAt", "2021-01-15T23:59"), http.StatusSeeOther)
	if got := w.statusOf("municipality:082"); got != "received Aino" {
		t.Error(got)
	}
	line := rosterLines(t, w.get(rosterPath+"?lang=fi"))["municipality-082"]
	if !strings.HasPrefix(line, "Hattula Vastaus saapunut 15.1.2021 klo 23.59") || !strings.Contains(line, "Saapumisaika korjattu: 15.1.2021 klo 23.59") {
		t.Errorf("%q", line)
	}
	checkStatus(t, w.post(rosterPath+"/undo/"+w.lastID()), http.StatusSeeOther)
	if got := w.statusOf("municipality:082"); got != "late" {
		t.Error(got)
	}
}

// What came by mail counts from when it came, and says who entered it.
func TestEnter(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:082")
	w.now = open.Add(72 * time.Hour)
	path := rosterPath + "/enter/municipality:082"
	checkStatus(t, w.get(path), http.StatusOK)
	for name, values := range map[string][]string{
		"without a name": {"arrivedAt", "2021-01-12T09:30"}, "without a time": {"enteredBy", "Helmi"}, "still to come": {"enteredBy", "Helmi", "arrivedAt", "2021-01-20T09:30"},
	} {
		if answer := w.post(path, values...); answer.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", name, answer.Code)
		}
	}
	checkStatus(t, w.post(path, "enteredBy", "Helmi", "arrivedAt", "2021-01-12T09:30", "kind", "withdrawal", "via", "paper", "reason", ""), http.StatusSeeOther)
	if got := w.statusOf("municipality:082"); got != "withdrawn" {
		t.Error(got)
	}
	line := rosterLines(t, w.get(rosterPath+"?lang=en"))["municipality-082"]
	if !strings.Contains(line, "Answer withdrawn , 12 January 2021 at 9:30 Entered by Helmi How it arrived Paper") {
		t.Errorf("%q", line)
	}
	checkSameRoster(t, w)
	checkStatus(t, w.post(rosterPath+"/undo/"+w.lastID()), http.StatusSeeOther)
	if got := w.statusOf("municipality:082"); got != "received Aino" {
		t.Error(got)
	}
	checkStatus(t, w.get(rosterPath+"/enter/municipality:091"), http.StatusNotFound)
}

// checkSameRoster makes sure that the file of all that was received makes the roster
// of the page.
func checkSameRoster(t *testing.T, w *world) {
	t.Helper()
	var received []hyte.Received
	for line := range strings.Lines(w.get(rosterPath + "/received.ndjson").Body.String()) {
		one, violations := w.call.ReadReceived([]byte(line))
		if violations.Invalid() {
			t.Fatalf("%v in %s", violations, line)
		}
		received = append(received, *one)
	}
	want, err := json.Marshal(w.call.Roster(received, w.now).WithoutSecrets())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), strings.TrimSpace(w.get(rosterPath+"/roster.json").Body.String())); diff != "" {
		t.Error(diff)
	}
}
