package testform

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hytekit/hytekit/forms/view"
)

// field is a question with a label, which can have a problem.
type field struct {
	name, label, kind string
	required          bool
	options           []string // of radio buttons and checkboxes
}

var fields = []field{
	{name: "name", label: "Name", kind: "text", required: true},
	{name: "mail", label: "Mail", kind: "email"},
	{name: "born", label: "Date", kind: "date"},
	{name: "why", label: "Reason", kind: "textarea"},
	{name: "municipality", label: "Municipality", kind: "select", required: true},
	{name: "sector", label: "Sector", kind: "radio", required: true, options: []string{"health", "culture", "sport"}},
	{name: "topic", label: "Topics", kind: "checkbox", options: []string{"food", "sleep", "friends"}},
}

// Tree implements [widget.Form].
func (f *Form) Tree() view.Node {
	if f.receipt != "" {
		return view.El("div", view.Attrs{view.Attr("class", "test")},
			view.El("h2", view.Attrs{view.Attr("id", "receipt"), view.Attr("tabindex", "-1")}, view.Text("Received")),
			view.El("pre", nil, view.Text(f.receipt)))
	}
	return view.El("div", view.Attrs{view.Attr("class", "test")},
		view.El("div", view.Attrs{view.Attr("id", "summary"), view.Attr("tabindex", "-1"), view.Attr("role", "alert")},
			view.If(f.summary, f.problems())),
		view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", f.config.Action)},
			view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "rows"), view.Attr("value", strconv.Itoa(f.state.Rows))}),
			view.Each(fields, f.field),
			f.rows(),
			view.El("p", view.Attrs{view.Attr("id", "notice"), view.Attr("tabindex", "-1"), view.Attr("role", "status")}, view.Text(f.notice)),
			view.El("button", nil, view.Text("Send")),
			view.El("button", view.Attrs{view.Attr("name", "panic"), view.Attr("value", "now")}, view.Text("Panic"))))
}

func (f *Form) problems() view.Node {
	return view.El("ul", nil, view.Each(fields, func(q field) view.Node {
		problem := f.state.Problems[q.name]
		return view.If(problem != "", view.El("li", nil,
			view.El("a", view.Attrs{view.Attr("href", "#"+q.name)}, view.Text(problem))))
	}))
}

// field shows a question. Its problem stands between label and control, where
// a widget must not let it push the control out of its place.
func (f *Form) field(q field) view.Node {
	problem := f.state.Problems[q.name]
	message := view.If(problem != "", view.El("p", view.Attrs{view.Attr("id", q.name+"-problem"), view.Attr("class", "problem")}, view.Text(problem)))
	if q.options != nil {
		return view.El("fieldset", view.Attrs{view.Attr("id", q.name), view.Attr("tabindex", "-1")},
			view.El("legend", nil, view.Text(q.label)), message,
			view.Each(q.options, func(option string) view.Node { return f.box(q, option) }))
	}
	return view.El("div", view.Attrs{view.Attr("class", "field")},
		view.El("label", view.Attrs{view.Attr("for", q.name)}, view.Text(q.label)), message, f.control(q, problem))
}

func (f *Form) box(q field, option string) view.Node {
	return view.El("label", nil,
		view.El("input", view.Attrs{
			view.Attr("type", q.kind), view.Attr("name", q.name), view.Attr("value", option),
			view.Flag("required", q.required), view.Flag("checked", slices.Contains(f.values[q.name], option)),
		}),
		view.Text(" "+option))
}

func (f *Form) control(q field, problem string) view.Node {
	text := strings.Join(f.values[q.name], "")
	attrs := view.Attrs{view.Attr("id", q.name), view.Attr("name", q.name), view.Flag("required", q.required)}
	if problem != "" {
		attrs = append(attrs, view.Attr("aria-invalid", "true"), view.Attr("aria-describedby", q.name+"-problem"))
	}
	switch q.kind {
	case "select":
		return view.El("select", attrs,
			view.El("option", view.Attrs{view.Attr("value", "")}, view.Text("Choose")),
			view.Each(f.config.Municipalities, func(name string) view.Node {
				return view.El("option", view.Attrs{view.Attr("value", name), view.Flag("selected", name == text)}, view.Text(name))
			}))
	case "textarea":
		count := strconv.Itoa(utf8.RuneCountInString(text))
		return view.Group(view.El("textarea", append(attrs, view.Attr("rows", "3")), view.Text(text)),
			view.El("output", view.Attrs{view.Attr("id", "count")}, view.Text(count)))
	default:
		return view.El("input", append(attrs, view.Attr("type", q.kind), view.Attr("value", text)))
	}
}

func (f *Form) rows() view.Node {
	indexes := make([]int, f.state.Rows)
	for i := range indexes {
		indexes[i] = i
	}
	return view.El("fieldset", nil,
		view.El("legend", nil, view.Text("Rows")),
		view.El("div", view.Attrs{view.Attr("id", "rows")}, view.Each(indexes, func(i int) view.Node {
			value := ""
			if i < len(f.values["row"]) {
				value = f.values["row"][i]
			}
			return view.El("div", nil,
				view.El("input", view.Attrs{view.Attr("id", rowID(i)), view.Attr("name", "row"), view.Attr("aria-label", "Row"), view.Attr("value", value)}),
				view.El("button", view.Attrs{view.Attr("name", "remove"), view.Attr("value", strconv.Itoa(i))}, view.Text("Remove")))
		})),
		view.El("button", view.Attrs{view.Attr("name", "add"), view.Attr("value", "row")}, view.Text("Add")))
}
