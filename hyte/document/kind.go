package document

import (
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Kind is one kind of document. Make one with [New]; it does not change and may
// be used by many goroutines at once.
type Kind struct {
	name, plural string
	typ          *constraint.Type
	rules        []Rule
	placed       []Rule // the same, one for every place, beginning at the document
	nested       []Nested
	resolve      Resolved
	excused      Excused
	about        string
	alone        *Program
}

// New makes a kind of document. Name is the word for one of them in $schema, in
// addresses and on the command line, plural the one for several. Rules of one
// place are reported in the order in which they are listed. The error names the
// rule that does not fit the type.
func New(name, plural string, typ *constraint.Type, rules []Rule, options ...Option) (*Kind, error) {
	k := &Kind{name: name, plural: plural, typ: typ, rules: slices.Clone(rules)}
	for _, o := range options {
		o.add(k)
	}
	for i := range k.rules {
		if err := k.rules[i].complete(); err != nil {
			return nil, fmt.Errorf("document: %s: rule %s at %q: %w", name, k.rules[i].ID, k.rules[i].At, err)
		}
	}
	for i := range k.rules {
		if err := k.place(&k.rules[i]); err != nil {
			return nil, err
		}
	}
	var err error
	if k.alone, err = k.compile(nil); err != nil {
		return nil, err
	}
	return k, nil
}

// place finds the places where a rule holds.
func (k *Kind) place(r *Rule) error {
	if r.Of == "" {
		k.placed = append(k.placed, *r)
		return nil
	}
	var places []string
	find(k.typ, "", r.Of, &places)
	if len(places) == 0 {
		return fmt.Errorf("document: %s: rule %s: no %s stands in the document", k.name, r.ID, r.Of)
	}
	for _, place := range places {
		placed := *r
		placed.At = place + r.At
		k.placed = append(k.placed, placed)
	}
	return nil
}

// find finds the places of objects of a type, in document order. It does not look
// for such an object within another one.
func find(t *constraint.Type, place, name string, places *[]string) {
	for _, p := range t.Properties() {
		at, value := place+"/"+p.Name, p.Value
		for value.Kind == constraint.KindArray {
			at, value = at+"/#", value.Items
		}
		switch {
		case value.Kind != constraint.KindObject:
		case value.Object.Name() == name:
			*places = append(*places, at)
		default:
			find(value.Object, at, name, places)
		}
	}
}

// MustNew is [New] for package variables: it panics on an error, which only a
// change of the rules can cause.
func MustNew(name, plural string, typ *constraint.Type, rules []Rule, options ...Option) *Kind {
	k, err := New(name, plural, typ, rules, options...)
	if err != nil {
		panic(err)
	}
	return k
}

// Name is the kind's word, such as "booking".
func (k *Kind) Name() string { return k.name }

// Plural is the word for several, such as "bookings".
func (k *Kind) Plural() string { return k.plural }

// The $id of the schema of every kind is its name between these. It is an identifier:
// nothing is fetched from there.
const (
	SchemaNamespace = "https://hytekit.org/schema/v1/"
	SchemaSuffix    = ".schema.json"
)

// SchemaID is what a document gives in its member $schema to say that it is of the
// kind.
func (k *Kind) SchemaID() string { return SchemaNamespace + k.name + SchemaSuffix }

// Type is the document type: the shape and the rules of single values.
func (k *Kind) Type() *constraint.Type { return k.typ }

// Object finds the type of objects of that name that stand in the document.
func (k *Kind) Object(name string) (*constraint.Type, bool) {
	var places []string
	find(k.typ, "", name, &places)
	if len(places) == 0 {
		return nil, false
	}
	value, ok := k.typ.Lookup(places[0])
	if !ok {
		return nil, false
	}
	return value.Object, true
}

// Rules are the rules about more than one value, in the order of the list.
func (k *Kind) Rules() []Rule { return slices.Clone(k.rules) }

// Placed are the rules by their places: one that holds for a type of object
// stands here once for every place of such an object, and Of is left as it is.
func (k *Kind) Placed() []Rule { return slices.Clone(k.placed) }

// AsksInquiry reports whether some rule of the kind, or of a document nested in
// it, depends on the inquiry that is answered.
func (k *Kind) AsksInquiry() bool {
	return slices.ContainsFunc(k.rules, func(r Rule) bool { return r.AsksInquiry() }) ||
		slices.ContainsFunc(k.nested, func(n Nested) bool { return n.Kind.AsksInquiry() })
}

// Alone checks documents of the kind by themselves, without an inquiry.
func (k *Kind) Alone() *Program { return k.alone }

// Program makes what checks documents of the kind as answers to the inquiry. It
// panics if the rules do not fit the kind's type, which [New] has made sure of, or cannot read
// the inquiry: [Kind.Fits] says so before.
func (k *Kind) Program(inquiry Inquiry) *Program {
	p, err := k.compile(inquiry)
	if err != nil {
		panic(err)
	}
	return p
}
