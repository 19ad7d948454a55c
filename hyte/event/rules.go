package event

import (
	"slices"
	"strconv"
	"sync"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/organization"
)

// The rules of events, beside those of their tags.
const (
	RuleWhen              hyte.Rule = "event.when"               // a day or a period, one of them
	RuleTimeOrder         hyte.Rule = "event.time_order"         // ends before it begins
	RuleDuplicateID       hyte.Rule = "event.duplicate_id"       // the id of params.other
	RuleLinkUnreachable   hyte.Rule = "event.link_unreachable"   // the link is for those who register, but nobody can
	RuleProgrammeOrder    hyte.Rule = "programme.order"          // begins before params.other, which stands above it
	RuleProgrammeOutside  hyte.Rule = "programme.outside_event"  // before the event begins or after it ends
	RuleRegistrationAfter hyte.Rule = "registration.after_event" // registration ends after the event
	RuleQuestionAfter     hyte.Rule = "question.after_event"     // questions are taken after the event
	RulePrivacyMissing    hyte.Rule = "event.privacy_missing"    // people register or ask, and nothing tells what becomes of their data
	RuleDutyBearer        hyte.Rule = "duty.bearer"              // nobody of this kind has the duty (612/2021 s.6 and s.7)
	RuleOtherCounty       hyte.Rule = "duty.other_county"        // the municipality belongs to another county on params.date
	RuleLinkMissing       hyte.Rule = "event.link_missing"       // warning: a remote event without a link
	RulePanelAlone        hyte.Rule = "programme.panel_alone"    // warning: a panel of one
	RuleDutyYear          hyte.Rule = "duty.year"                // warning: held in another year
	RuleDutyBeforeLaw     hyte.Rule = "duty.before_law"          // warning: the Act is in force from params.date
)

// The rules of what answers events.
const (
	RuleMismatch               hyte.Rule = "event.mismatch"           // answers another event
	RuleRegistrationNotOffered hyte.Rule = "registration.not_offered" // nobody registers for the event here
	RuleQuestionNotOffered     hyte.Rule = "question.not_offered"     // nobody asks beforehand
	RuleMode                   hyte.Rule = "registration.mode"        // the event is not to be attended so
	RuleThemeUnknown           hyte.Rule = "theme.unknown"            // the event has no such theme
	// RuleFull says that there is no room for a registration. No document says so by itself: a
	// [Register] does, which knows those who came before. At /mode another way to take part has
	// room, and params.allowed names it; at the root none has.
	RuleFull hyte.Rule = "registration.full"
)

const (
	comparesValues = "compares two values of the document"
	comparesDates  = "compares dates"
	needsRegister  = "needs the register of areas"
	warns          = "a warning; a schema knows errors only"
	needsClock     = "depends on the moment of checking"
	needsOthers    = "depends on who has registered before"
	notAsked       = "an event that takes no such documents has no schema for them"
)

// eventKind is the event as a kind of document. A program that never asks for it, such as
// the form in a browser, does not contain its rules either.
var eventKind struct {
	once sync.Once
	made *document.Kind
}

// Kind is the event as a kind of document.
func Kind() *document.Kind {
	eventKind.once.Do(func() { eventKind.made = newKind() })
	return eventKind.made
}

func newKind() *document.Kind {
	return document.MustNew("event", "events", eventType, slices.Concat(hyte.OwnWordRules("/texts", ownWords...), hyte.QuestionRules("/registration/questions", questions), []document.Rule{
		{ID: RuleWhen, At: "/when", Says: document.Members(1, 1, "date", "period")},
		{ID: RuleWhen, At: "/when/period", Says: document.Members(1, 0, "from", "to", "label")},
		{
			ID: RulePrivacyMissing, At: "/privacyNotice", If: there("/registration/until/date"), Says: document.Present(),
			Source: "Regulation (EU) 2016/679, article 13",
		},
		{
			ID: RulePrivacyMissing, At: "/privacyNotice", If: there("/questions/until/date"), Says: document.Present(),
			Source: "Regulation (EU) 2016/679, article 13",
		},
		{ID: RuleTimeOrder, At: "/when", Func: of(endsFirst), Why: comparesValues},
		{ID: organization.RuleUnknown, At: "", Func: of(organizations), Why: comparesValues},
		{ID: RuleDuplicateID, At: "", Func: of(twice), Why: comparesValues},
		{ID: RuleLinkUnreachable, At: "/remote/url", Func: of(linkUnreachable), Why: "depends on how people register"},
		{ID: RuleProgrammeOrder, At: "/programme/#/at", Func: of(programmeOrder), Why: comparesValues},
		{ID: RuleProgrammeOutside, At: "/programme/#/at", Func: of(programmeOutside), Why: comparesValues},
		{ID: RuleRegistrationAfter, At: "/registration/until", Func: of(registrationAfter), Why: comparesDates},
		{ID: RuleQuestionAfter, At: "/questions/until", Func: of(questionAfter), Why: comparesDates},
		{ID: RuleDutyBearer, At: "/duties/#/bearer", Func: of(bearers), Why: needsRegister, Source: "612/2021 s.6 and s.7, 611/2021 s.14"},
		{ID: RuleOtherCounty, At: "/duties/#/invited/#", Func: of(otherCounty), Why: needsRegister, Source: "612/2021 s.6"},
		{ID: RuleLinkMissing, At: "/remote/url", Severity: hyte.Warning, Func: of(linkMissing), Why: warns, Source: "practice"},
		{ID: RulePanelAlone, At: "/programme/#/speakers", Severity: hyte.Warning, Func: of(panelAlone), Why: warns, Source: "practice"},
		{ID: RuleDutyYear, At: "/duties/#/year", Severity: hyte.Warning, Func: of(dutyYear), Why: warns, Source: "612/2021 s.7"},
		{ID: RuleDutyBeforeLaw, At: "/duties/#/year", Severity: hyte.Warning, Func: of(beforeLaw), Why: warns, Source: "612/2021"},
		{ID: hyte.RuleTextMissing, At: "", Severity: hyte.Warning, Func: missingTexts, Why: warns, Source: "423/2003 s.32"},
	}))
}

// questions are those that are asked of people who register.
func questions(e any) []hyte.Question {
	if r := e.(*Event).Registration; r != nil {
		return r.Questions
	}
	return nil
}

func there(place string) []document.Condition {
	return []document.Condition{document.IsNot(place, "")}
}

// of makes a rule of an event.
func of(rule func(*Event) findings) document.Func {
	return func(f document.Facts) []document.Finding { return rule(f.Document.(*Event)) }
}

// findings are places where a rule is broken.
type findings []document.Finding

func (f *findings) add(at string, params constraint.Params) {
	*f = append(*f, document.Finding{At: at, Params: params})
}

func itemAt(i int, member string) string {
	return "/programme/" + strconv.Itoa(i) + "/" + member
}

func endsFirst(e *Event) (found findings) {
	w := e.When
	if w == nil {
		return nil
	}
	if w.From != "" && w.To != "" && w.To <= w.From {
		found.add("/when/to", constraint.Params{})
	}
	if p := w.Period; p != nil && p.From != "" && p.To != "" && p.To < p.From {
		found.add("/when/period/to", constraint.Params{})
	}
	return found
}

func twice(e *Event) (found findings) {
	look := func(n int, id func(int) string, place string) {
		seen := make(map[string]int, n)
		for i := range n {
			first, known := seen[id(i)]
			switch at := place + "/" + strconv.Itoa(i); {
			case !known:
				seen[id(i)] = i
			default:
				found.add(at+"/id", constraint.Params{Other: place + "/" + strconv.Itoa(first)})
			}
		}
	}
	look(len(e.Organizations), func(i int) string { return organization.Canonical(e.Organizations[i].ID) }, "/organizations")
	look(len(e.Programme), func(i int) string { return e.Programme[i].ID }, "/programme")
	if q := e.Questions; q != nil {
		look(len(q.Themes), func(i int) string { return q.Themes[i].ID }, "/questions/themes")
	}
	return found
}

// shows is who sees the link.
func (r *Remote) shows() Shown {
	if r.Shown == "" {
		return ShownRegistered
	}
	return r.Shown
}

func linkUnreachable(e *Event) (found findings) {
	if r := e.Remote; r != nil && r.URL != "" && r.shows() == ShownRegistered && e.Registration == nil {
		found.add("/remote/url", constraint.Params{})
	}
	return found
}

// linkMissing: once it is known who came, nobody needs the link.
func linkMissing(e *Event) (found findings) {
	r := e.Remote
	if r != nil && r.URL == "" && r.shows() != ShownNever && e.Status != StatusCancelled && e.Attendance == nil {
		found.add("/remote/url", constraint.Params{})
	}
	return found
}

func registrationAfter(e *Event) (found findings) {
	if e.Registration != nil && e.over(e.Registration.Until) {
		found.add("/registration/until", constraint.Params{})
	}
	return found
}

func questionAfter(e *Event) (found findings) {
	if e.Questions != nil && e.over(e.Questions.Until) {
		found.add("/questions/until", constraint.Params{})
	}
	return found
}

// over reports whether the event is over before the deadline is. A deadline that lasts for
// the whole last day of the event is not later.
func (e *Event) over(until *hyte.Deadline) bool {
	if e.When == nil || until == nil {
		return false
	}
	last := e.When.Last()
	end, err := until.LastDay()
	if err != nil || last.IsZero() {
		return false
	}
	return last.Before(end) || last == end && e.When.IsDay() && e.When.To != "" && until.Time > e.When.To
}

// missingTexts looks for texts that lack one of the event's languages.
func missingTexts(f document.Facts) []document.Finding {
	e := f.Document.(*Event)
	return hyte.MissingTexts(eventType, e, e.Languages)
}
