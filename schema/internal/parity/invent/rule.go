package invent

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// breakRule takes a rule of the kind that is a clause, and changes what the rule
// is about: often it is broken then, now and then it only nearly is.
func (m *mutant) breakRule() bool {
	var clauses []document.Rule
	for _, r := range placed(m.kind, "") {
		if r.Says != nil {
			clauses = append(clauses, r)
		}
	}
	if len(clauses) == 0 {
		return false
	}
	r := pick(m.r, clauses...)
	switch says := r.Says.(type) {
	case document.MemberCount:
		return m.fewerMembers(r.At, says.Names)
	case document.Truth:
		return m.changeMember(r.At, false, nil, "true", tree.Number("1"), "")
	case document.Equality:
		id := says.Value(m.inquiry)
		return m.changeMember(r.At, id+"-2", id[1:], id+"\n", m.similar(id), strings.ToUpper(id))
	case document.Exclusion:
		return m.changeMember(r.At, says.Value)
	case document.Choice:
		if values := says.Values(m.inquiry); len(values) > 0 {
			return m.changeMember(r.At, pick(m.r, values...))
		}
	case document.Renaming:
		if former := says.Successors(m.inquiry); len(former) > 0 {
			return m.changeMember(r.At, pick(m.r, former...).Former)
		}
	case document.ItemCount:
		return m.otherCount(r.At)
	case document.Presence:
		return m.otherPresence(r.At)
	case document.Entries:
		return m.otherEntry(r.At, says)
	case document.Naming:
		return m.otherName(r.At, says)
	case document.Pairing:
		return m.allAlike(r, says)
	case document.Floor:
		above, name := cut(r.At)
		other := above + "/" + says.Other
		return m.changeMember(above+"/"+name, m.few()) && m.changeMember(other, m.few())
	}
	return false
}

// placed are the rules of the kind and of what is nested in it, by the places of
// the whole document.
func placed(kind *document.Kind, within string) []document.Rule {
	all := kind.Placed()
	for i := range all {
		all[i].At = within + all[i].At
	}
	for _, n := range kind.Nested() {
		all = append(all, placed(n.Kind, within+n.At)...)
	}
	return all
}

// cut parts a place into that of the object and the member's name.
func cut(place string) (object, member string) {
	i := strings.LastIndexByte(place, '/')
	return place[:i], place[i+1:]
}

// fits reports whether a pointer is one of the places that a pattern stands for.
func fits(pattern string) func(tree.Slot) bool {
	wanted := constraint.Tokens(pattern)
	return func(s tree.Slot) bool {
		tokens := constraint.Tokens(s.Pointer)
		if len(tokens) != len(wanted) {
			return false
		}
		for i, token := range tokens {
			if wanted[i] != "#" && wanted[i] != token {
				return false
			}
		}
		return true
	}
}

// objectAt is one of the objects that the pattern stands for.
func (m *mutant) objectAt(pattern string) (*tree.Object, bool) {
	fit := fits(pattern)
	s, ok := m.somewhere(func(s tree.Slot) bool { return object(s) && fit(s) })
	if !ok {
		return nil, false
	}
	return s.Value.(*tree.Object), true
}

// changeMember gives a member one of the values, or takes it away.
func (m *mutant) changeMember(place string, values ...tree.Value) bool {
	above, name := cut(place)
	o, ok := m.objectAt(above)
	switch {
	case !ok:
		return false
	case chance(m.r, 10):
		o.Remove(name)
	default:
		o.Set(name, pick(m.r, values...))
	}
	return true
}

// fewerMembers empties some of the members, and mistypes some.
func (m *mutant) fewerMembers(place string, names []string) bool {
	o, ok := m.objectAt(place)
	if !ok {
		return false
	}
	for _, name := range names {
		if chance(m.r, 50) {
			o.Remove(name)
		} else {
			o.Set(name, pick[tree.Value](m.r, "", "", " ", nil))
		}
	}
	return true
}

// few is a small number.
func (m *mutant) few() tree.Value { return tree.Number(strconv.Itoa(m.r.IntN(4))) }

// otherCount gives a list one item more, or fewer.
func (m *mutant) otherCount(place string) bool {
	fit := fits(place)
	s, ok := m.somewhere(func(s tree.Slot) bool { return list(s) && fit(s) })
	if !ok {
		return false
	}
	l := s.Value.(*tree.List)
	if n := len(l.Items); n > 1 && chance(m.r, 50) {
		l.Items = l.Items[:n-1]
	} else {
		l.Items = append(l.Items, tree.Clone(pick(m.r, l.Items...)))
	}
	return true
}

// otherPresence takes a member away or puts one there: one of its siblings.
func (m *mutant) otherPresence(place string) bool {
	above, name := cut(place)
	o, ok := m.objectAt(above)
	if !ok {
		return false
	}
	if o.Get(name) != nil {
		o.Remove(name)
		return true
	}
	value, known := m.kind.Type().Lookup(place)
	for _, sibling := range o.Members {
		if _, isObject := sibling.Value.(*tree.Object); known && isObject == (value.Kind == constraint.KindObject) {
			o.Set(name, tree.Clone(sibling.Value))
			return true
		}
	}
	return false
}

// allAlike gives everyone among whom a pair is looked for the same value, and
// mostly takes away what would excuse that.
func (m *mutant) allAlike(r document.Rule, says document.Pairing) bool {
	value, found := pick(m.r, says.Values[:]...), false
	for _, in := range says.In {
		fit := fits(r.At + "/#/" + in)
		for _, s := range tree.Slots(&m.root) {
			if o, ok := s.Value.(*tree.Object); ok && fit(s) {
				o.Set(says.Member, value)
				found = true
			}
		}
	}
	within := strings.TrimSuffix(r.At, constraint.Pointer(constraint.Tokens(r.At)[len(constraint.Tokens(r.At))-1]))
	for _, c := range r.If {
		if above, name := cut(within + c.At); c.Of == nil && chance(m.r, 80) {
			if o, ok := m.objectAt(above); ok {
				o.Remove(name)
			}
		}
	}
	return found
}

// otherEntry takes an entry of a map away, empties it, or gives it a text of another entry or
// a name of another map.
func (m *mutant) otherEntry(place string, says document.Entries) bool {
	above, name := cut(place)
	o, ok := m.objectAt(above)
	if !ok {
		return false
	}
	entries, there := o.Get(name).(*tree.Object)
	if !there {
		entries = &tree.Object{}
		o.Set(name, entries)
	}
	asked := append(says.Of(m.inquiry), document.Entry{Name: "nobody-asks"}, document.Entry{Name: ""})
	entry := pick(m.r, asked...).Name
	switch values := pick(m.r, asked...).Values; {
	case chance(m.r, 10):
		o.Remove(name)
	case chance(m.r, 30):
		entries.Remove(entry)
	case len(values) > 0 && chance(m.r, 50):
		entries.Set(entry, pick(m.r, values...))
	default:
		entries.Set(entry, pick[tree.Value](m.r, "", " ", "yes", "Yes", "two\nlines", "2021-02-29", "2021-02-28 ", "2020-02-29", "x\u202e", nil, true))
	}
	return true
}

// otherName puts a text under a name that a map may have, or under nearly one.
func (m *mutant) otherName(place string, says document.Naming) bool {
	above, name := cut(place)
	o, ok := m.objectAt(above)
	if !ok {
		return false
	}
	texts, there := o.Get(name).(*tree.Object)
	if !there {
		texts = &tree.Object{}
		o.Set(name, texts)
	}
	key := pick(m.r, says.Names...)
	text := func(words string) tree.Value { return &tree.Object{Members: []tree.Member{{Name: "fi", Value: words}}} }
	sound := text("Kirjoita tähän.") // mostly, as nobody looks at names where the values are none
	texts.Set(pick(m.r, key, key+"=1", m.similar(key), key[1:], ""),
		pick[tree.Value](m.r, sound, sound, sound, sound, text(pick(m.r, "Kirjoita {tähän}.", "{", " ", "")), &tree.Object{}, "Kirjoita tähän.", nil))
	return true
}
