package roster

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// published is the board of a call that shows anyone who has answered.
type published struct{ *roster }

// Public implements [intake.Publisher].
func (b *published) Public() []intake.PublicPage {
	return []intake.PublicPage{{Get: b.public}}
}

// publicView shows a roster to anyone in one language: what the call publishes, and nothing of
// contacts, senders, times and what is still to be settled.
type publicView struct {
	*intake.Showing
	t      *texts.Catalog
	call   *hyte.Call
	roster *hyte.Roster
	names  bool // of those named are shown
}

func (b *published) public(p *intake.Showing) {
	shown, err := p.Ledger().(*ledger).now(p, p.Now())
	if err != nil {
		p.Fail(err)
		return
	}
	v := publicView{
		p, b.words.For(p.Language()).Variant(nomination.VariantOf(b.call.Call)), b.call.Call, shown.Roster,
		b.call.Call.Publication == hyte.PublishNames && b.call.Call.AsksPersons(),
	}
	end, err := v.call.Deadline.End()
	over := err == nil && !p.Now().Before(end)
	waits := v.names && !over
	v.names = v.names && over
	title := v.t.Text("roster.title")
	p.Page(title+": "+v.call.Title.In(v.t.Language()),
		view.El("h1", nil, view.Text(title)),
		view.El("p", nil, board.Said(v.call.Title, v.t)),
		board.Facts(append([]board.Fact{
			{Name: v.Words().Say("fact.organizer"), Value: board.Said(v.call.Organizer.Name, v.t)},
			{Name: v.t.Text("roster.at"), Value: board.Moment(v.t, v.roster.At)},
		}, v.counts()...)...),
		view.If(waits, view.El("p", nil, view.Text(v.t.Text("public.later")))),
		view.Each(v.call.Seats, v.seat))
}

// counts are how many are asked and have answered. Where anyone may answer, that is how many
// answers count.
func (v publicView) counts() []board.Fact {
	s := v.roster.Summary
	return []board.Fact{
		board.Count(v.t.Text("summary.asked"), s.Asked),
		{Name: v.t.Text("summary.answered"), Value: view.Text(strconv.Itoa(s.Received + s.Replaced + s.Joint))},
		board.Count(v.t.Text("summary.declined"), s.Declined),
	}
}

// seat are the organizations of a seat. Of one that anyone may answer for there is no list: who
// writes there may be a private person, and nobody has asked for the name.
func (v publicView) seat(seat hyte.Seat) view.Node {
	if seat.Nominators != nil && seat.Nominators.Kind == hyte.NominatorOpen {
		return view.Node{}
	}
	var items []view.Node
	for i := range v.roster.Nominators {
		if e := &v.roster.Nominators[i]; e.Seat == seat.ID {
			items = append(items, view.El("li", nil, board.Said(e.Name, v.t), view.Text(": "+v.status(e)), v.named(e)))
		}
	}
	id := "seat-" + seat.ID
	return view.If(len(items) > 0, view.El("section", view.Attrs{view.Attr("class", "hyte-part"), view.Attr("aria-labelledby", id)},
		view.El("h2", view.Attrs{view.Attr("id", id)}, view.Text(nomination.SeatName(v.t, &seat).In(v.t.Language()))),
		view.El("ul", nil, items...)))
}

// status is whether an organization has answered: what is not settled yet, or does not count,
// is no answer.
func (v publicView) status(e *hyte.Entry) string {
	switch e.Status {
	case hyte.EntryAnswered, hyte.EntryReplaced:
		return v.t.Text("status.received")
	case hyte.EntryJoint, hyte.EntryDeclined:
		return v.t.Text("status." + string(e.Status))
	default:
		return v.t.Text("status.missing")
	}
}

// named are those who sit: of candidates, whom the organizer has selected.
func (v publicView) named(e *hyte.Entry) view.Node {
	if !v.names || e.Counted == nil || e.Counted.Nomination == nil {
		return view.Node{}
	}
	n := e.Counted.Nomination
	var persons []view.Node
	add := func(p *hyte.Person, role string) {
		if p != nil {
			persons = append(persons, view.El("li", nil, view.Isolate(p.Name()), view.Text(" ("+v.t.Text(role)+v.since(e, p)+")")))
		}
	}
	for i := range n.Representatives {
		if e.Places > 0 && !slices.Contains(e.Selected, i) {
			continue
		}
		add(n.Representatives[i].Person, "role.representative")
		add(n.Representatives[i].Deputy, "role.deputy")
	}
	for i := range n.Deputies {
		add(&n.Deputies[i], "role.deputy")
	}
	return view.If(len(persons) > 0, view.El("ul", nil, persons...))
}

// since is from when a person sits who came in mid-term; empty of all others.
func (v publicView) since(e *hyte.Entry, p *hyte.Person) string {
	for i := range e.Standing {
		s := &e.Standing[i]
		if s.Until != "" || s.Person == nil || *s.Person != *p {
			continue
		}
		if from, err := civil.Parse(s.From); err == nil {
			return ", " + v.t.Text("public.since", "date", v.t.Date(from))
		}
	}
	return ""
}
