package forms

import (
	"strings"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A form that no service receives is handed over by whoever fills it in: by
// e-mail, as a file, or on paper. See View.Handover.

const (
	handoverID = "hyte-handover"
	documentID = "hyte-document"
)

// EditName is the button that leads back from an answer that is ready to be
// handed over to the form.
const EditName = "edit"

// recipients are the addresses that the call names for answers.
func (f *Form) recipients() (to string, copies []string) {
	s := f.call.Call.Submission
	to, _ = constraint.NormalizeEmail(s.Registry)
	for _, address := range s.Copies {
		address, _ = constraint.NormalizeEmail(address)
		copies = append(copies, address)
	}
	return to, copies
}

// handoverIntro says how a form that sends nothing is used, also by someone for
// whom no script runs.
func (f *Form) handoverIntro() view.Node {
	to, _ := f.recipients()
	return view.El("p", nil, view.Text(f.catalog.Text("handover.intro", "check", f.catalog.Text("handover.check"), "to", to)))
}

// submitLabel is what the button says that ends the filling in.
func (t *tree) submitLabel() string {
	if t.view.Handover {
		return t.catalog.Text("handover.check")
	}
	return t.catalog.Text("button.submit")
}

func (t *tree) summaryTitle() string {
	if t.view.Handover {
		return t.catalog.Text("summary.title!handover", "check", t.catalog.Text("handover.check"))
	}
	return t.catalog.Text("summary.title")
}

// handover is what is shown in place of the form once its answer is right: the
// ways to send it, and all that it says, for a last look and for paper.
func (f *Form) handover(s *State, document []byte) view.Node {
	to, copies := f.recipients()
	file := f.fileName(s)
	return root(f,
		view.El("h1", view.Attrs{view.Attr("id", handoverID), view.Attr("tabindex", "-1")}, view.Text(f.catalog.Text("handover.title"))),
		view.El("p", nil, view.Text(f.catalog.Text("handover.send", "to", to, "deadline", f.deadline()))),
		view.If(len(copies) > 0, view.El("p", nil, view.Text(f.catalog.Text("handover.copy", "copies", strings.Join(copies, ", "))))),
		view.El("div", view.Attrs{view.Attr("class", "hyte-actions")},
			view.El("a", view.Attrs{view.Attr("class", "hyte-button"), view.Attr("href", f.letter(s, file))}, view.Text(f.catalog.Text("handover.mail"))),
			f.deed("save", "handover.save", view.Attr("data-hyte-file", file)),
			f.deed("print", "handover.print")),
		view.El("ul", nil,
			view.El("li", nil, view.Text(f.catalog.Text("handover.attach", "file", file))),
			view.El("li", nil, view.Text(f.catalog.Text("handover.webmail")))),
		view.El("form", view.Attrs{view.Attr("method", "dialog"), view.Attr("class", "hyte-actions")},
			view.El("button", view.Attrs{view.Attr("class", "hyte-button hyte-quiet"), view.Attr("name", EditName), view.Attr("value", "form")},
				view.Text(f.catalog.Text("handover.edit")))),
		view.El("h2", nil, view.Text(f.catalog.Text("handover.answer"))),
		view.Each(f.answers(s), func(a answers) view.Node {
			return view.Group(view.If(a.title != "", view.El("h3", nil, view.Text(a.title))),
				view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")}, view.Each(a.lines, func(l answer) view.Node {
					return view.El("div", nil, view.El("dt", nil, view.Text(l.label)), view.El("dd", nil, view.Text(l.value)))
				})))
		}),
		view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
			view.El("summary", nil, view.Text(f.catalog.Text("handover.document"))),
			view.El("pre", view.Attrs{view.Attr("id", documentID)}, view.Text(string(document)))))
}

// deed is a button that the loader of the widget carries out.
func (f *Form) deed(what, key string, more ...view.Attribute) view.Node {
	return view.El("button", append(view.Attrs{
		view.Attr("class", "hyte-button hyte-quiet"), view.Attr("type", "button"),
		view.Attr("data-hyte-does", what), view.Attr("data-hyte-with", documentID),
	}, more...), view.Text(f.catalog.Text(key)))
}

// fileName is the name of the answer as a file: the call's and the
// organization's.
func (f *Form) fileName(s *State) string {
	_, organization, _ := strings.Cut(s.Get("/nominator"), ":")
	return f.call.Call.ID + "-" + organization + ".json"
}

// answers are what was answered in one part of the form.
type answers struct {
	title string
	lines []answer
}

type answer struct{ label, value string }

// answers tells what the state says, in the words of the page. What was left
// empty is not told.
func (f *Form) answers(s *State) []answers {
	var all []answers
	var collect func(parts []Part)
	collect = func(parts []Part) {
		for i := range parts {
			p := &parts[i]
			told := answers{title: p.Title}
			for j := range p.Controls {
				if value := f.told(s, &p.Controls[j]); value != "" {
					told.lines = append(told.lines, answer{p.Controls[j].Label, value})
				}
			}
			if len(told.lines) > 0 {
				all = append(all, told)
			}
			collect(p.Parts)
		}
	}
	collect(f.Parts(s))
	return all
}

// told is what a control says in words.
func (f *Form) told(s *State, c *Control) string {
	value := ""
	if values := s.shown(c); len(values) > 0 {
		value = trim(values[0])
	}
	if c.Kind == Checkbox && value == Checked {
		return f.catalog.Text("handover.yes")
	}
	for _, group := range c.Options {
		for _, o := range group.Options {
			if o.Value == value {
				return o.Label.In(f.Language())
			}
		}
	}
	return value
}

// HandoverTitle is the title of a page that shows an answer to be handed over.
func (f *Form) HandoverTitle() string { return f.pageTitle(f.catalog.Text("handover.title")) }
