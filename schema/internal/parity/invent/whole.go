package invent

import (
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// otherDay moves a date to about another one, of the document or of the call, or
// to about the first or last day of which areas are known.
func (m *mutant) otherDay() bool {
	first, last := area.Covered()
	texts := []string{first.String(), last.String()}
	if m.call != nil {
		texts = append(texts, m.call.Call.Issued, m.call.Call.Deadline.Date)
	}
	for _, s := range tree.Slots(&m.root) {
		if m.format(constraint.RuleFormatDate)(s) {
			texts = append(texts, s.Value.(string))
		}
	}
	var days []civil.Date
	for _, text := range texts {
		if day, err := civil.Parse(text); err == nil {
			days = append(days, day)
		}
	}
	return m.replace(m.format(constraint.RuleFormatDate), func(tree.Slot) tree.Value {
		return pick(m.r, days...).AddDays(pick(m.r, 0, 0, -1, 1, 2, -40, 400)).String()
	})
}

// endMeeting lets the first meeting end on a day before all others of the call.
func (m *mutant) endMeeting() bool {
	return m.replace(func(s tree.Slot) bool { return s.Pointer == "/firstMeeting/to" }, func(tree.Slot) tree.Value { return m.call.Call.Issued })
}

// named is an object of that name in its parent, wherever it stands.
func named(name string) func(tree.Slot) bool {
	return func(s tree.Slot) bool { return object(s) && strings.HasSuffix(s.Pointer, "/"+name) }
}

// seatAgain adds a seat that is there already, with a name of its own or other
// nominators, or neither.
func (m *mutant) seatAgain() bool {
	s, ok := m.somewhere(func(s tree.Slot) bool { return list(s) && s.Pointer == "/seats" })
	if !ok {
		return false
	}
	seats := s.Value.(*tree.List)
	again, ok := tree.Clone(pick(m.r, seats.Items...)).(*tree.Object)
	if !ok {
		return false
	}
	if chance(m.r, 50) {
		again.Set("id", "another")
	}
	if chance(m.r, 50) {
		again.Set("nominators", parsed(hyte.Nominators{Kind: hyte.NominatorNamed, Organizations: []hyte.Organization{
			{ID: "association:another", Name: hyte.Text{"fi": "Esimerkkiyhdistys"}},
		}}))
	}
	seats.Items = append(seats.Items, again)
	return true
}

// questionAgain adds a question that is there already, or an option.
func (m *mutant) questionAgain() bool {
	return m.replace(func(s tree.Slot) bool {
		return list(s) && (s.Pointer == "/questions" || strings.HasSuffix(s.Pointer, "/options"))
	}, func(s tree.Slot) tree.Value {
		again := tree.Clone(s.Value).(*tree.List)
		again.Items = append(again.Items, tree.Clone(pick(m.r, again.Items...)))
		return again
	})
}

// entryAgain lets an organization stand on a roster twice.
func (m *mutant) entryAgain() bool {
	return m.replace(func(s tree.Slot) bool { return list(s) && s.Pointer == "/nominators" }, func(s tree.Slot) tree.Value {
		again := tree.Clone(s.Value).(*tree.List)
		for _, entry := range again.Items {
			if e, ok := entry.(*tree.Object); ok && e.Get("counted") != nil {
				again.Items = append(again.Items, tree.Clone(e))
				break
			}
		}
		return again
	})
}

// otherArea lets a seat ask the municipalities of another area, or of one that
// does not exist, or of two.
func (m *mutant) otherArea() bool {
	s, ok := m.somewhere(named("nominators"))
	if !ok {
		return false
	}
	nominators := s.Value.(*tree.Object)
	if chance(m.r, 80) {
		nominators.Remove("region")
		nominators.Remove("county")
		nominators.Remove("municipalities")
	}
	switch m.r.IntN(3) {
	case 0:
		nominators.Set("municipalities", &tree.List{Items: []tree.Value{pick(m.r, hardMunicipalities...)}})
	case 1:
		nominators.Set("region", pick(m.r, hardAreas...))
	default:
		nominators.Set("county", pick(m.r, hardAreas...))
	}
	return true
}

// otherGenders gives everyone a gender, or none.
func (m *mutant) otherGenders() bool {
	done := false
	for _, s := range tree.Slots(&m.root) {
		if object(s) && strings.HasSuffix(s.Pointer, "/person") {
			s.Value.(*tree.Object).Set("gender", pick(m.r, "woman", "woman", "man", "man", "not-stated", ""))
			done = true
		}
	}
	return done
}

// turnRound gives the body a term or a size, or the deadline an original day, of which
// the second bound may lie before the first.
func (m *mutant) turnRound() bool {
	body, found := m.objectAt("/body")
	deadline, ok := m.objectAt("/deadline")
	if !found || !ok {
		return false
	}
	switch date := m.call.Call.Deadline.Date; m.r.IntN(3) {
	case 0:
		day := civil.MustParse(date)
		body.Set("term", parsed(hyte.Term{From: date, To: day.AddDays(pick(m.r, -1, 0, 1)).String()}))
	case 1:
		body.Set("size", parsed(hyte.Size{Min: 5, Max: pick(m.r, 3, 4, 4, 5)}))
	default:
		deadline.Set("original", pick(m.r, "2019-01-01", "2031-01-01", date))
	}
	return true
}

// otherExceptions leaves areas out of a seat, which may have them or not.
func (m *mutant) otherExceptions() bool {
	s, ok := m.somewhere(named("nominators"))
	if !ok {
		return false
	}
	s.Value.(*tree.Object).Set("except", &tree.List{Items: []tree.Value{pick(m.r, "05", "07", "21", "091", "109", "061")}})
	return true
}

// afterData lets a call ask those of a day after the last one that is known.
func (m *mutant) afterData() bool {
	root, ok := m.root.(*tree.Object)
	if !ok {
		return false
	}
	_, last := area.Covered()
	root.Set("membershipDate", last.AddDays(pick(m.r, 0, 1, 365, 366)).String())
	return true
}
