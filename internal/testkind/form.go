package testkind

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

//go:embed texts/*.json
var files embed.FS

// Texts are the words of the form, by language.
func Texts() texts.Set { return set() }

var set = sync.OnceValue(func() texts.Set { return texts.MustRead(files, "texts").Over(texts.Common()) })

// Form is the form of a booking.
func Form() *forms.Kind { return form }

var form = &forms.Kind{
	Document: bookings,
	Decode: func(data []byte) (forms.Inquiry, hyte.Violations) {
		t, violations := Decode(data)
		if t == nil {
			return nil, violations
		}
		return t, nil
	},
	Layout: layout,
	Facts: func(w *forms.Words) []view.Node {
		return []view.Node{forms.Facts(w.Fact("fact.organizer", w.Text(w.Inquiry().Organizer().Name)), w.Fact("fact.contacts", w.Contacts()))}
	},
	Receipt: func(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
		name, _ := w.Inquiry().NameOf(r.Sender)
		return forms.ReceiptWords{Facts: []view.Node{w.Fact("receipt.class", w.Text(name))}}
	},
	Handover: func(s *forms.Situation) forms.Handover {
		return forms.Handover{To: s.Inquiry().Organizer().Contacts[0].Email, Subject: s.In(s.Inquiry().Title()), File: "booking.json"}
	},
}

// layout asks for a stop of the bus only of those who come by bus.
func layout(s *forms.Situation) forms.Layout {
	t := s.Inquiry().(*Tour)
	travel := []forms.Question{{At: "/travel", Type: forms.Radio}}
	if s.Chosen("/travel") == "bus" {
		travel = append(travel, forms.Question{At: "/stop", Type: forms.Line, Autocomplete: "off"})
	}
	options := make([]forms.Option, len(t.Classes))
	for i := range t.Classes {
		options[i] = forms.Option{Value: t.Classes[i].ID, Label: t.Classes[i].Name}
	}
	return forms.Layout{
		Fixed: map[string]string{"/tour": t.Slug},
		Sections: []forms.Section{
			{
				ID: "class",
				Questions: []forms.Question{
					{At: "/class", Type: forms.Select, Options: []forms.OptionGroup{{Options: options}}, Choose: "choose.class", Autocomplete: "off"},
				},
			},
			{
				ID: "guides", At: "/guides", Group: forms.GroupWhenSingle,
				Sections: []forms.Section{{
					ID: "guide", At: "/guides/#", Item: true, Group: forms.GroupWhenSeveral,
					Questions: []forms.Question{
						{At: "name", Type: forms.Line, Autocomplete: "off"},
						{At: "email", Type: forms.Line, Autocomplete: "off", InputMode: "email"},
						{At: "telephone", Type: forms.Line, Autocomplete: "off", InputMode: "tel", Tel: true},
					},
				}},
			},
			{ID: "travel", Questions: travel},
			{ID: "lunch", At: "/lunch", Questions: []forms.Question{{At: "/lunch", Type: forms.Radio}}},
			{ID: "agreed", Questions: []forms.Question{{At: "/agreed", Type: forms.Checkbox}}},
		},
	}
}
