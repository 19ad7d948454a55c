package programme_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const public = "/" + eventID + "/fi/public"

// TestPublicPage: the programme is for anyone, in three languages, and tells no link that is
// not for everyone.
func TestPublicPage(t *testing.T) {
	w := newWorld(t)
	fi := words(t, w.get(public))
	has(t, fi,
		"Kanta-Hämeen 6. kumppanuuspäivä", "Turvallinen arki", "28.10.2026 klo 15.00–17.00", "Esimerkkikirjasto, Mallikatu 1, Hämeenlinna",
		"Linkki näytetään ilmoittautuneille.", "Kanta-Hämeen hyvinvointialue", "Esimerkkiyhdistys ry", "Kumppanuuspäivä, 6. kerta",
		"Ilmoittaudu, viimeistään perjantaina 23.10.2026", "Lähetä ennakkokysymys, viimeistään maanantaina 26.10.2026",
		"15.30 Arjen turva (Paneeli)", "Toivo Esimerkki, muutosjohtaja, Kanta-Hämeen hyvinvointialue", "Urho Kuviteltu, Tammela, panelisti",
		"Tilannekuva", "Kuntiin kaivataan koordinaattoreita.", "Lempi Kuviteltu, lempi.kuviteltu@example.fi, +358 40 123 4501")
	has(t, words(t, w.get("/"+eventID+"/sv/public")), "En trygg vardag", "kl. 15.00–17.00", "Anmäl dig, senast fredagen den 23 oktober 2026", "paneldeltagare")
	has(t, words(t, w.get("/"+eventID+"/en/public")), "A safe everyday life", "at 15:00–17:00", "Send a question in advance, by Monday 26 October 2026", "moderator")
	for _, path := range []string{public, public + "/event.ics", "/api/v1/events/" + eventID} {
		hasNot(t, w.get(path).Body.String(), "salainen-linkki")
	}
	page := w.get(public).Body.String()
	has(t, page, `href="/kumppanuuspaiva-6/fi"`, `href="/kumppanuuspaiva-6/fi/question"`, `href="https://lomakkeet.example.fi/kumppanuuspaiva-6/fi/public/event.ics"`)

	w.now = time.Date(2026, 10, 27, 8, 0, 0, 0, time.UTC)
	over := words(t, w.get(public))
	has(t, over, "Ilmoittautuminen päättyi perjantaina 23.10.2026.", "Kysymysten lähettäminen päättyi maanantaina 26.10.2026.")
	hasNot(t, w.get(public).Body.String(), `/fi/question"`)
}

func TestPublicPageOfOtherEvents(t *testing.T) {
	when := `"when": {"date": "2026-10-28", "from": "15:00", "to": "17:00"}`
	for name, c := range map[string]struct {
		change   []string
		has, not string
	}{
		"cancelled":     {[]string{when, when + `, "status": "cancelled"`}, "Tilaisuus on peruttu.", "Ilmoittaudu"},
		"a public link": {[]string{`"shown": "registered"`, `"shown": "public"`}, "https://etayhteys.example.fi/salainen-linkki", "ilmoittautuneille"},
		"a secret link": {[]string{`"shown": "registered"`, `"shown": "never"`}, "Järjestäjä lähettää linkin osallistujille.", "salainen-linkki"},
		"a period": {[]string{
			when, `"when": {"period": {"from": "2026-10-27", "to": "2026-11-13"}}`, `"at": "15:00",`, "", `"at": "15:30",`, "",
		}, "27.10.2026–13.11.2026. Tarkka ajankohta ilmoitetaan myöhemmin.", "iCalendar"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.change...)
			text := words(t, w.get(public))
			has(t, text, c.has)
			hasNot(t, text, c.not)
			want := http.StatusOK
			if name == "a period" {
				want = http.StatusNotFound
			}
			checkStatus(t, w.get(public+"/event.ics"), want)
		})
	}
}

func TestCalendar(t *testing.T) {
	file := newWorld(t).get("/" + eventID + "/sv/public/event.ics")
	checkStatus(t, file, http.StatusOK)
	has(t, file.Body.String(), "SUMMARY:Egentliga Tavastlands 6:e partnerskapsdag", "DTSTART:20261028T130000Z", "UID:kumppanuuspaiva-6@lomakkeet.example.fi")
	if kind := file.Header().Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
		t.Error(kind)
	}
}

// TestRegistrations: who registers twice takes one place, and the table is safe in a
// spreadsheet.
func TestRegistrations(t *testing.T) {
	w := newWorld(t)
	w.register("Aino", "aino@example.fi", "place")
	w.register("Onni", "onni@example.fi", "place")
	w.register("Onni", "ONNI@example.fi", "remote")
	w.register("Helmi", "helmi@example.fi", "place")
	checkStatus(t, w.get("/admin/"+eventID), http.StatusSeeOther)
	w.login()
	text := words(t, w.get("/admin/"+eventID))
	has(t, text, "Ilmoittautuneita yhteensä 3", "Paikan päällä, paikkoja 2 2", "Etänä 1", "ilmoittautunut myöhemmin uudelleen", "Syötkö lounaan? kyllä", "Aino Esimerkki")
	hasNot(t, text, "enemmän kuin mahtuu")
	w.register("Väinö", "vaino@example.fi", "remote")
	w.serve(`"places": 2`, `"places": 1`) // a smaller room: nobody loses the place that they have
	has(t, words(t, w.get("/admin/"+eventID)), "enemmän kuin mahtuu: ilmoittautuneita 2, paikkoja 1")
	has(t, words(t, w.get("/admin")), "Ilmoittautuneita 4")
	book := w.get("/admin/" + eventID + "/registrations.xlsx?lang=sv")
	checkStatus(t, book, http.StatusOK)
	if got := book.Header().Get("Content-Disposition"); got != `attachment; filename="`+eventID+`-registrations.xlsx"` {
		t.Error(got)
	}
	sheet := sheetOf(t, book.Body.Bytes(), "Anmälningar")
	if len(sheet) != 6 || sheet[0][0] != "Namn" || sheet[2][4] != "=Keksitty; yhdistys" || sheet[2][7] != "nej" || sheet[3][7] != "ja" || sheet[3][8] != "ja" {
		t.Errorf("%q", sheet)
	}
	file := w.get("/admin/" + eventID + "/registrations.csv")
	checkStatus(t, file, http.StatusOK)
	lines := strings.Split(strings.TrimSpace(file.Body.String()), "\r\n")
	if len(lines) != 6 || !strings.Contains(lines[0], "Syötkö lounaan?") || !strings.Contains(lines[2], "'=Keksitty; yhdistys") ||
		!strings.HasSuffix(lines[2], ";ei;kyllä") || !strings.HasSuffix(lines[3], ";kyllä;kyllä") {
		t.Errorf("%q", lines)
	}
}

// TestWhatIsAskedNoMore: what has come is shown also when the event does not ask for it any
// more.
func TestWhatIsAskedNoMore(t *testing.T) {
	w := newWorld(t)
	w.register("Aino", "aino@example.fi", "place")
	w.ask("Kuka vastaa?", "kunta", "")
	w.login()
	registration := partnershipDay[strings.Index(partnershipDay, `"registration":`):strings.Index(partnershipDay, `"questions": {"until"`)]
	w.serve(registration, "", `"shown": "registered"`, `"shown": "never"`)
	has(t, words(t, w.get("/admin/"+eventID)), "Ilmoittautuneita yhteensä 1", "Aino Esimerkki", "Kuka vastaa?")
	for _, ending := range []string{"csv", "xlsx"} {
		checkStatus(t, w.get("/admin/"+eventID+"/registrations."+ending), http.StatusOK)
	}
	never := newWorld(t, registration, "", `"shown": "registered"`, `"shown": "never"`)
	never.login()
	checkStatus(t, never.get("/admin/"+eventID+"/registrations.xlsx"), http.StatusNotFound)
	asked := partnershipDay[strings.Index(partnershipDay, `"questions": {"until"`):strings.Index(partnershipDay, `"languages":`)]
	w.serve(asked, "")
	has(t, words(t, w.get("/admin/"+eventID)), "Aino Esimerkki", "Kuka vastaa?")
}

// TestSettle: nothing that was asked is shown before the organizer has published it, and a
// decision can be changed.
func TestSettle(t *testing.T) {
	w := newWorld(t)
	first := w.ask("Kuka vastaa <b>kunnassa</b>?", "kunta", "Hilja Esimerkki")
	second := w.ask("Puhelinnumeroni on 040 1234567, soittakaa.", "", "")
	hasNot(t, words(t, w.get(public)), "Kuka vastaa", "soittakaa")
	checkStatus(t, w.get("/admin/"+eventID+"/settle/"+first), http.StatusSeeOther)
	w.login()
	has(t, words(t, w.get("/admin/"+eventID)), "Kuka vastaa <b>kunnassa</b>?", "Hilja Esimerkki, kysyja@example.fi", "Käsittelemättä")
	page := w.get("/admin/" + eventID + "/settle/" + first)
	has(t, words(t, page), "Julkaistaanko kysymys?", "Kunta")

	wrong := w.post("/admin/"+eventID+"/settle/"+first, "after", "0", "answer", "Yhdyshenkilö.")
	checkStatus(t, wrong, http.StatusUnprocessableEntity)
	htmlcheck.Run(t, wrong.Body.Bytes(), htmlcheck.All()...)
	has(t, wrong.Body.String(), `role="radiogroup" aria-invalid="true" aria-describedby="publish-shown-error"`, "Valitse, julkaistaanko kysymys.", "Kirjoita kysymyksen käsittelijän nimi.", "Yhdyshenkilö.")

	settle := func(id, after string, more ...string) {
		t.Helper()
		checkStatus(t, w.post("/admin/"+eventID+"/settle/"+id, append([]string{"after", after, "by", "Lempi Kuviteltu"}, more...)...), http.StatusSeeOther)
	}
	settle(first, "0", "shown", "true", "answer", "Yhdyshenkilö.")
	settle(second, "0", "shown", "true", "text", "Voiko minulle soittaa?")
	text := words(t, w.get(public))
	has(t, text, "Kunta Kuka vastaa <b>kunnassa</b>?", "Kysyjä: Hilja Esimerkki", "Vastaus: Yhdyshenkilö.", "Muut kysymykset Voiko minulle soittaa? Vastausta ei ole vielä annettu.")
	hasNot(t, text, "kysyja@example.fi", "1234567", "Lempi Kuviteltu, Yhdyshenkilö")

	settle(first, "0", "shown", "false") // an old page: nothing changes
	has(t, words(t, w.get(public)), "Kuka vastaa")
	settle(first, "1", "shown", "false")
	hasNot(t, words(t, w.get(public)), "Kuka vastaa")
	has(t, words(t, w.get("/admin/"+eventID)), "Ei julkaista", "Julkaistu")
	checkStatus(t, w.get("/admin/"+eventID+"/settle/nothing"), http.StatusNotFound)
	checkStatus(t, w.post("/admin/"+eventID+"/settle/nothing", "by", "x"), http.StatusNotFound)
}

// sheetOf are the cells of a sheet of a workbook, as they are shown.
func sheetOf(t *testing.T, content []byte, name string) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
