package validation_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/validation"
)

var receivedCases = []struct{ name, document, want string }{
	{"empty", `{}`, "error required /id\nerror required /nomination\n"},
	{"withdrawal of nobody", `{"id": "1", "kind": "withdrawal"}`, "error required /nominator\n"},
	{"withdrawal", `{"id": "1", "kind": "withdrawal", "nominator": "municipality:109", "receivedAt": "2021-01-05T10:26:41+02:00"}`, ""},
	{"refusal of nobody", `{"id": "1", "kind": "refusal"}`, "error required /nominator\n"},
	{"acceptance of nothing", `{"id": "1", "kind": "acceptance"}`, "error required /accepts\n"},
	{"acceptance", `{"id": "1", "kind": "acceptance", "accepts": "2"}`, ""},
	{"unknown kind", `{"id": "1", "kind": "` + strings.Repeat("x", 2<<20) + `"}`, "error one_of /kind\n"},
	{
		"formats", `{"id": "\u0000", "kind": "withdrawal", "nominator": "109", "accepts": "\u0001"}`,
		"error format.line /id\nerror format.organization /nominator\nerror format.line /accepts\n",
	},
	{
		"an empty nomination", `{"id": "1", "nomination": {}}`,
		"error required /nomination/call\nerror required /nomination/nominator\nerror required /nomination/representatives\n" +
			"error required /nomination/submitter\nerror consent.missing /nomination/consent\n",
	},
	{
		"the same person twice", `{"id": "1", "nomination": {"call": "kanta-hame-hyte-2021", "nominator": "municipality:109", "representatives": [` + representative + `,` + representative + `],
			"submitter": {"givenName": "K", "familyName": "K", "email": "k@example.fi"}, "decision": {"date": "2020-12-01"}, "consent": true}}`,
		"error quota.max /nomination/representatives\nerror representative.duplicate /nomination/representatives/1\nwarning decision.before_call /nomination/decision/date\n",
	},
}

func TestReceived(t *testing.T) {
	v, call := newValidator(t), calls(t)["example"]
	for _, c := range receivedCases {
		t.Run(c.name, func(t *testing.T) {
			// A received document has a time of its own: that of the context changes nothing.
			ctx := validation.WithInquiryAt(t.Context(), call, time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC))
			got := check(t, ctx, v, bind[hyte.Received](t, []byte(c.document)))
			if diff := cmp.Diff(c.want, lines(got)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			if len(c.document) > constraint.MaxBytes {
				return // hyte reads no document of this length; validator is given the value
			}
			_, want := call.ReadReceived([]byte(c.document))
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("limits and all (-hyte +validator):\n%s", diff)
			}
		})
	}
}

// What hyte makes itself has only the rules of its tags.
func TestRosterAndResolvedCall(t *testing.T) {
	v, call := newValidator(t), calls(t)["example"]
	data, err := os.ReadFile(example + "nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var received []hyte.Received
	for line := range strings.Lines(string(data)) {
		received = append(received, *bind[hyte.Received](t, []byte(line)))
	}
	roster := call.Roster(received, time.Date(2021, 1, 20, 12, 0, 0, 0, time.UTC))
	if got := check(t, t.Context(), v, roster); len(got) > 0 {
		t.Errorf("roster: %v", got)
	}
	roster.Nominators[0].Counted.Nomination.Consent = false // no rule of a roster
	roster.Nominators[0].Counted.Nomination.Language = "FI"
	roster.Sectors["\u0000"] = -1
	roster.Sectors["sports"] = -1
	roster.Gender.Women = -1
	if diff := cmp.Diff(hyte.RosterType().Check(roster), check(t, t.Context(), v, roster)); diff != "" {
		t.Errorf("roster (-hyte +validator):\n%s", diff)
	}

	encoded, err := json.Marshal(call)
	if err != nil {
		t.Fatal(err)
	}
	resolved := bind[hyte.ResolvedCall](t, encoded)
	if got := check(t, t.Context(), v, resolved); len(got) > 0 {
		t.Errorf("resolved call: %v", got)
	}
	resolved.Call.PrivacyNotice = nil // a warning of a call, none of a resolved one
	resolved.Nominators[1].ID = "109"
	want := hyte.Violations{{Rule: constraint.RuleFormatOrganization, Location: "/nominators/1/id", Severity: hyte.Error}}
	if diff := cmp.Diff(want, check(t, t.Context(), v, resolved)); diff != "" {
		t.Errorf("resolved call (-want +got):\n%s", diff)
	}
}

// countTwice lets the roster have two answers of one organization that count.
func countTwice(roster *hyte.Roster) {
	roster.Nominators[0].Counted = new(hyte.Answer)
	roster.Nominators[1] = roster.Nominators[0]
}
