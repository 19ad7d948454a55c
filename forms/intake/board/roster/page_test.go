package roster_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

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
	page := w.get(rosterPath + "?lang=fi")
	checkStatus(t, page, http.StatusOK)
	lines := rosterLines(t, page)
	for organization, want := range map[string]string{
		"municipality-109": "Hämeenlinna Vastaus saapunut, muutettu 11.1.2021 klo 11.00 Eino Kuvitelma hyvinvointikoordinaattori , Sosiaali- ja terveyspalvelut eino@example.fi Lisätietoja",
		"municipality-061": "Forssa Vastaus saapunut 11.1.2021 klo 10.00 Aino Esimerkki hyvinvointikoordinaattori , Sosiaali- ja terveyspalvelut Yhteystiedot vain kirjaamolle Lisätietoja Päätös Kunnanhallitus, 4.1.2021, § 12, FOR/7/00.01.03/2021",
		"municipality-082": "Hattula Vastaus saapunut myöhässä Saapunut myöhässä, ei voimassa ennen hyväksymistä , 18.1.2021 klo 11.30",
		"municipality-165": "Janakkala Ei vastausta",
	} {
		if !strings.HasPrefix(lines[organization], want) {
			t.Errorf("%s: %q", organization, lines[organization])
		}
	}
	if !strings.Contains(lines["municipality-109"], "Muut vastaukset (1)") {
		t.Errorf("no history in %q", lines["municipality-109"])
	}
	if history := text(parse(t, w.get(historyPath+"?lang=fi"))); !strings.Contains(history, "Korvattu uudella vastauksella , 11.1.2021 klo 10.00 Aino Esimerkki") {
		t.Errorf("no answer in %q", history)
	}
	all := strings.ReplaceAll(text(parse(t, page)), "\u00a0", " ")
	for _, want := range []string{"perjantaina 15.1.2021", "Määräajan päättymisestä kulunut 2 päivää ja 11 tuntia", "Pyydettyjä 15", "Vastanneita 2", "Ei vastausta 12", "Saapunut myöhässä 1", "Edustajat 2 0 0 Ratkeaa, kun loputkin vastaukset ovat saapuneet."} {
		if !strings.Contains(all, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page.Body.String(), "salainen@example.fi") {
		t.Error("a secret contact is shown")
	}
	for file, secret := range map[string]bool{"roster.csv": false, "roster.json": false, "received.ndjson": true} {
		answer := w.get(rosterPath + "/" + file)
		checkStatus(t, answer, http.StatusOK)
		if strings.Contains(answer.Body.String(), "salainen@example.fi") != secret {
			t.Errorf("a secret contact is in %s: %t", file, !secret)
		}
	}
	if !strings.Contains(all, "yhteystiedot, jotka on annettu vain kirjaamolle") {
		t.Error("the page does not say what the received answers hold")
	}
}

// An organizer who has looked before anybody answered sees the first answer, too.
func TestRosterPageBeforeTheFirstAnswer(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.get(rosterPath), http.StatusOK)
	w.answer(open, "municipality:109", named("Eino", "Kuvitelma"))
	page := w.get(rosterPath)
	checkStatus(t, page, http.StatusOK)
	has(t, text(parse(t, page)), "Eino Kuvitelma")
}

// An organization that answers again and again does not make the organizer's page
// grow without end: it shows the latest answers, and counts the others.
func TestRosterPageIsBounded(t *testing.T) {
	w := newWorld(t)
	for i := range 40 { // each of somebody else, so that all but the first are to be settled
		w.answer(open.Add(time.Duration(i)*time.Minute), "municipality:109", named(fmt.Sprintf("Aino%d", i), "Esimerkki"),
			func(n *hyte.Nomination) { n.Submitter.Email = fmt.Sprintf("sender%d@example.fi", i) })
	}
	page := w.get(rosterPath + "?lang=en")
	checkStatus(t, page, http.StatusOK)
	if n := strings.Count(page.Body.String(), "Esimerkki</bdi>"); n != 1+20 {
		t.Errorf("%d answers are shown", n)
	}
	if got := text(parse(t, page)); !strings.Contains(got, "Other answers (19)") || !strings.Contains(got, "Aino39") || strings.Contains(got, "Aino19") {
		t.Error("not the latest are shown, or nothing tells of the others")
	}
	if roster := readRoster(t, w.get(rosterPath+"/roster.json")); len(answersOf(roster)) != 40 {
		t.Errorf("%d answers in the file", len(answersOf(roster)))
	}
}

// The organizer reads in words what is to be settled: an answer of somebody else
// does not take the place of the one that counts.
func TestContestInWords(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:061", named("Eino", "Kuvitelma"))
	w.answer(open.Add(time.Hour), "municipality:061", named("Kerttu", "Kuvitelma"), func(n *hyte.Nomination) { n.Submitter.Email = "kerttu@example.fi" })
	page := w.get(rosterPath + "?lang=fi")
	if got := text(parse(t, page)); !strings.Contains(got, "Selvitettävää Forssa : Selvitä, mikä vastaus on voimassa") {
		t.Errorf("%s", got)
	}
	line := rosterLines(t, page)["municipality-061"]
	if !strings.HasPrefix(line, "Forssa Vastaus saapunut; Toinen vastaus selvitettävänä 11.1.2021 klo 10.00 Eino Kuvitelma") ||
		!strings.Contains(line, "Tuli eri lähettäjältä, ei voimassa ennen selvitystä , 11.1.2021 klo 11.00 Kerttu Kuvitelma") {
		t.Errorf("%q", line)
	}
}

// Answers count in the order in which the store kept them, whatever the clock said.
func TestClockSetBack(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:061", named("Eino", "Kuvitelma"))
	w.answer(open.Add(-10*time.Minute), "municipality:061", named("Kerttu", "Kuvitelma"))
	w.now = open
	line := rosterLines(t, w.get(rosterPath+"?lang=fi"))["municipality-061"]
	if !strings.HasPrefix(line, "Forssa Vastaus saapunut, muutettu 11.1.2021 klo 9.50 Kerttu Kuvitelma") {
		t.Errorf("%q", line)
	}
}

// A record that this version cannot read is shown, and hides no other.
func TestUnreadableRecord(t *testing.T) {
	w := newWorld(t)
	for i, kind := range []string{"nomination", "acceptance", "letter"} {
		r := intake.Record{ID: "strange-" + kind, Inquiry: callID, Kind: kind, ReceivedAt: open, Key: kind, Document: []byte("not JSON")}
		if _, _, err := w.store.Append(t.Context(), r); err != nil {
			t.Fatal(i, err)
		}
	}
	w.answer(open, "municipality:109")
	page := w.get(rosterPath)
	checkStatus(t, page, http.StatusOK)
	got := text(parse(t, page))
	if !strings.Contains(got, "strange-nomination") || !strings.Contains(got, "strange-acceptance") || !strings.Contains(got, "Aino Esimerkki") {
		t.Error("a record is missing")
	}
}
