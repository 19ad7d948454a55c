package nomination

import (
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

const (
	person = "/representatives/#/person"
	deputy = "/representatives/#/deputy"
	pool   = "/deputies/#"
)

// layout is what a nomination's form asks.
func layout(s *forms.Situation) forms.Layout {
	a := asking(s)
	fixed := map[string]string{"/call": a.call.Call.ID, "/language": s.Language()}
	a.fix(fixed)
	sections := []forms.Section{a.nominators(), a.representatives(), a.pool()}
	if questions := a.call.Call.Questions; len(questions) > 0 {
		sections = append(sections, a.Questions(questions))
	}
	if a.asksBalance() {
		sections = append(sections, a.balance())
	}
	if a.call.Window().Changes {
		sections = append(sections, change)
	}
	return forms.Layout{Point: a.point(), Fixed: fixed, Sections: append(sections, decision, a.submitter(), a.consent()), Variant: a.variant()}
}

// change says that representatives change in mid-term. It is asked of whoever answers
// when the others have answered long since.
var change = forms.Section{
	ID: "change", At: "/change", Group: forms.GroupAlways, Later: true,
	Questions: []forms.Question{
		{At: "from", Type: forms.Line, Autocomplete: "on", Size: "short"},
		{At: "reason", Type: forms.Select, Autocomplete: "on", Choose: "choose.change.reason", OptionKey: reasonKey},
	},
}

func reasonKey(_ *forms.Words, reason string) string { return "option.change." + reason }

var decision = forms.Section{
	ID: "decision", At: "/decision", Group: forms.GroupAlways, Disclosed: true,
	Questions: []forms.Question{
		{At: "body", Type: forms.Line, Autocomplete: "on"},
		{At: "date", Type: forms.Line, Autocomplete: "on", Size: "short"},
		{At: "section", Type: forms.Line, Autocomplete: "on", Size: "short"},
		{At: "caseNumber", Type: forms.Line, Autocomplete: "on", Size: "medium"},
		{At: "url", Type: forms.Line, Autocomplete: "on", InputMode: "url"},
	},
}

var submitter = forms.Section{
	ID: "submitter", At: "/submitter", Group: forms.GroupAlways,
	Questions: []forms.Question{
		{At: "givenName", Type: forms.Line, Autocomplete: "given-name"},
		{At: "familyName", Type: forms.Line, Autocomplete: "family-name"},
		{At: "jobTitle", Type: forms.Line, Autocomplete: "organization-title"},
		{At: "email", Type: forms.Line, Autocomplete: "email", InputMode: "email"},
		{At: "telephone", Type: forms.Line, Autocomplete: "tel", InputMode: "tel", Size: "medium", Tel: true},
	},
}

// submitter lets the only representative be the sender, where those are named who write
// such letters.
func (a *asked) submitter() forms.Section {
	section := submitter
	section.Same = forms.Same{
		As: "/representatives/0/person", Label: "label.sameAsRepresentative",
		Off: a.oneRepresentative() == "" || a.persons() != hyte.PersonsStaff,
	}
	return section
}

// privacy says more on why gender is asked, to whom copies go, and what is published.
func privacy(w *forms.Words) view.Node {
	c := callOf(w).Call
	var purposes, recipients []string
	if c.AsksGender() {
		purposes = append(purposes, w.Say("privacy.purpose.balance"))
	}
	if len(c.Submission.Copies) > 0 {
		copies := make([]string, len(c.Submission.Copies))
		for i, address := range c.Submission.Copies {
			copies[i], _ = constraint.NormalizeEmail(address)
		}
		recipients = append(recipients, w.Say("privacy.recipients.copies", "copies", strings.Join(copies, ", ")))
	}
	if c.Publication == hyte.PublishNames && c.AsksPersons() {
		recipients = append(recipients, w.Say("privacy.recipients.published"))
	}
	return w.Privacy(purposes, recipients)
}
