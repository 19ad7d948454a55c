package roster_test

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestAccept(t *testing.T) {
	w := newWorld(t)
	id := w.answer(afterDeadline, "municipality:109")
	inTime := w.answer(open, "municipality:061")
	w.now = afterDeadline.Add(time.Hour)
	path := rosterPath + "/accept/" + id
	ask := w.get(path)
	checkStatus(t, ask, http.StatusOK)
	if !strings.Contains(text(parse(t, ask)), "Aino Esimerkki") {
		t.Error("the page does not show what is to be accepted")
	}
	checkStatus(t, w.do(http.MethodPost, path, formType, "", ""), http.StatusSeeOther) // a stranger, to the login page
	if n := len(w.records()); n != 2 {
		t.Fatalf("%d records after a stranger's try", n)
	}
	for range 2 {
		answer := w.post(path)
		checkStatus(t, answer, http.StatusSeeOther)
		if got := answer.Header().Get("Location"); got != rosterPath+"#o-municipality-109" {
			t.Errorf("led to %q", got)
		}
	}
	records := w.records()
	if len(records) != 3 {
		t.Fatalf("%d records", len(records))
	}
	if r := records[2]; r.Kind != "acceptance" || r.Sender != "municipality:109" || string(r.Document) != `{"kind":"acceptance","by":"Helmi Mallikas","reason":"Asia on selvitetty.","accepts":"`+id+`"}` {
		t.Errorf("record %+v", r)
	}
	if got := rosterLines(t, w.get(rosterPath))["municipality-109"]; !strings.HasPrefix(got, "Hämeenlinna Vastaus saapunut 18.1.2021") {
		t.Errorf("roster: %q", got)
	}
	if got := rosterLines(t, w.get(rosterPath+"?lang=en"))["municipality-109"]; !strings.Contains(got, "Answer accepted , 18 January 2021 at 12:30") || !strings.Contains(got, "Decided by Helmi Mallikas Reason Asia on selvitetty.") {
		t.Errorf("trail: %q", got)
	}
	for _, other := range []string{inTime, records[2].ID, "x"} {
		if answer := w.get(rosterPath + "/accept/" + other); answer.Code == http.StatusOK {
			t.Errorf("%s can be accepted", other)
		}
	}
	checkStatus(t, w.get("/"+callID+"/fi/receipt/"+records[2].ID), http.StatusNotFound)
}
