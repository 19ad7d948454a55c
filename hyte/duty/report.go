package duty

import (
	"errors"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// State is what documents record of a duty, or of a part of it.
type State string

// The states. None says that a duty was not done: documents cannot know that.
const (
	Recorded      State = "recorded"
	Planned       State = "planned"        // the day is known, and has not come
	Invited       State = "invited"        // to what is planned
	BeingPrepared State = "being-prepared" // begun, and not accepted yet
	NoRecord      State = "no-record"
	NotApplicable State = "not-applicable" // nobody has the duty, or not this organization
)

// Report is what documents record of an organization's duties in a year, as known on a day.
// It is a JSON document, without personal data.
type Report struct {
	// Bearer is the id of the organization, Name its name in that year.
	Bearer string     `json:"bearer"`
	Name   hyte.Text  `json:"name"`
	Year   int        `json:"year"`
	At     civil.Date `json:"at"`
	// Duties are in the order of the table.
	Duties []Answer `json:"duties"`
}

// Answer is what is recorded of one duty. Which members it has depends on the duty.
type Answer struct {
	Duty  Kind  `json:"duty"`
	State State `json:"state"`
	// Basis is the statute, Due the last day; both are empty of what does not apply, and
	// Due also of what is always to be so.
	Basis string `json:"basis,omitempty"`
	Due   string `json:"due,omitempty"`
	// Practice is as in [Row].
	Practice bool `json:"practice,omitempty"`
	// Sessions are those of a negotiation, by day.
	Sessions []Session `json:"sessions,omitempty"`
	// Municipalities are those of the county, each with what is recorded of it, in the
	// order of their codes.
	Municipalities []Part `json:"municipalities,omitempty"`
	// Others are further organizations that took part.
	Others []Part `json:"others,omitempty"`
	// TopicsMissing are those of the Act that no session had on its agenda.
	TopicsMissing []string `json:"topicsMissing,omitempty"`
	// Sources are the plans, reports and bodies that answer.
	Sources []Source `json:"sources,omitempty"`
}

// Session is one session of a negotiation.
type Session struct {
	Event string    `json:"event"`
	Title hyte.Text `json:"title"`
	// Date is the day, or the first one on which it may be; empty if nothing tells.
	Date  string `json:"date,omitempty"`
	Part  string `json:"part,omitempty"`
	State State  `json:"state"`
}

// Part is an organization, and what is recorded of it.
type Part struct {
	Organization string    `json:"organization"`
	Name         hyte.Text `json:"name,omitempty"`
	State        State     `json:"state"`
	// Uninvited says that no session is known to have invited it.
	Uninvited bool `json:"uninvited,omitempty"`
}

// Source is a document that answers, and since when it does.
type Source struct {
	Kind  string    `json:"kind"` // "plan", "report" or "body"
	ID    string    `json:"id"`
	Title hyte.Text `json:"title"`
	Date  string    `json:"date,omitempty"`
	State State     `json:"state"`
	// Missing are the municipalities without a member in a body.
	Missing []Part `json:"missing,omitempty"`
}

// Lacking are the parts of which nothing is recorded yet, whether invited or not.
func (a *Answer) Lacking() (parts []Part) {
	for _, p := range a.Municipalities {
		if p.State != Recorded {
			parts = append(parts, p)
		}
	}
	return parts
}

// ErrBearer says that an id is neither that of a wellbeing services county nor that of a
// municipality in the year.
var ErrBearer = errors.New("no wellbeing services county and no municipality of the year")

// Helsinki is the municipality that bears the yearly duty itself.
const Helsinki = "municipality:091"

// The codes of the list of counties that are no counties, and the region of Åland.
const (
	countyHelsinki = "county:90"
	countyAland    = "county:91"
	regionAland    = "21"
)

// Of is what the documents of a folder record of the duties of an organization in a year,
// as far as they are known on a day. The organization is "county:07" or
// "municipality:109"; "county:90" is Helsinki. The error is [ErrBearer].
func Of(f *folder.Folder, id string, year int, at civil.Date) (*Report, error) {
	id = organization.Canonical(id)
	if id == countyHelsinki {
		id = Helsinki
	}
	b := &bearer{folder: f, id: id, year: year, at: at, listed: f.Names()}
	if !b.find() {
		return nil, ErrBearer
	}
	r := &Report{Bearer: id, Name: b.name, Year: year, At: at, Duties: []Answer{}}
	for _, kind := range b.duties() {
		r.Duties = append(r.Duties, b.answer(kind))
	}
	return r, nil
}

// bearer is an organization whose duties are looked for.
type bearer struct {
	folder *folder.Folder
	id     string
	year   int
	at     civil.Date
	kind   Bearer // empty in Åland, where the Acts do not hold
	level  hyte.Council
	name   hyte.Text
	listed organization.Listing
	county area.County // zero of a municipality
	// municipalities are those of the county on the last day of the year, as ids.
	municipalities []string
}

// find finds out who the bearer is, and reports whether there is such a one.
func (b *bearer) find() bool {
	on := area.Nearest(lastDay(b.year))
	b.name, b.level = organization.Name(b.id, on), hyte.CouncilMunicipality
	if m, ok := organization.Municipality(b.id, on); ok {
		switch {
		case b.id == Helsinki:
			b.kind = BearerHelsinki
		case m.Region().String() != regionAland:
			b.kind = BearerMunicipality
		}
		return true
	}
	b.level = hyte.CouncilCounty
	if b.id == countyAland {
		b.name = hyte.Text{"fi": "Ahvenanmaa", "sv": "Åland", "en": "Åland"}
		return true
	}
	c, ok := organization.County(b.id, on)
	if !ok && strings.HasPrefix(b.id, "county:") {
		c, ok = organization.County(b.id, act612) // in a year before there were counties
		b.name = organization.Name(b.id, act612)
	}
	b.kind, b.county = BearerCounty, c
	all, err := area.MunicipalitiesOfCounty(c.Code(), on)
	if err != nil {
		return ok // before there were counties
	}
	for _, m := range all {
		b.municipalities = append(b.municipalities, "municipality:"+m.Code().String())
	}
	return ok
}

// duties are those that an organization of the level may have, in the order of the table.
func (b *bearer) duties() []Kind {
	if b.level == hyte.CouncilCounty {
		return []Kind{NegotiationYearly, NegotiationTerm, WellbeingPlan, ReportYearly, ResponsibleBody, CouncilMembers}
	}
	if b.id == Helsinki {
		return []Kind{NegotiationYearly, TakesPart, WellbeingPlan, ReportYearly, ResponsibleBody}
	}
	return []Kind{TakesPart, WellbeingPlan, ReportYearly, ResponsibleBody}
}

// row is the duty in the year; if the statute changed in it, the later one.
func (b *bearer) row(kind Kind) *Row {
	for i := range table {
		if r := &table[i]; r.Duty == kind && r.Bearer == b.kind && r.in(b.year) {
			return r
		}
	}
	return nil
}

func (b *bearer) answer(kind Kind) Answer {
	row := b.row(kind)
	if row == nil {
		return Answer{Duty: kind, State: NotApplicable}
	}
	a := Answer{Duty: kind, Basis: row.Basis(), Practice: row.Practice, State: NoRecord}
	term, last, ok := plan.TermOn(b.level, lastDay(b.year))
	switch {
	case row.Per == PerYear:
		a.Due = lastDay(b.year).String()
	case row.Per == PerTerm && ok && !last.IsZero():
		a.Due = last.String()
	}
	switch kind {
	case NegotiationYearly, NegotiationTerm, TakesPart:
		b.negotiation(&a, term, last)
	case WellbeingPlan:
		b.plans(&a, term)
	case ReportYearly:
		b.reports(&a)
	case ResponsibleBody:
		b.responsible(&a)
	case CouncilMembers:
		b.members(&a)
	}
	return a
}
