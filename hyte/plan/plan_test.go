package plan_test

import (
	"os"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/plan"
)

func example(t *testing.T, name string) *plan.Plan {
	t.Helper()
	data, err := os.ReadFile("../../examples/wellbeing-plans/" + name)
	if err != nil {
		t.Fatal(err)
	}
	p, violations := plan.Decode(data)
	if p == nil {
		t.Fatal(violations)
	}
	return p
}

func gaps(p *plan.Plan, on string) string {
	var all []string
	for _, g := range p.Gaps(civil.MustParse(on)) {
		all = append(all, strings.TrimSpace(strings.Join([]string{string(g.Kind), g.Organization, g.Item, g.Resource, g.Date}, " ")))
	}
	return strings.Join(all, "; ")
}

// TestGapsByDay looks at both sides of each day on which something changes.
func TestGapsByDay(t *testing.T) {
	agreement := func() *plan.Plan {
		return &plan.Plan{
			ID: "a", Kind: plan.Agreement, Period: &hyte.Term{From: "2023-01-01", To: "2025-12-31"},
			Parties: []plan.Party{
				{Organization: "county:07", Approval: &hyte.Handling{Date: "2023-03-01"}}, {Organization: "municipality:109", Signed: "2023-04-01"},
			},
			Items: []plan.Item{{
				ID: "1", Kind: plan.ItemMeasure, Owners: []string{"county:07"}, Due: "2024-06-30",
				History: []plan.Entry{{Date: "2024-07-15", Status: plan.StatusDone}},
			}},
		}
	}
	for on, want := range map[string]string{
		"2022-12-31": "out-of-force    2023-01-01; not-approved county:07; not-approved municipality:109",
		"2023-02-28": "not-approved county:07; not-approved municipality:109",
		"2023-03-01": "not-approved municipality:109",
		"2023-04-01": "",
		"2024-06-30": "",
		"2024-07-01": "overdue  1  2024-06-30",
		"2024-07-15": "",
		"2024-12-30": "",
		"2024-12-31": "ends-soon    2025-12-31",
		"2025-12-31": "ends-soon    2025-12-31",
		"2026-01-01": "out-of-force    2025-12-31",
	} {
		if got := gaps(agreement(), on); got != want {
			t.Errorf("%s: %q, want %q", on, got, want)
		}
	}
	withOne := agreement()
	withOne.Approved = &hyte.Handling{Date: "2023-01-01"}
	if got := gaps(withOne, "2023-02-28"); got != "" {
		t.Errorf("approved by one decision for all: %q", got)
	}
}

func TestBetween(t *testing.T) {
	earlier, later := example(t, "plan-2021.json"), example(t, "plan-2025.json")
	if g := plan.Between(earlier, later); g == nil || g.Date != "2025-01-01" || g.Until != "2025-05-31" || g.Plan != later.ID {
		t.Errorf("%+v", g)
	}
	for _, begin := range []string{"2025-01-01", "2024-06-01", ""} {
		later.Period.From = begin
		if g := plan.Between(earlier, later); g != nil {
			t.Errorf("beginning %q: %+v", begin, g)
		}
	}
	later.Period.From = "2025-01-02"
	if g := plan.Between(earlier, later); g == nil || g.Date != "2025-01-01" || g.Until != "2025-01-01" {
		t.Errorf("one day: %+v", g)
	}
}

// TestManyItems has as many as there may be, with few ids.
func TestManyItems(t *testing.T) {
	p := example(t, "responsibilities-2023.json")
	for len(p.Items) < 5000 {
		p.Items = append(p.Items, plan.Item{ID: "x" + strings.Repeat("i", len(p.Items)%40), Parent: "1", Kind: plan.ItemNeed, Text: hyte.Text{"fi": "x"}})
	}
	if v := plan.Kind().Alone().Check(p, nil); !v.Invalid() {
		t.Error("ids that are there twice are not reported")
	}
}

func TestTermOn(t *testing.T) {
	for _, c := range []struct {
		council    hyte.Council
		on         string
		from, last string
		ok         bool
	}{
		{hyte.CouncilMunicipality, "2012-12-31", "", "", false},
		{hyte.CouncilMunicipality, "2013-01-01", "2013-01-01", "2017-05-31", true},
		{hyte.CouncilMunicipality, "2025-05-31", "2021-08-01", "2025-05-31", true},
		{hyte.CouncilMunicipality, "2025-06-01", "2025-06-01", "2029-05-31", true},
		{hyte.CouncilCounty, "2022-02-28", "", "", false},
		{hyte.CouncilCounty, "2023-12-31", "2022-03-01", "2025-05-31", true},
		{hyte.CouncilCounty, "2030-01-01", "2029-06-01", "", true},
		{"", "2023-01-01", "", "", false},
	} {
		term, last, ok := plan.TermOn(c.council, civil.MustParse(c.on))
		text := ""
		if !last.IsZero() {
			text = last.String()
		}
		if term.From != c.from || text != c.last || ok != c.ok || ok && term.Follows != c.council {
			t.Errorf("%s on %s: %+v to %s, %v", c.council, c.on, term, text, ok)
		}
	}
}
