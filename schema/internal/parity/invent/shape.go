package invent

import (
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

func item(s tree.Slot) bool {
	_, ok := s.Parent.(*tree.List)
	return ok
}

func (m *mutant) remove(wanted func(tree.Slot) bool) bool {
	s, ok := m.somewhere(wanted)
	if ok {
		s.Remove()
	}
	return ok
}

// anything is a small value of any type.
func (m *mutant) anything() tree.Value {
	return pick[tree.Value](m.r, nil, true, false, tree.Number("0"), tree.Number("1"), tree.Number("-1.5"), "", "x", "fi",
		&tree.List{}, &tree.Object{}, &tree.List{Items: []tree.Value{""}}, &tree.List{Items: []tree.Value{nil, tree.Number("1")}},
		&tree.Object{Members: []tree.Member{{Name: "", Value: ""}}}, &tree.Object{Members: []tree.Member{{Name: "fi", Value: "x"}}},
		&tree.Object{Members: []tree.Member{{Name: "email", Value: nil}}})
}

func (m *mutant) addUnknown() bool {
	s, ok := m.somewhere(object)
	if ok {
		s.Value.(*tree.Object).Set(pick(m.r, unknownNames...), m.anything())
	}
	return ok
}

// addUnknownDeep adds objects in objects, a few or more than a decoder may go
// into.
func (m *mutant) addUnknownDeep() bool {
	s, ok := m.somewhere(object)
	if !ok {
		return false
	}
	var deep tree.Value = "x"
	depth := between(m.r, 1, constraint.MaxDepth-6)
	if chance(m.r, 20) {
		depth = between(m.r, constraint.MaxDepth-6, constraint.MaxDepth+1)
	}
	for range depth {
		if chance(m.r, 50) {
			deep = &tree.List{Items: []tree.Value{deep}}
		} else {
			deep = &tree.Object{Members: []tree.Member{{Name: pick(m.r, unknownNames...), Value: deep}}}
		}
	}
	s.Value.(*tree.Object).Set(pick(m.r, "extra", "x-extra", "givenName"), deep)
	return true
}

func (m *mutant) misname() bool {
	s, ok := m.somewhere(func(s tree.Slot) bool { o, ok := s.Value.(*tree.Object); return ok && len(o.Members) > 0 })
	if !ok {
		return false
	}
	o := s.Value.(*tree.Object)
	i := m.r.IntN(len(o.Members))
	name := pick(m.r, pick(m.r, unknownNames...), m.similar(o.Members[i].Name), o.Members[i].Name+" ")
	if o.Get(name) != nil {
		return false
	}
	value := o.Members[i].Value
	o.Remove(o.Members[i].Name)
	o.Set(name, value)
	return true
}

// misplace copies a value to where the document has another one.
func (m *mutant) misplace() bool {
	from, _ := m.somewhere(anywhere)
	copied := tree.Clone(from.Value)
	return m.replace(member, func(tree.Slot) tree.Value { return copied })
}

func (m *mutant) mistype() bool {
	return m.replace(anywhere, func(tree.Slot) tree.Value { return m.anything() })
}

func (m *mutant) oddNumber() bool {
	number := tree.Number(pick(m.r, "0", "-0", "-0.0", "1.0", "1e0", "10e-1", "1.5", "1e2", "101", "100.0", "-1", "1e400", "-1e400", "1e-400", "0.1e1", "5000", "9007199254740993", "1e16", "2147483648", "-2147483649", "4294967297", "1e999999999"))
	isNumber := func(s tree.Slot) bool { _, ok := s.Value.(tree.Number); return ok }
	return m.replace(isNumber, func(tree.Slot) tree.Value { return number }) ||
		m.replace(anywhere, func(tree.Slot) tree.Value { return number })
}

func (m *mutant) empty() bool {
	holder := func(s tree.Slot) bool { return object(s) || list(s) }
	return m.replace(holder, func(s tree.Slot) tree.Value {
		if object(s) {
			return &tree.Object{}
		}
		return &tree.List{}
	})
}

// repeat makes a list longer, by one or up to a limit and beyond it.
func (m *mutant) repeat() bool {
	s, ok := m.somewhere(list)
	if !ok {
		return false
	}
	l := s.Value.(*tree.List)
	first := l.Items[0]
	length := pick(m.r, len(l.Items)+1, len(l.Items)+2)
	if limit, ok := m.rule(s, func(c constraint.Constraint) bool { return c.Rule == constraint.RuleMaxItems }); ok && limit.Limit <= 100 && chance(m.r, 20) {
		length = limit.Limit + between(m.r, 0, 1)
	}
	for len(l.Items) < length {
		l.Items = append(l.Items, tree.Clone(first))
	}
	return true
}

func (m *mutant) reorder() bool {
	for _, s := range tree.Slots(&m.root) {
		if o, ok := s.Value.(*tree.Object); ok {
			m.r.Shuffle(len(o.Members), func(i, j int) { o.Members[i], o.Members[j] = o.Members[j], o.Members[i] })
		}
	}
	return true
}

func (m *mutant) escapeNames() bool {
	for _, s := range tree.Slots(&m.root) {
		if chance(m.r, 50) {
			s.EscapeName()
		}
	}
	return true
}

func (m *mutant) escapeText() bool {
	return m.replace(isText, func(s tree.Slot) tree.Value { return tree.Escaped(s.Value.(string)) })
}

func (m *mutant) space() bool {
	m.blanks = pick(m.r, " ", "\t", "  ", "\r")
	return true
}
