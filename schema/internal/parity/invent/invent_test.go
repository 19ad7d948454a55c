package invent_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema/internal/parity/invent"
)

// TestEveryMutation makes sure that no mutation is in the table in vain: each
// changes documents, and each document is one line of JSON.
func TestEveryMutation(t *testing.T) {
	names := invent.MutationNames()
	slices.Sort(names)
	if len(slices.Compact(slices.Clone(names))) != len(names) {
		t.Fatalf("two mutations have one name: %q", names)
	}
	r := rand.New(rand.NewPCG(1, 2))
	done := map[string]int{}
	for _, kind := range kinds.All() {
		if len(kind.Rules()) == 0 || !invent.Invents(kind) {
			continue // tags alone are tried in every other kind, and of what organizers keep no document is invented
		}
		for range 100 {
			documents := invent.NewDocuments(r, kind, invent.Inquiry(r, kind))
			for range 40 {
				d := documents.Next()
				if !json.Valid(d.Text) || slices.Contains(d.Text, '\n') {
					t.Fatalf("after %q this is not one line of JSON: %s", d.Mutations, d.Text)
				}
				for _, name := range d.Mutations {
					done[name]++
				}
			}
		}
	}
	for _, name := range names {
		if done[name] < 5 {
			t.Errorf("%q was done %d times", name, done[name])
		}
	}
}

// TestCalls makes sure that calls are of all the sorts that rules depend on.
func TestCalls(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]bool{}
	for range 300 {
		c := invent.Call(r)
		seen["deputies "+string(c.Call.Deputies)] = true
		seen["late "+string(c.Call.LateNominations)] = true
		if b := c.Call.GenderBalance; b != nil {
			seen["gender "+string(b.Mode)] = true
		}
		if len(c.Merged) > 0 {
			seen["merged"] = true
		}
		for _, s := range c.Call.Seats {
			n := s.Nominators
			seen["kind "+string(n.Kind)] = true
			seen["region"] = seen["region"] || n.Region != ""
			seen["county"] = seen["county"] || n.County != ""
			seen["list"] = seen["list"] || len(n.Municipalities) > 0
			seen["no limit"] = seen["no limit"] || s.Representatives.Max == 0
			seen["two or more"] = seen["two or more"] || s.Representatives.Min > 1
		}
	}
	for _, want := range []string{
		"deputies ", "deputies none", "deputies optional", "deputies required", "deputies pool", "late refuse", "late record", "late accept",
		"gender off", "gender recommended", "gender required", "merged", "region", "county", "list", "no limit", "two or more",
		"kind " + string(hyte.NominatorMunicipality), "kind " + string(hyte.NominatorJointAuthority), "kind " + string(hyte.NominatorNamed),
		"kind " + string(hyte.NominatorCounty), "kind " + string(hyte.NominatorRegionalCouncil), "kind " + string(hyte.NominatorOpen),
	} {
		if !seen[want] {
			t.Errorf("no call with %q", want)
		}
	}
}
