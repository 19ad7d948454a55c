package intake

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
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
			view.El("tbody", view.Attrs{view.Attr("role", "rowgroup")}, rows...)))
}

func (v rosterView) seatName(seat hyte.Seat) string {
	if len(seat.Name) > 0 {
		return seat.Name.In(v.t.Language())
	}
	return v.t.Text("seat." + string(seat.Nominators.Kind))
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
		received = moment(v.t, e.Counted.ReceivedAt)
		answer = v.answer(*e.Counted)
	}
	return view.El("tr", view.Attrs{view.Attr("id", anchor(e.Nominator)), view.Attr("role", "row")},
		view.El("th", view.Attrs{view.Attr("scope", "row"), view.Attr("role", "rowheader"), languageMark(e.Name, v.t)}, view.Text(e.Name.In(v.t.Language()))),
		cell(v.t.Text("roster.status"), view.El("span", view.Attrs{view.Attr("class", "org-status org-"+string(e.Status))},
			view.Text(v.t.Text("status."+string(e.Status))))),
		cell(v.t.Text("roster.received"), received),
		cell(v.t.Text("roster.representatives"), answer, v.others(e)))
}

// others are the answers that do not count. Late and conflicting ones are in
// sight, for the organizer has to settle them.
func (v rosterView) others(e *hyte.Entry) view.Node {
	var open, past []view.Node
	for _, a := range e.Others {
		switch a.State {
		case hyte.StateLate, hyte.StateConflicting:
			open = append(open, view.El("div", view.Attrs{view.Attr("class", "org-open")}, v.history(e, a)))
		default:
			past = append(past, view.El("li", nil, v.history(e, a)))
		}
	}
	return view.Group(
		view.Group(open...),
		view.If(len(past) > 0, view.El("details", nil,
			view.El("summary", nil, view.Text(v.t.Text("roster.history", "count", strconv.Itoa(len(past))))),
			view.El("ol", nil, past...))))
}

// history is one answer with what became of it.
func (v rosterView) history(e *hyte.Entry, a hyte.Answer) view.Node {
	return view.Group(
		view.El("p", nil,
			view.El("strong", nil, view.Text(v.t.Text("state."+string(a.State)))), view.Text(", "), moment(v.t, a.ReceivedAt)),
		v.answer(a),
		view.If(a.State == hyte.StateLate, v.acceptLink(e, a)))
}

func (v rosterView) acceptLink(e *hyte.Entry, a hyte.Answer) view.Node {
	return view.El("p", nil, view.El("a", view.Attrs{
		view.Attr("href", v.service.organizerLink(v.request, "/admin/"+v.call.id()+"/accept/"+a.ID)),
		view.Attr("aria-label", v.t.Text("roster.accept.label", "organization", e.Name.In(v.t.Language()), "time", momentText(v.t, a.ReceivedAt))),
	}, view.Text(v.t.Text("roster.accept"))))
}

// answer shows whom an answer names, and beneath it the rest of what it says.
func (v rosterView) answer(a hyte.Answer) view.Node {
	n := a.Nomination
	var persons []view.Node
	for i := range n.Representatives {
		r := &n.Representatives[i]
		persons = append(persons, view.El("li", nil, v.person(r.Person), view.If(r.Deputy != nil, v.deputy(r.Deputy))))
	}
	return view.Group(
		view.El("ul", view.Attrs{view.Attr("class", "org-persons")}, persons...),
		view.El("details", nil, view.El("summary", nil, view.Text(v.t.Text("roster.more"))), facts(
			fact{v.t.Text("roster.decision"), view.Text(v.decision(n.Decision))},
			fact{v.t.Text("roster.reason"), view.Text(n.GenderBalanceReason)},
			fact{v.t.Text("roster.submitter"), v.submitter(n.Submitter)},
			fact{v.t.Text("roster.receipt"), view.El("code", nil, view.Text(a.ID))})))
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
		view.El("strong", nil, view.Text(p.Name())),
		view.If(len(about) > 0, view.El("span", view.Attrs{view.Attr("class", "org-about")}, view.Text(strings.Join(about, ", ")))),
		view.El("span", view.Attrs{view.Attr("class", "org-contact")}, contacts))
}

func (v rosterView) deputy(p *hyte.Person) view.Node {
	return view.El("div", view.Attrs{view.Attr("class", "org-deputy")}, view.Text(v.t.Text("roster.deputy")+" "), v.person(p))
}

func (v rosterView) submitter(p *hyte.Submitter) view.Node {
	if p == nil {
		return view.Node{}
	}
	name := strings.TrimSpace(p.GivenName + " " + p.FamilyName)
	if p.JobTitle != "" {
		name += ", " + p.JobTitle
	}
	return view.Group(view.Text(name+" "), view.El("span", view.Attrs{view.Attr("class", "org-contact")}, contactLinks(p.Email, p.Telephone)))
}

func contactLinks(email, telephone string) view.Node {
	return view.Group(
		view.If(email != "", view.El("a", view.Attrs{view.Attr("href", "mailto:"+email)}, view.Text(email))),
		view.If(email != "" && telephone != "", view.Text(" ")),
		view.If(telephone != "", view.El("a", view.Attrs{view.Attr("href", "tel:"+telephone)}, view.Text(texts.Telephone(telephone)))))
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
	return strings.Join(parts, ", ")
}

func severity(text string) constraint.Severity { return constraint.Severity(text) }

// sectorsByCount are the sectors that are there, the most frequent first.
func sectorsByCount(counts map[hyte.Sector]int) []hyte.Sector {
	return slices.SortedFunc(maps.Keys(counts), func(a, b hyte.Sector) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(string(a), string(b)))
	})
}
