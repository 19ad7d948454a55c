package duty

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/organization"
	"github.com/hytekit/hytekit/hyte/plan"
)

// hus is the joint authority for the hospital district of Helsinki and Uusimaa, with which
// Helsinki and the counties of Uusimaa negotiate (612/2021 s.6(5) and s.7(5)).
const hus = "joint-authority:hus"

// uusimaa is the region with HUS.
const uusimaa = "01"

// held is an event that serves the duty.
type held struct {
	event *event.Event
	duty  *event.Duty
	state State
}

// negotiation looks for the sessions. The state of the duty is that of the session that is
// furthest; what of it is still open, the municipalities show.
func (b *bearer) negotiation(a *Answer, term plan.CouncilTerm, last civil.Date) {
	sessions := b.sessions(a.Duty, term, last)
	topics, recorded, invited, ahead := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range sessions {
		a.Sessions = append(a.Sessions, Session{
			Event: s.event.ID, Title: s.event.Title, Date: dateOf(s.event), Part: s.duty.Part, State: s.state,
		})
		for _, topic := range s.duty.Topics {
			topics[topic] = true
		}
		for _, id := range s.duty.Invited {
			invited[organization.Canonical(id)] = true
			ahead[organization.Canonical(id)] = ahead[organization.Canonical(id)] || s.state == Planned
		}
		if s.state == Recorded {
			for _, o := range attended(s.event) {
				recorded[organization.Canonical(o)] = true
			}
		}
	}
	stateOf := func(id string) State {
		switch {
		case recorded[id]:
			return Recorded
		case ahead[id]:
			return Invited
		}
		return NoRecord
	}
	if a.Duty == TakesPart {
		a.State = stateOf(b.id)
		a.Sessions = slices.DeleteFunc(a.Sessions, func(s Session) bool { return !b.isAt(sessions, s.Event) })
		return
	}
	a.State = furthest(sessions)
	for _, id := range b.municipalities {
		a.Municipalities = append(a.Municipalities, b.part(id, stateOf(id), !invited[id]))
	}
	b.addOthers(a, recorded, stateOf)
	if len(sessions) > 0 {
		for _, topic := range []string{event.TopicGoals, event.TopicMeasures, event.TopicCooperation, event.TopicFollowUp} {
			if !topics[topic] {
				a.TopicsMissing = append(a.TopicsMissing, topic)
			}
		}
	}
}

// sessions are the events that serve the duty, by day. Those that are cancelled serve none.
func (b *bearer) sessions(kind Kind, term plan.CouncilTerm, last civil.Date) (all []held) {
	wanted := event.DutyKind(kind)
	if kind == TakesPart {
		wanted = event.NegotiationYearly
	}
	for _, e := range b.folder.Events {
		if e.Status == event.StatusCancelled {
			continue
		}
		for i := range e.Duties {
			d := &e.Duties[i]
			if d.Duty != wanted || !b.bears(kind, d) || !b.within(wanted, e, d, term, last) {
				continue
			}
			all = append(all, held{e, d, b.stateOf(e)})
			break
		}
	}
	slices.SortStableFunc(all, func(x, y held) int { return cmp.Compare(dateOf(x.event), dateOf(y.event)) })
	return all
}

// bears reports whether the duty is the organization's own or, of one that takes part, that
// of its county.
func (b *bearer) bears(kind Kind, d *event.Duty) bool {
	of := organization.Canonical(d.Bearer)
	if kind != TakesPart {
		return of == b.id
	}
	m, ok := organization.Municipality(b.id, lastDay(b.year))
	return ok && of == "county:"+m.County().String()
}

// within reports whether the event is of the year or, of a negotiation of the term, in it.
func (b *bearer) within(kind event.DutyKind, e *event.Event, d *event.Duty, term plan.CouncilTerm, last civil.Date) bool {
	if kind == event.NegotiationYearly {
		return e.DutyYear(d) == b.year
	}
	day := dateOf(e)
	return day != "" && term.From != "" && !civil.TextBefore(day, term.From) && (last.IsZero() || !civil.TextBefore(last.String(), day))
}

// stateOf is what is recorded of an event by the day: what lies ahead is planned, whatever
// the document knows of it today.
func (b *bearer) stateOf(e *event.Event) State {
	if e.When == nil {
		return Planned
	}
	switch day := e.When.Last(); {
	case day.IsZero() || b.at.Before(day):
		return Planned
	case e.Attendance != nil || len(e.Findings) > 0 || len(e.Summary) > 0:
		return Recorded
	}
	return NoRecord
}

func furthest(sessions []held) State {
	for _, state := range []State{Recorded, Planned} {
		if slices.ContainsFunc(sessions, func(s held) bool { return s.state == state }) {
			return state
		}
	}
	return NoRecord
}

// isAt reports whether the organization is asked to an event, or was there.
func (b *bearer) isAt(sessions []held, id string) bool {
	return slices.ContainsFunc(sessions, func(s held) bool {
		return s.event.ID == id && (slices.Contains(s.duty.Invited, b.id) || slices.Contains(attended(s.event), b.id))
	})
}

// addOthers adds who else was there, and HUS where it has to be.
func (b *bearer) addOthers(a *Answer, recorded map[string]bool, stateOf func(string) State) {
	var others []string
	for id := range recorded {
		if id != b.id && !slices.Contains(b.municipalities, id) {
			others = append(others, id)
		}
	}
	meetsHUS := a.Duty == NegotiationYearly && (b.kind == BearerHelsinki || b.county.IsValid() && b.county.Region().String() == uusimaa)
	if meetsHUS && !recorded[hus] {
		others = append(others, hus)
	}
	slices.Sort(others)
	for _, id := range others {
		a.Others = append(a.Others, b.part(id, stateOf(id), false))
	}
}

func (b *bearer) part(id string, state State, uninvited bool) Part {
	name := b.listed.Name(id, lastDay(b.year))
	if name == nil && id == hus {
		name = hyte.Text{"fi": "HUS-yhtymä", "sv": "HUS-sammanslutningen", "en": "HUS Group"}
	}
	return Part{Organization: id, Name: name, State: state, Uninvited: uninvited}
}

func attended(e *event.Event) (ids []string) {
	if e.Attendance != nil {
		for i := range e.Attendance.Organizations {
			ids = append(ids, e.Attendance.Organizations[i].Organization)
		}
	}
	return ids
}

// dateOf is the day of an event, or the first one on which it may be; empty if nothing tells.
func dateOf(e *event.Event) string {
	if e.When == nil {
		return ""
	}
	for _, day := range []civil.Date{e.When.First(), e.When.Last()} {
		if !day.IsZero() {
			return day.String()
		}
	}
	return ""
}
