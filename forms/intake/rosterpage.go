package intake

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// rosterView shows a roster to the organizer in one language.
type rosterView struct {
	service *Service
	request *http.Request
	t       *texts.Catalog
	call    *served
	roster  *hyte.Roster
	strange []string
}

// rosterPage shows who has answered.
func (s *Service) rosterPage(w http.ResponseWriter, r *http.Request) {
	c, past, ok := s.callPast(w, r)
	if !ok {
		return
	}
	v := rosterView{s, r, s.languageOf(r), c, c.history.rosterAt(past, s.config.Now()), past.strange}
	title := v.t.Text("roster.title") + ": " + c.call.Call.Title.In(v.t.Language())
	s.organizerPage(w, r, http.StatusOK, v.t, title, v.page())
}

// callPast finds the call that the address names and what has been received
// for it, or has answered.
func (s *Service) callPast(w http.ResponseWriter, r *http.Request) (*served, *snapshot, bool) {
	c, ok := s.callOf(w, r)
	if !ok {
		return nil, nil, false
	}
	past, err := c.history.snapshot(r.Context())
	if err != nil {
		s.failInside(w, r, err)
		return nil, nil, false
	}
	return c, past, true
}

func (v rosterView) page() view.Node {
	call := v.call.call.Call
	return view.Group(
		view.El("p", view.Attrs{view.Attr("class", "org-back")}, view.El("a", view.Attrs{view.Attr("href", v.service.organizerLink(v.request, "/admin"))}, view.Text(v.t.Text("roster.back")))),
		view.El("h1", nil, view.Text(v.t.Text("roster.title"))),
		view.El("p", view.Attrs{view.Attr("class", "org-lead"), languageMark(call.Title, v.t)}, view.Text(call.Title.In(v.t.Language()))),
		facts(append(timeFacts(v.t, call, v.roster.At),
			fact{v.t.Text("roster.at"), moment(v.t, v.roster.At)},
			fact{v.t.Text("overview.form"), v.service.formLinks(v.call)},
			fact{v.t.Text("roster.download"), v.downloads()})...),
		v.summary(),
		v.notices(),
		view.Each(call.Seats, v.seat),
		v.unlisted(),
		v.balance(),
		v.sectors())
}

// downloads are the files of this page: by name, and the key of their words.
func (v rosterView) downloads() view.Node {
	item := func(file, key string) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{
			view.Attr("href", v.service.organizerLink(v.request, "/admin/"+v.call.id()+"/"+file)), view.Attr("download", ""),
		}, view.Text(v.t.Text("roster.download."+key))))
	}
	return view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
		item("roster.csv", "csv"), item("roster.json", "json"), item("received.ndjson", "received"))
}

// summary counts by status. Zeros are shown only where they are good to know.
func (v rosterView) summary() view.Node {
	s := v.roster.Summary
	number := func(key string, n int, always bool) fact {
		return fact{v.t.Text("summary." + key), view.If(n > 0 || always, view.Text(strconv.Itoa(n)))}
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "summary")},
		view.El("h2", view.Attrs{view.Attr("id", "summary")}, view.Text(v.t.Text("roster.summary"))),
		view.El("div", view.Attrs{view.Attr("class", "org-numbers")}, facts(
			number("asked", s.Asked, true), number("answered", s.Received+s.Replaced, true), number("missing", s.Missing, true),
			number("replaced", s.Replaced, false), number("late", s.Late, false), number("conflict", s.Conflict, false), number("withdrawn", s.Withdrawn, false),
			number("declined", s.Declined, false), number("representatives", s.Representatives, true))))
}

// notices are what the organizer should settle or check, in words.
func (v rosterView) notices() view.Node {
	if len(v.roster.Violations) == 0 && len(v.strange) == 0 {
		return view.Node{}
	}
	return view.El("section", view.Attrs{view.Attr("class", "org-notices"), view.Attr("aria-labelledby", "notices")},
		view.El("h2", view.Attrs{view.Attr("id", "notices")}, view.Text(v.t.Text("roster.notices"))),
		view.El("ul", nil,
			view.Each(v.roster.Violations, v.notice),
			view.Each(v.strange, func(id string) view.Node {
				return view.El("li", nil, view.Text(v.t.Text("roster.unreadable", "id", id)))
			})))
}

func (v rosterView) notice(found hyte.RosterViolation) view.Node {
	sentence := v.call.spoken[v.t.Language()].Message(hyte.Violation{
		Rule: hyte.Rule(found.Rule), Location: found.Location, Severity: severity(found.Severity),
	})
	return view.El("li", nil,
		view.El("strong", nil, view.Text(v.t.Text("roster.notices."+found.Severity)+": ")),
		v.entryLink(found.Location), v.entryLink(found.Other), view.Text(sentence))
}

// entryLink leads to the organization at a place of the roster, if it is one.
func (v rosterView) entryLink(location string) view.Node {
	index, err := strconv.Atoi(strings.TrimPrefix(location, "/nominators/"))
	if err != nil || index < 0 || index >= len(v.roster.Nominators) {
		return view.Node{}
	}
	e := &v.roster.Nominators[index]
	return view.Group(view.El("a", view.Attrs{view.Attr("href", "#"+anchor(e.Nominator))}, view.Text(e.Name.In(v.t.Language()))), view.Text(": "))
}

// anchor is the id of an organization's line.
func anchor(nominator string) string { return "o-" + strings.ReplaceAll(nominator, ":", "-") }

func (v rosterView) unlisted() view.Node {
	if len(v.roster.Unlisted) == 0 {
		return view.Node{}
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "unlisted")},
		view.El("h2", view.Attrs{view.Attr("id", "unlisted")}, view.Text(v.t.Text("roster.unlisted"))),
		view.El("ul", nil, view.Each(v.roster.Unlisted, func(a hyte.Answer) view.Node {
			return view.El("li", nil, view.Text(a.Nomination.Nominator+": "), v.history(&hyte.Entry{}, a))
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
	var list []fact
	for _, sector := range sectorsByCount(v.roster.Sectors) {
		list = append(list, fact{v.t.Text("option.sector." + string(sector)), view.Text(strconv.Itoa(v.roster.Sectors[sector]))})
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", "sectors")},
		view.El("h2", view.Attrs{view.Attr("id", "sectors")}, view.Text(v.t.Text("sectors.title"))),
		view.El("div", view.Attrs{view.Attr("class", "org-counts")}, facts(list...)))
}
