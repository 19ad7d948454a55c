// Package rules says the rules of a kind of document in JSON Schema: clause by
// clause, as package document lists them.
package rules

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// Add writes the rules of the kind into its schema: those of a document by
// itself or, with an inquiry, those that the inquiry decides. Each is a
// definition under its own name, so that an engine's path of keywords names it.
// Every keyword has its type beside or above it, and every required property is
// among the properties, as engines like ajv ask for in their strict mode. A choice
// at one of the places that are said already is left out. An error names the rule
// whose clause has no schema.
func Add(root *node.Schema, kind *document.Kind, inquiry document.Inquiry, said ...string) error {
	w := &writer{root: root, inquiry: inquiry}
	placed := slices.DeleteFunc(w.placed(kind, nil), func(r placedRule) bool {
		_, choice := r.Says.(document.Choice)
		return choice && len(r.If) == 0 && slices.Contains(said, constraint.Pointer(r.within...)+r.At)
	})
	if inquiry != nil {
		w.collectSets(placed)
	}
	for i := range placed {
		if err := w.add(&placed[i]); err != nil {
			return fmt.Errorf("schema: %s: rule %s: %w", kind.Name(), placed[i].ID, err)
		}
	}
	return nil
}

// writer adds rules to a schema.
type writer struct {
	root    *node.Schema
	inquiry document.Inquiry
	sets    sets
}

// placedRule is a rule of the kind, or of a document nested in it.
type placedRule struct {
	document.Rule
	kind   *document.Kind
	within []string // tokens of the place of the nested document
}

// placed are the rules that belong into this schema, those of the document
// itself before those of what is nested in it.
func (w *writer) placed(kind *document.Kind, within []string) []placedRule {
	var all []placedRule
	for _, r := range kind.Rules() {
		if w.says(&r) {
			all = append(all, placedRule{r, kind, within})
		}
	}
	for _, n := range kind.Nested() {
		all = append(all, w.placed(n.Kind, append(slices.Clip(within), constraint.Tokens(n.At)...))...)
	}
	return all
}

// says reports whether the rule belongs into this schema: one of a document by
// itself stands in the base schema already.
func (w *writer) says(r *document.Rule) bool {
	if r.Why != "" || r.AsksInquiry() != (w.inquiry != nil) {
		return false
	}
	return r.When == nil || r.When(w.inquiry)
}

// add writes one rule. Rules of one id become one definition.
func (w *writer) add(r *placedRule) error {
	said, err := w.rule(r)
	if said == nil || err != nil {
		return err
	}
	name := r.definition()
	if known := w.root.Defs.Get(name); known != nil {
		if len(known.AllOf) == 0 || known.Type != "" || known.If != nil {
			known = &node.Schema{AllOf: []*node.Schema{known}}
			w.root.Defs.Set(name, known)
		}
		known.AllOf = append(known.AllOf, said)
		return nil
	}
	said.Comment = r.Source
	to := w.root
	if r.Of != "" {
		to = w.root.Defs.Get(r.Of)
	}
	w.root.Defs.Set(name, said)
	to.AllOf = append(to.AllOf, node.Ref(name))
	return nil
}

// rule is the schema of a whole document that a rule stands for, nil if it says
// nothing of this inquiry's answers.
func (w *writer) rule(r *placedRule) (*node.Schema, error) {
	tokens := constraint.Tokens(r.At)
	value, ok := w.value(r, r.At)
	if !ok {
		return nil, errors.New("the type has no place " + r.At)
	}
	leaf, err := w.clause(r, value)
	if leaf == nil || err != nil {
		return nil, err
	}
	var conditions []*node.Schema
	for i := range r.If {
		condition, err := w.condition(&r.If[i], r.kind, value)
		if err != nil {
			return nil, err
		}
		if condition == nil {
			return nil, nil // no document meets it
		}
		if strings.HasPrefix(r.If[i].At, "/") {
			conditions = append(conditions, condition)
		} else {
			leaf = leaf.onlyIf(condition)
		}
	}
	s := leaf.at(tokens)
	if len(conditions) > 0 {
		s = &node.Schema{If: all(conditions), Then: s}
	}
	if r.Of != "" {
		return s, nil
	}
	return at(s, r.within), nil
}

// value is what the type says of a place in the rule's terms.
func (w *writer) value(r *placedRule, pointer string) (*constraint.Value, bool) {
	if r.Of == "" {
		return r.kind.Type().Lookup(pointer)
	}
	t, ok := r.kind.Object(r.Of)
	if !ok {
		return nil, false
	}
	return t.Lookup(pointer)
}

// said is what a clause says of the value at its place.
type said struct {
	schema   *node.Schema
	required bool // the value must be there
	above    bool // the schema is of the object that holds the value
	whole    bool // the schema is of the whole document
}

// onlyIf limits what is said to objects that meet a condition.
func (s *said) onlyIf(condition *node.Schema) *said {
	return &said{schema: &node.Schema{Type: "object", If: condition, Then: s.schema}, required: s.required}
}

// at is the schema of a document that says it of the values at a place.
func (s *said) at(tokens []string) *node.Schema {
	last := len(tokens) - 1
	switch {
	case s.whole:
		return s.schema
	case s.above:
		return at(s.schema, tokens[:last])
	case !s.required:
		return at(s.schema, tokens)
	}
	return at(required(property(tokens[last], s.schema), tokens[last]), tokens[:last])
}

// at is a schema that says something of the values at a place.
func at(s *node.Schema, tokens []string) *node.Schema {
	for _, token := range slices.Backward(tokens) {
		if token == "#" {
			s = &node.Schema{Type: "array", Items: s}
		} else {
			s = property(token, s)
		}
	}
	return s
}

// property is a schema of objects that says something of one property.
func property(name string, s *node.Schema) *node.Schema {
	return &node.Schema{Type: "object", Properties: node.Members{{Name: name, Schema: s}}}
}

func required(s *node.Schema, names ...string) *node.Schema {
	s.Required = names
	return s
}

func anyOf(schemas []*node.Schema) *node.Schema {
	if len(schemas) == 1 {
		return schemas[0]
	}
	return &node.Schema{AnyOf: schemas}
}

func all(schemas []*node.Schema) *node.Schema {
	if len(schemas) == 1 {
		return schemas[0]
	}
	return &node.Schema{AllOf: schemas}
}
