package hyte

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Check says whether the call is sound as a whole, beside its structure: errors
// make it unusable, warnings are for the organizer to think about. Violations
// come in document order.
func (c *Call) Check() Violations {
	_, violations := c.Resolve()
	return violations
}

// membershipDate is the date that decides which municipalities and other areas there
// are. The division of the year after the data is not published yet when calls over the
// turn of the year are written: then the last known one is taken, and that is said.
func (r *resolution) membershipDate() (civil.Date, bool) {
	c := r.Call
	text, place := c.MembershipDate, "/membershipDate"
	if text == "" {
		text, place = c.Deadline.Date, "/deadline/date"
	}
	on, err := civil.Parse(text)
	if err != nil {
		return on, false
	}
	if !slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Nominators.Kind.fromRegister() }) {
		return on, true
	}
	first, last := area.Covered()
	switch {
	case on.After(last) && on.Year == last.Year+1:
		r.found = append(r.found, Violation{
			Rule: RuleMembershipAssumed, Location: "/membershipDate", Severity: Warning, Params: constraint.Params{Date: last.String()},
		})
		return last, true
	case on.Before(first), on.After(last):
		r.error(RuleMembershipOutOfRange, place, constraint.Params{Date: last.String()})
		return on, false
	}
	return on, true
}

// fromRegister reports whether organizations of the kind are those of the register of
// areas.
func (k NominatorKind) fromRegister() bool {
	return k == NominatorMunicipality || k == NominatorCounty || k == NominatorRegionalCouncil
}

// checkPairs warns where both a woman and a man are required among the candidates for
// each place, and fewer may be named than that takes.
func (r *resolution) checkPairs() {
	if r.Call.genderMode() != GenderRequired {
		return
	}
	for i := range r.Nominators {
		if q := r.Nominators[i].Quota; q.Places > 0 && q.Max != 0 && q.Max < 2*q.Places {
			r.found = append(r.found, Violation{Rule: RulePairImpossible, Location: "/genderBalance/mode", Severity: Warning})
			return
		}
	}
}
