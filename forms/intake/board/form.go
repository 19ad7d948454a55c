package board

import (
	"net/url"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

// Form are the controls of a page on which the organizer says or decides something: with what
// was typed, and with what is wrong where it is.
type Form struct {
	// Words have for each control its label, "decide.by", what may be of help, "decide.by.hint",
	// and what to do if it is wrong, "decide.by.wrong".
	Words *texts.Catalog
	// Texts begin the keys of these words and the ids of the controls, such as "decide".
	Texts string
	// Given is what was typed, by the names of the controls; nil at first.
	Given url.Values
	// Wrong are the names of the controls to be mended. The first one gets the focus.
	Wrong []string
}

// Field is a control for a text, an input or a textarea. Mark stands after its label.
func (f Form) Field(mark view.Node, name, element string, attrs ...view.Attribute) view.Node {
	id, described := f.id(name), ""
	hint := f.hint(name)
	if !hint.IsNothing() {
		described = id + "-hint"
	}
	attrs = append(view.Attrs{view.Attr("id", id), view.Attr("name", name), view.Attr("autocomplete", "off")}, attrs...)
	if f.isWrong(name) {
		if described != "" {
			described += " "
		}
		described += id + "-error"
		attrs = append(attrs, view.Attr("aria-invalid", "true"), view.Flag("autofocus", f.Wrong[0] == name))
	}
	attrs = append(attrs, view.Maybe("aria-describedby", described))
	var content []view.Node
	if element == "textarea" {
		content = append(content, view.Text(f.Given.Get(name)))
	} else {
		attrs = append(attrs, view.Attr("value", f.Given.Get(name)))
	}
	return view.El("div", view.Attrs{view.Attr("class", "hyte-field")},
		view.El("label", view.Attrs{view.Attr("for", id)}, view.Text(f.text(name)), mark),
		hint, f.problem(name),
		view.El(element, attrs, content...))
}

// Option is one of a few that can be chosen.
type Option struct{ Value, Label string }

// Radios are a choice of one of a few, of which one may be chosen already. Without one, the
// browser asks for a choice.
func (f Form) Radios(name, chosen string, options ...Option) view.Node {
	isChosen := slices.ContainsFunc(options, func(o Option) bool { return o.Value == chosen })
	attrs := view.Attrs{view.Attr("class", "hyte-field"), view.Attr("role", "radiogroup")}
	if f.isWrong(name) {
		attrs = append(attrs, view.Attr("aria-invalid", "true"), view.Attr("aria-describedby", f.id(name)+"-error"))
	}
	return view.El("fieldset", attrs,
		view.El("legend", nil, view.Text(f.text(name))),
		f.problem(name),
		view.El("div", view.Attrs{view.Attr("class", "hyte-choices")}, view.Each(options, func(o Option) view.Node {
			id := f.id(name) + "-" + o.Value
			return view.El("div", view.Attrs{view.Attr("class", "hyte-choice")},
				view.El("input", view.Attrs{
					view.Attr("type", "radio"), view.Attr("id", id), view.Attr("name", name), view.Attr("value", o.Value), view.Attr("autocomplete", "off"),
					view.Flag("required", !isChosen), view.Flag("checked", o.Value == chosen),
					view.Flag("autofocus", f.isWrong(name) && f.Wrong[0] == name && o == options[0]),
				}),
				view.El("label", view.Attrs{view.Attr("for", id)}, view.Text(o.Label)))
		})))
}

// id is that of a control. A dot in it would be a class to whoever selects elements.
func (f Form) id(name string) string { return f.Texts + "-" + strings.ReplaceAll(name, ".", "-") }

func (f Form) text(name string) string { return f.Words.Text(f.Texts + "." + name) }

func (f Form) isWrong(name string) bool { return slices.Contains(f.Wrong, name) }

func (f Form) hint(name string) view.Node {
	text, ok := f.Words.Lookup(f.Texts + "." + name + ".hint")
	return view.If(ok, view.El("p", view.Attrs{view.Attr("id", f.id(name)+"-hint"), view.Attr("class", "hyte-hint")}, view.Text(text)))
}

func (f Form) problem(name string) view.Node {
	if !f.isWrong(name) {
		return view.Node{}
	}
	return view.El("p", view.Attrs{view.Attr("id", f.id(name)+"-error"), view.Attr("class", "hyte-problem")}, view.Text(f.text(name+".wrong")))
}
