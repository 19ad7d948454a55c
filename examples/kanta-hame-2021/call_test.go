// Package kantahame_test checks that the example holds what its README says.
package kantahame_test

import (
	"bufio"
	"bytes"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte"
)

func readCall(t *testing.T) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.DecodeCall(data)
	if len(violations) > 0 {
		t.Fatalf("call.json breaks %+v", violations)
	}
	resolved, violations := call.Resolve()
	for _, v := range violations {
		// Christmas lies between the letter and the deadline, as it did.
		if v.Rule != hyte.RuleTimeHolidays {
			t.Fatalf("call.json is not sound: %+v", violations)
		}
	}
	return resolved
}

func readNominations(t *testing.T, call *hyte.ResolvedCall) []hyte.Received {
	t.Helper()
	data, err := os.ReadFile("nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var all []hyte.Received
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		received, violations := call.ReadReceived(lines.Bytes())
		if len(violations) > 0 {
			t.Fatalf("nominations.ndjson, line %d breaks %+v", len(all)+1, violations)
		}
		all = append(all, *received)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestCallAsks(t *testing.T) {
	call := readCall(t)
	asked := map[string][]string{}
	for _, n := range call.Nominators {
		asked[n.Seat] = append(asked[n.Seat], n.Name.In("fi"))
	}
	want := map[string][]string{
		"municipalities": {
			"Forssa", "Hattula", "Hausjärvi", "Humppila", "Hämeenlinna", "Janakkala",
			"Jokioinen", "Loppi", "Riihimäki", "Tammela", "Ypäjä",
		},
		"joint-authorities": {
			"Forssan seudun hyvinvointikuntayhtymä (FSHKY)",
			"Riihimäen seudun terveyskeskuksen kuntayhtymä (RSTKY)",
		},
		"named-organizations": {
			"Kanta-Hämeen sairaanhoitopiirin kuntayhtymä (KHSHP)",
			"Sosiaalialan osaamiskeskus Pikassos",
		},
	}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
}

func TestRosterShows(t *testing.T) {
	call := readCall(t)
	roster := call.Roster(readNominations(t, call), time.Date(2021, 1, 20, 12, 0, 0, 0, hyte.Helsinki()))
	type entry struct {
		Status  hyte.EntryStatus
		Counted string
	}
	got := map[string]entry{}
	for _, e := range roster.Nominators {
		if e.Status == hyte.EntryMissing {
			continue
		}
		shown := entry{Status: e.Status}
		if e.Counted != nil {
			shown.Counted = e.Counted.ID
		}
		got[e.Nominator] = shown
	}
	want := map[string]entry{
		"municipality:061":        {hyte.EntryAnswered, "example-1-forssa"},
		"municipality:109":        {hyte.EntryReplaced, "example-5-hameenlinna"},
		"municipality:165":        {hyte.EntryAnswered, "example-3-janakkala"},
		"municipality:433":        {hyte.EntryLate, ""},
		"municipality:694":        {hyte.EntryAnswered, "example-7-riihimaki"},
		"joint-authority:fshky":   {hyte.EntryAnswered, "example-4-fshky"},
		"hospital-district:khshp": {hyte.EntryAnswered, "example-6-khshp"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("roster (-want +got):\n%s", diff)
	}
	if missing := len(roster.Missing()); missing != 8 {
		t.Errorf("%d are missing, want 8", missing)
	}
	if len(roster.Unlisted) > 0 || len(roster.Violations) > 0 {
		t.Errorf("unlisted %+v, violations %+v", roster.Unlisted, roster.Violations)
	}
}
