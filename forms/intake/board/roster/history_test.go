package roster_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

const historyPath = rosterPath + "/history/municipality:109"

// items are the texts of the items of the numbered list of a page.
func items(list *html.Node) (texts []string) {
	for n := range list.Descendants() {
		if n.Type == html.ElementNode && n.Data == "li" && n.Parent.Data == "ol" {
			texts = append(texts, text(n))
		}
	}
	return texts
}

// What an organization has replaced is a page of its own, the latest first, in parts.
func TestHistory(t *testing.T) {
	w := newWorld(t)
	const answers = 103
	for n := range answers {
		w.answer(open.Add(time.Duration(n)*time.Minute), "municipality:109", named(fmt.Sprintf("Aino%03d", n), "Esimerkki"))
	}
	roster := w.get(rosterPath + "?lang=fi")
	if link := `href="` + historyPath + `?lang=fi" aria-label="Muut vastaukset (102): Hämeenlinna"`; !strings.Contains(roster.Body.String(), link) {
		t.Errorf("no link to the history in %s", rosterLines(t, roster)["municipality-109"])
	}
	if strings.Contains(roster.Body.String(), "Aino101") || !strings.Contains(roster.Body.String(), "Aino102") {
		t.Error("the roster shows what was replaced, or not what counts")
	}
	next := answers - 2 // the latest that does not count
	for _, c := range []struct {
		path  string
		items int
		links string
	}{
		{historyPath, 50, "Vanhemmat vastaukset"},
		{historyPath + "/2", 50, "Uudemmat vastaukset Vanhemmat vastaukset"},
		{historyPath + "/3", 2, "Uudemmat vastaukset"},
	} {
		answer := w.get(c.path + "?lang=fi")
		checkStatus(t, answer, http.StatusOK)
		page := parse(t, answer)
		got := items(page)
		for _, item := range got {
			if want := fmt.Sprintf("Aino%03d", next); !strings.Contains(item, want) {
				t.Fatalf("%s: %s where %s should be", c.path, item, want)
			}
			next--
		}
		links := ""
		for n := range page.Descendants() {
			if n.Type == html.ElementNode && n.Data == "nav" && n.Attr[0].Val == "Sivut" {
				links = text(n)
			}
		}
		if len(got) != c.items || links != c.links {
			t.Errorf("%s: %d items, links %q", c.path, len(got), links)
		}
		if !strings.Contains(answer.Body.String(), `href="`+rosterPath+`?lang=fi#o-municipality-109"`) {
			t.Errorf("%s: no way back", c.path)
		}
	}
	if next != -1 {
		t.Errorf("%d answers are on no page", next+1)
	}
	for _, path := range []string{"/4", "/1", "/0", "/-1", "/02", "/x", "/99999999999999999999"} {
		checkStatus(t, w.get(historyPath+path), http.StatusNotFound)
	}
	checkStatus(t, w.get(rosterPath+"/history/municipality:999"), http.StatusNotFound)
	checkStatus(t, w.do(http.MethodGet, historyPath, "", "", ""), http.StatusSeeOther)
	if none := w.get(rosterPath + "/history/municipality:061"); none.Code != http.StatusOK || len(items(parse(t, none))) != 0 {
		t.Errorf("of one that has not answered: status %d", none.Code)
	}
}

// everywhere asks all municipalities of the country.
func everywhere(t testing.TB) func(*hyte.Call) {
	t.Helper()
	all, err := area.Municipalities(civil.MustParse("2025-01-15"))
	if err != nil {
		t.Fatal(err)
	}
	codes := make([]string, len(all))
	for i, m := range all {
		codes[i] = m.Code().String()
	}
	return func(c *hyte.Call) {
		c.Seats = c.Seats[:1]
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: codes}
		c.Issued, c.MembershipDate = "2024-12-17", "2025-01-15"
		c.Deadline = &hyte.Deadline{Date: "2025-01-15", Kind: hyte.DeadlineAuthority}
	}
}

// wholeCountry is a call of which all 308 municipalities have answered, five times each.
func wholeCountry(t testing.TB) *world {
	w := newWorldOf(t, everywhere(t))
	const answers = 5
	at := time.Date(2025, 1, 7, 8, 0, 0, 0, time.UTC)
	for n := range answers {
		for i := range w.call.Nominators {
			at = at.Add(time.Second)
			id := w.call.Nominators[i].ID
			document := w.document(id, named(fmt.Sprintf("Aino%d", n), "Esimerkki"))
			record := intake.Record{ID: fmt.Sprintf("%d-%d", n, i), Key: fmt.Sprintf("%d-%d", n, i), Inquiry: callID, Kind: "nomination", Sender: id, ReceivedAt: at, Document: document}
			if _, _, err := w.store.Append(t.Context(), record); err != nil {
				t.Fatal(err)
			}
		}
	}
	return w
}

// The roster of the whole country, with five answers of each, is a page that a slow line
// can carry.
func TestRosterBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("keeps 1,540 answers")
	}
	const budget = 100_000 // bytes of brotli
	w := wholeCountry(t)
	session := w.login()
	w.packed(rosterPath+"?lang=fi", session)
	began := time.Now()
	page := w.packed(rosterPath+"?lang=fi", session)
	t.Logf("the roster of %d organizations: %d bytes of brotli in %s", len(w.call.Nominators), page.Body.Len(), time.Since(began))
	if page.Code != http.StatusOK || page.Body.Len() > budget {
		t.Errorf("status %d, %d bytes, budget %d", page.Code, page.Body.Len(), budget)
	}
}

// BenchmarkRosterOfTheCountry is with nothing new.
func BenchmarkRosterOfTheCountry(b *testing.B) {
	w := wholeCountry(b)
	session := w.login()
	b.ReportAllocs()
	for b.Loop() {
		if page := w.packed(rosterPath, session); page.Code != http.StatusOK {
			b.Fatal(page.Code)
		}
	}
}
