package hyte_test

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestReadRoster(t *testing.T) {
	text, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.DecodeCall(text)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	resolved, _ := call.Resolve()
	nomination := &hyte.Nomination{
		Call: call.ID, Nominator: "municipality:109", Consent: true,
		Representatives: []hyte.Representative{{Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "aino@example.fi"}}},
		Submitter:       &hyte.Submitter{GivenName: "Helmi", FamilyName: "Mallikas", Email: "helmi@example.fi"},
	}
	at := time.Date(2021, 1, 11, 12, 0, 0, 0, time.UTC)
	made := func() *hyte.Roster {
		return resolved.Roster([]hyte.Received{{ID: "1", ReceivedAt: at, Nomination: nomination}}, at)
	}
	place := func(r *hyte.Roster) int {
		for i := range r.Nominators {
			if r.Nominators[i].Counted != nil {
				return i
			}
		}
		t.Fatal("nothing counts")
		return 0
	}
	if place(made()) != 4 {
		t.Fatal("the cases say /nominators/4")
	}
	cases := []struct {
		name   string
		change func(*hyte.Roster)
		want   hyte.Violations
	}{
		{"as it was made", func(*hyte.Roster) {}, nil},
		{
			"of another call",
			func(r *hyte.Roster) { r.Call = "another" },
			hyte.Violations{{Rule: hyte.RuleCallMismatch, Location: "/call", Severity: hyte.Error}},
		},
		{
			"an organization that is not asked",
			func(r *hyte.Roster) { r.Nominators[0].Nominator = "municipality:091" },
			hyte.Violations{{Rule: hyte.RuleNominatorUnknown, Location: "/nominators/0/nominator", Severity: hyte.Error}},
		},
		{
			"two answers that count",
			func(r *hyte.Roster) { r.Nominators = append(r.Nominators, r.Nominators[4]) },
			hyte.Violations{{Rule: hyte.RuleRosterSecondAnswer, Location: "/nominators", Params: constraint.Params{Other: "municipality:109"}, Severity: hyte.Error}},
		},
		{
			"another answer that counts",
			func(r *hyte.Roster) { r.Nominators[4].Others = []hyte.Answer{*r.Nominators[4].Counted} },
			hyte.Violations{{Rule: hyte.RuleRosterSecondAnswer, Location: "/nominators/4/others/0/state", Severity: hyte.Error}},
		},
		{
			"an organization twice, but one answer",
			func(r *hyte.Roster) { r.Nominators = append(r.Nominators, r.Nominators[0]) },
			nil,
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := made()
			c.change(r)
			document, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			read, got := resolved.ReadRoster(document)
			if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Error(diff)
			}
			if len(c.want) == 0 && !cmp.Equal(r, read, cmpopts.EquateEmpty()) {
				t.Error(cmp.Diff(r, read))
			}
		})
	}
	if r, got := resolved.ReadRoster([]byte("{")); r != nil || !got.NotJSON() {
		t.Errorf("no JSON: %v, %v", r, got)
	}
}
