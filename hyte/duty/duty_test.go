package duty_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/duty"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/hytekit/hytekit/internal/golden"
)

// documents are those of files.
func documents(t *testing.T, pattern string) *folder.Folder {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(pattern, err)
	}
	f := &folder.Folder{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if e, _ := event.Decode(data); e != nil {
			f.Add(e)
		} else if p, violations := plan.Decode(data); p != nil {
			f.Add(p)
		} else {
			t.Fatal(file, violations)
		}
	}
	return f
}

func report(t *testing.T, f *folder.Folder, id string, year int, at string) *duty.Report {
	t.Helper()
	r, err := duty.Of(f, id, year, civil.MustParse(at))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestExamples compares what is recorded of the examples with golden files, which a reader
// can check against the example's README.
func TestExamples(t *testing.T) {
	const negotiations = "../../examples/negotiations/"
	for _, c := range []struct {
		name, files, bearer string
		year                int
		at                  string
	}{
		{"varsinais-suomi-2023-05-30", negotiations + "varsinais-suomi-2023/*.json", "county:05", 2023, "2023-05-30"},
		{"varsinais-suomi-2023-12-31", negotiations + "varsinais-suomi-2023/*.json", "county:05", 2023, "2023-12-31"},
		{"masku-2023-05-30", negotiations + "varsinais-suomi-2023/*.json", "municipality:481", 2023, "2023-05-30"},
		{"kanta-hame-2023", negotiations + "kanta-hame-2023/*.json", "wellbeing-county:07", 2023, "2023-12-31"},
		{"helsinki-2025", negotiations + "helsinki-2025/*.json", "county:90", 2025, "2025-12-31"},
		{"puumala-2018", "testdata/puumala-plan.json", "municipality:623", 2018, "2018-12-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			golden.CompareJSON(t, filepath.Join("testdata", c.name+".json"), report(t, documents(t, c.files), c.bearer, c.year, c.at))
		})
	}
}

// states are those of the duties, in short.
func states(r *duty.Report) string {
	var all []string
	for _, a := range r.Duties {
		all = append(all, string(a.Duty)+" "+a.Basis+" "+string(a.State))
	}
	return strings.Join(all, "\n")
}

// TestBearers: who has which duties, in which year.
func TestBearers(t *testing.T) {
	for _, c := range []struct {
		id   string
		year int
		want string
	}{
		{"county:07", 2023, `negotiation-yearly 612/2021 s.7 no-record
negotiation-term 611/2021 s.14 no-record
wellbeing-plan 612/2021 s.7 no-record
report-yearly 612/2021 s.7 no-record
responsible-body 612/2021 s.7 no-record
council-members 611/2021 s.32 no-record`},
		{"county:07", 2022, `negotiation-yearly  not-applicable
negotiation-term 611/2021 s.14 no-record
wellbeing-plan  not-applicable
report-yearly  not-applicable
responsible-body  not-applicable
council-members 611/2021 s.32 no-record`},
		{"county:07", 2018, `negotiation-yearly  not-applicable
negotiation-term  not-applicable
wellbeing-plan  not-applicable
report-yearly  not-applicable
responsible-body  not-applicable
council-members  not-applicable`},
		{"municipality:109", 2023, `takes-part 612/2021 s.6 no-record
wellbeing-plan 612/2021 s.6 no-record
report-yearly 612/2021 s.6 no-record
responsible-body 612/2021 s.6 no-record`},
		{"municipality:109", 2022, `takes-part  not-applicable
wellbeing-plan 1326/2010 s.12 no-record
report-yearly 1326/2010 s.12 no-record
responsible-body  not-applicable`},
		{"municipality:091", 2023, `negotiation-yearly 612/2021 s.6(5) no-record
takes-part  not-applicable
wellbeing-plan 612/2021 s.6 no-record
report-yearly 612/2021 s.6 no-record
responsible-body 612/2021 s.6 no-record`},
		{"county:91", 2023, `negotiation-yearly  not-applicable
negotiation-term  not-applicable
wellbeing-plan  not-applicable
report-yearly  not-applicable
responsible-body  not-applicable
council-members  not-applicable`},
		{"municipality:478", 2023, `takes-part  not-applicable
wellbeing-plan  not-applicable
report-yearly  not-applicable
responsible-body  not-applicable`},
	} {
		if diff := cmp.Diff(c.want, states(report(t, &folder.Folder{}, c.id, c.year, "2024-06-01"))); diff != "" {
			t.Errorf("%s %d:\n%s", c.id, c.year, diff)
		}
	}
	for _, id := range []string{"", "07", "county:99", "county:", "region:05", "municipality:999", "regional-council:hame"} {
		if r, err := duty.Of(&folder.Folder{}, id, 2023, civil.MustParse("2023-06-01")); !errors.Is(err, duty.ErrBearer) {
			t.Errorf("%q: %v, %v", id, r, err)
		}
	}
}

// answerOf is what is recorded of one duty.
func answerOf(r *duty.Report, kind duty.Kind) duty.Answer {
	for _, a := range r.Duties {
		if a.Duty == kind {
			return a
		}
	}
	return duty.Answer{}
}

// session is an event of a county.
func session(date string, change func(*event.Event)) *event.Event {
	e := &event.Event{
		ID: "session", When: &event.When{Date: date},
		Duties: []event.Duty{{Duty: event.NegotiationYearly, Bearer: "county:07", Invited: []string{"municipality:109"}}},
	}
	if change != nil {
		change(e)
	}
	return e
}

func TestSessions(t *testing.T) {
	came := &event.Attendance{Organizations: []event.Attended{{Organization: "municipality:109"}}}
	for name, c := range map[string]struct {
		event *event.Event
		at    string
		want  duty.State
		of109 duty.State
	}{
		"ahead":                 {session("2023-05-02", nil), "2023-05-01", duty.Planned, duty.Invited},
		"ahead, already filled": {session("2023-05-02", func(e *event.Event) { e.Attendance = came }), "2023-05-01", duty.Planned, duty.Invited},
		"over":                  {session("2023-05-02", nil), "2023-05-02", duty.NoRecord, duty.NoRecord},
		"over, filled":          {session("2023-05-02", func(e *event.Event) { e.Attendance = came }), "2023-05-02", duty.Recorded, duty.Recorded},
		"over, with a summary":  {session("2023-05-02", func(e *event.Event) { e.Summary = hyte.Text{"fi": "Sovittiin"} }), "2023-05-02", duty.Recorded, duty.NoRecord},
		"over, with findings":   {session("2023-05-02", func(e *event.Event) { e.Findings = []hyte.Text{{"fi": "Tulos"}} }), "2023-05-02", duty.Recorded, duty.NoRecord},
		"cancelled":             {session("2023-05-02", func(e *event.Event) { e.Status, e.Attendance = event.StatusCancelled, came }), "2023-06-01", duty.NoRecord, duty.NoRecord},
		"of another year":       {session("2022-05-02", func(e *event.Event) { e.Attendance = came }), "2023-06-01", duty.NoRecord, duty.NoRecord},
		"held late for it":      {session("2024-01-10", func(e *event.Event) { e.Attendance, e.Duties[0].Year = came, 2023 }), "2024-02-01", duty.Recorded, duty.Recorded},
		"of another county":     {session("2023-05-02", func(e *event.Event) { e.Attendance, e.Duties[0].Bearer = came, "county:05" }), "2023-06-01", duty.NoRecord, duty.NoRecord},
		"called otherwise":      {session("2023-05-02", func(e *event.Event) { e.Attendance, e.Duties[0].Bearer = came, "wellbeing-county:07" }), "2023-06-01", duty.Recorded, duty.Recorded},
		"of no duty":            {session("2023-05-02", func(e *event.Event) { e.Attendance, e.Duties = came, nil }), "2023-06-01", duty.NoRecord, duty.NoRecord},
		"of the term":           {session("2023-05-02", func(e *event.Event) { e.Attendance, e.Duties[0].Duty = came, event.NegotiationTerm }), "2023-06-01", duty.NoRecord, duty.NoRecord},
		"in a period":           {session("", func(e *event.Event) { e.When.Period = &hyte.Term{From: "2023-05-01", To: "2023-05-31"} }), "2023-05-30", duty.Planned, duty.Invited},
		"in a period, later":    {session("", func(e *event.Event) { e.When.Period = &hyte.Term{From: "2023-05-01", To: "2023-05-31"} }), "2023-06-01", duty.NoRecord, duty.NoRecord},
	} {
		f := &folder.Folder{}
		f.Add(c.event)
		r := report(t, f, "county:07", 2023, c.at)
		a := answerOf(r, duty.NegotiationYearly)
		if a.State != c.want {
			t.Errorf("%s: %s, want %s", name, a.State, c.want)
		}
		for _, p := range a.Municipalities {
			if p.Organization == "municipality:109" && p.State != c.of109 || p.Organization != "municipality:109" && p.State != duty.NoRecord {
				t.Errorf("%s: %+v", name, p)
			}
		}
		if got := answerOf(report(t, f, "municipality:109", 2023, c.at), duty.TakesPart).State; got != c.of109 {
			t.Errorf("%s: the municipality takes part: %s, want %s", name, got, c.of109)
		}
	}
}

// TestNegotiationOfTheTerm: one of any year of the term counts, one of another term does not.
func TestNegotiationOfTheTerm(t *testing.T) {
	for date, want := range map[string]duty.State{
		"2022-02-28": duty.NoRecord, "2022-03-01": duty.Recorded, "2025-05-31": duty.Recorded, "2025-06-01": duty.NoRecord,
	} {
		f := &folder.Folder{}
		f.Add(session(date, func(e *event.Event) {
			e.Duties[0].Duty, e.Attendance = event.NegotiationTerm, &event.Attendance{Count: 5}
		}))
		a := answerOf(report(t, f, "county:07", 2023, "2026-01-01"), duty.NegotiationTerm)
		if a.State != want || a.Due != "2025-05-31" {
			t.Errorf("%s: %+v", date, a)
		}
	}
}

// TestUusimaa: HUS belongs to the negotiation of the counties of Uusimaa and of Helsinki,
// and to no other.
func TestUusimaa(t *testing.T) {
	for id, want := range map[string]string{"county:01": "joint-authority:hus no-record", "municipality:091": "joint-authority:hus no-record", "county:07": ""} {
		var got []string
		for _, p := range answerOf(report(t, &folder.Folder{}, id, 2024, "2024-06-01"), duty.NegotiationYearly).Others {
			got = append(got, p.Organization+" "+string(p.State))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %v", id, got)
		}
	}
}

func wellbeingPlan(change func(*plan.Plan)) *plan.Plan {
	p := &plan.Plan{
		ID: "plan", Kind: plan.WellbeingPlan, Serves: &plan.CouncilTerm{Follows: hyte.CouncilCounty, From: "2022-03-01"},
		Parties: []plan.Party{{Organization: "county:07"}},
	}
	if change != nil {
		change(p)
	}
	return p
}

func TestPlans(t *testing.T) {
	accepted := &hyte.Handling{Date: "2024-02-06"}
	by := func(organization string) *hyte.Handling {
		return &hyte.Handling{Organization: organization, Date: "2024-02-06"}
	}
	for name, c := range map[string]struct {
		plan *plan.Plan
		at   string
		want duty.State
	}{
		"none accepted it yet":       {wellbeingPlan(nil), "2024-02-06", duty.BeingPrepared},
		"accepted by its council":    {wellbeingPlan(func(p *plan.Plan) { p.Parties[0].Approval = accepted }), "2024-02-06", duty.Recorded},
		"the day before":             {wellbeingPlan(func(p *plan.Plan) { p.Parties[0].Approval = accepted }), "2024-02-05", duty.BeingPrepared},
		"signed":                     {wellbeingPlan(func(p *plan.Plan) { p.Parties[0].Signed = "2024-02-06" }), "2024-02-06", duty.Recorded},
		"accepted for all":           {wellbeingPlan(func(p *plan.Plan) { p.Approved = by("county:07") }), "2024-02-06", duty.Recorded},
		"accepted by somebody":       {wellbeingPlan(func(p *plan.Plan) { p.Approved = by("") }), "2024-02-06", duty.Recorded},
		"accepted by a region":       {wellbeingPlan(func(p *plan.Plan) { p.Approved = by("regional-council:hame") }), "2024-02-06", duty.NoRecord},
		"for a municipality's term":  {wellbeingPlan(func(p *plan.Plan) { p.Serves.Follows, p.Approved = hyte.CouncilMunicipality, accepted }), "2024-02-06", duty.NoRecord},
		"for another term":           {wellbeingPlan(func(p *plan.Plan) { p.Serves.From, p.Approved = "2025-06-01", accepted }), "2024-02-06", duty.NoRecord},
		"for no term":                {wellbeingPlan(func(p *plan.Plan) { p.Serves, p.Approved = nil, accepted }), "2024-02-06", duty.NoRecord},
		"of another county":          {wellbeingPlan(func(p *plan.Plan) { p.Parties[0].Organization, p.Approved = "county:05", accepted }), "2024-02-06", duty.NoRecord},
		"called otherwise":           {wellbeingPlan(func(p *plan.Plan) { p.Parties[0].Organization, p.Approved = "wellbeing-county:07", accepted }), "2024-02-06", duty.Recorded},
		"an agreement":               {wellbeingPlan(func(p *plan.Plan) { p.Kind, p.Approved = plan.Agreement, accepted }), "2024-02-06", duty.NoRecord},
		"accepted on an unknown day": {wellbeingPlan(func(p *plan.Plan) { p.Approved = &hyte.Handling{Body: "Valtuusto"} }), "2024-02-06", duty.BeingPrepared},
	} {
		f := &folder.Folder{}
		f.Add(c.plan)
		if got := answerOf(report(t, f, "county:07", 2024, c.at), duty.WellbeingPlan).State; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestReports(t *testing.T) {
	decided := func(date string) *hyte.Handling { return &hyte.Handling{Organization: "county:07", Date: date} }
	for name, c := range map[string]struct {
		report plan.Report
		want   duty.State
	}{
		"decided":            {plan.Report{Year: 2024, Decision: decided("2025-04-01")}, duty.Recorded},
		"later":              {plan.Report{Year: 2024, Decision: decided("2025-04-03")}, duty.BeingPrepared},
		"not decided":        {plan.Report{Year: 2024}, duty.BeingPrepared},
		"of another year":    {plan.Report{Year: 2023, Decision: decided("2024-04-01")}, duty.NoRecord},
		"of no year":         {plan.Report{Decision: decided("2024-04-01")}, duty.Recorded},
		"of nothing":         {plan.Report{}, duty.NoRecord},
		"to another council": {plan.Report{Year: 2024, Decision: &hyte.Handling{Organization: "county:05", Date: "2025-04-01"}}, duty.NoRecord},
	} {
		f := &folder.Folder{}
		f.Add(wellbeingPlan(func(p *plan.Plan) { p.Reports = []plan.Report{c.report} }))
		a := answerOf(report(t, f, "county:07", 2024, "2025-04-02"), duty.ReportYearly)
		if a.State != c.want || !a.Practice {
			t.Errorf("%s: %+v, want %s", name, a, c.want)
		}
	}
}

func TestBodies(t *testing.T) {
	member := func(of string) body.Membership {
		return body.Membership{ID: of, Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}, Role: body.RoleMember, OnBehalfOf: of, From: "2022-06-01"}
	}
	f := &folder.Folder{}
	f.Add(&body.Body{ID: "board", ResponsibleFor: []string{"wellbeing-county:07", "municipality:109"}, Active: &hyte.Term{To: "2024-12-31"}})
	f.Add(&body.Body{
		ID: "youth", Host: "county:07", Statutory: "611/2021 s.32",
		Memberships: []body.Membership{member("municipality:109"), member("municipality:061")},
	})
	f.Add(&body.Body{ID: "elsewhere", Host: "county:05", Statutory: "611/2021 s.32"})
	f.Add(&body.Body{ID: "other", Host: "county:07"})
	r := report(t, f, "county:07", 2024, "2024-12-31")
	if a := answerOf(r, duty.ResponsibleBody); a.State != duty.Recorded || len(a.Sources) != 1 || a.Due != "" {
		t.Errorf("%+v", a)
	}
	a := answerOf(r, duty.CouncilMembers)
	if a.State != duty.Recorded || len(a.Sources) != 1 || a.Sources[0].ID != "youth" || len(a.Sources[0].Missing) != 9 {
		t.Errorf("%+v", a)
	}
	if a := answerOf(report(t, f, "municipality:109", 2024, "2024-12-31"), duty.ResponsibleBody); a.State != duty.Recorded {
		t.Errorf("%+v", a)
	}
	if a := answerOf(report(t, f, "county:07", 2025, "2025-01-01"), duty.ResponsibleBody); a.State != duty.NoRecord {
		t.Errorf("the body works no more: %+v", a)
	}
}

// TestTable: the table says for each duty and bearer which statute holds on a day, and
// never two.
func TestTable(t *testing.T) {
	rows := duty.Table()
	for i, r := range rows {
		if !r.From.Valid() || r.Act == "" || r.Section == "" {
			t.Errorf("%+v", r)
		}
		for _, other := range rows[i+1:] {
			apart := !r.To.IsZero() && r.To.Before(other.From) || !other.To.IsZero() && other.To.Before(r.From)
			if r.Duty == other.Duty && r.Bearer == other.Bearer && !apart {
				t.Errorf("two at a time: %+v, %+v", r, other)
			}
		}
	}
	rows[0].Act = "changed"
	if duty.Table()[0].Act == "changed" {
		t.Error("the table can be changed from outside")
	}
}

func ExampleOf() {
	f := &folder.Folder{}
	f.Add(&event.Event{
		ID: "kokous", When: &event.When{Date: "2023-12-20"},
		Duties:     []event.Duty{{Duty: event.NegotiationYearly, Bearer: "county:07"}},
		Attendance: &event.Attendance{Organizations: []event.Attended{{Organization: "municipality:109"}}},
	})
	r, err := duty.Of(f, "county:07", 2023, civil.MustParse("2023-12-31"))
	if err != nil {
		panic(err)
	}
	a := r.Duties[0]
	fmt.Println(a.Duty, a.Basis, a.State, len(a.Lacking()))
	// Output: negotiation-yearly 612/2021 s.7 recorded 10
}
