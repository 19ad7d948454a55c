package duty

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Kind is what a duty is about.
type Kind string

// The duties.
const (
	NegotiationYearly Kind = "negotiation-yearly" // with the municipalities and others, once a year
	TakesPart         Kind = "takes-part"         // in the yearly negotiation
	NegotiationTerm   Kind = "negotiation-term"   // with the municipalities, once a council term
	WellbeingPlan     Kind = "wellbeing-plan"     // report and plan, once a council term
	ReportYearly      Kind = "report-yearly"      // to the council
	ResponsibleBody   Kind = "responsible-body"
	CouncilMembers    Kind = "council-members" // of each municipality, in the participation bodies
)

// Bearer is who has a duty.
type Bearer string

// The bearers.
const (
	BearerCounty       Bearer = "county"
	BearerMunicipality Bearer = "municipality" // of a county
	BearerHelsinki     Bearer = "helsinki"     // which belongs to no county
)

// Per is how often a duty is to be done.
type Per string

// How often.
const (
	PerYear Per = "year"
	PerTerm Per = "term" // of the council
	Always  Per = "always"
)

// Row is one duty of one bearer.
type Row struct {
	Duty   Kind   `json:"duty"`
	Bearer Bearer `json:"bearer"`
	// Act and Section are the statute: "612/2021", "6(5)".
	Act     string `json:"act"`
	Section string `json:"section"`
	// From and To are the first and the last day on which it is in force; To is the zero
	// date while it is.
	From civil.Date `json:"from"`
	To   civil.Date `json:"to,omitzero"`
	Per  Per        `json:"per"`
	// Practice says that the statute does not demand it of the bearer in so many words, but
	// that it is done.
	Practice bool `json:"practice,omitempty"`
}

// The days from which the statutes bind.
var (
	act612    = civil.Date{Year: 2023, Month: 1, Day: 1}   // 612/2021 and 616/2021
	act1326   = civil.Date{Year: 2011, Month: 5, Day: 1}   // 1326/2010
	end1326   = civil.Date{Year: 2022, Month: 12, Day: 31} // s.12, which 612/2021 replaced
	firstTerm = civil.Date{Year: 2022, Month: 3, Day: 1}   // of county councils: 616/2021
)

var table = []Row{
	{Duty: NegotiationYearly, Bearer: BearerCounty, Act: "612/2021", Section: "7", From: act612, Per: PerYear},
	{Duty: NegotiationYearly, Bearer: BearerHelsinki, Act: "612/2021", Section: "6(5)", From: act612, Per: PerYear},
	{Duty: TakesPart, Bearer: BearerMunicipality, Act: "612/2021", Section: "6", From: act612, Per: PerYear},
	{Duty: NegotiationTerm, Bearer: BearerCounty, Act: "611/2021", Section: "14", From: firstTerm, Per: PerTerm},
	{Duty: WellbeingPlan, Bearer: BearerCounty, Act: "612/2021", Section: "7", From: act612, Per: PerTerm},
	{Duty: WellbeingPlan, Bearer: BearerMunicipality, Act: "612/2021", Section: "6", From: act612, Per: PerTerm},
	{Duty: WellbeingPlan, Bearer: BearerHelsinki, Act: "612/2021", Section: "6", From: act612, Per: PerTerm},
	{Duty: WellbeingPlan, Bearer: BearerMunicipality, Act: "1326/2010", Section: "12", From: act1326, To: end1326, Per: PerTerm},
	{Duty: WellbeingPlan, Bearer: BearerHelsinki, Act: "1326/2010", Section: "12", From: act1326, To: end1326, Per: PerTerm},
	{Duty: ReportYearly, Bearer: BearerCounty, Act: "612/2021", Section: "7", From: act612, Per: PerYear, Practice: true},
	{Duty: ReportYearly, Bearer: BearerMunicipality, Act: "612/2021", Section: "6", From: act612, Per: PerYear},
	{Duty: ReportYearly, Bearer: BearerHelsinki, Act: "612/2021", Section: "6", From: act612, Per: PerYear},
	{Duty: ReportYearly, Bearer: BearerMunicipality, Act: "1326/2010", Section: "12", From: act1326, To: end1326, Per: PerYear},
	{Duty: ReportYearly, Bearer: BearerHelsinki, Act: "1326/2010", Section: "12", From: act1326, To: end1326, Per: PerYear},
	{Duty: ResponsibleBody, Bearer: BearerCounty, Act: "612/2021", Section: "7", From: act612, Per: Always},
	{Duty: ResponsibleBody, Bearer: BearerMunicipality, Act: "612/2021", Section: "6", From: act612, Per: Always},
	{Duty: ResponsibleBody, Bearer: BearerHelsinki, Act: "612/2021", Section: "6", From: act612, Per: Always},
	{Duty: CouncilMembers, Bearer: BearerCounty, Act: "611/2021", Section: "32", From: firstTerm, Per: Always},
}

// Table are all duties that are known, by duty.
func Table() []Row { return slices.Clone(table) }

// Basis is the statute in one text: "612/2021 s.6(5)".
func (r *Row) Basis() string { return r.Act + " s." + r.Section }

// in reports whether the duty is in force on a day of the year.
func (r *Row) in(year int) bool {
	first, last := civil.Date{Year: year, Month: 1, Day: 1}, lastDay(year)
	return !last.Before(r.From) && (r.To.IsZero() || !r.To.Before(first))
}

func lastDay(year int) civil.Date { return civil.Date{Year: year, Month: 12, Day: 31} }
