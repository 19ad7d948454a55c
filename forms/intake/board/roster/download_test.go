package roster_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

func TestDownloads(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109", func(n *hyte.Nomination) { n.Representatives[0].Person.Unit = "=cmd|' /C calc'!A1" })
	answer := w.get(rosterPath + "/roster.json")
	checkStatus(t, answer, http.StatusOK)
	roster := readRoster(t, answer)
	if roster.Summary.Received != 1 || roster.Summary.Asked != 15 || !roster.At.Equal(open) {
		t.Errorf("roster %+v", roster.Summary)
	}
	answer = w.get(rosterPath + "/roster.csv?lang=sv")
	checkStatus(t, answer, http.StatusOK)
	content, found := bytes.CutPrefix(answer.Body.Bytes(), []byte("\ufeff"))
	table := csv.NewReader(bytes.NewReader(content))
	table.Comma = ';'
	rows, err := table.ReadAll()
	if err != nil || !found || len(rows) != 16 {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	if !strings.Contains(answer.Body.String(), ";Tavastehus;Svar mottaget;") || !strings.Contains(answer.Body.String(), ";'=cmd|") {
		t.Errorf("table:\n%s", answer.Body)
	}
	answer = w.get(rosterPath + "/roster.xlsx?lang=sv")
	checkStatus(t, answer, http.StatusOK)
	if kind := answer.Header().Get("Content-Type"); kind != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" || !strings.HasPrefix(answer.Body.String(), "PK") {
		t.Errorf("a workbook is %s", kind)
	}
	for _, kind := range []string{"json", "csv", "xlsx"} {
		want := `attachment; filename="` + callID + "." + kind + `"`
		if got := w.get(rosterPath + "/roster." + kind).Header().Get("Content-Disposition"); got != want {
			t.Errorf("Content-Disposition %q", got)
		}
	}
}

// The roster of the service is the one that package hyte makes of the records.
func TestRosterIsThatOfTheRecords(t *testing.T) {
	w := newWorld(t)
	w.answer(open, "municipality:109")
	late := w.answer(afterDeadline, "municipality:061")
	checkStatus(t, w.post(rosterPath+"/accept/"+late), http.StatusSeeOther)
	var received []hyte.Received
	for _, r := range w.records() {
		one := hyte.Received{}
		if r.Kind == "nomination" {
			one.Nomination, _ = hyte.DecodeNomination(r.Document)
			one.Via = hyte.ViaAPI
		} else if err := json.Unmarshal(r.Document, &one); err != nil {
			t.Fatal(err)
		}
		one.ID, one.ReceivedAt, one.Kind = r.ID, r.ReceivedAt, hyte.ReceivedKind(r.Kind)
		received = append(received, one)
	}
	// Also before the last documents came, as a clock that was set back shows.
	for _, at := range []time.Time{afterDeadline, open.Add(time.Minute), open.Add(-time.Hour)} {
		want, err := json.Marshal(exampleCall(t, func(*hyte.Call) {}).Roster(received, at))
		if err != nil {
			t.Fatal(err)
		}
		w.now = at
		if got := w.get(rosterPath + "/roster.json"); strings.TrimSpace(got.Body.String()) != string(want) {
			t.Errorf("at %v:\n%s\nwant\n%s", at, got.Body, want)
		}
	}
}

func answersOf(roster hyte.Roster) (all []hyte.Answer) {
	for _, e := range roster.Nominators {
		if e.Counted != nil {
			all = append(all, *e.Counted)
		}
		all = append(all, e.Others...)
	}
	return all
}

func readRoster(t testing.TB, answer *httptest.ResponseRecorder) (roster hyte.Roster) {
	t.Helper()
	if err := json.Unmarshal(answer.Body.Bytes(), &roster); err != nil {
		t.Fatalf("status %d: %v in %q", answer.Code, err, answer.Body)
	}
	return roster
}
