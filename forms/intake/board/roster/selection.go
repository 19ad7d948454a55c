package roster

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// selectable reports whether those named are candidates among whom the organizer
// selects.
func (f *found) selectable() bool {
	return f.answer != nil && f.answer.State == hyte.StateCounted && f.entry.Places > 0
}

// selects asks who of the candidates gets a seat.
func selects(_ *intake.Desk, f found) *question {
	if !f.selectable() {
		return nil
	}
	return &question{
		path: selectPath, texts: "select",
		decision: decision{Kind: hyte.ReceivedSelection, Nominator: f.entry.Nominator, Answer: f.answer.ID},
		fields: func(v rosterView, given url.Values, wrong []string) view.Node {
			return v.candidates(f.entry, given, wrong)
		},
		fill: fillSelection,
	}
}

func fillSelection(of *decision, given url.Values) {
	for _, text := range given["selected"] {
		if i, err := strconv.Atoi(text); err == nil {
			of.Selected = append(of.Selected, i)
		}
	}
	made := hyte.Decision{
		Body: constraint.TrimBlanks(given.Get("decision.body")), Date: constraint.TrimBlanks(given.Get("decision.date")),
		Section: constraint.TrimBlanks(given.Get("decision.section")),
	}
	if made != (hyte.Decision{}) {
		of.Decision = &made
	}
}

// candidates are the controls of a selection: a box for each candidate, in their
// order of preference, and the decision.
func (v rosterView) candidates(e *hyte.Entry, given url.Values, wrong []string) view.Node {
	bad := slices.Contains(wrong, "selected")
	var boxes []view.Node
	for i := range e.Counted.Said().Representatives {
		value := strconv.Itoa(i)
		checked := slices.Contains(given["selected"], value) || given == nil && slices.Contains(e.Selected, i)
		id := "decide-selected-" + value
		boxes = append(boxes, view.El("div", view.Attrs{view.Attr("class", "hyte-choice")},
			view.El("input", view.Attrs{
				view.Attr("type", "checkbox"), view.Attr("id", id), view.Attr("name", "selected"), view.Attr("value", value), view.Attr("autocomplete", "off"), view.Flag("checked", checked),
			}),
			view.El("label", view.Attrs{view.Attr("for", id)}, view.Isolate(e.Counted.Said().Representatives[i].Person.Name()))))
	}
	places := strconv.Itoa(e.Places)
	return view.Group(
		view.El("fieldset", view.Attrs{view.Attr("class", "hyte-field")},
			view.El("legend", nil, view.Text(v.t.Text("select.title"))),
			view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(v.t.Text("select.places", "places", places))),
			view.If(bad, view.El("p", view.Attrs{view.Attr("class", "hyte-problem")}, view.Text(v.t.Text("decide.selected.wrong")))),
			view.El("div", view.Attrs{view.Attr("class", "hyte-choices")}, boxes...)),
		field(v.t, "decision.body", given, wrong, "input", view.Attr("type", "text")),
		field(v.t, "decision.date", given, wrong, "input", view.Attr("type", "date")),
		field(v.t, "decision.section", given, wrong, "input", view.Attr("type", "text")))
}
