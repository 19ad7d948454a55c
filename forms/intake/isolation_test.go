package intake_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// What people wrote stands beside other texts without turning them around,
// whichever way it is written.
func TestOrganizerPageIsolatesWhatPeopleWrote(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:834", func(n *firstkind.Answer) {
		p := n.Representatives[0].Person
		p.GivenName, p.FamilyName, p.JobTitle, p.Unit = "נועה", "לדוגמה", "מנהלת 12 (א)", "(3) x"
		n.Submitter.JobTitle = "מזכירה (1)"
		n.Decision = &hyte.Decision{Body: "מועצה", Date: "2021-01-04", Section: "1 (א)", CaseNumber: "5/00.01/2021"}
		n.GenderBalanceReason = "סיבה (2)!"
	})), http.StatusCreated)
	page := w.get(rosterPath, w.login()...).Body.String()
	for _, want := range []string{
		"<strong><bdi>נועה לדוגמה</bdi></strong>",
		"<bdi>מנהלת 12 (א)</bdi>, <bdi>(3) x</bdi>, <bdi>",
		"<bdi>Väinö Näyte</bdi>, <bdi>מזכירה (1)</bdi> ",
		"\u2068מועצה\u2069, 4.1.2021, \u2068§\u00a01 (א)\u2069, 5/00.01/2021",
		"<bdi>סיבה (2)!</bdi>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// Links to addresses and numbers say where a letter or call goes, and nothing
// else, whatever the address holds.
func TestOrganizerPageLinksToAddresses(t *testing.T) {
	w := newWorld(t)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:834", func(n *firstkind.Answer) {
		n.Representatives[0].Person.Email = "victim?bcc=spy@example.fi"
		n.Representatives[0].Person.Telephone = "040 123 4567"
		n.Submitter.Email = "a%0d%0abcc=v&x@example.fi"
	})), http.StatusCreated)
	page := w.get(rosterPath, w.login()...).Body.String()
	for _, want := range []string{
		`href="mailto:victim%3Fbcc%3Dspy@example.fi"`, `href="tel:+358401234567"`, `href="mailto:a%250d%250abcc%3Dv%26x@example.fi"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}
