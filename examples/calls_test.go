package examples_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
)

// The calls of this folder are sound, and their rosters are what their READMEs say.
func TestCalls(t *testing.T) {
	for _, test := range []struct {
		folder, at string
		want       hyte.Summary
		balance    hyte.BalanceState
	}{
		{"waste-board-2021", "2021-07-04T12:00:00+03:00", hyte.Summary{Asked: 4, Received: 3, Declined: 1, Candidates: 7, Incomplete: 1, OpenPlaces: 1}, ""},
		{"waste-board-2021", "2021-07-06T12:00:00+03:00", hyte.Summary{Asked: 4, Received: 3, Declined: 1, Representatives: 4}, hyte.BalanceKept},
		{"follow-up", "2024-10-16T12:00:00+03:00", hyte.Summary{Asked: 4, Received: 1, Replaced: 1, Missing: 1, Declined: 1}, ""},
		{"associations-2023", "2023-04-01T12:00:00+03:00", hyte.Summary{Asked: 3, Received: 3, Candidates: 3}, ""},
	} {
		t.Run(test.folder, func(t *testing.T) {
			call, violations := hyte.ReadCall(file(t, filepath.Join(test.folder, "call.json")))
			if call == nil || len(violations) > 0 {
				t.Fatal(violations)
			}
			at, err := time.Parse(time.RFC3339, test.at)
			if err != nil {
				t.Fatal(err)
			}
			roster := call.Roster(receivedFor(t, call, test.folder), at)
			if diff := cmp.Diff(&test.want, roster.Summary); diff != "" {
				t.Errorf("summary at %s (-want +got)\n%s", test.at, diff)
			}
			if roster.Gender.State != test.balance {
				t.Errorf("balance at %s: %q, want %q", test.at, roster.Gender.State, test.balance)
			}
		})
	}
}

// The answers of the associations wait where they are to be confirmed, and the confirmation
// that the README writes makes the first one count.
func TestCallWhoseAnswersAreConfirmed(t *testing.T) {
	text := bytes.Replace(file(t, "associations-2023/call.json"), []byte(`"access": "open"`), []byte(`"access": "confirmed"`), 1)
	call, violations := hyte.ReadCall(text)
	if call == nil || len(violations) > 0 || !call.Confirmed() {
		t.Fatal(violations)
	}
	all := receivedFor(t, call, "associations-2023")
	at := time.Date(2023, 4, 1, 12, 0, 0, 0, time.UTC)
	if s := call.Roster(all, at).Summary; s.Unconfirmed != 3 || s.Received != 0 {
		t.Errorf("before: %+v", s)
	}
	line := regexp.MustCompile("`(\\{\"id\": \"c-1\".*\\})`").FindSubmatch(file(t, "associations-2023/README.md"))
	if line == nil {
		t.Fatal("the README writes no confirmation")
	}
	confirmation, violations := call.ReadReceived(line[1])
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	if s := call.Roster(append(all, *confirmation), at).Summary; s.Unconfirmed != 2 || s.Received != 1 {
		t.Errorf("afterwards: %+v", s)
	}
}

// receivedFor are the documents of an example, none of which breaks more than a
// warning.
func receivedFor(t *testing.T, call *hyte.ResolvedCall, folder string) (all []hyte.Received) {
	t.Helper()
	name := "nominations.ndjson"
	if !call.Call.AsksPersons() {
		name = "replies.ndjson"
	}
	for line := range bytes.Lines(file(t, filepath.Join(folder, name))) {
		received, violations := call.ReadReceived(line)
		if violations.Invalid() {
			t.Fatalf("line %d: %v", len(all)+1, violations)
		}
		all = append(all, *received)
	}
	return all
}
