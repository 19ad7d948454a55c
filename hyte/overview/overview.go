// Package overview puts together what the documents of a folder say of the cooperation on
// a day: which requests are open, which events lie ahead, who sits where, which duties of
// the year are recorded, what plans lack.
package overview

import (
	"cmp"
	"maps"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/duty"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/folder"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// Overview is how things stand on a day. It is a JSON document; it has the names of those
// who sit in bodies, but no contacts.
type Overview struct {
	At       civil.Date `json:"at"`
	Requests []Request  `json:"requests"`
	Events   []Event    `json:"events"`
	// Bodies are those that work on the day.
	Bodies []*body.Sitting `json:"bodies"`
	// Duties are those of the year of the day, one report for each organization.
	Duties []*duty.Report `json:"duties"`
	Plans  []Plan         `json:"plans"`
}

// Request is a call that takes answers.
type Request struct {
	Call  string    `json:"call"`
	Title hyte.Text `json:"title"`
	// Deadline is the last day, absent where answers are taken at any time.
	Deadline string `json:"deadline,omitempty"`
	Asked    int    `json:"asked"`
	Answered int    `json:"answered"`
	// Missing are the organizations that have not answered.
	Missing []Organization `json:"missing,omitempty"`
}

// Organization is one by its id, with its name.
type Organization struct {
	ID   string    `json:"id"`
	Name hyte.Text `json:"name"`
}

// Event is one that lies ahead, or whose day is not known yet.
type Event struct {
	ID    string    `json:"id"`
	Title hyte.Text `json:"title"`
	// When is as the event has it.
	When   *event.When `json:"when"`
	Place  string      `json:"place,omitempty"`
	Remote bool        `json:"remote,omitempty"`
	// Cancelled events are shown, too: people may still wait for them.
	Cancelled bool `json:"cancelled,omitempty"`
	// Registered are how many have registered; nil if that is not known.
	Registered *event.Numbers `json:"registered,omitempty"`
}

// Plan is a plan, with what it lacks.
type Plan struct {
	ID    string     `json:"id"`
	Title hyte.Text  `json:"title"`
	Gaps  []plan.Gap `json:"gaps"`

	plan *plan.Plan
}

// Plan is the plan itself; nil of an overview that was read as JSON.
func (p *Plan) Plan() *plan.Plan { return p.plan }

// soon is how many days before its end a membership is said to end.
const soon = 60

// Of is how things stand on a day. The duties are those of the organizations given or, if
// there are none, of the counties and Helsinki as far as the documents speak of their
// duties. The error is [duty.ErrBearer].
func Of(f *folder.Folder, on civil.Date, bearers ...string) (*Overview, error) {
	o := &Overview{
		At: on, Requests: requests(f, on), Events: events(f, on), Bodies: []*body.Sitting{}, Duties: []*duty.Report{}, Plans: plans(f, on),
	}
	for _, b := range f.Bodies {
		if s := b.Sitting(on, soon); s.State != body.StateInactive {
			o.Bodies = append(o.Bodies, s)
		}
	}
	if len(bearers) == 0 {
		bearers = bearersOf(f, on)
	}
	for _, id := range bearers {
		r, err := duty.Of(f, id, on.Year, on)
		if err != nil {
			return nil, err
		}
		o.Duties = append(o.Duties, r)
	}
	return o, nil
}

// requests are the calls that take answers on the day, the next deadline first.
func requests(f *folder.Folder, on civil.Date) []Request {
	open := []Request{}
	for _, c := range f.Calls {
		if !folder.IsOpen(c, on) {
			continue
		}
		r := Request{Call: c.ID(), Title: c.Title()}
		if last, err := c.Call.Deadline.LastDay(); err == nil && !c.Window().Stands {
			r.Deadline = last.String()
		}
		roster := f.Roster(c, on)
		missing := roster.Missing()
		r.Asked, r.Answered = len(roster.Nominators), len(roster.Nominators)-len(missing)
		for _, e := range missing {
			r.Missing = append(r.Missing, Organization{e.Nominator, e.Name})
		}
		open = append(open, r)
	}
	slices.SortStableFunc(open, func(a, b Request) int {
		return cmp.Or(cmp.Compare(orLast(a.Deadline), orLast(b.Deadline)), cmp.Compare(a.Call, b.Call))
	})
	return open
}

// orLast puts what has no day after all that has one.
func orLast(date string) string { return cmp.Or(date, "9999") }

// events are those that lie ahead, the next one first.
func events(f *folder.Folder, on civil.Date) []Event {
	ahead := []Event{}
	for _, e := range f.Events {
		if last := e.When.Last(); !last.IsZero() && last.Before(on) {
			continue
		}
		shown := Event{ID: e.ID, Title: e.Title, When: e.When, Remote: e.Remote != nil, Cancelled: e.Status == event.StatusCancelled}
		if e.Place != nil {
			shown.Place = cmp.Or(e.Place.Name, e.Place.Address)
		}
		if n, ok := f.Registered[e.ID]; ok {
			shown.Registered = &n
		}
		ahead = append(ahead, shown)
	}
	slices.SortStableFunc(ahead, func(a, b Event) int {
		return cmp.Or(cmp.Compare(orLast(firstDay(a.When)), orLast(firstDay(b.When))), cmp.Compare(a.When.From, b.When.From))
	})
	return ahead
}

func firstDay(w *event.When) string {
	if day := w.First(); !day.IsZero() {
		return day.String()
	}
	return ""
}

// plans are all that the folder has, each with its gaps.
func plans(f *folder.Folder, on civil.Date) []Plan {
	all := []Plan{}
	at := map[string]int{}
	for i, p := range f.Plans {
		at[p.ID] = i
		all = append(all, Plan{ID: p.ID, Title: p.Title, Gaps: []plan.Gap{}, plan: p})
	}
	for _, g := range plan.Of(f.Plans, on) {
		all[at[g.Plan]].Gaps = append(all[at[g.Plan]].Gaps, g)
	}
	return all
}

// bearersOf are the counties, and Helsinki, of which the documents say something that
// belongs to their duties: they negotiate, have a plan, or host a body.
func bearersOf(f *folder.Folder, on civil.Date) []string {
	found := map[string]bool{}
	add := func(id string) {
		id = organization.Canonical(id)
		if _, isCounty := organization.County(id, on); isCounty || id == duty.Helsinki {
			found[id] = true
		}
	}
	for _, e := range f.Events {
		for i := range e.Duties {
			add(e.Duties[i].Bearer)
		}
	}
	for _, p := range f.Plans {
		for i := range p.Parties {
			if p.Kind == plan.WellbeingPlan {
				add(p.Parties[i].Organization)
			}
		}
	}
	for _, b := range f.Bodies {
		add(b.Host)
		for _, id := range b.ResponsibleFor {
			add(id)
		}
	}
	return slices.Sorted(maps.Keys(found))
}
