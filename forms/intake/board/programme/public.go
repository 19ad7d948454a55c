package programme

import (
	"errors"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms"
	about "github.com/hytekit/hytekit/forms/event"
	"github.com/hytekit/hytekit/forms/export/calendar"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// calendarName is the address of the calendar's entry, beneath the public one.
const calendarName = "event.ics"

// Public implements [intake.Publisher].
func (b *programme) Public() []intake.PublicPage {
	return []intake.PublicPage{{Get: b.page}, {Path: calendarName, Get: b.calendar}}
}

// calendar is the event for the calendars that people have. While only a period is known,
// there is none.
func (b *programme) calendar(p *intake.Showing) {
	file, err := calendar.Write(
		[]calendar.Entry{{Event: b.event, Page: p.Link("")}},
		calendar.Options{Language: p.Language(), Host: p.Host(), At: p.Now()})
	switch {
	case errors.Is(err, calendar.ErrNoDay):
		p.NotFound()
	case err != nil:
		p.Fail(err)
	default:
		p.File(".ics", "text/calendar; charset=utf-8", file)
	}
}

// pageView shows an event to anyone in one language.
type pageView struct {
	*intake.Showing
	words *forms.Words // of its forms
	t     *texts.Catalog
	event *event.Event
	room  string // for what there is none left
}

func (b *programme) page(p *intake.Showing) {
	v := pageView{p, p.Words(), b.words.For(p.Language()), b.event, b.Notice(p.Ledger(), event.RegistrationKind(), p.Language())}
	e := b.event
	p.Page(v.words.In(e.Title),
		view.El("h1", nil, v.words.Text(e.Title)),
		view.If(e.Status == event.StatusCancelled, view.El("div", view.Attrs{view.Attr("class", "hyte-notice hyte-closed")},
			view.El("p", nil, view.Icon(icon.Cross), view.El("strong", nil, view.Text(v.words.Say("rule.inquiry.cancelled")))))),
		about.Summary(v.words),
		v.ways(),
		v.part("programme", v.words.Say("fact.programme"), about.Programme(v.words)),
		v.section("summary", view.If(len(e.Summary) > 0, view.El("p", nil, v.words.Text(e.Summary)))),
		v.section("findings", view.If(len(e.Findings) > 0, view.El("ul", nil, view.Each(e.Findings, func(text hyte.Text) view.Node {
			return view.El("li", nil, v.words.Text(text))
		})))),
		v.section("questions", v.questions(p.Ledger().(*ledger).published())))
}

// section is a part of the page under the words of a key.
func (v *pageView) section(key string, content view.Node) view.Node {
	return v.part(key, v.t.Text(key), content)
}

// part is a part of the page under its heading; nothing without content.
func (v *pageView) part(id, heading string, content view.Node) view.Node {
	return view.If(!content.IsNothing(), view.El("section", view.Attrs{view.Attr("class", "hyte-part"), view.Attr("aria-labelledby", id)},
		view.El("h2", view.Attrs{view.Attr("id", id)}, view.Text(heading)), content))
}

// ways are what somebody who reads the page can do, and who did.
func (v *pageView) ways() view.Node {
	fact := func(key string, value view.Node) board.Fact { return board.Fact{Name: v.t.Text(key), Value: value} }
	return board.Facts(
		fact("register", v.register()),
		fact("ask", v.ask()),
		fact("calendar", view.If(v.event.When.IsDay(), v.link(v.Link(calendarName), "calendar.link"))),
		fact("attendance", v.attendance()),
		fact("series", v.series()))
}

func (v *pageView) link(address, key string) view.Node {
	return view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(v.t.Text(key)))
}

func (v *pageView) series() view.Node {
	s := v.event.Series
	switch {
	case s == nil || len(s.Name) == 0:
		return view.Node{}
	case s.Number == 0:
		return v.words.Text(s.Name)
	default:
		return view.Text(v.t.Text("series.number", "name", s.Name.In(v.t.Language()), "number", strconv.Itoa(s.Number)))
	}
}

// register leads to where people register, as long as they can.
func (v *pageView) register() view.Node {
	r := v.event.Registration
	switch {
	case v.event.Status == event.StatusCancelled:
		return view.Node{}
	case r == nil:
		return view.If(v.event.Access != event.AccessInvited, view.Text(v.t.Text("register.none")))
	case r.External != "":
		return v.until(r.Until, r.External, "register.external", "register.over")
	default:
		return view.Group(v.until(r.Until, v.Form(event.RegistrationKind()), "register.link", "register.over"), v.full(r.Until))
	}
}

// full tells for what there is no room left, as long as people can register.
func (v *pageView) full(until *hyte.Deadline) view.Node {
	if end, err := until.End(); err != nil || !v.Now().Before(end) {
		return view.Node{}
	}
	return view.If(v.room != "", view.El("p", nil, view.Text(v.room)))
}

func (v *pageView) ask() view.Node {
	q := v.event.Questions
	if q == nil || v.event.Status == event.StatusCancelled {
		return view.Node{}
	}
	return v.until(q.Until, v.Form(event.QuestionKind()), "ask.link", "ask.over")
}

// until is a link as long as the deadline has not passed.
func (v *pageView) until(deadline *hyte.Deadline, address, key, over string) view.Node {
	text := forms.DeadlineText(v.t, deadline)
	if end, err := deadline.End(); err != nil || address == "" || !v.Now().Before(end) {
		return view.Text(v.t.Text(over, "deadline", text))
	}
	return view.Group(v.link(address, key), view.Text(", "+v.t.Text("register.until", "deadline", text)))
}

func (v *pageView) attendance() view.Node {
	a := v.event.Attendance
	if a == nil || a.Count == 0 {
		return view.Node{}
	}
	key := "attendance.count"
	if a.Approximate {
		key = "attendance.about"
	}
	return view.Text(v.t.Text(key, "count", strconv.Itoa(a.Count)))
}

// questions are those that are published, by theme, with their answers.
func (v *pageView) questions(all []*asked) view.Node {
	themes := append(slices.Clone(themesOf(v.event)), event.Theme{})
	items := map[string][]view.Node{}
	for _, q := range all {
		theme := q.Theme
		if len(themeName(v.event, theme)) == 0 {
			theme = ""
		}
		items[theme] = append(items[theme], v.question(q))
	}
	var groups []view.Node
	for _, theme := range themes {
		if len(items[theme.ID]) == 0 {
			continue
		}
		name := view.Text(v.t.Text("theme.none"))
		if theme.ID != "" {
			name = v.words.Text(theme.Name)
		}
		groups = append(groups, view.If(len(themes) > 1, view.El("h3", nil, name)), view.El("ul", nil, items[theme.ID]...))
	}
	return view.If(len(groups) > 0, view.Group(groups...))
}

func (v *pageView) question(q *asked) view.Node {
	spoken := view.Attribute{}
	if q.Language != "" && q.Language != v.t.Language() {
		spoken = view.Attr("lang", q.Language)
	}
	who, answer := authorText(q.Author), q.decided.Answer
	return view.El("li", nil,
		view.El("p", view.Attrs{spoken}, view.Isolate(q.shownText())),
		view.If(who != "", view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(v.t.Text("questions.from", "name", texts.Isolate(who))))),
		view.If(answer == "", view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(v.t.Text("questions.waiting")))),
		view.If(answer != "", view.El("p", nil, view.El("strong", nil, view.Text(v.t.Text("questions.answer")+":")), view.Text(" "), view.Isolate(answer, spoken))))
}
