package invent

import (
	"math/rand/v2"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// most is how many mutations a document gets at most.
const most = 3

// Document is an invented document.
type Document struct {
	Text      []byte   // JSON on one line
	Mutations []string // the names of what was done to it; a right document has none
}

// Documents invents documents of one kind for one inquiry: every tenth a right
// one, the others with up to three mutations.
type Documents struct {
	r        *rand.Rand
	kind     *document.Kind
	inventor inventor
	inquiry  document.Inquiry
}

// NewDocuments prepares documents of a kind that [Kind] gives, for what [Inquiry] gives.
func NewDocuments(r *rand.Rand, kind *document.Kind, inquiry document.Inquiry) *Documents {
	i, ok := inventorOf(kind)
	if !ok {
		panic("invent: nobody invents documents of the kind " + kind.Name())
	}
	return &Documents{r: r, kind: kind, inventor: i, inquiry: inquiry}
}

// Next invents a document.
func (d *Documents) Next() Document {
	m := &mutant{r: d.r, kind: d.kind, typ: d.kind.Type(), inquiry: d.inquiry, root: parsed(d.inventor.right(d.r, d.inquiry))}
	m.call, _ = d.inquiry.(*hyte.ResolvedCall)
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
	if chance(d.r, 20) {
		return ofRules
	}
	if len(d.inventor.whole) > 0 && chance(d.r, 25) {
		return pick(d.r, d.inventor.whole...)
	}
	return pick(d.r, mutations...)
}

// mutant is a document while it is changed.
type mutant struct {
	r       *rand.Rand
	kind    *document.Kind
	typ     *constraint.Type
	inquiry document.Inquiry
	call    *hyte.ResolvedCall // the same; nil if it is no call
	root    tree.Value
	blanks  string // between tokens
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
