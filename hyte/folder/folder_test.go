package folder_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// call is that of an example.
func call(t *testing.T) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	c, violations := hyte.ReadCall(data)
	if c == nil {
		t.Fatal(violations)
	}
	return c
}

// TestJudge: each document refers to what is there, and with one word changed breaks one
// rule.
func TestJudge(t *testing.T) {
	type documents struct {
		call          *hyte.ResolvedCall
		body          *body.Body
		event         *event.Event
		earlier, plan *plan.Plan
	}
	for name, c := range map[string]struct {
		change func(*documents)
		want   string
	}{
		"all is there":          {func(*documents) {}, ""},
		"a call's body":         {func(d *documents) { d.body.ID = "other" }, "body.unknown /body/id; body.unknown /preparedBy"},
		"a call's event":        {func(d *documents) { d.call.Call.Event = "other" }, "event.unknown /event"},
		"a call's plan":         {func(d *documents) { d.call.Call.Plan = "other" }, "plan.unknown /plan"},
		"a membership's call":   {func(d *documents) { d.body.Memberships[1].Source.Call = "other" }, "call.unknown /memberships/1/source/call"},
		"a plan's body":         {func(d *documents) { d.plan.PreparedBy = "other" }, "body.unknown /preparedBy"},
		"a plan's event":        {func(d *documents) { d.plan.Events = append(d.plan.Events, "other") }, "event.unknown /events/1"},
		"there are no events":   {func(d *documents) { d.event = nil }, ""},
		"the plan before":       {func(d *documents) { d.plan.Follows = "other" }, "plan.unknown /follows"},
		"it ends too early":     {func(d *documents) { d.earlier.Period.To = "2025-05-30" }, "plan.gap /period/from 2025-05-31"},
		"its end is not known":  {func(d *documents) { d.earlier.Period.To = "" }, ""},
		"it is alone":           {func(d *documents) { d.earlier = nil }, ""},
		"there are no bodies":   {func(d *documents) { d.body = nil }, ""},
		"nothing is named":      {func(d *documents) { d.plan.Follows, d.plan.PreparedBy = "", "" }, ""},
		"a membership by hand":  {func(d *documents) { d.body.Memberships[1].Source = nil }, ""},
		"a plan follows itself": {func(d *documents) { d.plan.Follows = d.plan.ID }, ""},
	} {
		d := documents{
			call:    call(t),
			body:    &body.Body{Memberships: []body.Membership{{ID: "a"}, {ID: "b", Source: &body.Source{}}}},
			earlier: &plan.Plan{ID: "earlier", Period: &hyte.Term{From: "2021-01-01", To: "2025-05-31"}},
			event:   &event.Event{ID: "meeting"},
			plan:    &plan.Plan{ID: "later", Events: []string{"meeting"}, Period: &hyte.Term{From: "2025-06-01"}, Follows: "earlier"},
		}
		d.body.ID = d.call.Call.Body.ID
		d.body.Memberships[1].Source.Call = d.call.Call.ID
		d.plan.PreparedBy = d.body.ID
		c.change(&d)
		var f folder.Folder
		all := []any{d.call}
		if d.body != nil {
			all = append(all, d.body)
		}
		if d.event != nil {
			all = append(all, d.event)
		}
		if d.earlier != nil {
			all = append(all, d.earlier)
		}
		all = append(all, d.plan)
		for _, document := range all {
			if !f.Add(document) {
				t.Fatalf("%T is not added", document)
			}
		}
		var got []string
		for _, document := range all {
			for _, v := range f.Judge(document, nil) {
				if v.Severity != hyte.Warning {
					t.Errorf("%s: %v", name, v)
				}
				got = append(got, strings.TrimSpace(string(v.Rule)+" "+v.Location+" "+v.Params.Date))
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestQuestionsFollowUpItems: a question is about an item of the plan that the call names or, where
// none is named, of any plan of the folder.
func TestQuestionsFollowUpItems(t *testing.T) {
	asked := []hyte.Question{{ID: "a", Item: "1.1"}, {ID: "b"}, {ID: "c", Item: "2.1"}}
	plans := func(f *folder.Folder) {
		f.Add(&plan.Plan{ID: "first", Items: []plan.Item{{ID: "1"}, {ID: "1.1"}}})
		f.Add(&plan.Plan{ID: "second", Items: []plan.Item{{ID: "2.1"}}})
	}
	asksOf := func(id string) *hyte.ResolvedCall {
		c := call(t)
		c.Call.Plan, c.Call.Questions = id, asked
		return c
	}
	registers := &event.Event{ID: "e", Registration: &event.Registrations{Questions: append([]hyte.Question{{ID: "d", Item: "3"}}, asked...)}}
	for name, c := range map[string]struct {
		with     func(*folder.Folder)
		document any
		want     string
	}{
		"a call's plan":          {plans, asksOf("first"), "/questions/2/item"},
		"another plan":           {plans, asksOf("second"), "/questions/0/item"},
		"no plan is named":       {plans, asksOf(""), ""},
		"the plan is not there":  {plans, asksOf("third"), "/plan"},
		"no plans":               {func(*folder.Folder) {}, asksOf(""), ""},
		"an event":               {plans, registers, "/registration/questions/0/item"},
		"an event as an inquiry": {plans, &event.Inquiry{Event: registers}, "/registration/questions/0/item"},
		"no registration":        {plans, &event.Event{ID: "e"}, ""},
		"a plan with errors":     {func(f *folder.Folder) { plans(f); f.AddBroken("plan", "third") }, registers, ""},
		"its own has errors":     {func(f *folder.Folder) { f.AddBroken("plan", "first") }, asksOf("first"), ""},
	} {
		var f folder.Folder
		c.with(&f)
		f.Add(c.document)
		var got []string
		for _, v := range f.Judge(c.document, nil) {
			if v.Severity != hyte.Warning {
				t.Errorf("%s: %v", name, v)
			}
			got = append(got, v.Location)
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestJudgeKeeps: what a document breaks alone stays, in its order, but for organizations
// that another one lists.
func TestJudgeKeeps(t *testing.T) {
	var f folder.Folder
	p := &plan.Plan{
		ID: "p", PreparedBy: "nobody",
		Parties: []plan.Party{{Organization: "network:listed"}, {Organization: "network:unlisted"}, {Organization: "regional-council:hame"}},
	}
	f.Add(p)
	f.Add(&body.Body{ID: "b", Organizations: []hyte.Organization{{ID: "network:listed", Name: hyte.Text{"fi": "Verkosto"}}}})
	f.Add(call(t)) // of the regional council
	alone := hyte.Violations{
		{Rule: organization.RuleUnknown, Location: "/parties/0/organization", Severity: hyte.Error},
		{Rule: organization.RuleUnknown, Location: "/parties/1/organization", Severity: hyte.Error},
		{Rule: organization.RuleUnknown, Location: "/parties/2/organization", Severity: hyte.Error},
		{Rule: organization.RuleUnknown, Location: "/parties/9/organization", Severity: hyte.Error},
		{Rule: "period.order", Location: "/period/to", Severity: hyte.Error},
	}
	organizer := call(t).Call.Organizer.ID
	p.Parties[2].Organization = organizer
	var got []string
	for _, v := range f.Judge(p, alone) {
		got = append(got, string(v.Rule)+" "+v.Location)
	}
	want := []string{
		"organization.unknown /parties/1/organization", "organization.unknown /parties/9/organization",
		"period.order /period/to", "body.unknown /preparedBy",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(alone) != 5 || alone[0].Location != "/parties/0/organization" {
		t.Error("what was handed over has changed")
	}
	if f.Names().Name("network:listed", civil.MustParse("2023-01-01")) == nil {
		t.Error("the listed organization has no name")
	}
	if f.Add("a text") {
		t.Error("a text is no document")
	}
}

// TestGaps: an organization is told once that has nobody in a body, and not where nobody
// should be there yet.
func TestGaps(t *testing.T) {
	member := func(of string, place int) body.Membership {
		return body.Membership{
			ID: of, Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}, Role: body.RoleMember, Seat: "s", OnBehalfOf: of, Place: place,
		}
	}
	b := &body.Body{
		ID: "b", Term: &body.OfficeTerm{From: "2023-01-01"},
		Seats: []hyte.Seat{{
			ID: "s", Representatives: &hyte.Quota{Min: 2},
			Nominators: &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: []string{"109", "061", "082"}},
		}},
		Memberships: []body.Membership{member("municipality:109", 1), member("municipality:109", 2), member("municipality:061", 2)},
	}
	var f folder.Folder
	f.Add(b)
	var got []string
	for _, g := range f.Gaps(civil.MustParse("2023-06-01")) {
		got = append(got, string(g.Kind)+" "+g.Body+" "+g.Organization+" "+g.Name["fi"])
	}
	if diff := cmp.Diff([]string{"member-missing b municipality:082 Hattula"}, got); diff != "" {
		t.Error(diff)
	}
	if gaps := f.Gaps(civil.MustParse("2022-12-31")); len(gaps) != 0 {
		t.Errorf("before the term: %v", gaps)
	}
}

// TestGapsOfStandingCalls: only a call that stands has gaps, once it is open, and who has
// answered has none.
func TestGapsOfStandingCalls(t *testing.T) {
	var f folder.Folder
	c := call(t)
	f.Add(c)
	if gaps := f.Gaps(civil.MustParse("2021-06-01")); len(gaps) != 0 {
		t.Errorf("a call that does not stand: %v", gaps)
	}
	c.Call.LateNominations = hyte.LateAccept
	if gaps := f.Gaps(civil.MustParse("2020-12-16")); len(gaps) != 0 {
		t.Errorf("before it begins: %v", gaps)
	}
	c.Call.Asks = hyte.AsksReplies
	if gaps := f.Gaps(civil.MustParse("2021-06-01")); len(gaps) != 0 {
		t.Errorf("a call for replies: %v", gaps)
	}
	c.Call.Asks = hyte.AsksCoordinators
	before := f.Gaps(civil.MustParse("2021-06-01"))
	data, err := os.ReadFile("../../examples/kanta-hame-2021/nominations.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(data), "\n") // of Forssa
	r, violations := c.ReadReceived([]byte(first))
	if r == nil {
		t.Fatal(violations)
	}
	f.AddReceived(c.ID(), *r)
	after := f.Gaps(civil.MustParse("2021-06-01"))
	if len(before) != 15 || len(after) != 14 || before[0].Organization != "municipality:061" || after[0].Organization == "municipality:061" {
		t.Errorf("%v\n%v", before, after)
	}
	if after[0].Kind != folder.GapPerson || after[0].Call != c.ID() || after[0].Name == nil {
		t.Errorf("%+v", after[0])
	}
}
