package hyte

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

var calls lazyKind

// asksPersons holds for calls that ask for persons.
var asksPersons = document.IsNot("/asks", string(AsksReplies))

func callKind() *document.Kind {
	return calls.get(func() *document.Kind {
		return document.MustNew("call", "calls", callType, slices.Concat(OwnWordRules("/texts", callWords...), SeatRules(func(call any) []Seat { return call.(*Call).Seats }, asksPersons), QuestionRules("/questions", func(call any) []Question { return call.(*Call).Questions }), []document.Rule{
			{ID: constraint.RuleRequired, At: "/body", If: []document.Condition{document.Is("/asks", "", string(AsksRepresentatives))}, Says: document.Present()},
			{ID: constraint.RuleRequired, At: "/questions", If: []document.Condition{document.Is("/asks", string(AsksReplies))}, Says: document.Present()},
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
		}), document.Resolved(func(call any) Violations { return call.(*Call).Check() }))
	})
}

// shortWorkingDays is the least number of working days to answer that raises no
// warning. An authority must give sufficient time (434/2003 s.33); two weeks
// let an executive that meets fortnightly decide.
const shortWorkingDays = 10

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

func sizeInOrder(f document.Facts) []document.Finding {
	s := f.Document.(*Call).body().Size
	if s == nil || s.Max == 0 || s.Max >= s.Min {
		return nil
	}
	return []document.Finding{{At: "/body/size/max", Params: constraint.Params{Min: s.Min}}}
}

func termEndsFirst(f document.Facts) []document.Finding {
	t := f.Document.(*Call).body().Term
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

// missingTexts looks for texts that lack one of the call's languages. A document may be
// there in one language only.
func missingTexts(f document.Facts) []document.Finding {
	c := f.Document.(*Call)
	return MissingTexts(callType, c, c.Languages, "/documents/#/url")
}
