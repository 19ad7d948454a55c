package forms

import (
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// subject is what the call is about.
func (f *Form) subject() view.Node { return view.El("h1", nil, f.text(f.call.Call.Title)) }

// lastDay tells by when to answer, or that it is too late or too early.
func (f *Form) lastDay(status hyte.Status) view.Node {
	text := f.statusText(status)
	if status != hyte.Late && status != hyte.Closed {
		text = join(f.catalog.Text("call.deadline", "deadline", f.deadline()), text)
	}
	return view.El("p", view.Attrs{view.Attr("class", "hyte-deadline")}, view.Text(text))
}

// facts tell who asks whom for what, as the letter does.
func (f *Form) facts() view.Node {
	c := f.call.Call
	return view.El("div", nil,
		view.El("dl", view.Attrs{view.Attr("class", "hyte-facts")},
			f.fact("fact.organizer", f.text(c.Organizer.Name)),
			f.fact("fact.issued", view.Text(f.messages.day(c.Issued))),
			f.fact("body."+string(c.Body.Kind), f.text(c.Body.Name)),
			f.fact("fact.quotas", f.quotas()),
			f.fact("fact.meeting", f.meeting()),
			f.fact("fact.contacts", f.contacts())),
		f.tasks())
}

// fact is a term with what it says, or nothing if that is nothing.
func (f *Form) fact(key string, what view.Node) view.Node {
	if what.IsNothing() {
		return view.Node{}
	}
	return view.El("div", nil, view.El("dt", nil, view.Text(f.catalog.Text(key))), view.El("dd", nil, what))
}

// deadline is the last moment for an answer, in words: "perjantaina 15.1.2021".
func (f *Form) deadline() string {
	d := f.call.Call.Deadline
	day, err := d.LastDay()
	if err != nil {
		return d.Date
	}
	clock, err := hyte.ParseClock(d.Time)
	if err != nil {
		return f.catalog.DateWithWeekday(day)
	}
	return f.catalog.MomentWithWeekday(day, clock.Hour, clock.Minute)
}

// statusText says that the call takes no answers now, or late ones.
func (f *Form) statusText(status hyte.Status) string {
	v := hyte.Violation{Severity: hyte.Error}
	switch status {
	case hyte.NotOpen:
		v.Rule, v.Params.Date = hyte.RuleCallNotOpen, f.call.Call.Issued
	case hyte.Late, hyte.Closed:
		end, err := f.call.Call.Deadline.End()
		if err != nil {
			return ""
		}
		v.Rule, v.Params.Time = hyte.RuleDeadlinePassed, end.Format(time.RFC3339)
		if status == hyte.Late {
			v.Severity = hyte.Warning
		}
	default:
		return "" // open, or unknown
	}
	return f.messages.Message(v)
}

// quotas tell of each seat how many representatives are asked for.
func (f *Form) quotas() view.Node {
	var items []view.Node
	for i := range f.call.Call.Seats {
		seat := &f.call.Call.Seats[i]
		items = append(items, view.El("li", nil, f.text(f.seatName(seat)), view.Text(": "+f.quota(seat.Representatives))))
	}
	return view.El("ul", nil, items...)
}

func (f *Form) quota(q *hyte.Quota) string {
	least := max(q.Min, 1)
	key := "quota.between"
	switch q.Max {
	case 0:
		key = "quota.least"
	case least:
		key = "quota.exact"
	}
	text, ok := f.catalog.Lookup(key + "=" + strconv.Itoa(least))
	if !ok || key == "quota.between" {
		text, _ = f.catalog.Lookup(key)
	}
	text = strings.ReplaceAll(text, "{min}", strconv.Itoa(least))
	return strings.ReplaceAll(text, "{max}", strconv.Itoa(q.Max))
}

// meeting is when the body meets first: in the call's own words, or its days.
func (f *Form) meeting() view.Node {
	m := f.call.Call.FirstMeeting
	switch {
	case m == nil:
		return view.Node{}
	case len(m.Label) > 0:
		return f.text(m.Label)
	default:
		return view.Text(f.period(m))
	}
}

func (f *Form) period(p *hyte.Period) string {
	from, err := civil.Parse(p.From)
	if err != nil {
		return p.From
	}
	to, err := civil.Parse(p.To)
	if err != nil || to == from {
		return f.catalog.Date(from)
	}
	return f.catalog.Text("period.between", "from", f.catalog.Date(from), "to", f.catalog.Date(to))
}

func (f *Form) contacts() view.Node {
	var items []view.Node
	for i := range f.call.Call.Organizer.Contacts {
		c := &f.call.Call.Organizer.Contacts[i]
		item := []view.Node{view.Text(c.GivenName + " " + c.FamilyName)}
		if len(c.JobTitle) > 0 {
			item = append(item, view.Text(", "), f.text(c.JobTitle))
		}
		if c.Email != "" {
			item = append(item, view.Text(", "), email(c.Email))
		}
		if c.Telephone != "" {
			item = append(item, view.Text(", "), telephone(c.Telephone))
		}
		items = append(items, view.El("li", nil, item...))
	}
	if len(items) == 0 {
		return view.Node{}
	}
	return view.El("ul", nil, items...)
}

func email(address string) view.Node {
	address, _ = constraint.NormalizeEmail(address)
	return view.El("a", view.Attrs{view.Attr("href", "mailto:"+address)}, view.Text(address))
}

func telephone(number string) view.Node {
	number, _ = constraint.NormalizeTelephone(number)
	return view.El("a", view.Attrs{view.Attr("href", "tel:"+number)}, view.Text(texts.Telephone(number)))
}

func (f *Form) tasks() view.Node {
	tasks := f.call.Call.Body.Tasks
	if len(tasks) == 0 {
		return view.Node{}
	}
	return view.El("details", view.Attrs{view.Attr("class", "hyte-details")},
		view.El("summary", nil, view.Text(f.catalog.Text("fact.tasks"))),
		view.El("ul", nil, view.Each(tasks, func(task hyte.Text) view.Node {
			return view.El("li", nil, f.text(task))
		})))
}

// text is one of the call's texts in the form's language, marked if it is only
// there in another one (WCAG 2.2, 3.1.2).
func (f *Form) text(t hyte.Text) view.Node {
	lang := f.langOf(t)
	if lang.Name() == "" {
		return view.Text(t.In(f.Language()))
	}
	return view.El("span", view.Attrs{lang}, view.Text(t.In(f.Language())))
}

// langOf is the lang attribute for a text that is not in the form's language.
func (f *Form) langOf(t hyte.Text) view.Attribute {
	if language := t.Language(f.Language()); language != f.Language() {
		return view.Maybe("lang", language)
	}
	return view.Attribute{}
}
