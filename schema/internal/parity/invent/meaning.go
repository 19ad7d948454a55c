package invent

import (
	"fmt"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
	"golang.org/x/text/unicode/norm"
)

// otherOrganization names an organization that the call asks, or does not.
func (m *mutant) otherOrganization() bool {
	asked := "municipality:061"
	if m.call != nil {
		asked = someone(m.r, m.call)
	}
	return m.word(constraint.RuleFormatOrganization,
		asked, fmt.Sprintf("municipality:%03d", m.r.IntN(1000)),
		"municipality:109", "municipality:911", "region:05", "municipality:", ":109", "municipality:1:2", "municipality：109", "Municipality:109", "109", "joint-authority:example-9")
}

func (m *mutant) otherKind() bool {
	named := func(s tree.Slot) bool { return isText(s) && strings.HasSuffix(s.Pointer, "/kind") }
	return m.replace(named, func(tree.Slot) tree.Value {
		return pick(m.r, "", "nomination", "withdrawal", "refusal", "acceptance", "municipality", "named", "joint-authority")
	})
}

func (m *mutant) misinstant() bool {
	instant := func(s tree.Slot) bool {
		value, ok := m.typ.Lookup(s.Pointer)
		return ok && value.Kind == constraint.KindDateTime
	}
	return m.replace(instant, func(tree.Slot) tree.Value { return pick(m.r, hardInstants...) })
}

// representatives are the lists of representatives in the document.
func representatives(s tree.Slot) bool {
	return list(s) && strings.HasSuffix(s.Pointer, "/representatives")
}

// duplicatePerson adds a representative who is one that is there already,
// written in another way.
func (m *mutant) duplicatePerson() bool {
	s, ok := m.somewhere(representatives)
	if !ok {
		return false
	}
	l := s.Value.(*tree.List)
	again, ok := tree.Clone(pick(m.r, l.Items...)).(*tree.Object)
	if !ok {
		return false
	}
	if person, ok := again.Get("person").(*tree.Object); ok {
		m.rewrite(person)
	}
	l.Items = append(l.Items, again)
	return true
}

// rewrite changes how a person is written, not who it is; or, now and then, one
// of the contacts too.
func (m *mutant) rewrite(person *tree.Object) {
	for _, name := range []string{"givenName", "familyName"} {
		if text, ok := person.Get(name).(string); ok {
			person.Set(name, pick(m.r, text, norm.NFD.String(text), norm.NFC.String(text), strings.ToUpper(text), " "+text+"\u00a0"))
		}
	}
	if text, ok := person.Get("email").(string); ok {
		person.Set("email", pick(m.r, text, strings.ReplaceAll(text, "@", "(at)"), strings.ToUpper(text), "toinen@example.fi", ""))
	}
	if chance(m.r, 30) {
		person.Remove(pick(m.r, "email", "telephone"))
	}
}

func (m *mutant) representative() (*tree.Object, bool) {
	s, ok := m.somewhere(func(s tree.Slot) bool {
		o, ok := s.Value.(*tree.Object)
		return ok && o.Get("person") != nil
	})
	if !ok {
		return nil, false
	}
	return s.Value.(*tree.Object), true
}

func (m *mutant) duplicateDeputy() bool {
	r, ok := m.representative()
	if !ok {
		return false
	}
	deputy := tree.Clone(r.Get("person"))
	if person, ok := deputy.(*tree.Object); ok {
		m.rewrite(person)
	}
	r.Set("deputy", deputy)
	return true
}
