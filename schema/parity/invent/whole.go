package invent

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/parity/tree"
)

// otherDay moves a date to about another one, of the document or of the call, or
// to about the first or last day of which areas are known.
func (m *mutant) otherDay() bool {
	first, last := area.Covered()
	texts := []string{first.String(), last.String(), m.call.Call.Issued, m.call.Call.Deadline.Date}
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

// named is an object of that name in its parent, wherever it stands.
func named(name string) func(tree.Slot) bool {
	return func(s tree.Slot) bool { return object(s) && strings.HasSuffix(s.Pointer, "/"+name) }
}

func (m *mutant) otherQuota() bool {
	s, ok := m.somewhere(named("representatives"))
	if !ok {
		return false
	}
	quota := s.Value.(*tree.Object)
	quota.Set("min", tree.Number(strconv.Itoa(m.r.IntN(4))))
	quota.Set("max", tree.Number(strconv.Itoa(m.r.IntN(4))))
	return true
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
		again.Set("nominators", parsed(hyte.Nominators{Kind: hyte.Named, Organizations: []hyte.Organization{
			{ID: "association:another", Name: hyte.Text{"fi": "Esimerkkiyhdistys"}},
		}}))
	}
	seats.Items = append(seats.Items, again)
	return true
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

// countAgain lets another answer of an organization count, or a whole entry stand
// twice in the roster.
func (m *mutant) countAgain() bool {
	s, ok := m.somewhere(func(s tree.Slot) bool {
		o, ok := s.Value.(*tree.Object)
		return ok && o.Get("counted") != nil
	})
	if !ok {
		return false
	}
	entry := s.Value.(*tree.Object)
	entries, ok := s.Parent.(*tree.List)
	if !ok || chance(m.r, 50) {
		answer := tree.Clone(entry.Get("counted"))
		others, _ := entry.Get("others").(*tree.List)
		if others == nil {
			others = new(tree.List)
		}
		others.Items = append(others.Items, answer)
		entry.Set("others", others)
		return true
	}
	again := tree.Clone(entry).(*tree.Object)
	if chance(m.r, 30) {
		again.Remove("counted")
	}
	entries.Items = append(entries.Items, again)
	return true
}
