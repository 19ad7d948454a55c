package hyte

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

var calls lazyKind

func callKind() *document.Kind {
	return calls.get(func() *document.Kind {
		return document.MustNew("call", "calls", callType, []document.Rule{
			{ID: RuleSeatDuplicate, At: "/seats/#/id", Func: seatTwice, Why: comparesValues},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.Members(0, 1, "region", "county", "municipalities")},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.None("organizations")},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.Members(0, 1, "municipalities", "except")},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofRegister, Says: document.None("region", "county", "municipalities", "organizations")},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofListed, Says: document.Members(1, 0, "organizations")},
			{ID: RuleSeatNominators, Of: "Nominators", If: ofOrganizations, Says: document.None("region", "county", "municipalities", "except")},
			{ID: RuleQuotaRange, Of: "Quota", At: "/max", Says: document.NotBelow("min")},
			{ID: RuleQuotaOrder, At: "/seats/#/representatives", Func: quotasInOrder, Why: comparesValues},
			{ID: RuleSizeRange, At: "/body/size/max", Func: sizeInOrder, Why: comparesValues},
			{ID: RuleTermOrder, At: "/body/term/to", Func: termEndsFirst, Why: comparesDates},
			{ID: RuleDeadlineOriginal, At: "/deadline/original", Func: notExtended, Why: comparesDates},

			{ID: RuleMembershipAssumed, At: "/membershipDate", Severity: Warning, Elsewhere: true, Why: warns},
			{ID: RuleExceptionOutside, At: "/seats/#/nominators/except/#", Elsewhere: true, Why: needsRegister},
			{ID: RuleMembershipOutOfRange, At: "/membershipDate", Elsewhere: true, Why: needsRegister},
			{ID: RuleSeatEmpty, At: "/seats/#/nominators", Elsewhere: true, Why: needsRegister},
			{ID: RuleNominatorTwice, At: "/seats/#/nominators", Elsewhere: true, Why: comparesValues + ", and " + needsRegister},
			{ID: RuleMunicipalityUnknown, At: "/seats/#/nominators/municipalities/#", Elsewhere: true, Why: needsRegister},
			{ID: RuleAreaUnknown, At: "/seats/#/nominators", Elsewhere: true, Why: needsRegister},
			{
				ID: RulePairImpossible, At: "/genderBalance/mode", Severity: Warning, Elsewhere: true, Why: warns,
				Source: "609/1986 s.4a",
			},

			{ID: RuleDeadlineBeforeIssue, At: "/deadline/date", Func: ofDates(overBeforeItOpens), Why: comparesValues},
			{ID: RuleDeadlineNotWorking, At: "/deadline/date", Severity: Warning, Func: ofDates(endsOnHoliday), Why: warns, Source: "150/1930 s.5"},
			{ID: RuleTimeShort, At: "/deadline", Severity: Warning, Func: ofDates(fewWorkingDays), Why: warns, Source: "434/2003 s.33"},
			{ID: RuleTimeHolidays, At: "/deadline", Severity: Warning, Func: ofDates(manyHolidays), Why: warns, Source: "practice"},
			{ID: RuleMeetingOrder, At: "/firstMeeting/to", Func: meetingEndsFirst, Why: comparesValues},
			{ID: RuleMeetingEarly, At: "/firstMeeting/from", Severity: Warning, Func: meetsTooEarly, Why: warns, Source: "practice"},
			{ID: RuleTextMissing, At: "", Severity: Warning, Func: missingTexts, Why: warns, Source: "423/2003 s.32"},
			{
				ID: RulePrivacyNoticeMissing, At: "/privacyNotice", Severity: Warning, Says: document.Present(), Why: warns,
				Source: "Regulation (EU) 2016/679, articles 13 and 14",
			},
		}, document.Resolved(func(call any) Violations { return call.(*Call).Check() }))
	})
}

var (
	ofMunicipalities = []document.Condition{document.Is("kind", string(NominatorMunicipality))}
	ofRegister       = []document.Condition{document.Is("kind", string(NominatorCounty), string(NominatorRegionalCouncil))}
	ofListed         = []document.Condition{document.Is("kind", string(NominatorJointAuthority), string(NominatorNamed))}
	ofOrganizations  = []document.Condition{document.Is("kind", string(NominatorJointAuthority), string(NominatorNamed), string(NominatorOpen))}
)

// shortWorkingDays is the least number of working days to answer that raises no
// warning. An authority must give sufficient time (434/2003 s.33); two weeks
// let an executive that meets fortnightly decide.
const shortWorkingDays = 10

func seatAt(i int) string { return "/seats/" + strconv.Itoa(i) }

func seatTwice(f document.Facts) (found []document.Finding) {
	seen := map[string]int{}
	for i, s := range f.Document.(*Call).Seats {
		if first, twice := seen[s.ID]; twice {
			found = append(found, document.Finding{At: seatAt(i) + "/id", Params: constraint.Params{Other: seatAt(first)}})
		} else {
			seen[s.ID] = i
		}
	}
	return found
}

// answering is the time that a call leaves for its answers.
type answering struct {
	call         *Call
	issued, last civil.Date
}

// ofDates is a rule about that time. It says nothing where there is none: of a
// call that is over before it opens, one rule says so.
func ofDates(rule func(answering) []document.Finding) document.Func {
	return func(f document.Facts) []document.Finding {
		c := f.Document.(*Call)
		issued, errIssued := civil.Parse(c.Issued)
		last, errLast := c.Deadline.LastDay()
		if errIssued != nil || errLast != nil {
			return nil
		}
		return rule(answering{c, issued, last})
	}
}

func (a answering) none() bool { return a.last.Before(a.issued) }

func overBeforeItOpens(a answering) []document.Finding {
	if !a.none() {
		return nil
	}
	return []document.Finding{{At: "/deadline/date", Params: constraint.Params{Date: a.call.Issued}}}
}

func endsOnHoliday(a answering) []document.Finding {
	if a.none() || a.call.Deadline.Kind == DeadlineStatutory || IsWorkingDay(a.last) {
		return nil
	}
	return []document.Finding{{At: "/deadline/date", Params: constraint.Params{Date: NextWorkingDay(a.last).String()}}}
}

func fewWorkingDays(a answering) []document.Finding {
	if a.none() || WorkingDays(a.issued, a.last) >= shortWorkingDays {
		return nil
	}
	return []document.Finding{{At: "/deadline", Params: constraint.Params{Min: shortWorkingDays}}}
}

// manyHolidays: in an ordinary week five days of seven are working days.
func manyHolidays(a answering) []document.Finding {
	working, days := WorkingDays(a.issued, a.last), a.last.DaysSince(a.issued)
	if days <= 0 || 5*working >= 3*days {
		return nil
	}
	return []document.Finding{{At: "/deadline", Params: constraint.Params{Min: working, Max: days}}}
}

// quotasInOrder looks for quotas that expect fewer than the least number, or expect or
// seat more than may be named.
func quotasInOrder(f document.Facts) (found []document.Finding) {
	look := func(q *Quota, at string) {
		if q == nil {
			return
		}
		if q.Expected != 0 && q.Expected < q.Least() {
			found = append(found, document.Finding{At: at + "/expected", Params: constraint.Params{Min: q.Least()}})
		}
		if least := max(q.Expected, q.Places); q.Max != 0 && q.Max < least {
			found = append(found, document.Finding{At: at + "/max", Params: constraint.Params{Min: least}})
		}
	}
	seats := f.Document.(*Call).Seats
	for i := range seats {
		look(seats[i].Representatives, seatAt(i)+"/representatives")
		for j := range seats[i].Nominators.Organizations {
			look(seats[i].Nominators.Organizations[j].Representatives, organizationAt(i, j)+"/representatives")
		}
	}
	return found
}

func organizationAt(seat, i int) string {
	return seatAt(seat) + "/nominators/organizations/" + strconv.Itoa(i)
}

func sizeInOrder(f document.Facts) []document.Finding {
	s := f.Document.(*Call).Body.Size
	if s == nil || s.Max == 0 || s.Max >= s.Min {
		return nil
	}
	return []document.Finding{{At: "/body/size/max", Params: constraint.Params{Min: s.Min}}}
}

func termEndsFirst(f document.Facts) []document.Finding {
	t := f.Document.(*Call).Body.Term
	if t == nil || t.To == "" || t.From == "" || t.To >= t.From {
		return nil
	}
	return []document.Finding{{At: "/body/term/to", Params: constraint.Params{Date: t.From}}}
}

func notExtended(f document.Facts) []document.Finding {
	d := f.Document.(*Call).Deadline
	if d.Original == "" || d.Original < d.Date {
		return nil
	}
	return []document.Finding{{At: "/deadline/original", Params: constraint.Params{Date: d.Date}}}
}

func meetingEndsFirst(f document.Facts) []document.Finding {
	m := f.Document.(*Call).FirstMeeting
	if m == nil || m.To == "" || m.To >= m.From {
		return nil
	}
	return []document.Finding{{At: "/firstMeeting/to", Params: constraint.Params{Date: m.From}}}
}

func meetsTooEarly(f document.Facts) []document.Finding {
	c := f.Document.(*Call)
	last, err := c.Deadline.LastDay()
	if c.FirstMeeting == nil || err != nil || c.FirstMeeting.From > last.String() {
		return nil
	}
	return []document.Finding{{At: "/firstMeeting/from", Params: constraint.Params{Date: last.String()}}}
}

// missingTexts looks for texts that lack one of the call's languages.
func missingTexts(f document.Facts) (found []document.Finding) {
	c := f.Document.(*Call)
	look := func(t Text, place string) {
		if len(t) == 0 {
			return
		}
		for _, l := range c.Languages {
			if t[l] == "" {
				found = append(found, document.Finding{At: place + "/" + l})
			}
		}
	}
	look(c.Title, "/title")
	look(c.Organizer.Name, "/organizer/name")
	for i := range c.Organizer.Contacts {
		look(c.Organizer.Contacts[i].JobTitle, "/organizer/contacts/"+strconv.Itoa(i)+"/jobTitle")
	}
	each := func(texts []Text, place string) {
		for i, text := range texts {
			look(text, place+"/"+strconv.Itoa(i))
		}
	}
	for i := range c.CoOrganizers {
		look(c.CoOrganizers[i].Name, "/coOrganizers/"+strconv.Itoa(i)+"/name")
	}
	look(c.LegalBasis, "/legalBasis")
	for i := range c.Documents {
		look(c.Documents[i].Name, "/documents/"+strconv.Itoa(i)+"/name")
	}
	each(c.Information, "/information")
	each(c.Body.Experts, "/body/experts")
	if t := c.Body.Term; t != nil {
		look(t.Label, "/body/term/label")
	}
	look(c.Body.Name, "/body/name")
	each(c.Body.Tasks, "/body/tasks")
	for i := range c.Seats {
		look(c.Seats[i].Name, seatAt(i)+"/name")
		each(c.Seats[i].Eligibility, seatAt(i)+"/eligibility")
		for j, o := range c.Seats[i].Nominators.Organizations {
			look(o.Name, organizationAt(i, j)+"/name")
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
	return found
}
