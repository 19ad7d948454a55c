package roster

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/reference"
)

// seat is the table of the organizations of one seat. On a narrow screen the
// style makes a list of it, so the roles say what the elements then no longer
// do, and each cell carries its heading.
func (v rosterView) seat(seat hyte.Seat) view.Node {
	id := "seat-" + seat.ID
	header := func(key string) view.Node {
		return view.El("th", view.Attrs{view.Attr("scope", "col"), view.Attr("role", "columnheader")}, view.Text(v.t.Text(key)))
	}
	var rows []view.Node
	for i := range v.roster.Nominators {
		if e := &v.roster.Nominators[i]; e.Seat == seat.ID {
			rows = append(rows, v.row(e))
		}
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", id)},
		view.El("h2", view.Attrs{view.Attr("id", id)}, view.Text(v.seatName(seat))),
		table(
			view.El("thead", view.Attrs{view.Attr("role", "rowgroup")}, view.El("tr", view.Attrs{view.Attr("role", "row")},
				header("roster.organization"), header("roster.status"), header("roster.received"), header("roster.representatives"))),
			view.El("tbody", view.Attrs{view.Attr("role", "rowgroup")}, rows...)),
		v.otherLink(&seat))
}

func (v rosterView) seatName(seat hyte.Seat) string {
	return nomination.SeatName(v.t, &seat).In(v.t.Language())
}

func table(parts ...view.Node) view.Node {
	return view.El("table", view.Attrs{view.Attr("class", "org-roster"), view.Attr("role", "table")}, parts...)
}

func cell(heading string, content ...view.Node) view.Node {
	return view.El("td", view.Attrs{view.Attr("role", "cell"), view.Attr("data-heading", heading)}, content...)
}

func (v rosterView) row(e *hyte.Entry) view.Node {
	received := view.Node{}
	answer := view.Node{}
	if e.Counted != nil {
		received = board.Moment(v.t, e.Counted.ReceivedAt)
		answer = view.Group(v.answer(e, *e.Counted), v.decisionLinks(found{entry: e, answer: e.Counted}))
	}
	return view.El("tr", view.Attrs{view.Attr("id", anchor(e.Nominator)), view.Attr("role", "row")},
		view.El("th", view.Attrs{view.Attr("scope", "row"), view.Attr("role", "rowheader"), board.LanguageMark(e.Name, v.t)}, view.Text(e.Name.In(v.t.Language()))),
		cell(v.t.Text("roster.status"), view.El("span", view.Attrs{view.Attr("class", "org-status org-"+string(e.Status))},
			view.Icon(statusIcon(e.Status)), view.Text(export.StatusText(e, v.t)))),
		cell(v.t.Text("roster.received"), received),
		cell(v.t.Text("roster.representatives"), answer, v.standing(e), v.others(e), v.trail(e), v.enterLinks(e)))
}

// statusIcon is the drawing beside the word for a status: no two have the same.
func statusIcon(s hyte.EntryStatus) string {
	switch s {
	case hyte.EntryAnswered:
		return icon.Check
	case hyte.EntryLate:
		return icon.Warning
	case hyte.EntryReplaced:
		return icon.Round
	case hyte.EntryWithdrawn:
		return icon.Back
	case hyte.EntryDeclined:
		return icon.None
	case hyte.EntryConflict:
		return icon.Against
	case hyte.EntryRejected:
		return icon.Cross
	case hyte.EntryJoint:
		return icon.Both
	case hyte.EntryUnconfirmed:
		return icon.Hourglass
	default:
		return icon.Missing
	}
}

// others are the answers that do not count. Late, conflicting, contested and unconfirmed ones are
// in sight, for the organizer has to settle them; the rest is a page of its own.
func (v rosterView) others(e *hyte.Entry) view.Node {
	var open []view.Node
	for _, a := range e.Others {
		open = append(open, view.El("div", view.Attrs{view.Attr("class", "org-open")}, v.past(e, a)))
	}
	return view.Group(view.Group(open...), v.historyLink(e, v.shown.others[e.Nominator]-len(open)))
}

// latest are the last of the answers, which are oldest first.
func latest(answers []hyte.Answer, most int) []hyte.Answer {
	return answers[max(0, len(answers)-most):]
}

// past is one answer with what became of it.
func (v rosterView) past(e *hyte.Entry, a hyte.Answer) view.Node {
	return view.Group(
		view.El("p", nil,
			view.El("strong", nil, view.Text(v.t.Text("state."+string(a.State)))), view.Text(", "), board.Moment(v.t, a.ReceivedAt)),
		v.answer(e, a),
		view.If(v.desk != nil, v.decisionLinks(found{entry: e, answer: &a})))
}

// answer shows whom an answer names, and beneath it the rest of what it says.
func (v rosterView) answer(e *hyte.Entry, a hyte.Answer) view.Node {
	n := a.Said()
	var persons []view.Node
	for i := range n.Representatives {
		r := &n.Representatives[i]
		persons = append(persons, view.El("li", nil, v.person(r.Person), v.selection(e, a, i), view.If(r.Deputy != nil, v.deputy(r.Deputy))))
	}
	for i := range n.Deputies {
		persons = append(persons, view.El("li", nil, v.deputy(&n.Deputies[i])))
	}
	return view.Group(
		view.If(len(persons) > 0, view.El("ul", view.Attrs{view.Attr("class", "org-persons")}, persons...)),
		v.answers(n),
		view.El("details", nil, view.El("summary", nil, view.Text(v.t.Text("roster.more"))), board.Facts(
			board.Fact{Name: v.t.Text("roster.decision"), Value: view.Text(v.decision(n.Decision))},
			board.Fact{Name: v.t.Text("label.genderBalanceReason"), Value: view.Isolate(n.GenderBalanceReason)},
			board.Fact{Name: v.t.Text("roster.submitter"), Value: v.submitter(n.Submitter)},
			board.Fact{Name: v.t.Text("trail.via"), Value: v.via(a.Via)},
			board.Fact{Name: v.t.Text("trail.entered"), Value: v.entered(a.EnteredBy, a.EnteredAt)},
			board.Fact{Name: v.t.Text("receipt.id"), Value: view.El("code", nil, view.Text(reference.Of(v.call.ID, a.ID)))})))
}

// answers are those to the call's own questions; of one that is asked no more, by its id.
func (v rosterView) answers(n *hyte.Nomination) view.Node {
	if len(n.Answers) == 0 {
		return view.Node{}
	}
	var facts []board.Fact
	known := map[string]bool{}
	for i := range v.call.Questions {
		q := &v.call.Questions[i]
		known[q.ID] = true
		facts = append(facts, board.Fact{Name: q.Label.In(v.t.Language()), Value: view.Isolate(export.AnswerText(q, n.Answers[q.ID], v.t))})
	}
	for _, id := range slices.Sorted(maps.Keys(n.Answers)) {
		if !known[id] {
			facts = append(facts, board.Fact{Name: id, Value: view.Isolate(n.Answers[id])})
		}
	}
	return board.Facts(facts...)
}

// person shows a person's name, tasks and, unless they are for the registry
// only, contact details.
func (v rosterView) person(p *hyte.Person) view.Node {
	if p == nil {
		return view.Node{}
	}
	var about []string
	for _, text := range []string{p.JobTitle, p.Unit, v.sector(p.Sector)} {
		if text != "" && !slices.Contains(about, text) {
			about = append(about, text)
		}
	}
	contacts := contactLinks(p.Email, p.Telephone)
	if p.ContactVisibility == hyte.VisibleToNobody {
		contacts = view.Text(v.t.Text("roster.contact.secret"))
	}
	return view.Group(
		view.El("strong", nil, view.Isolate(p.Name())),
		view.If(len(about) > 0, view.El("span", view.Attrs{view.Attr("class", "org-about")}, beside(about))),
		view.El("span", view.Attrs{view.Attr("class", "org-contact")}, contacts))
}

func (v rosterView) deputy(p *hyte.Person) view.Node {
	return view.El("div", view.Attrs{view.Attr("class", "org-deputy")}, view.Text(v.t.Text("roster.deputy")+" "), v.person(p))
}

func (v rosterView) submitter(p *hyte.Submitter) view.Node {
	if p == nil {
		return view.Node{}
	}
	about := []string{strings.TrimSpace(p.GivenName + " " + p.FamilyName)}
	if p.JobTitle != "" {
		about = append(about, p.JobTitle)
	}
	return view.Group(beside(about), view.Text(" "), view.El("span", view.Attrs{view.Attr("class", "org-contact")}, contactLinks(p.Email, p.Telephone)))
}

func contactLinks(email, telephone string) view.Node {
	return view.Group(
		view.If(email != "", view.El("a", view.Attrs{view.Attr("href", view.Mailto(email))}, view.Text(email))),
		view.If(email != "" && telephone != "", view.Text(" ")),
		view.If(telephone != "", view.El("a", view.Attrs{view.Attr("href", view.Tel(telephone))}, view.Text(texts.Telephone(telephone)))))
}

func (v rosterView) sector(s hyte.Sector) string {
	if s == "" {
		return ""
	}
	return v.t.Text("option.sector." + string(s))
}

// decision cites a decision as minutes are cited: body, date, section, case.
func (v rosterView) decision(d *hyte.Decision) string {
	if d == nil {
		return ""
	}
	var parts []string
	if d.Body != "" {
		parts = append(parts, d.Body)
	}
	if on, err := civil.Parse(d.Date); err == nil {
		parts = append(parts, v.t.Date(on))
	}
	if d.Section != "" {
		parts = append(parts, "§\u00a0"+d.Section)
	}
	if d.CaseNumber != "" {
		parts = append(parts, d.CaseNumber)
	}
	for i, part := range parts {
		parts[i] = texts.Isolate(part)
	}
	return strings.Join(parts, ", ")
}

// beside are texts that people wrote with commas between them, each in its own
// direction of writing.
func beside(texts []string) view.Node {
	var nodes []view.Node
	for i, text := range texts {
		if i > 0 {
			nodes = append(nodes, view.Text(", "))
		}
		nodes = append(nodes, view.Isolate(text))
	}
	return view.Group(nodes...)
}

func severity(text string) constraint.Severity { return constraint.Severity(text) }

// sectorsByCount are the sectors that are there, the most frequent first.
func sectorsByCount(counts map[hyte.Sector]int) []hyte.Sector {
	return slices.SortedFunc(maps.Keys(counts), func(a, b hyte.Sector) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(string(a), string(b)))
	})
}
