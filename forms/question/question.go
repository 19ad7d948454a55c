// Package question is the form on which people ask before an event.
package question

import (
	"github.com/hytekit/hytekit/forms"
	about "github.com/hytekit/hytekit/forms/event"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/event"
)

// Kind is the form of a question. Its inquiries are those of package event.
func Kind() *forms.Kind { return kind }

var kind = &forms.Kind{
	Document: event.QuestionKind(),
	Decode:   about.Decode,
	Layout:   layout,
	Facts:    about.Facts,
	Receipt:  receipt, ReceiptAt: "/author/email",
	Links: []forms.Link{
		{To: event.RegistrationKind(), Key: "link.registration", At: forms.LinkBelow},
		{To: event.RegistrationKind(), Key: "link.registration", At: forms.LinkReceipt},
	},
}

// layout asks what is asked, and who asks, if they want to say so.
func layout(s *forms.Situation) forms.Layout {
	e := about.Of(s.Words)
	text := forms.Section{ID: "question"}
	if themes := e.Questions.Themes; len(themes) > 0 {
		options := make([]forms.Option, len(themes))
		for i := range themes {
			options[i] = forms.Option{Value: themes[i].ID, Label: themes[i].Name}
		}
		text.Questions = append(text.Questions, forms.Question{
			At: "/theme", Type: forms.Select, Options: []forms.OptionGroup{{Options: options}}, Choose: "choose.theme", Autocomplete: "on",
		})
	}
	text.Questions = append(text.Questions, forms.Question{At: "/text", Type: forms.TextArea, Autocomplete: "on", Counted: true})
	return forms.Layout{
		Point:    forms.Point{Title: s.Say("question.title"), For: about.Point(s.Words), Next: s.Say("question.moderation")},
		Fixed:    map[string]string{"/event": e.ID, "/language": s.Language()},
		Sections: []forms.Section{text, author, privacy},
	}
}

var (
	author = forms.Section{
		ID: "author", At: "/author", Group: forms.GroupAlways,
		Questions: []forms.Question{
			{At: "name", Type: forms.Line, Autocomplete: "name"},
			{At: "organization", Type: forms.Line, Autocomplete: "organization"},
			{At: "email", Type: forms.Line, Autocomplete: "email", InputMode: "email"},
		},
	}
	privacy = forms.Section{ID: "privacy", Before: func(w *forms.Words) view.Node { return w.Privacy(nil, nil) }}
)

func receipt(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
	return forms.ReceiptWords{Facts: about.Receipt(w, r), Next: []view.Node{view.Text(w.Say("question.moderation"))}}
}
