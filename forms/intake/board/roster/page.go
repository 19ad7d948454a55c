package roster

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// rosterView shows a roster to the organizer in one language.
type rosterView struct {
	desk    *intake.Desk
	t       *texts.Catalog
	call    *hyte.Call
	roster  *hyte.Roster
	shown   *page // that of the roster; nil on pages that are about one organization
	strange []string
	mark    view.Node // after the labels of what must be filled in, where the page has such marks
}

// page shows who has answered.
func (b *roster) page(d *intake.Desk) {
	shown, ok := rosterOf(d)
	if !ok {
		return
	}
	v := rosterView{desk: d, t: b.wordsOf(d), call: b.call.Call, roster: shown.Roster, shown: shown, strange: d.Ledger().(*ledger).strange}
	d.Page(v.t.Text("roster.title")+": "+v.call.Title.In(v.t.Language()), v.page())
}

func (v rosterView) page() view.Node {
	return view.Group(
		v.desk.Back(),
		view.El("h1", nil, view.Text(v.t.Text("roster.title"))),
		view.El("p", view.Attrs{view.Attr("class", "org-lead"), board.LanguageMark(v.call.Title, v.t)}, view.Text(v.call.Title.In(v.t.Language()))),
		board.Facts(append(v.desk.Times(),
			board.Fact{Name: v.t.Text("roster.at"), Value: board.Moment(v.t, v.roster.At)},
			v.desk.Forms(),
			board.Fact{Name: v.t.Text("roster.download"), Value: v.downloads()},
			board.Fact{Name: v.t.Text("roster.letters"), Value: v.letters()})...),
		v.desk.Find(),
		v.summary(),
		v.notices(),
		view.Each(v.call.Seats, v.seat),
		v.unlisted(),
		v.balance(),
		v.sectors())
}

// downloads are the files of this page, and that of all records.
func (v rosterView) downloads() view.Node {
	return view.Group(
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
			view.El("li", nil, v.desk.Download(xlsxName, v.t.Text("roster.download.xlsx"))),
			view.El("li", nil, v.desk.Download(csvName, v.t.Text("roster.download.csv"))),
			view.El("li", nil, v.desk.Download(jsonName, v.t.Text("roster.download.json"))),
			view.El("li", nil, v.desk.Received()),
			view.If(v.call.Publication != "", view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", v.desk.Public())}, view.Text(v.t.Text("roster.public")))))),
		v.desk.ReceivedHint())
}

// letters lead to the pages from which organizations are written to.
func (v rosterView) letters() view.Node {
	link := func(path, key string) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", v.desk.Link(path))}, view.Text(v.t.Text(key))))
	}
	return view.If(v.desk.May(intake.RoleDecide), view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
		link(remindPath, "remind.title"), view.If(v.desk.May(intake.RoleManage) && v.desk.MakesLinks(), link(linksPath, "links.title"))))
}

// summary counts by status. Zeros are shown only where they are good to know.
func (v rosterView) summary() view.Node {
	s := v.roster.Summary
	number := func(key string, n int, always bool) board.Fact {
		return board.Fact{Name: v.t.Text("summary." + key), Value: view.If(n > 0 || always, view.Text(strconv.Itoa(n)))}
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "summary")},
		view.El("h2", view.Attrs{view.Attr("id", "summary")}, view.Text(v.t.Text("roster.summary"))),
		view.El("div", view.Attrs{view.Attr("class", "org-numbers")}, board.Facts(
			number("asked", s.Asked, true), number("answered", s.Received+s.Replaced+s.Joint, true), number("missing", s.Missing, true),
			number("unconfirmed", s.Unconfirmed, false), number("replaced", s.Replaced, false), number("late", s.Late, false), number("conflict", s.Conflict, false),
			number("contested", s.Contested, false), number("rejected", s.Rejected, false), number("joint", s.Joint, false), number("incomplete", s.Incomplete, false),
			number("openPlaces", s.OpenPlaces, false), number("candidates", s.Candidates, false), number("withdrawn", s.Withdrawn, false),
			number("declined", s.Declined, false), number("representatives", s.Representatives, v.call.AsksPersons()))))
}

// A page stays of a size that can be read, whatever has come in. What is not on it
// is in the files.
const (
	mostNotices = 100 // of one sort
	mostAnswers = 20  // of one organization, beside the one that counts
)

// omitted says how many more there are than are shown, nothing if there are none.
func (v rosterView) omitted(element string, count int) view.Node {
	return view.If(count > 0, view.El(element, nil, view.Text(v.t.Text("roster.omitted", "count", strconv.Itoa(count)))))
}

// notices are what the organizer should settle or check, in words.
func (v rosterView) notices() view.Node {
	if len(v.roster.Violations) == 0 && len(v.strange) == 0 {
		return view.Node{}
	}
	return view.El("section", view.Attrs{view.Attr("class", "org-notices"), view.Attr("aria-labelledby", "notices")},
		view.El("h2", view.Attrs{view.Attr("id", "notices")}, view.Icon(icon.Warning), view.Text(v.t.Text("roster.notices"))),
		view.El("ul", nil,
			view.Each(v.roster.Violations[:min(len(v.roster.Violations), mostNotices)], v.notice),
			v.omitted("li", len(v.roster.Violations)-mostNotices),
			view.Each(v.strange[:min(len(v.strange), mostNotices)], func(id string) view.Node {
				return view.El("li", nil, view.Text(v.t.Text("roster.unreadable", "id", id)))
			}),
			v.omitted("li", len(v.strange)-mostNotices)))
}

func (v rosterView) notice(found hyte.RosterViolation) view.Node {
	sentence := kinds.Message(v.t.Language(), hyte.Violation{
		Rule: hyte.Rule(found.Rule), Location: found.Location, Severity: severity(found.Severity),
	})
	return view.El("li", nil,
		v.entryLink(found.Location), v.entryLink(found.Other), view.Text(sentence))
}

// entryLink leads to the organization at a place of the roster, if it is one.
func (v rosterView) entryLink(location string) view.Node {
	index, err := strconv.Atoi(strings.TrimPrefix(location, "/nominators/"))
	if err != nil || index < 0 || index >= len(v.roster.Nominators) {
		return view.Node{}
	}
	e := &v.roster.Nominators[index]
	return view.Group(view.El("a", view.Attrs{view.Attr("href", "#"+anchor(e.Nominator))}, view.Isolate(e.Name.In(v.t.Language()), board.LanguageMark(e.Name, v.t))), view.Text(": "))
}

// anchor is the id of an organization's line.
func anchor(nominator string) string { return "o-" + strings.ReplaceAll(nominator, ":", "-") }

func (v rosterView) unlisted() view.Node {
	if len(v.roster.Unlisted) == 0 {
		return view.Node{}
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "unlisted")},
		view.El("h2", view.Attrs{view.Attr("id", "unlisted")}, view.Text(v.t.Text("roster.unlisted"))),
		view.El("ul", nil, v.omitted("li", v.shown.unlisted-mostNotices), view.Each(v.roster.Unlisted, func(a hyte.Answer) view.Node {
			return view.El("li", nil, view.Text(a.Said().Nominator+": "), v.past(&hyte.Entry{}, a))
		})))
}

// balance is shown where the call asks for it (609/1986 s.4a).
func (v rosterView) balance() view.Node {
	b := v.roster.Gender
	if b.Mode == hyte.GenderOff || b.Women+b.Men+b.NotStated == 0 {
		return view.Node{}
	}
	rows := []*hyte.Balance{b}
	names := []string{"balance.members"}
	if b.Deputies != nil {
		rows, names = append(rows, b.Deputies), append(names, "balance.deputies")
	}
	header := func(key string) view.Node {
		return view.El("th", view.Attrs{view.Attr("scope", "col")}, view.Text(v.t.Text(key)))
	}
	var body []view.Node
	for i, row := range rows {
		state := view.Node{}
		if row.State != "" {
			state = view.Text(v.t.Text("balance.state." + string(row.State)))
		}
		body = append(body, view.El("tr", nil,
			view.El("th", view.Attrs{view.Attr("scope", "row")}, view.Text(v.t.Text(names[i]))),
			cell(v.t.Text("balance.women"), view.Text(strconv.Itoa(row.Women))), cell(v.t.Text("balance.men"), view.Text(strconv.Itoa(row.Men))),
			cell(v.t.Text("balance.notStated"), view.Text(strconv.Itoa(row.NotStated))), cell(v.t.Text("balance.state"), state)))
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "balance")},
		view.El("h2", view.Attrs{view.Attr("id", "balance")}, view.Text(v.t.Text("balance.title"))),
		table(view.El("thead", nil, view.El("tr", nil, view.El("td", nil),
			header("balance.women"), header("balance.men"), header("balance.notStated"), header("balance.state"))),
			view.El("tbody", nil, body...)))
}

// sectors show how many-sided the body will be, which is a goal and no rule.
func (v rosterView) sectors() view.Node {
	if len(v.roster.Sectors) == 0 {
		return view.Node{}
	}
	var list []board.Fact
	for _, sector := range sectorsByCount(v.roster.Sectors) {
		list = append(list, board.Fact{Name: v.t.Text("option.sector." + string(sector)), Value: view.Text(strconv.Itoa(v.roster.Sectors[sector]))})
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "sectors")},
		view.El("h2", view.Attrs{view.Attr("id", "sectors")}, view.Text(v.t.Text("sectors.title"))),
		view.El("div", view.Attrs{view.Attr("class", "org-counts")}, board.Facts(list...)))
}
