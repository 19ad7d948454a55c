package overview

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/duty"
)

// Duty says what is recorded of a duty: in a line, and in more of them what of it is known.
// With a limit, at most so many names of long lists are told, and sessions are only
// counted; 0 tells all.
func (w *Words) Duty(bearer string, a *duty.Answer, most int) (line string, more []string) {
	if a.Practice {
		more = append(more, w.Text("duty.practice"))
	}
	more = append(more, w.sessions(a, most)...)
	if len(a.Sessions) > 0 { // without one, nothing is recorded of anybody
		more = append(more, w.municipalities(a, most)...)
	}
	more = append(more, w.others(a, most)...)
	for i := range a.Sources {
		more = append(more, w.source(&a.Sources[i], most)...)
	}
	return w.dutyLine(bearer, a), more
}

// dutyLine is the duty with its statute and what is recorded of it.
func (w *Words) dutyLine(bearer string, a *duty.Answer) string {
	name, key := "duty."+string(a.Duty), "duty.line"
	if a.Duty == duty.WellbeingPlan && strings.HasPrefix(bearer, "county:") {
		name += ".county"
	}
	switch {
	case a.Basis == "":
		key += ".none"
	case a.Due != "":
		key += ".due"
	}
	return w.Text(key, "duty", w.Text(name), "basis", w.statute(a.Basis), "date", w.Day(a.Due), "state", w.state(a.State))
}

// statute writes "612/2021 s.6(5)" as people do.
func (w *Words) statute(basis string) string {
	act, section, _ := strings.Cut(basis, " s.")
	section, subsection, hasSubsection := strings.Cut(strings.TrimSuffix(section, ")"), "(")
	key := "duty.section"
	if hasSubsection {
		key = "duty.subsection"
	}
	return w.Text(key, "act", act, "section", section, "subsection", subsection)
}

func (w *Words) state(s duty.State) string { return w.Text("duty.state." + string(s)) }

func (w *Words) sessions(a *duty.Answer, most int) (lines []string) {
	if most > 0 && len(a.Sessions) > 1 {
		var states tally
		for i := range a.Sessions {
			states.add(w.state(a.Sessions[i].State))
		}
		return []string{w.Text("duty.sessions", "count", strconv.Itoa(states.all), "names", strings.Join(states.lines(), ", "))}
	}
	for i := range a.Sessions {
		lines = append(lines, w.session(&a.Sessions[i]))
	}
	return lines
}

func (w *Words) session(s *duty.Session) string {
	name, date := w.Text("duty.session.other"), w.Text("duty.undated")
	if s.Part != "" {
		name = w.Text("duty.session", "part", s.Part)
	}
	if s.Date != "" {
		date = w.Day(s.Date)
	}
	return w.Text("duty.source.date", "title", name, "state", w.state(s.State), "date", date)
}

// municipalities says which of them are recorded, and which are not.
func (w *Words) municipalities(a *duty.Answer, most int) (lines []string) {
	if len(a.Municipalities) == 0 {
		return nil
	}
	all, recorded := len(a.Municipalities), len(a.Municipalities)-len(a.Lacking())
	lines = append(lines, w.Text("duty.municipalities", "count", strconv.Itoa(recorded), "all", strconv.Itoa(all)))
	for _, state := range []duty.State{duty.Invited, duty.NoRecord} {
		lines = append(lines, w.such("duty.parts."+string(state), a.Municipalities, most, func(p duty.Part) bool { return p.State == state })...)
	}
	return append(lines, w.such("duty.uninvited", a.Municipalities, most, func(p duty.Part) bool { return p.Uninvited && p.State != duty.Recorded })...)
}

// others says who else was there, and what was on no agenda.
func (w *Words) others(a *duty.Answer, most int) (lines []string) {
	lines = append(lines, w.such("duty.others", a.Others, most, func(p duty.Part) bool { return p.State == duty.Recorded })...)
	lines = append(lines, w.such("duty.others.no-record", a.Others, most, func(p duty.Part) bool { return p.State != duty.Recorded })...)
	if len(a.TopicsMissing) > 0 {
		var topics []string
		for _, topic := range a.TopicsMissing {
			topics = append(topics, w.Text("duty.topic."+topic))
		}
		lines = append(lines, w.Text("duty.topics", "topics", strings.Join(topics, ", ")))
	}
	return lines
}

// such is a line about those of the organizations that are such; none if there are none.
func (w *Words) such(key string, parts []duty.Part, most int, keep func(duty.Part) bool) []string {
	var names []string
	for _, p := range parts {
		if keep(p) {
			names = append(names, w.name(p.Organization, p.Name))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{w.counted(key, names, most)}
}

func (w *Words) source(s *duty.Source, most int) (lines []string) {
	key := "duty.source"
	if s.Date != "" {
		key += ".date"
	}
	title := s.Title.In(w.Language())
	lines = append(lines, w.Text(key, "title", title, "state", w.state(s.State), "date", w.Day(s.Date)))
	var missing []string
	for _, p := range s.Missing {
		missing = append(missing, w.name(p.Organization, p.Name))
	}
	if len(missing) > 0 {
		lines = append(lines, w.Text("duty.without", "title", title, "count", strconv.Itoa(len(missing)), "names", w.list(missing, most)))
	}
	return lines
}
