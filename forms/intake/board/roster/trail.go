package roster

import (
	"slices"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// trail are the decisions about an organization's answers, and what it took back,
// each with who, when and why. They are in sight if one of them has to be settled; the
// latest, where there are many.
func (v rosterView) trail(e *hyte.Entry) view.Node {
	if len(e.Trail) == 0 {
		return view.Node{}
	}
	count := v.shown.steps[e.Nominator]
	waits := slices.ContainsFunc(e.Trail, func(s hyte.Step) bool { return s.Late || s.Contested || s.Unconfirmed })
	return view.El("details", view.Attrs{view.Flag("open", waits)},
		view.El("summary", nil, view.Text(v.t.Text("trail.title", "count", strconv.Itoa(count)))),
		v.omitted("p", count-len(e.Trail)),
		view.El("ol", nil, view.Each(e.Trail, func(s hyte.Step) view.Node {
			return view.El("li", nil, v.step(s), view.If(s.Kind != hyte.ReceivedNomination, v.decisionLinks(found{entry: e, step: &s})))
		})))
}

// toldStep is a step as an item of a list.
func (v rosterView) toldStep(s hyte.Step) view.Node { return view.El("li", nil, v.step(s)) }

func (v rosterView) step(s hyte.Step) view.Node {
	by := "trail.by"
	if s.Kind == hyte.ReceivedWithdrawal || s.Kind == hyte.ReceivedRefusal {
		by = "trail.entered"
	}
	state := v.t.Text(export.StepStateKey(&s))
	return view.Group(
		view.El("p", nil,
			view.El("strong", nil, view.Text(export.StepTitle(&s, v.roster, v.t))),
			view.Text(", "), board.Moment(v.t, s.At),
			view.If(state != "", view.Text(" ("+state+")"))),
		board.Facts(
			board.Fact{Name: v.t.Text(by), Value: view.Isolate(s.By)},
			board.Fact{Name: v.t.Text("decide.reason"), Value: view.Isolate(s.Reason)},
			board.Fact{Name: v.t.Text("roster.decision"), Value: view.Text(v.decision(s.Decision))},
			board.Fact{Name: v.t.Text("roster.submitter"), Value: v.submitter(s.Submitter)},
			board.Fact{Name: v.t.Text("trail.via"), Value: v.via(s.Via)},
			board.Fact{Name: v.t.Text("trail.concerns"), Value: view.If(s.Concerns != "", view.El("code", nil, view.Text(s.Concerns)))}))
}

// via is the way on which something came.
func (v rosterView) via(via hyte.Via) view.Node {
	return view.If(via != "", view.Text(v.t.Text("via."+string(via))))
}

// entered says who entered something, and when.
func (v rosterView) entered(by string, at time.Time) view.Node {
	return view.If(by != "", view.Group(view.Isolate(by), view.If(!at.IsZero(), view.Group(view.Text(", "), board.Moment(v.t, at)))))
}

// selection says what was decided about a candidate of the answer that counts.
func (v rosterView) selection(e *hyte.Entry, a hyte.Answer, i int) view.Node {
	key := export.SelectionKey(e, i)
	return view.If(key != "" && a.State == hyte.StateCounted, view.El("span", view.Attrs{view.Attr("class", "org-about")}, view.Text(v.t.Text(key))))
}

// standing are those who sit or sat where representatives changed in mid-term.
func (v rosterView) standing(e *hyte.Entry) view.Node {
	if len(e.Standing) == 0 {
		return view.Node{}
	}
	return view.El("details", nil,
		view.El("summary", nil, view.Text(v.t.Text("standing.title"))),
		view.El("ul", nil, view.Each(e.Standing, func(s hyte.Standing) view.Node {
			return view.El("li", nil,
				view.If(s.Deputy, view.Text(v.t.Text("roster.deputy")+" ")), view.Isolate(s.Person.Name()),
				view.Text(": "+v.sits(s)), v.ofDecision(s.Decision))
		})))
}

// sits says since when somebody sits, or until when.
func (v rosterView) sits(s hyte.Standing) string {
	if until, err := civil.Parse(s.Until); err == nil {
		return v.t.Text("change.leaves", "date", v.t.Date(until))
	}
	if from, err := civil.Parse(s.From); err == nil {
		return v.t.Text("change.comes", "date", v.t.Date(from))
	}
	return v.t.Text("change.stays")
}

func (v rosterView) ofDecision(d *hyte.Decision) view.Node {
	cited := v.decision(d)
	return view.If(cited != "", view.Text(" ("+cited+")"))
}
