package plan

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Gap is something that a plan lacks on a day. It is no fault of the document.
type Gap struct {
	Kind GapKind `json:"kind"`
	// Plan is the id of the plan.
	Plan string `json:"plan"`
	// Item, Resource and Organization are the ids of what the gap is about; empty if it is
	// about the plan.
	Item         string `json:"item,omitempty"`
	Resource     string `json:"resource,omitempty"`
	Organization string `json:"organization,omitempty"`
	// Date is the day that it is about: of the end, or when it was due.
	Date string `json:"date,omitempty"`
	// Until is the last day without a plan, of a gap between two.
	Until string `json:"until,omitempty"`
}

// GapKind is what is lacking.
type GapKind string

// The kinds of gaps.
const (
	GapNotApproved  GapKind = "not-approved"  // a party has not approved the plan
	GapOutOfForce   GapKind = "out-of-force"  // not in force: over since Date, or beginning on it
	GapEndsSoon     GapKind = "ends-soon"     // ends within a year
	GapOwnerMissing GapKind = "owner-missing" // nobody does the item
	GapOverdue      GapKind = "overdue"       // the item was due
	GapResourceEnds GapKind = "resource-ends" // what carries the item ends before it
	GapBetween      GapKind = "between"       // days between the plan and the one that it follows
)

// soon is how many days before its end a plan is said to end.
const soon = 365

// Gaps are those of a plan on a day, in the order of the document.
func (p *Plan) Gaps(on civil.Date) []Gap {
	day, gaps := on.String(), []Gap{}
	add := func(g Gap) {
		g.Plan = p.ID
		gaps = append(gaps, g)
	}
	if t := p.Period; t != nil {
		switch {
		case civil.TextBefore(day, t.From):
			add(Gap{Kind: GapOutOfForce, Date: t.From})
		case civil.TextBefore(t.To, day):
			add(Gap{Kind: GapOutOfForce, Date: t.To})
		case t.To != "" && !civil.TextBefore(on.AddDays(soon).String(), t.To):
			add(Gap{Kind: GapEndsSoon, Date: t.To})
		}
	}
	for i := range p.Parties {
		if party := &p.Parties[i]; !p.isApproved(party, day) {
			add(Gap{Kind: GapNotApproved, Organization: party.Organization})
		}
	}
	for _, i := range p.withoutOwner() {
		add(Gap{Kind: GapOwnerMissing, Item: p.Items[i].ID})
	}
	for i := range p.Items {
		if item := &p.Items[i]; civil.TextBefore(item.Due, day) && !item.isClosed(day) {
			add(Gap{Kind: GapOverdue, Item: item.ID, Date: item.Due})
		}
	}
	p.addResources(day, add)
	return gaps
}

// isApproved reports whether a party has approved the plan by a day: by its own decision or
// signature, or by the one decision that counts for all. A plan of which nobody is said to
// approve it needs no approval.
func (p *Plan) isApproved(party *Party, day string) bool {
	if p.Approved != nil && !civil.TextBefore(day, p.Approved.Date) {
		return true
	}
	if party.Approval != nil && !civil.TextBefore(day, party.Approval.Date) || party.Signed != "" && !civil.TextBefore(day, party.Signed) {
		return true
	}
	return p.Kind != Agreement && p.Kind != WellbeingPlan
}

// isClosed reports whether the item was done, rejected or given up by a day.
func (i *Item) isClosed(day string) bool {
	closed := false
	for _, e := range i.History {
		if !civil.TextBefore(day, e.Date) && e.Status != "" {
			closed = e.Status != StatusPlanned && e.Status != StatusOngoing
		}
	}
	return closed
}

// addResources adds the items that what carries them does not outlast.
func (p *Plan) addResources(day string, add func(Gap)) {
	byID := p.byID()
	for i := range p.Resources {
		r := &p.Resources[i]
		for _, at := range p.outliving(r, byID) {
			if item := &p.Items[at]; !item.isClosed(day) {
				add(Gap{Kind: GapResourceEnds, Item: item.ID, Resource: r.ID, Date: r.To})
			}
		}
	}
}

// Between are the days on which neither of two plans is in force, the first of which the
// other follows; nil if there are none, or an end or a beginning is not known.
func Between(earlier, later *Plan) *Gap {
	if earlier.Period == nil || later.Period == nil {
		return nil
	}
	end, errEnd := civil.Parse(earlier.Period.To)
	begin, errBegin := civil.Parse(later.Period.From)
	if errEnd != nil || errBegin != nil || !end.AddDays(1).Before(begin) {
		return nil
	}
	return &Gap{Kind: GapBetween, Plan: later.ID, Date: end.AddDays(1).String(), Until: begin.AddDays(-1).String()}
}

// Of are the gaps of several plans on a day, with those between them, in the order of the
// plans.
func Of(plans []*Plan, on civil.Date) []Gap {
	byID := map[string]*Plan{}
	for _, p := range plans {
		byID[p.ID] = p
	}
	all := []Gap{}
	for _, p := range plans {
		all = append(all, p.Gaps(on)...)
		if earlier := byID[p.Follows]; earlier != nil {
			if g := Between(earlier, p); g != nil {
				all = append(all, *g)
			}
		}
	}
	return all
}

// Names are those of the organizations that the plan lists.
func (p *Plan) Names() organization.Listing {
	l := organization.Listing{}
	l.Add(p.Organizations)
	return l
}

// Item finds an item by its id.
func (p *Plan) Item(id string) (*Item, bool) {
	i := slices.IndexFunc(p.Items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return nil, false
	}
	return &p.Items[i], true
}
