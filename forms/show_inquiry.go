package forms

import (
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// subject is what the inquiry is about.
func (f *Form) subject() view.Node {
	return view.El("h1", nil, f.words.Text(f.Inquiry().Title()))
}

// lastDay tells by when to answer, or that it is too late or too early, and what may come
// at any time.
func (t *tree) lastDay() view.Node {
	status := t.view.Status
	text := t.statusText(status)
	if text == "" {
		text = t.words.Say("answer.deadline", "deadline", t.words.Deadline())
	}
	switch {
	case t.words.Window().Stands:
		text += " " + t.words.Say("answer.standing")
	case t.empty.later && t.isOpen() && (status == hyte.StatusLate || status == hyte.StatusClosed):
		text += " " + t.words.Say("answer.later")
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-deadline")}, view.Text(text))
}

// statusText says that the inquiry takes no answers now, or late ones.
func (f *Form) statusText(status hyte.Status) string {
	for _, v := range f.words.Window().Closed(status) {
		return f.Message(v)
	}
	return "" // open, or unknown
}

// facts tell who asks whom for what, as the letter does.
func (f *Form) facts() view.Node {
	if f.kind.Facts == nil {
		return view.El("div", nil)
	}
	return view.El("div", nil, f.kind.Facts(f.words)...)
}
