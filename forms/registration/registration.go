// Package registration is the form on which people register for an event.
package registration

import (
	"github.com/hytekit/hytekit/forms"
	about "github.com/hytekit/hytekit/forms/event"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/event"
)

// Kind is the form of a registration. Its inquiries are those of package event.
func Kind() *forms.Kind { return kind }

var kind = &forms.Kind{
	Document: event.RegistrationKind(),
	Decode:   about.Decode,
	Layout:   layout,
	Facts:    about.Facts,
	Receipt:  receipt, ReceiptAt: "/person/email",
	Links: []forms.Link{
		{To: event.QuestionKind(), Key: "link.question", At: forms.LinkBelow},
		{To: event.QuestionKind(), Key: "link.question", At: forms.LinkReceipt},
	},
}

// layout asks who comes, and how, where there is a choice.
func layout(s *forms.Situation) forms.Layout {
	e := about.Of(s.Words)
	fixed := map[string]string{"/event": e.ID, "/language": s.Language()}
	sections := []forms.Section{person}
	switch {
	case e.Place != nil && e.Remote != nil:
		sections = append(sections, mode)
	case e.Place != nil:
		fixed["/mode"] = string(event.ModePlace)
	case e.Remote != nil:
		fixed["/mode"] = string(event.ModeRemote)
	}
	if questions := e.Registration.Questions; len(questions) > 0 {
		sections = append(sections, s.Questions(questions))
	}
	point := forms.Point{For: about.Point(s.Words), Needs: s.Say("point.needs")}
	return forms.Layout{Point: point, Fixed: fixed, Sections: append(sections, privacy)}
}

var (
	person = forms.Section{
		ID: "person", At: "/person", Group: forms.GroupAlways,
		Questions: []forms.Question{
			{At: "givenName", Type: forms.Line, Autocomplete: "given-name"},
			{At: "familyName", Type: forms.Line, Autocomplete: "family-name"},
			{At: "email", Type: forms.Line, Autocomplete: "email", InputMode: "email"},
			{At: "telephone", Type: forms.Line, Autocomplete: "tel", InputMode: "tel", Size: "medium", Tel: true},
			{At: "organization", Type: forms.Line, Autocomplete: "organization"},
			{At: "jobTitle", Type: forms.Line, Autocomplete: "organization-title"},
		},
	}
	mode    = forms.Section{ID: "mode", Questions: []forms.Question{{At: "/mode", Type: forms.Radio}}}
	privacy = forms.Section{ID: "privacy", Before: func(w *forms.Words) view.Node { return w.Privacy(nil, nil) }}
)

func receipt(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
	return forms.ReceiptWords{Facts: about.Receipt(w, r)}
}
