package nomination

import (
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// asked is what is asked of the organization that answers, or as long as none is
// chosen, of all of them.
type asked struct {
	*forms.Situation
	call  *hyte.ResolvedCall
	seats []*hyte.Seat // of the organization, or all
	from  *hyte.Nominator
}

func asking(s *forms.Situation) *asked {
	a := &asked{Situation: s, call: callOf(s.Words)}
	a.from, _ = a.call.Nominator(s.Chosen("/nominator"))
	other, open := a.isOther(), a.call.OpenSeat()
	for i := range a.call.Call.Seats {
		seat := &a.call.Call.Seats[i]
		switch {
		case a.from != nil && seat.ID != a.from.Seat:
		case other && seat != open:
		default:
			a.seats = append(a.seats, seat)
		}
	}
	return a
}

// otherOrganization is the option for an organization that the call does not name.
const otherOrganization = "open:other"

// isOther reports whether an organization answers that the call does not name.
func (a *asked) isOther() bool {
	return a.from == nil && a.call.OpenSeat() != nil && (a.Chosen("/nominator") != "" || len(a.call.Nominators) == 0)
}

// fix gives an organization that the call does not name the id that follows from what it
// says of itself.
func (a *asked) fix(fixed map[string]string) {
	if a.isOther() {
		fixed["/nominator"] = hyte.OpenNominatorID(a.Answer("/nominatorName"), a.Answer("/businessId"))
	}
}

// quotas are how many representatives the organizations that may answer name.
func (a *asked) quotas() []*hyte.Quota {
	if a.from != nil {
		return []*hyte.Quota{a.from.Quota}
	}
	var all []*hyte.Quota
	for _, seat := range a.seats {
		all = append(all, seat.Quota())
	}
	return all
}

// areCandidates reports whether it is candidates who are named, of whom the sender of
// the request selects some.
func (a *asked) areCandidates() bool {
	return !slices.ContainsFunc(a.quotas(), func(q *hyte.Quota) bool { return q.Places == 0 })
}

// variant ends the keys of the words for those who are named, where they are candidates.
func (a *asked) variant() string {
	if a.areCandidates() {
		return "!candidates"
	}
	return ""
}

// persons are the sort of people who are named; staff as long as it may be several.
func (a *asked) persons() hyte.Persons {
	sort := a.seats[0].Persons
	if sort == "" || slices.ContainsFunc(a.seats, func(s *hyte.Seat) bool { return s.Persons != sort }) {
		return hyte.PersonsStaff
	}
	return sort
}

// asks reports whether some organization that may answer is asked for a member.
func (a *asked) asks(field func(hyte.PersonFields) hyte.Asked) bool {
	return slices.ContainsFunc(a.seats, func(s *hyte.Seat) bool { return field(s.Fields()) != hyte.AskedOff })
}

// ofPersons ends the keys of the words for another sort of people than staff.
func (a *asked) ofPersons() string {
	if p := a.persons(); p != hyte.PersonsStaff {
		return "!" + string(p)
	}
	return ""
}

// oneVariant ends the keys of the words for whoever names exactly one.
const oneVariant = "=1"

// oneRepresentative picks the words for whoever names exactly one: the
// organization chosen, or as long as none is, all of them.
func (a *asked) oneRepresentative() string {
	if _, most, _ := a.Rules.Items("/representatives", a.Chosen); most == 1 {
		return oneVariant
	}
	return ""
}

// onePerson picks them where there are no deputies either.
func (a *asked) onePerson() string {
	if !a.Forbidden(deputy) || !a.Forbidden(pool) {
		return ""
	}
	return a.oneRepresentative()
}

// asksBalance reports whether both women and men are asked for among the candidates
// for a place (609/1986 s.4a).
func (a *asked) asksBalance() bool {
	_, holds := a.Rules.Rule(hyte.RuleCandidatePairMissing)
	return holds && slices.ContainsFunc(a.quotas(), func(q *hyte.Quota) bool { return q.Places > 0 && q.Max != 1 })
}

// asksJointly reports whether organizations may answer together: where anyone may
// answer, or groups are asked that do.
func (a *asked) asksJointly() bool {
	for i := range a.call.Nominators {
		if len(a.call.Nominators[i].Members) > 0 {
			return true
		}
	}
	return a.call.OpenSeat() != nil
}

// SeatName heads a seat's organizations: the call's name for it, or one in the
// catalog's language that follows from their kind.
func SeatName(c *texts.Catalog, seat *hyte.Seat) hyte.Text {
	if len(seat.Name) > 0 {
		return seat.Name
	}
	return hyte.Text{c.Language(): c.Text("seat." + string(seat.Nominators.Kind))}
}
