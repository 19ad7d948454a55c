package plan

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Plan is an agreement, a plan or a list of tasks, as one JSON document that its organizer
// keeps. The zero value is not a valid plan. [Decode] reads one.
type Plan struct {
	// Schema names the kind of document: [Kind] has the id.
	Schema  string    `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	ID      string    `json:"id" validate:"required,max=100,slug"`
	Kind    Sort      `json:"kind" validate:"required,oneof=agreement wellbeing-plan responsibilities focus-areas interfaces resolutions programme outcome"`
	Title   hyte.Text `json:"title" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Parties []Party   `json:"parties" validate:"required,min=1,max=500,dive"`
	// Organizations are those that the document names besides municipalities and counties.
	Organizations []hyte.Organization `json:"organizations,omitempty" validate:"omitempty,max=1000,dive"`
	// Period is when the plan is in force; without an end, until further notice.
	Period *hyte.Term `json:"period,omitempty" validate:"omitempty"`
	// Serves is the council's term for which a wellbeing plan is made (612/2021 s.6 and s.7).
	Serves *CouncilTerm `json:"serves,omitempty" validate:"omitempty"`
	// PreparedBy is the id of the body that prepared it.
	PreparedBy string `json:"preparedBy,omitempty" validate:"omitempty,max=100,slug"`
	// Approved is the decision of a plan that one body approves for all.
	Approved *hyte.Handling `json:"approved,omitempty" validate:"omitempty"`
	// Handled are the bodies in which it was handled before, in order.
	Handled []hyte.Handling `json:"handled,omitempty" validate:"omitempty,max=200,dive"`
	// Steps are those of the preparation.
	Steps []Step `json:"steps,omitempty" validate:"omitempty,max=100,dive"`
	// Items are what is agreed, in the order of the document.
	Items []Item `json:"items" validate:"required,min=1,max=5000,dive"`
	// Reports are those of single years.
	Reports   []Report   `json:"reports,omitempty" validate:"omitempty,max=100,dive"`
	Resources []Resource `json:"resources,omitempty" validate:"omitempty,max=500,dive"`
	// Events are the ids of those at which it was made or followed up.
	Events []string `json:"events,omitempty" validate:"omitempty,max=200,unique,dive,required,max=100,slug"`
	// Follows is the id of the plan that this one comes after.
	Follows string `json:"follows,omitempty" validate:"omitempty,max=100,slug"`
	URL     string `json:"url,omitempty" validate:"omitempty,max=500,weburl"`
	// Notice is how the agreement can be ended, in its own words.
	Notice    string   `json:"notice,omitempty" validate:"omitempty,max=200,line"`
	Languages []string `json:"languages,omitempty" validate:"omitempty,min=1,max=10,unique,dive,required,language"`
}

// Sort is what sort of plan it is.
type Sort string

// The sorts.
const (
	Agreement        Sort = "agreement"
	WellbeingPlan    Sort = "wellbeing-plan"
	Responsibilities Sort = "responsibilities"
	FocusAreas       Sort = "focus-areas"
	Interfaces       Sort = "interfaces"
	Resolutions      Sort = "resolutions"
	Programme        Sort = "programme"
	Outcome          Sort = "outcome" // of a negotiation
)

// Party is an organization that the plan binds.
type Party struct {
	Organization string `json:"organization" validate:"required,max=100,orgid"`
	// Approval is its decision, absent as long as it has not approved the plan.
	Approval *hyte.Handling `json:"approval,omitempty" validate:"omitempty"`
	// Signed is the day of its signature.
	Signed string `json:"signed,omitempty" validate:"omitempty,caldate"`
}

// CouncilTerm is a term of office of councils.
type CouncilTerm struct {
	Follows hyte.Council `json:"follows" validate:"required,oneof=county municipality"`
	// From is the first day of the term.
	From string `json:"from" validate:"required,caldate"`
}

// Step is one of the preparation.
type Step struct {
	Name     hyte.Text      `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	Period   *hyte.Term     `json:"period,omitempty" validate:"omitempty"`
	Decision *hyte.Handling `json:"decision,omitempty" validate:"omitempty"`
}

// Item is one thing that is agreed: a goal, a measure, a task, a resolution.
type Item struct {
	// ID is unique in the plan, such as "1.2".
	ID string `json:"id" validate:"required,max=50,line"`
	// Parent is the id of the item of which this one is a part.
	Parent string    `json:"parent,omitempty" validate:"omitempty,max=50,line"`
	Kind   ItemKind  `json:"kind,omitempty" validate:"omitempty,oneof=focus-area goal measure need task interface resolution principle"`
	Text   hyte.Text `json:"text" validate:"required,min=1,dive,keys,language,endkeys,required,max=2000,text"`
	// Group is a group of the population or a theme.
	Group string `json:"group,omitempty" validate:"omitempty,max=100,slug"`
	// Owners do it; Partners help.
	Owners   []string `json:"owners,omitempty" validate:"omitempty,max=400,unique,dive,required,max=100,orgid"`
	Partners []string `json:"partners,omitempty" validate:"omitempty,max=400,unique,dive,required,max=100,orgid"`
	// Responsible is who does it in the owner's organization, in words.
	Responsible string      `json:"responsible,omitempty" validate:"omitempty,max=200,line"`
	Due         string      `json:"due,omitempty" validate:"omitempty,caldate"`
	Period      *hyte.Term  `json:"period,omitempty" validate:"omitempty"`
	Indicators  []Indicator `json:"indicators,omitempty" validate:"omitempty,max=50,dive"`
	// Origin is the decision from which it comes, Originator who asked for it.
	Origin     *hyte.Handling `json:"origin,omitempty" validate:"omitempty"`
	Originator hyte.Text      `json:"originator,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// History is what became of it, oldest first.
	History []Entry `json:"history,omitempty" validate:"omitempty,max=200,dive"`
}

// ItemKind is what sort of item it is.
type ItemKind string

// The kinds of items.
const (
	ItemFocusArea  ItemKind = "focus-area"
	ItemGoal       ItemKind = "goal"
	ItemMeasure    ItemKind = "measure"
	ItemNeed       ItemKind = "need"
	ItemTask       ItemKind = "task"
	ItemInterface  ItemKind = "interface"
	ItemResolution ItemKind = "resolution"
	ItemPrinciple  ItemKind = "principle"
)

// Indicator is what shows how an item goes.
type Indicator struct {
	Name hyte.Text `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Sotkanet is the number of the indicator there. Nothing is fetched.
	Sotkanet int    `json:"sotkanet,omitempty" validate:"omitempty,min=0,max=1000000"`
	Baseline string `json:"baseline,omitempty" validate:"omitempty,max=50,line"`
	Target   string `json:"target,omitempty" validate:"omitempty,max=50,line"`
}

// Entry is something that became of an item.
type Entry struct {
	Date     string         `json:"date" validate:"required,caldate"`
	Status   Status         `json:"status,omitempty" validate:"omitempty,oneof=planned ongoing done rejected lapsed"`
	Text     hyte.Text      `json:"text,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=2000,text"`
	Decision *hyte.Handling `json:"decision,omitempty" validate:"omitempty"`
	// Source is the id of a reply from which it comes.
	Source string `json:"source,omitempty" validate:"omitempty,max=100,line"`
}

// Status is where an item stands.
type Status string

// The statuses.
const (
	StatusPlanned  Status = "planned"
	StatusOngoing  Status = "ongoing"
	StatusDone     Status = "done"
	StatusRejected Status = "rejected"
	StatusLapsed   Status = "lapsed"
)

// Report is that of a year.
type Report struct {
	Year     int            `json:"year" validate:"omitempty,min=0,max=2199"`
	Decision *hyte.Handling `json:"decision,omitempty" validate:"omitempty"`
	URL      string         `json:"url,omitempty" validate:"omitempty,max=500,weburl"`
}

// Resource is what carries items: a post, a unit, a project. It may end.
type Resource struct {
	ID   string       `json:"id" validate:"required,max=100,slug"`
	Kind ResourceKind `json:"kind" validate:"required,oneof=post unit project"`
	Name hyte.Text    `json:"name" validate:"required,min=1,dive,keys,language,endkeys,required,max=200,line"`
	// Organization is whose it is.
	Organization string    `json:"organization" validate:"required,max=100,orgid"`
	From         string    `json:"from,omitempty" validate:"omitempty,caldate"`
	To           string    `json:"to,omitempty" validate:"omitempty,caldate"`
	Funder       hyte.Text `json:"funder,omitempty" validate:"omitempty,min=1,dive,keys,language,endkeys,required,max=300,line"`
	// Items are the ids of those that it carries.
	Items []string `json:"items,omitempty" validate:"omitempty,max=5000,unique,dive,required,max=50,line"`
}

// ResourceKind is what sort of resource it is.
type ResourceKind string

// The kinds of resources.
const (
	ResourcePost    ResourceKind = "post"
	ResourceUnit    ResourceKind = "unit"
	ResourceProject ResourceKind = "project"
)

var planType = constraint.MustCompile[Plan]()

// Decode reads a plan and says all that is wrong with it, warnings among it, in the order
// of the document. The plan is nil if any of that is an error.
func Decode(data []byte) (*Plan, hyte.Violations) {
	read, violations := kind.Alone().Read(data, time.Time{})
	p, ok := read.(*Plan)
	if !ok || violations.Invalid() {
		return nil, violations
	}
	return p, violations
}
