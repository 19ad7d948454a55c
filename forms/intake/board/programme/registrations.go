package programme

import (
	"strconv"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte/event"
)

// mostRegistered is how many registrations the page shows; the file has all.
const mostRegistered = 1000

// registrations are who has registered, the last one first.
func (v *boardView) registrations() view.Node {
	n, place, remote := v.ledger.register.Numbers(), 0, 0
	if v.event.Place != nil {
		place = v.event.Place.Places
	}
	if v.event.Remote != nil {
		remote = v.event.Remote.Places
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "registered")},
		view.El("h2", view.Attrs{view.Attr("id", "registered")}, view.Text(v.t.Text("registered"))),
		view.El("div", view.Attrs{view.Attr("class", "org-numbers")}, board.Facts(
			board.Fact{Name: v.t.Text("registered.count"), Value: view.Text(strconv.Itoa(n.All))},
			v.of("registered.place", "registered.place.of", n.Place, place), v.of("registered.remote", "registered.remote.of", n.Remote, remote))),
		v.table())
}

// of is a number under how many there is room for; nothing if there is neither.
func (v *boardView) of(key, limited string, n, places int) board.Fact {
	name := v.t.Text(key)
	if places > 0 {
		name = v.t.Text(limited, "places", strconv.Itoa(places))
	}
	return board.Fact{Name: name, Value: view.If(n > 0 || places > 0, view.Text(strconv.Itoa(n)))}
}

func (v *boardView) table() view.Node {
	all := v.ledger.registered
	if len(all) == 0 {
		return view.El("p", nil, view.Text(v.t.Text("registered.none")))
	}
	columns := []string{"column.name", "column.organization", "column.contact", "column.mode", "column.answers", "column.at"}
	head := view.Each(columns, func(key string) view.Node {
		return view.El("th", view.Attrs{view.Attr("scope", "col")}, view.Text(v.t.Text(key)))
	})
	var rows []view.Node
	for i := len(all) - 1; i >= 0 && len(rows) < mostRegistered; i-- {
		rows = append(rows, v.row(i))
	}
	return view.Group(
		view.El("table", view.Attrs{view.Attr("class", "org-roster")},
			view.El("thead", nil, view.El("tr", nil, head)), view.El("tbody", nil, rows...)),
		view.If(len(all) > len(rows), view.El("p", nil, view.Text(v.t.Text("board.omitted", "count", strconv.Itoa(len(all)-len(rows)))))))
}

func (v *boardView) row(i int) view.Node {
	r := &v.ledger.registered[i]
	cell := func(key string, content view.Node) view.Node {
		return view.El("td", view.Attrs{view.Attr("data-heading", v.t.Text(key))}, content)
	}
	p := r.Person
	return view.El("tr", nil,
		view.El("th", view.Attrs{view.Attr("scope", "row")}, view.Isolate(p.GivenName+" "+p.FamilyName),
			v.notCounted(r.id)),
		cell("column.organization", lines(p.Organization, p.JobTitle)),
		cell("column.contact", view.Group(
			view.El("a", view.Attrs{view.Attr("href", view.Mailto(p.Email))}, view.Text(p.Email)),
			view.If(p.Telephone != "", view.Group(view.El("br", nil), view.El("a", view.Attrs{view.Attr("href", view.Tel(p.Telephone))}, view.Text(p.Telephone)))))),
		cell("column.mode", v.mode(r.Mode)),
		cell("column.answers", v.answers(r.Registration)),
		cell("column.at", board.Moment(v.t, r.at)))
}

// notCounted says why a registration does not count; nothing if it does.
func (v *boardView) notCounted(id string) view.Node {
	text := ""
	switch {
	case v.ledger.cancelled[id]:
		text = v.t.Text("registered.cancelled")
	case !v.ledger.register.Counts(id):
		text = v.t.Text("registered.again")
	}
	return view.If(text != "", view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(text)))
}

// lines are texts under each other, without the empty ones.
func lines(texts ...string) view.Node {
	var all []view.Node
	for _, text := range texts {
		if text == "" {
			continue
		}
		if len(all) > 0 {
			all = append(all, view.El("br", nil))
		}
		all = append(all, view.Isolate(text))
	}
	return view.If(len(all) > 0, view.Group(all...))
}

func (v *boardView) mode(m event.Mode) view.Node {
	return view.If(m != "", view.Text(v.modeText(m)))
}

func (v *boardView) modeText(m event.Mode) string {
	if m == "" {
		return ""
	}
	return v.t.Text("mode." + string(m))
}

// answers are what was said to the event's questions, each behind its question.
func (v *boardView) answers(r *event.Registration) view.Node {
	var all []view.Node
	questions := v.questionsAsked()
	for i := range questions {
		q := &questions[i]
		if text := export.AnswerText(q, r.Answers[q.ID], v.t); text != "" {
			all = append(all, view.El("p", view.Attrs{view.Attr("class", "org-about")},
				board.Said(q.Label, v.t), view.Text(" "), view.El("strong", nil, view.Isolate(text))))
		}
	}
	return view.If(len(all) > 0, view.Group(all...))
}
