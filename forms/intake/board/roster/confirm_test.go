package roster_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
)

// The organizer sees what waits to be confirmed, and may accept it without that. Then it is
// written about as if it were confirmed, once.
func TestAcceptUnconfirmed(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) { c.Access = hyte.AccessConfirmed })
	id := w.answer(open, "municipality:109")
	page := w.get(rosterPath)
	if text := page.Body.String(); !strings.Contains(text, "Odottaa vahvistusta") || !strings.Contains(text, "accept/"+id) {
		t.Errorf("the board does not tell of it: %d", page.Code)
	}
	question := w.get(rosterPath + "/accept/" + id)
	if !strings.Contains(question.Body.String(), "Hyväksytäänkö vahvistamaton vastaus?") {
		t.Errorf("status %d: %s", question.Code, question.Body)
	}
	checkStatus(t, w.post(rosterPath+"/accept/"+id), http.StatusSeeOther)
	records := w.records()
	a, err := w.service.Arrival(t.Context(), records[len(records)-1])
	if err != nil {
		t.Fatal(err)
	}
	if a.Record.ID != id || a.Receipt.Unconfirmed || len(a.Letters()) < 2 {
		t.Errorf("the acceptance is written about as %+v", a)
	}
	var status hyte.EntryStatus
	for _, e := range readRoster(t, w.get(rosterPath+"/roster.json")).Nominators {
		if e.Nominator == "municipality:109" {
			status = e.Status
		}
	}
	if status != hyte.EntryAnswered {
		t.Errorf("it is %s", status)
	}
}
