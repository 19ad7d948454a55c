package roster

import (
	"net/url"
	"slices"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// ofNominator finds an organization's line by its id.
func ofNominator(roster *hyte.Roster, id string) (found, bool) {
	for i := range roster.Nominators {
		if e := &roster.Nominators[i]; e.Nominator == id {
			return found{entry: e}, true
		}
	}
	return found{}, false
}

// What an organization can say otherwise than on the form, and how that comes.
var (
	noticeKinds = []hyte.ReceivedKind{hyte.ReceivedRefusal, hyte.ReceivedWithdrawal}
	noticeVias  = []hyte.Via{hyte.ViaMail, hyte.ViaPaper}
)

// enters asks what came by mail or on paper: that the organization names no one, or
// takes its answer back.
func enters(d *intake.Desk, f found) *question {
	now := d.Now()
	return &question{
		path: enterPath, texts: "enter", notice: true, decision: decision{Nominator: f.entry.Nominator},
		fields: func(v rosterView, given url.Values, wrong []string) view.Node { return v.noticeFields(given, wrong) },
		fill: func(of *decision, given url.Values) {
			of.Kind = oneOf(noticeKinds, given.Get("kind"))
			of.Via = oneOf(noticeVias, given.Get("via"))
			of.ReceivedAt = arrival(given, now)
		},
	}
}

// oneOf is the value that the form names, or the first.
func oneOf[T ~string](values []T, given string) T {
	return values[max(0, slices.Index(values, T(given)))]
}

func (v rosterView) noticeFields(given url.Values, wrong []string) view.Node {
	return view.Group(
		choices(v, "kind", "trail.", noticeKinds, given),
		choices(v, "via", "via.", noticeVias, given),
		arrivalField(v, given, wrong, time.Time{}))
}

// choices are radio buttons, of which the first is chosen unless another was.
func choices[T ~string](v rosterView, name, texts string, values []T, given url.Values) view.Node {
	var options []board.Option
	for _, value := range values {
		options = append(options, board.Option{Value: string(value), Label: v.t.Text(texts + string(value))})
	}
	return board.Form{Words: v.t, Texts: "decide", Given: given}.Radios(name, string(oneOf(values, given.Get(name))), options...)
}

// enterLinks lead to the pages for what came by mail or on paper.
func (v rosterView) enterLinks(e *hyte.Entry) view.Node {
	return view.If(v.desk.May(intake.RoleDecide), view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
		view.El("li", nil, v.answerLink(e)), view.El("li", nil, v.enterLink(e))))
}

// enterLink leads to that for what it said in place of an answer.
func (v rosterView) enterLink(e *hyte.Entry) view.Node {
	return view.El("a", view.Attrs{
		view.Attr("href", v.desk.Link(enterPath+e.Nominator)),
		view.Attr("aria-label", v.t.Text("enter.label", "organization", e.Name.In(v.t.Language()))),
	}, view.Text(v.t.Text("enter.submit")))
}
