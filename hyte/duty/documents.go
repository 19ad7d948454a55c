package duty

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// plans looks for the wellbeing plan that serves the term. One that another organization
// accepted, such as a regional council before there were counties, fulfils nothing.
func (b *bearer) plans(a *Answer, term plan.CouncilTerm) {
	for _, p := range b.folder.Plans {
		if p.Kind != plan.WellbeingPlan || p.Serves == nil || *p.Serves != term {
			continue
		}
		party := b.partyOf(p)
		if party == nil {
			continue
		}
		date, isOthers := b.acceptance(p, party)
		if isOthers {
			continue
		}
		state := BeingPrepared
		if date != "" && !civil.TextBefore(b.at.String(), date) {
			state = Recorded
		}
		a.add(Source{Kind: "plan", ID: p.ID, Title: p.Title, Date: date, State: state})
	}
}

// add adds a source. The duty is as far as the one that is furthest.
func (a *Answer) add(s Source) {
	a.Sources = append(a.Sources, s)
	if s.State == Recorded || a.State == NoRecord {
		a.State = s.State
	}
}

func (b *bearer) partyOf(p *plan.Plan) *plan.Party {
	for i := range p.Parties {
		if organization.Canonical(p.Parties[i].Organization) == b.id {
			return &p.Parties[i]
		}
	}
	return nil
}

// acceptance is the day on which the organization accepted the plan, by its own decision or
// signature, or by the one that counts for all. isOthers says that another organization
// accepted the plan for all.
func (b *bearer) acceptance(p *plan.Plan, party *plan.Party) (date string, isOthers bool) {
	switch {
	case party.Approval != nil && party.Approval.Date != "":
		return party.Approval.Date, false
	case party.Signed != "":
		return party.Signed, false
	case p.Approved != nil:
		return p.Approved.Date, !b.isOwn(p.Approved)
	}
	return "", false
}

// isOwn reports whether a decision is the organization's, as far as it says whose it is.
func (b *bearer) isOwn(h *hyte.Handling) bool {
	return h.Organization == "" || organization.Canonical(h.Organization) == b.id
}

// reports looks for the report of the year in the organization's plans.
func (b *bearer) reports(a *Answer) {
	for _, p := range b.folder.Plans {
		if b.partyOf(p) == nil {
			continue
		}
		for i := range p.Reports {
			r := &p.Reports[i]
			if reportYear(r) != b.year || r.Decision != nil && !b.isOwn(r.Decision) {
				continue
			}
			s := Source{Kind: "report", ID: p.ID, Title: p.Title, State: BeingPrepared}
			if r.Decision != nil && r.Decision.Date != "" {
				s.Date = r.Decision.Date
				if !civil.TextBefore(b.at.String(), s.Date) {
					s.State = Recorded
				}
			}
			a.add(s)
		}
	}
}

// reportYear is the year of a report: the one that it says, or that of its decision.
func reportYear(r *plan.Report) int {
	if r.Year != 0 || r.Decision == nil {
		return r.Year
	}
	year, _, _ := strings.Cut(r.Decision.Date, "-")
	number, _ := strconv.Atoi(year)
	return number
}

// responsible looks for the body that is responsible for the organization's work.
func (b *bearer) responsible(a *Answer) {
	for _, each := range b.folder.Bodies {
		works := each.Sitting(b.at, 0).State != body.StateInactive
		for _, id := range each.ResponsibleFor {
			if organization.Canonical(id) == b.id && works {
				a.add(Source{Kind: "body", ID: each.ID, Title: each.Name, State: Recorded})
			}
		}
	}
}

// councilsOf are the bodies that the Act demands of a county for participation.
const councilsOf = "611/2021 s.32"

// members looks for the participation bodies of the county, and for the municipalities
// without a member in them.
func (b *bearer) members(a *Answer) {
	for _, each := range b.folder.Bodies {
		if !strings.HasPrefix(each.Statutory, councilsOf) || organization.Canonical(each.Host) != b.id {
			continue
		}
		sitting := each.Sitting(b.at, 0)
		if sitting.State == body.StateInactive {
			continue
		}
		sits := map[string]bool{}
		for i := range sitting.Places {
			if p := &sitting.Places[i]; p.Member != nil {
				sits[organization.Canonical(p.OnBehalfOf)] = true
			}
		}
		s := Source{Kind: "body", ID: each.ID, Title: each.Name, State: Recorded}
		for _, id := range b.municipalities {
			if !sits[id] {
				s.Missing = append(s.Missing, b.part(id, NoRecord, false))
			}
		}
		a.add(s)
	}
}
