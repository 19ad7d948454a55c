package roster_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

func publishing(p hyte.Publication, more ...func(*hyte.Call)) func(*hyte.Call) {
	return func(c *hyte.Call) {
		c.Publication = p
		for _, change := range more {
			change(c)
		}
	}
}

// public is the page for anyone, as it is read. Nothing of the senders and no contacts are in
// it, however it is looked at.
func (w *world) public(language string) string {
	w.t.Helper()
	page := w.do(http.MethodGet, "/"+callID+"/"+language+"/public", "", "", "")
	checkStatus(w.t, page, http.StatusOK)
	htmlcheck.Run(w.t, page.Body.Bytes(), htmlcheck.All()...)
	for _, secret := range []string{"@", "Väinö", "Näyte", "hyvinvointikoordinaattori", "Syy"} {
		if strings.Contains(page.Body.String(), secret) {
			w.t.Errorf("anyone sees %q\n%s", secret, page.Body)
		}
	}
	return text(parse(w.t, page))
}

// A call that publishes nothing has no page.
func TestNothingIsPublished(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/" + callID + "/fi/public", "/" + callID + "/public"} {
		checkStatus(t, w.do(http.MethodGet, path, "", "", ""), http.StatusNotFound)
	}
	hasNot(t, w.get(rosterPath).Body.String(), "/public")
}

// Who has answered is told, and nobody's name.
func TestOrganizationsArePublished(t *testing.T) {
	w := newWorldOf(t, publishing(hyte.PublishOrganizations))
	w.answer(open, "municipality:109")
	w.answer(open, "municipality:061")
	checkStatus(t, w.do(http.MethodPost, "/api/v1/calls/"+callID+"/refusals", "application/json",
		`{"call":"`+callID+`","nominator":"municipality:082","reason":"Syy","submitter":{"givenName":"Väinö","familyName":"Näyte","email":"v@example.fi"}}`, ""), http.StatusCreated)
	w.answer(afterDeadline, "municipality:103") // late, and not settled
	for language, want := range map[string][]string{
		"fi": {"Vastaustilanne", "Pyydettyjä 15", "Vastanneita 2", "Hämeenlinna : Vastaus saapunut", "Hattula : Ei nimeä edustajaa", "Humppila : Ei vastausta", "Loppi : Ei vastausta", "Hämeen liitto"},
		"sv": {"Svarsläge", "Tavastehus : Svar mottaget", "Loppi : Inget svar"},
		"en": {"Who has answered", "Hämeenlinna : Answer received", "Loppi : No answer"},
	} {
		page := w.public(language)
		has(t, page, want...)
		hasNot(t, page, "Aino", "Esimerkki", "määräajan päätyttyä")
	}
	has(t, w.get(rosterPath).Body.String(), `href="/`+callID+`/fi/public"`)
}

// Names are told once the deadline has passed, of those who sit.
func TestNamesArePublished(t *testing.T) {
	w := newWorldOf(t, publishing(hyte.PublishNames, func(c *hyte.Call) { c.Deputies = hyte.DeputiesOptional }))
	w.answer(open, "municipality:109", func(n *hyte.Nomination) {
		n.Representatives[0].Deputy = &hyte.Person{GivenName: "Onni <b>", FamilyName: "Kuviteltu", Email: "onni@example.fi", ContactVisibility: hyte.VisibleToPublic}
	})
	w.answer(open, "municipality:061", named("Eino", "Kuvitelma"))
	w.answer(open, "municipality:061", named("Kerttu", "Kuvitelma"))
	before := w.public("fi")
	has(t, before, "Nimet julkaistaan määräajan päätyttyä.", "Hämeenlinna : Vastaus saapunut")
	hasNot(t, before, "Aino", "Onni", "Kerttu")

	w.answer(afterDeadline, "municipality:103", named("Vilma", "Kuvitelma"))
	for language, want := range map[string][]string{
		"fi": {"Aino Esimerkki (Edustaja)", "Onni <b> Kuviteltu (Varaedustaja)", "Kerttu Kuvitelma (Edustaja)"},
		"sv": {"Aino Esimerkki (Representant)"},
		"en": {"Aino Esimerkki (Representative)", "Onni <b> Kuviteltu (Deputy)"},
	} {
		page := strings.NewReplacer("\u2068", "", "\u2069", "").Replace(w.public(language))
		has(t, page, want...)
		hasNot(t, page, "Eino", "Vilma", "päätyttyä")
	}
	if page := w.do(http.MethodGet, "/"+callID+"/fi", "", "", "").Body.String(); !strings.Contains(page, "julkaistaan verkossa") {
		t.Error("the form does not say that names are published")
	}
}

// Of candidates those are told whom the organizer has selected.
func TestCandidatesAreNotPublished(t *testing.T) {
	w := newWorldOf(t, publishing(hyte.PublishNames, func(c *hyte.Call) {
		for i := range c.Seats {
			c.Seats[i].Representatives = &hyte.Quota{Min: 2, Max: 2, Places: 1}
		}
	}))
	id := w.answer(open, "municipality:109", func(n *hyte.Nomination) {
		n.Representatives = append(n.Representatives, hyte.Representative{Person: &hyte.Person{GivenName: "Onni", FamilyName: "Kuviteltu", Email: "onni@example.fi", Gender: hyte.GenderMan, Sector: hyte.SectorHealthAndSocialServices}})
	})
	w.now = afterDeadline
	hasNot(t, w.public("fi"), "Aino", "Onni")
	checkStatus(t, w.post(rosterPath+"/select/"+id, "selected", "1", "after", "0"), http.StatusSeeOther)
	page := w.public("fi")
	has(t, page, "Onni Kuviteltu")
	hasNot(t, page, "Aino")
}

// Where anyone may answer, nobody who did is told: it may be a private person.
func TestOpenSeatIsNotPublished(t *testing.T) {
	w := newWorldOf(t, publishing(hyte.PublishNames, func(c *hyte.Call) {
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorOpen}
		c.Seats = c.Seats[:1]
	}))
	w.answer(open, hyte.OpenNominatorID("Yksityinen Ihminen", ""), func(n *hyte.Nomination) { n.NominatorName = "Yksityinen Ihminen" })
	w.now = afterDeadline
	page := w.public("fi")
	has(t, page, "Vastanneita 1")
	hasNot(t, page, "Yksityinen", "Aino")
}
