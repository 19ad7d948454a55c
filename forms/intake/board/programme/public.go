package programme

import (
	"errors"
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export/calendar"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// The addresses of what anyone may read, beneath the public one.
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
	t     *texts.Catalog
	names func(id string) (hyte.Text, bool)
	event *event.Event
}

func (b *programme) page(p *intake.Showing) {
	v := pageView{p, b.words.For(p.Language()), b.inquiry.NameOf, b.event}
	e := b.event
	p.Page(e.Title.In(v.t.Language()),
		view.El("h1", view.Attrs{board.LanguageMark(e.Title, v.t)}, view.Text(e.Title.In(v.t.Language()))),
		v.paragraph(e.Theme),
		view.If(e.Status == event.StatusCancelled, view.El("p", view.Attrs{view.Attr("class", "hyte-notice")},
			view.El("strong", nil, view.Text(v.t.Text("cancelled"))))),
		v.facts(),
		v.section("programme", view.If(len(e.Programme) > 0, view.El("ol", nil, view.Each(e.Programme, v.item)))),
		v.section("summary", v.paragraph(e.Summary)),
		v.section("findings", v.list(e.Findings)),
		v.section("materials", view.If(len(e.Materials) > 0, view.El("ul", nil, view.Each(e.Materials, v.material)))),
		v.section("questions", v.questions(p.Ledger().(*ledger).published())))
}

// section is a part of the page under its heading; nothing without content.
func (v *pageView) section(key string, content view.Node) view.Node {
	return view.If(!content.IsNothing(), view.El("section", view.Attrs{view.Attr("class", "hyte-part"), view.Attr("aria-labelledby", key)},
		view.El("h2", view.Attrs{view.Attr("id", key)}, view.Text(v.t.Text(key))), content))
}

func (v *pageView) fact(key string, value view.Node) board.Fact {
	return board.Fact{Name: v.t.Text(key), Value: value}
}

func (v *pageView) facts() view.Node {
	e := v.event
	access := e.Access
	if access == "" {
		access = event.AccessOpen
	}
	return board.Facts(
		v.fact("when", view.Text(whenText(v.t, e.When))),
		v.fact("place", v.place()),
		v.fact("remote", v.remote()),
		v.fact("organizers", view.El("ul", nil, view.Each(e.Organizers, func(id string) view.Node { return view.El("li", nil, v.name(id)) }))),
		v.fact("series", v.series()),
		v.fact("audience", v.list(e.Audience)),
		v.fact("access", view.Text(v.t.Text("access."+string(access)))),
		v.fact("register", v.register()),
		v.fact("ask", v.ask()),
		v.fact("calendar", view.If(e.When.IsDay(), v.link(v.Link(calendarName), "calendar.link"))),
		v.fact("attendance", v.attendance()),
		v.fact("contacts", view.If(len(e.Contacts) > 0, view.El("ul", nil, view.Each(e.Contacts, v.contact)))))
}

func (v *pageView) said(text hyte.Text) view.Node { return board.Said(text, v.t) }

func (v *pageView) paragraph(text hyte.Text) view.Node {
	return view.If(len(text) > 0, view.El("p", nil, v.said(text)))
}

func (v *pageView) list(all []hyte.Text) view.Node {
	return view.If(len(all) > 0, view.El("ul", nil, view.Each(all, func(text hyte.Text) view.Node { return view.El("li", nil, v.said(text)) })))
}

// name is that of an organization, or its id if nothing tells the name.
func (v *pageView) name(id string) view.Node {
	if name, ok := v.names(id); ok {
		return v.said(name)
	}
	return view.Text(id)
}

func (v *pageView) link(address, key string) view.Node {
	return view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(v.t.Text(key)))
}

// whenText is the day with its clock times, or the period within which it will be.
func whenText(t *texts.Catalog, w *event.When) string {
	if w.IsDay() {
		day := forms.DayText(t, w.Date)
		switch {
		case w.From == "":
			return t.Text("when.day", "day", day)
		case w.To == "":
			return t.Text("when.from", "day", day, "from", clockText(t, w.From))
		default:
			return t.Text("when.between", "day", day, "from", clockText(t, w.From), "to", clockText(t, w.To))
		}
	}
	p := w.Period
	switch {
	case len(p.Label) > 0:
		return t.Text("when.later", "label", p.Label.In(t.Language()))
	case p.To == "":
		return t.Text("when.period.from", "from", forms.DayText(t, p.From))
	case p.From == "":
		return t.Text("when.period.to", "to", forms.DayText(t, p.To))
	default:
		return t.Text("when.period.between", "from", forms.DayText(t, p.From), "to", forms.DayText(t, p.To))
	}
}

func clockText(t *texts.Catalog, clock string) string {
	c, err := hyte.ParseClock(clock)
	if err != nil {
		return clock
	}
	minute := strconv.Itoa(c.Minute)
	if c.Minute < 10 {
		minute = "0" + minute
	}
	return t.Text("clock", "hour", strconv.Itoa(c.Hour), "minute", minute)
}

func (v *pageView) place() view.Node {
	p := v.event.Place
	if p == nil || p.Name == "" && p.Address == "" {
		return view.Node{}
	}
	return view.Group(view.Text(p.Name), view.If(p.Name != "" && p.Address != "", view.El("br", nil)), view.Text(p.Address))
}

// remote shows the link only where anyone may see it.
func (v *pageView) remote() view.Node {
	r := v.event.Remote
	switch {
	case r == nil:
		return view.Node{}
	case r.Shown == event.ShownPublic && r.URL != "":
		return view.El("a", view.Attrs{view.Attr("href", r.URL), view.Attr("rel", "noopener")}, view.Text(r.URL))
	case r.Shown == event.ShownPublic:
		return view.Node{}
	case r.Shown == event.ShownNever:
		return view.Text(v.t.Text("remote.never"))
	default:
		return view.Text(v.t.Text("remote.registered"))
	}
}

func (v *pageView) series() view.Node {
	s := v.event.Series
	switch {
	case s == nil || len(s.Name) == 0:
		return view.Node{}
	case s.Number == 0:
		return v.said(s.Name)
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
		return v.until(r.Until, v.Form(event.RegistrationKind()), "register.link", "register.over")
	}
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

func (v *pageView) contact(c event.Contact) view.Node {
	parts := []view.Node{view.Isolate(c.GivenName + " " + c.FamilyName)}
	add := func(n view.Node) { parts = append(parts, view.Text(", "), n) }
	if len(c.JobTitle) > 0 {
		add(v.said(c.JobTitle))
	}
	if c.Organization != "" {
		add(v.name(c.Organization))
	}
	if c.Email != "" {
		add(view.El("a", view.Attrs{view.Attr("href", view.Mailto(c.Email))}, view.Text(c.Email)))
	}
	if c.Telephone != "" {
		add(view.El("a", view.Attrs{view.Attr("href", view.Tel(c.Telephone))}, view.Text(c.Telephone)))
	}
	return view.El("li", nil, parts...)
}

// item is one of the programme: when it begins, what it is, and who speaks.
func (v *pageView) item(i event.Item) view.Node {
	var kind string
	switch i.Kind {
	case event.ItemPanel, event.ItemWorkshop, event.ItemDiscussion, event.ItemBreak:
		kind = v.t.Text("item." + string(i.Kind))
	}
	return view.El("li", nil,
		view.If(i.At != "", view.Group(view.El("time", view.Attrs{view.Attr("datetime", i.At)}, view.Text(clockText(v.t, i.At))), view.Text(" "))),
		view.El("strong", nil, v.said(i.Title)),
		view.If(kind != "", view.Text(" ("+kind+")")),
		view.If(len(i.Speakers) > 0, view.El("ul", nil, view.Each(i.Speakers, v.speaker))))
}

func (v *pageView) speaker(s event.Speaker) view.Node {
	var parts []view.Node
	add := func(n view.Node) {
		if len(parts) > 0 {
			parts = append(parts, view.Text(", "))
		}
		parts = append(parts, n)
	}
	if s.Name != "" {
		add(view.Isolate(s.Name))
	}
	if s.JobTitle != "" {
		add(view.Text(s.JobTitle))
	}
	if s.Organization != "" {
		add(v.name(s.Organization))
	}
	switch s.Role {
	case event.RolePanelist, event.RoleModerator, event.RoleFacilitator:
		add(view.Text(v.t.Text("role." + string(s.Role))))
	}
	return view.El("li", nil, parts...)
}

func (v *pageView) material(m event.Material) view.Node {
	return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", m.URL), view.Attr("rel", "noopener"), board.LanguageMark(m.Name, v.t)},
		view.Text(m.Name.In(v.t.Language()))))
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
			name = v.said(theme.Name)
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
