package overview

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/overview"
)

// Section is a part of an overview in words.
type Section struct {
	// ID names the section on a page.
	ID      string
	Heading string
	Entries []Entry
	// None says so where there are no entries.
	None string
	// Hidden is how many further sections of the sort are left out after this one.
	Hidden int

	whole bool // there are never more entries than fit on a page
}

// Entry is one thing with what is to be said of it.
type Entry struct {
	// ID is that of a request or an event.
	ID string
	// Title is in the languages in which the document has it; Line is a title in words of
	// this program.
	Title hyte.Text
	Line  string
	Lines []string
}

// mostReports is of how many organizations the duties are told where there is a limit.
const mostReports = 1

// Sections say an overview in words. With a limit, at most so many names of long lists are
// told, and the duties of few organizations; 0 tells all.
func (w *Words) Sections(o *overview.Overview, most int) []Section {
	requests, events, bodies, plans := w.section("requests"), w.section("events"), w.section("bodies"), w.section("plans")
	for i := range o.Requests {
		requests.Entries = append(requests.Entries, w.request(&o.Requests[i], most))
	}
	for i := range o.Events {
		events.Entries = append(events.Entries, w.event(&o.Events[i]))
	}
	for _, s := range o.Bodies {
		bodies.Entries = append(bodies.Entries, w.body(s, most))
	}
	for i := range o.Plans {
		plans.Entries = append(plans.Entries, w.plan(o, &o.Plans[i]))
	}
	return append(append([]Section{requests, events, bodies}, w.duties(o, most)...), plans)
}

func (w *Words) section(id string) Section {
	return Section{ID: id, Heading: w.Text("overview." + id), None: w.Text("overview." + id + ".none")}
}

// duties are a section for each organization.
func (w *Words) duties(o *overview.Overview, most int) (sections []Section) {
	year := strconv.Itoa(o.At.Year)
	if len(o.Duties) == 0 {
		return []Section{{ID: "duties", Heading: w.Text("overview.duties", "year", year), None: w.Text("overview.duties.none")}}
	}
	reports := o.Duties
	if most > 0 && len(reports) > mostReports {
		reports = reports[:mostReports]
	}
	for n, r := range reports {
		s := Section{
			ID:      "duties-" + strconv.Itoa(n+1),
			whole:   true,
			Heading: w.Text("overview.duties.of", "year", year, "organization", r.Name.In(w.Language())),
		}
		for i := range r.Duties {
			line, more := w.Duty(r.Bearer, &r.Duties[i], most)
			s.Entries = append(s.Entries, Entry{Line: line, Lines: more})
		}
		sections = append(sections, s)
	}
	sections[len(sections)-1].Hidden = len(o.Duties) - len(reports)
	return sections
}

func (w *Words) request(r *overview.Request, most int) Entry {
	e := Entry{ID: r.Call, Title: r.Title, Lines: []string{w.Text("overview.standing")}}
	if r.Deadline != "" {
		e.Lines[0] = w.Text("overview.deadline", "date", w.Day(r.Deadline))
	}
	e.Lines = append(e.Lines, w.Text("overview.answered", "count", strconv.Itoa(r.Answered), "all", strconv.Itoa(r.Asked)))
	var names []string
	for _, m := range r.Missing {
		names = append(names, w.name(m.ID, m.Name))
	}
	if len(names) > 0 {
		e.Lines = append(e.Lines, w.counted("overview.missing", names, most))
	}
	return e
}

func (w *Words) event(e *overview.Event) Entry {
	entry := Entry{ID: e.ID, Title: e.Title}
	if e.Cancelled {
		entry.Lines = append(entry.Lines, w.Text("overview.cancelled"))
	}
	where := []string{w.when(e)}
	if e.Place != "" {
		where = append(where, e.Place)
	}
	if e.Remote {
		where = append(where, w.Text("overview.remote"))
	}
	entry.Lines = append(entry.Lines, strings.Join(where, ", "))
	if n := e.Registered; n != nil {
		entry.Lines = append(entry.Lines, w.Text("overview.registered", "count", strconv.Itoa(n.All)))
	}
	return entry
}

// when is the day with its clock time, or what is known of it.
func (w *Words) when(e *overview.Event) string {
	when := e.When
	if when.IsDay() {
		day := when.First()
		hour, minute, isClock := strings.Cut(when.From, ":")
		h, errHour := strconv.Atoi(hour)
		m, errMinute := strconv.Atoi(minute)
		if !isClock || errHour != nil || errMinute != nil {
			return w.Date(day)
		}
		return w.Moment(day, h, m)
	}
	switch p := when.Period; {
	case p == nil || p.From == "" && p.To == "":
		return w.Text("overview.undated")
	case p.To == "":
		return w.Text("overview.from", "from", w.Day(p.From))
	case p.From == "":
		return w.Text("overview.to", "to", w.Day(p.To))
	default:
		return w.Text("overview.period", "from", w.Day(p.From), "to", w.Day(p.To))
	}
}

func (w *Words) body(s *body.Sitting, most int) Entry {
	e := Entry{Title: s.Name}
	if line := w.Standing(s); line != "" {
		e.Lines = append(e.Lines, line)
	}
	var members, ends []string
	var vacant tally
	for i := range s.Places {
		p := &s.Places[i]
		switch {
		case p.Vacant:
			vacant.add(w.name(p.OnBehalfOf, p.Name))
		case p.Member != nil:
			members = append(members, w.member(p))
			if p.Member.Ends != "" {
				ends = append(ends, w.Text("overview.end", "person", p.Member.Name, "date", w.Day(p.Member.Ends)))
			}
		}
	}
	if len(members) > 0 {
		e.Lines = append(e.Lines, w.counted("overview.members", members, most))
	}
	if vacant.all > 0 {
		e.Lines = append(e.Lines, w.Text("overview.vacant", "count", strconv.Itoa(vacant.all), "names", w.list(vacant.lines(), most)))
	}
	if len(ends) > 0 {
		e.Lines = append(e.Lines, w.counted("overview.ends", ends, most))
	}
	return e
}

// tally counts names, in the order in which they come.
type tally struct {
	all   int
	names []string
	times map[string]int
}

func (t *tally) add(name string) {
	if t.times == nil {
		t.times = map[string]int{}
	}
	if t.all++; t.times[name] == 0 {
		t.names = append(t.names, name)
	}
	t.times[name]++
}

// lines are the names, with how often each comes if it comes several times: "Hyvinkää (2)".
func (t *tally) lines() (lines []string) {
	for _, name := range t.names {
		if n := t.times[name]; n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		lines = append(lines, name)
	}
	return lines
}

// Standing says where a body stands if it is not in the middle of its term; else it is
// empty.
func (w *Words) Standing(s *body.Sitting) string {
	switch s.State {
	case body.StateBeforeTerm:
		return w.Text("sitting.before-term", "date", w.Day(s.TermFrom))
	case body.StateHoldingOver:
		return w.Text("sitting.holding-over", "date", w.Day(s.TermTo))
	case body.StateInactive:
		return w.Text("sitting.inactive")
	default:
		return ""
	}
}

func (w *Words) member(p *body.Place) string {
	person := p.Member.Name
	if p.Member.Office != "" {
		person = w.Text("overview."+string(p.Member.Office), "person", person)
	}
	if of := w.name(p.OnBehalfOf, p.Name); of != "" {
		return w.Text("overview.member", "person", person, "organization", of)
	}
	return person
}

func (w *Words) plan(o *overview.Overview, p *overview.Plan) Entry {
	e := Entry{Title: p.Title}
	for _, g := range p.Gaps {
		if whole := p.Plan(); whole != nil {
			e.Lines = append(e.Lines, w.Gap(whole, g, o.At))
		}
	}
	if len(e.Lines) == 0 {
		e.Lines = []string{w.Text("gap.none")}
	}
	return e
}
