package event

import (
	"strconv"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/event"
)

// Of is the event that is spoken of.
func Of(w *forms.Words) *event.Event { return w.Inquiry().(*event.Inquiry).Event }

// Decode reads what is written of the public part of an event, for [forms.Kind.Decode].
func Decode(data []byte) (forms.Inquiry, hyte.Violations) {
	i, violations := event.DecodeInquiry(data)
	if i == nil {
		return nil, violations
	}
	return i, nil
}

// Point are the facts of the event that must be known first.
func Point(w *forms.Words) []view.Node {
	return []view.Node{w.Fact("fact.when", When(w)), w.Fact("fact.place", place(w)), w.Fact("fact.remote", remote(w))}
}

// Facts tell the rest of what the event is, as its invitation does.
func Facts(w *forms.Words) []view.Node { return []view.Node{forms.Facts(more(w)...), programme(w)} }

// Summary are the facts of the event without its programme.
func Summary(w *forms.Words) view.Node { return forms.Facts(append(Point(w), more(w)...)...) }

// more are the facts that need not be known first.
func more(w *forms.Words) []view.Node {
	e := Of(w)
	return []view.Node{
		w.Fact("fact.theme", w.Text(e.Theme)),
		w.Fact("fact.audience", list(w, e.Audience)),
		w.Fact("fact.access", view.If(e.Access == event.AccessInvited, view.Text(w.Say("access.invited")))),
		w.Fact("fact.organizers", organizers(w)),
		w.Fact("fact.materials", materials(w)),
		w.Fact("fact.contacts", w.Contacts()),
	}
}

// Receipt tells which event it was, and leads whoever has registered to it.
func Receipt(w *forms.Words, r forms.Receipt) []view.Node {
	facts := []view.Node{
		w.Fact("receipt.event", w.Text(Of(w).Title)), w.Fact("fact.when", When(w)), w.Fact("fact.place", place(w)),
	}
	if r.Link != "" {
		facts = append(facts, w.Fact("receipt.link", link(r.Link)))
	}
	return facts
}

func link(address string) view.Node {
	return view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(address))
}

// When is the day with its clock times, or the period within which the day will be.
func When(w *forms.Words) view.Node {
	e := Of(w)
	if e.When.IsDay() {
		return view.Text(day(w, e.When))
	}
	p := e.When.Period
	later := view.Text(" " + w.Say("when.later"))
	switch {
	case len(p.Label) > 0:
		return view.Group(w.Text(p.Label), view.Text("."), later)
	case p.From != "" && p.To != "":
		return view.Group(view.Text(w.Period(&hyte.Period{From: p.From, To: p.To})+"."), later)
	case p.From != "":
		return view.Group(view.Text(w.Say("when.from", "date", w.Day(p.From))), later)
	default:
		return view.Group(view.Text(w.Say("when.to", "date", w.Day(p.To))), later)
	}
}

func day(w *forms.Words, when *event.When) string {
	date, err := civil.Parse(when.Date)
	if err != nil {
		return when.Date
	}
	from, err := hyte.ParseClock(when.From)
	if err != nil {
		return w.Catalog().DateWithWeekday(date)
	}
	begins := w.Catalog().MomentWithWeekday(date, from.Hour, from.Minute)
	if when.To == "" {
		return begins
	}
	return w.Say("when.between", "from", begins, "to", clock(w, when.To))
}

// clock is a clock time as people write it.
func clock(w *forms.Words, at string) string {
	c, err := hyte.ParseClock(at)
	if err != nil {
		return at
	}
	return forms.ClockText(w.Catalog(), c)
}

func place(w *forms.Words) view.Node {
	p := Of(w).Place
	if p == nil {
		return view.Node{}
	}
	text := texts.Isolate(p.Name)
	switch {
	case p.Name == "":
		text = texts.Isolate(p.Address)
	case p.Address != "":
		text += ", " + texts.Isolate(p.Address)
	}
	return view.Text(text + room(w, p.Places))
}

// room is for how many there is room, as a sentence that follows another one.
func room(w *forms.Words, places int) string {
	if places == 0 {
		return ""
	}
	return " " + w.Say("places", "places", strconv.Itoa(places))
}

// remote is the link, or how people get it. Only a public link is in what anyone may see.
func remote(w *forms.Words) view.Node {
	r := Of(w).Remote
	switch {
	case r == nil:
		return view.Node{}
	case r.Shown == event.ShownPublic && r.URL != "":
		return view.Group(link(r.URL), view.Text(room(w, r.Places)))
	case r.Shown == event.ShownPublic, r.Shown == event.ShownNever:
		return view.Text(w.Say("remote.never") + room(w, r.Places))
	default:
		return view.Text(w.Say("remote.registered") + room(w, r.Places))
	}
}

func list(w *forms.Words, all []hyte.Text) view.Node {
	switch len(all) {
	case 0:
		return view.Node{}
	case 1:
		return w.Text(all[0])
	}
	return view.El("ul", nil, view.Each(all, func(t hyte.Text) view.Node { return view.El("li", nil, w.Text(t)) }))
}

func organizers(w *forms.Words) view.Node {
	var names []hyte.Text
	for _, id := range Of(w).Organizers {
		if name, ok := w.Inquiry().NameOf(id); ok {
			names = append(names, name)
		}
	}
	return list(w, names)
}

func materials(w *forms.Words) view.Node {
	all := Of(w).Materials
	if len(all) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, view.Each(all, func(m event.Material) view.Node {
		return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", m.URL)}, w.Text(m.Name)))
	}))
}

// programme can be opened: it is long, and whoever registers may know it.
func programme(w *forms.Words) view.Node {
	list := Programme(w)
	return view.If(!list.IsNothing(), forms.Details(view.Text(w.Say("fact.programme")), list))
}

// Programme is what is done, in the order of the day, with who speaks. It is nothing if the
// event does not say.
func Programme(w *forms.Words) view.Node {
	items := Of(w).Programme
	if len(items) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, view.Each(items, func(i event.Item) view.Node {
		at, kind := view.Node{}, view.Node{}
		if i.At != "" {
			at = view.Text(clock(w, i.At) + " ")
		}
		switch i.Kind {
		case event.ItemPanel, event.ItemWorkshop, event.ItemDiscussion, event.ItemBreak:
			kind = view.Text(" (" + w.Say("item."+string(i.Kind)) + ")")
		}
		return view.El("li", nil, at, w.Text(i.Title), kind, view.Each(i.Speakers, func(s event.Speaker) view.Node {
			return view.El("div", view.Attrs{view.Attr("class", "hyte-hint")}, speaker(w, s))
		}))
	}))
}

// speaker is a name with title and organization, as far as they are known.
func speaker(w *forms.Words, s event.Speaker) view.Node {
	var parts []view.Node
	add := func(part view.Node) {
		if len(parts) > 0 {
			parts = append(parts, view.Text(", "))
		}
		parts = append(parts, part)
	}
	for _, text := range [...]string{s.Name, s.JobTitle} {
		if text != "" {
			add(view.Text(texts.Isolate(text)))
		}
	}
	if name, ok := w.Inquiry().NameOf(s.Organization); ok {
		add(w.Text(name))
	}
	switch s.Role {
	case event.RolePanelist, event.RoleModerator, event.RoleFacilitator:
		add(view.Text(w.Say("role." + string(s.Role))))
	}
	return view.Group(parts...)
}
