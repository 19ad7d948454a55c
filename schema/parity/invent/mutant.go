package invent

import (
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/parity/tree"
)

// most is how many mutations a document gets at most.
const most = 3

// Document is an invented document.
type Document struct {
	Text      []byte   // JSON on one line
	Mutations []string // the names of what was done to it; a right document has none
}

// Documents invents documents of one kind for one call: every tenth a right
// one, the others with up to three mutations.
type Documents struct {
	r    *rand.Rand
	kind string
	typ  *constraint.Type
	call *hyte.ResolvedCall
}

// NewDocuments prepares documents of the kind "nomination", "received", "roster"
// or "call"; those of the last kind do not depend on the call.
func NewDocuments(r *rand.Rand, kind string, call *hyte.ResolvedCall) *Documents {
	types := map[string]*constraint.Type{
		"nomination": hyte.NominationType(), "received": hyte.ReceivedType(), "roster": hyte.RosterType(), "call": hyte.CallType(),
	}
	return &Documents{r: r, kind: kind, typ: types[kind], call: call}
}

// Next invents a document.
func (d *Documents) Next() Document {
	m := &mutant{r: d.r, typ: d.typ, call: d.call, root: d.right()}
	var done []string
	if !chance(d.r, 10) {
		for range between(d.r, 1, most) {
			mutation := d.mutation()
			if mutation.apply(m) {
				done = append(done, mutation.name)
			}
		}
	}
	return Document{Text: tree.Write(m.root, m.blanks), Mutations: done}
}

func (d *Documents) mutation() mutation {
	if whole := wholes[d.kind]; len(whole) > 0 && chance(d.r, 30) {
		return pick(d.r, whole...)
	}
	return pick(d.r, mutations...)
}

func (d *Documents) right() tree.Value {
	switch d.kind {
	case "nomination":
		return parsed(Nomination(d.r, d.call))
	case "received":
		return parsed(Received(d.r, d.call))
	case "roster":
		return parsed(d.roster())
	default:
		return parsed(Call(d.r).Call)
	}
}

// roster is that of a few received documents. Their nominations must be valid,
// else none is counted.
func (d *Documents) roster() *hyte.Roster {
	var received []hyte.Received
	for range between(d.r, 0, 4) {
		received = append(received, *Received(d.r, d.call))
	}
	return d.call.Roster(received, Instant(d.r, d.call))
}

// mutant is a document while it is changed.
type mutant struct {
	r      *rand.Rand
	typ    *constraint.Type
	call   *hyte.ResolvedCall
	root   tree.Value
	blanks string // between tokens
}

// mutation changes a document in one way, and reports whether it could.
type mutation struct {
	name  string
	apply func(*mutant) bool
}

// somewhere is one of the places that the condition holds for.
func (m *mutant) somewhere(wanted func(tree.Slot) bool) (tree.Slot, bool) {
	var found []tree.Slot
	for _, s := range tree.Slots(&m.root) {
		if wanted(s) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return tree.Slot{}, false
	}
	return pick(m.r, found...), true
}

// replace puts a value in the place of one that the condition holds for.
func (m *mutant) replace(wanted func(tree.Slot) bool, value func(tree.Slot) tree.Value) bool {
	s, ok := m.somewhere(wanted)
	if ok {
		s.Replace(value(s))
	}
	return ok
}

// member is a member of an object anywhere in the document.
func member(s tree.Slot) bool {
	_, ok := s.Parent.(*tree.Object)
	return ok
}

func anywhere(tree.Slot) bool { return true }

func isText(s tree.Slot) bool {
	_, ok := s.Value.(string)
	return ok
}

// filledText is a text that has something to change.
func filledText(s tree.Slot) bool { return isText(s) && s.Value.(string) != "" }

func object(s tree.Slot) bool {
	_, ok := s.Value.(*tree.Object)
	return ok
}

func list(s tree.Slot) bool {
	l, ok := s.Value.(*tree.List)
	return ok && len(l.Items) > 0
}

// ruled is a text whose rules have a word that the condition holds for.
func (m *mutant) ruled(word func(constraint.Constraint) bool) func(tree.Slot) bool {
	return func(s tree.Slot) bool {
		_, ok := m.rule(s, word)
		return ok && isText(s)
	}
}

// rule is the first word of the rules of a place that the condition holds for.
func (m *mutant) rule(s tree.Slot, word func(constraint.Constraint) bool) (constraint.Constraint, bool) {
	value, known := m.typ.Lookup(s.Pointer)
	if !known {
		return constraint.Constraint{}, false
	}
	for _, c := range value.Constraints {
		if word(c) {
			return c, true
		}
	}
	return constraint.Constraint{}, false
}

// format is a text of the format.
func (m *mutant) format(rule constraint.Rule) func(tree.Slot) bool {
	return m.ruled(func(c constraint.Constraint) bool { return c.Rule == rule })
}

// word puts one of the texts where the format belongs.
func (m *mutant) word(rule constraint.Rule, texts ...string) bool {
	return m.replace(m.format(rule), func(tree.Slot) tree.Value { return pick(m.r, texts...) })
}
