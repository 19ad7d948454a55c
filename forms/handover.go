package forms

import (
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A form that no service receives is handed over by whoever fills it in: by
// email, as a file, or on paper. See View.Handover.

const (
	handoverID = "hyte-handover"
	documentID = "hyte-document"
)

// EditName is the button that leads back from an answer that is ready to be
// handed over to the form.
const EditName = "edit"

// HandsOver is where the answer goes that no service receives, with addresses as they
// are written to. It is zero if the kind does not say.
func (f *Form) HandsOver(s *State) Handover {
	if f.kind.Handover == nil {
		return Handover{}
	}
	h := f.kind.Handover(f.situation(s.Get))
	h.To, _ = constraint.NormalizeEmail(h.To)
	copies := make([]string, len(h.Copies))
	for i, address := range h.Copies {
		copies[i], _ = constraint.NormalizeEmail(address)
	}
	h.Copies = copies
	return h
}

// handoverIntro says how a form that sends nothing is used, also by someone for
// whom no script runs.
func (t *tree) handoverIntro() view.Node {
	to := t.HandsOver(t.state).To
	return view.El("p", nil, view.Text(t.words.Say("handover.intro", "check", t.words.Say("handover.check"), "to", to)))
}

// submitLabel is what the button says that ends the filling in.
func (t *tree) submitLabel() string {
	if t.view.Handover {
		return t.words.Say("handover.check")
	}
	return t.words.Say("button.submit")
}

func (t *tree) summaryTitle() string {
	if t.view.Handover {
		return t.words.Say("summary.title!handover", "check", t.words.Say("handover.check"))
	}
	return t.words.Say("summary.title")
}

// handover is what is shown in place of the form once its answer is right: the
// ways to send it, and all that it says, for a last look and for paper.
func (f *Form) handover(s *State, document []byte) view.Node {
	h := f.HandsOver(s)
	return root(f,
		view.El("h1", view.Attrs{view.Attr("id", handoverID), view.Attr("tabindex", "-1")}, view.Text(f.words.Say("handover.title"))),
		view.El("p", nil, view.Text(f.words.Say("handover.send", "to", h.To, "deadline", f.words.Deadline()))),
		view.If(len(h.Copies) > 0, view.El("p", nil, view.Text(f.words.Say("handover.copy", "copies", strings.Join(h.Copies, ", "))))),
		view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
			view.El("a", view.Attrs{view.Attr("class", "hyte-button"), view.Attr("href", f.letter(s, h))}, view.Text(f.words.Say("handover.mail"))),
			f.deed("save", "handover.save", view.Attr("data-hyte-file", h.File)),
			f.deed("print", "handover.print")),
		view.El("ul", nil,
			view.El("li", nil, view.Text(f.words.Say("handover.attach", "file", h.File))),
			view.El("li", nil, view.Text(f.words.Say("handover.webmail")))),
		view.El("form", view.Attrs{view.Attr("method", "dialog"), view.Attr("class", "hyte-actions")},
			view.El("button", view.Attrs{view.Attr("class", "hyte-button hyte-quiet"), view.Attr("name", EditName), view.Attr("value", "form")},
				view.Text(f.words.Say("handover.edit")))),
		view.El("h2", nil, view.Text(f.words.Say("handover.answer"))),
		f.Summary(s).Node(3),
		view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
			view.El("summary", nil, view.Text(f.words.Say("handover.document"))),
			view.El("pre", view.Attrs{view.Attr("id", documentID)}, view.Text(string(document)))))
}

// deed is a button that the loader of the widget carries out.
func (f *Form) deed(what, key string, more ...view.Attribute) view.Node {
	return view.El("button", append(view.Attrs{
		view.Attr("class", "hyte-button hyte-quiet"), view.Attr("type", "button"),
		view.Attr("data-hyte-does", what), view.Attr("data-hyte-with", documentID),
	}, more...), view.Text(f.words.Say(key)))
}

// HandoverTitle is the title of a page that shows an answer to be handed over.
func (f *Form) HandoverTitle() string { return f.pageTitle(f.words.Say("handover.title")) }
