package hyte

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// shortWorkingDays is the least number of working days to answer that raises no
// warning. An authority must give sufficient time (434/2003 s.33); two weeks
// let an executive that meets fortnightly decide.
const shortWorkingDays = 10

// Check says whether the call is sound as a whole, beside its structure: errors
// make it unusable, warnings are for the organizer to think about. Violations
// come in document order.
func (c *Call) Check() []Violation {
	_, violations := c.Resolve()
	return violations
}

// inspect checks a call whose tags are satisfied, and finds its nominators.
func (c *Call) inspect(in *inspection) *ResolvedCall {
	resolved := &ResolvedCall{Call: c, byID: map[string]int{}}
	c.inspectSeats(in)
	if on, ok := c.membershipDate(in); ok {
		for i := range c.Seats {
			if c.Seats[i].Nominators.complete() {
				resolved.resolveSeat(&c.Seats[i], seatAt(i), on, in)
			}
		}
	}
	c.inspectDates(in)
	c.inspectMeeting(in)
	c.inspectGenderBalance(resolved, in)
	c.inspectTexts(in)
	if c.PrivacyNotice == nil {
		in.warn(RulePrivacyNoticeMissing, "/privacyNotice", constraint.Params{})
	}
	return resolved
}

func seatAt(i int) string { return "/seats/" + strconv.Itoa(i) }

func (c *Call) inspectSeats(in *inspection) {
	seen := map[string]int{}
	for i := range c.Seats {
		s := &c.Seats[i]
		if first, twice := seen[s.ID]; twice {
			in.error(RuleSeatDuplicate, seatAt(i)+"/id", constraint.Params{Other: seatAt(first)})
		} else {
			seen[s.ID] = i
		}
		if !s.Nominators.complete() {
			in.error(RuleSeatNominators, seatAt(i)+"/nominators", constraint.Params{})
		}
		if q := s.Representatives; q.Max > 0 && q.Max < q.least() {
			in.error(RuleQuotaRange, seatAt(i)+"/representatives/max", constraint.Params{Min: q.least()})
		}
	}
}

// complete reports whether there are exactly the members that the kind needs.
func (n *Nominators) complete() bool {
	areas := 0
	for _, given := range [...]bool{n.Region != "", n.County != "", len(n.Municipalities) > 0} {
		if given {
			areas++
		}
	}
	if n.Kind == Municipality {
		return areas == 1 && len(n.Organizations) == 0
	}
	return areas == 0 && len(n.Organizations) > 0
}

// membershipDate is the date that decides which municipalities an area has.
func (c *Call) membershipDate(in *inspection) (civil.Date, bool) {
	text, place := c.MembershipDate, "/membershipDate"
	if text == "" {
		text, place = c.Deadline.Date, "/deadline/date"
	}
	on, err := civil.Parse(text)
	if err != nil {
		return on, false
	}
	needed := slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Nominators.Kind == Municipality })
	if first, last := area.Covered(); needed && (on.Before(first) || on.After(last)) {
		in.error(RuleMembershipOutOfRange, place, constraint.Params{Date: last.String()})
		return on, false
	}
	return on, true
}

func (c *Call) inspectDates(in *inspection) {
	issued, errIssued := civil.Parse(c.Issued)
	last, errLast := c.Deadline.LastDay()
	if errIssued != nil || errLast != nil {
		return
	}
	if last.Before(issued) {
		in.error(RuleDeadlineBeforeIssue, "/deadline/date", constraint.Params{Date: c.Issued})
		return
	}
	if c.Deadline.Kind != DeadlineStatutory && !IsWorkingDay(last) {
		in.warn(RuleDeadlineNotWorking, "/deadline/date", constraint.Params{Date: NextWorkingDay(last).String()})
	}
	working := WorkingDays(issued, last)
	if working < shortWorkingDays {
		in.warn(RuleTimeShort, "/deadline", constraint.Params{Min: shortWorkingDays})
	}
	// In an ordinary week five days of seven are working days.
	if days := last.DaysSince(issued); days > 0 && 5*working < 3*days {
		in.warn(RuleTimeHolidays, "/deadline", constraint.Params{Min: working, Max: days})
	}
}

func (c *Call) inspectMeeting(in *inspection) {
	m := c.FirstMeeting
	if m == nil {
		return
	}
	if m.To != "" && m.To < m.From {
		in.error(RuleMeetingOrder, "/firstMeeting/to", constraint.Params{Date: m.From})
	}
	if last, err := c.Deadline.LastDay(); err == nil && m.From <= last.String() {
		in.warn(RuleMeetingEarly, "/firstMeeting/from", constraint.Params{Date: last.String()})
	}
}

func (c *Call) inspectGenderBalance(resolved *ResolvedCall, in *inspection) {
	if c.genderMode() != GenderRequired {
		return
	}
	for i := range resolved.Nominators {
		if !resolved.pairPossible(&resolved.Nominators[i]) {
			in.warn(RulePairImpossible, "/genderBalance/mode", constraint.Params{})
			return
		}
	}
}

// inspectTexts looks for texts that lack one of the call's languages.
func (c *Call) inspectTexts(in *inspection) {
	look := func(t Text, place string) {
		if len(t) == 0 {
			return
		}
		for _, l := range c.Languages {
			if t[l] == "" {
				in.warn(RuleTextMissing, place+"/"+l, constraint.Params{})
			}
		}
	}
	look(c.Title, "/title")
	look(c.Organizer.Name, "/organizer/name")
	for i := range c.Organizer.Contacts {
		look(c.Organizer.Contacts[i].JobTitle, "/organizer/contacts/"+strconv.Itoa(i)+"/jobTitle")
	}
	look(c.Body.Name, "/body/name")
	for i, task := range c.Body.Tasks {
		look(task, "/body/tasks/"+strconv.Itoa(i))
	}
	for i := range c.Seats {
		look(c.Seats[i].Name, seatAt(i)+"/name")
		for j, o := range c.Seats[i].Nominators.Organizations {
			look(o.Name, seatAt(i)+"/nominators/organizations/"+strconv.Itoa(j)+"/name")
		}
	}
	if c.GenderBalance != nil {
		look(c.GenderBalance.Reason, "/genderBalance/reason")
	}
	if c.FirstMeeting != nil {
		look(c.FirstMeeting.Label, "/firstMeeting/label")
	}
	if p := c.PrivacyNotice; p != nil {
		look(p.Controller, "/privacyNotice/controller")
		look(p.URL, "/privacyNotice/url")
		look(p.Retention, "/privacyNotice/retention")
	}
}
