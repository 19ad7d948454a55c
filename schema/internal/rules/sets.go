package rules

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// sets are the texts that an inquiry's rules name, such as 308 municipalities:
// each is written once, in a definition of all that the same rules name.
type sets struct {
	of    map[string]string // by text, the definition
	names []string          // of the definitions, in their order
}

// collectSets finds which texts the rules name together, and defines them.
func (w *writer) collectSets(rules []placedRule) {
	var named [][]string
	for i := range rules {
		named = append(named, w.named(&rules[i])...)
	}
	signs := map[string][]byte{}
	var texts []string
	for i, set := range named {
		for _, text := range set {
			if signs[text] == nil {
				signs[text] = make([]byte, len(named))
				texts = append(texts, text)
			}
			signs[text][i] = 1
		}
	}
	w.sets.of = map[string]string{}
	definitions := map[string]string{}
	for _, text := range texts {
		sign := string(signs[text])
		if definitions[sign] == "" {
			definitions[sign] = "values:" + strconv.Itoa(len(definitions)+1)
			w.sets.names = append(w.sets.names, definitions[sign])
			w.root.Defs.Set(definitions[sign], &node.Schema{})
		}
		w.sets.of[text] = definitions[sign]
		d := w.root.Defs.Get(definitions[sign])
		d.Enum = append(d.Enum, text)
	}
}

// named are the sets of texts that a rule names.
func (w *writer) named(r *placedRule) [][]string {
	var all [][]string
	for _, c := range r.If {
		if c.Of != nil {
			all = append(all, c.Of(w.inquiry))
		}
	}
	switch c := r.Says.(type) {
	case document.Choice:
		all = append(all, c.Values(w.inquiry))
	case document.ItemCount:
		for _, limit := range c.Limits(w.inquiry) {
			all = append(all, limit.Values)
		}
	}
	return all
}

// anyOf says that a text is one of those, by the definitions that they are in.
func (s *sets) anyOf(texts []string) *node.Schema {
	used := map[string]bool{}
	for _, text := range texts {
		used[s.of[text]] = true
	}
	var definitions []*node.Schema
	for _, name := range s.names {
		if used[name] {
			definitions = append(definitions, node.Ref(name))
		}
	}
	return anyOf(definitions)
}

// unnamed says that a text is none of those that rules name, nor empty.
func (s *sets) unnamed() *node.Schema {
	other := &node.Schema{Type: "string", MinLength: 1}
	if len(s.names) == 0 {
		return other
	}
	named := make([]*node.Schema, len(s.names))
	for i, name := range s.names {
		named[i] = node.Ref(name)
	}
	other.Not = anyOf(named)
	return other
}

// condition is the schema of documents, or of objects at the rule's place, that
// meet a rule's condition; nil if none can.
func (w *writer) condition(c *document.Condition, kind *document.Kind, object *constraint.Value) (*node.Schema, error) {
	path := constraint.Tokens("/" + strings.TrimPrefix(c.At, "/"))
	if strings.HasPrefix(c.At, "/") {
		object = &constraint.Value{Kind: constraint.KindObject, Object: kind.Type()}
	}
	if !leads(object, path) {
		return nil, errors.New("objects lead to no member " + c.At)
	}
	given := func(s *node.Schema) *node.Schema { // an absent text is not meant
		for _, name := range slices.Backward(path) {
			s = required(property(name, s), name)
		}
		return s
	}
	if c.Of != nil {
		values := c.Of(w.inquiry)
		switch {
		case c.Not && len(values) == 0:
			return at(&node.Schema{Type: "string"}, path), nil
		case c.Not: // as is an absent text
			return at(&node.Schema{Type: "string", Not: w.sets.anyOf(values)}, path), nil
		case len(values) == 0:
			return nil, nil
		}
		return given(w.sets.anyOf(values)), nil
	}
	value := &node.Schema{}
	for _, v := range c.Values {
		value.Enum = append(value.Enum, v)
	}
	if c.Not {
		value = &node.Schema{Type: "string", Not: value}
	}
	if slices.Contains(c.Values, "") == c.Not {
		return given(value), nil
	}
	return at(value, path), nil
}

// leads reports whether a way leads through objects, from one to a member.
func leads(object *constraint.Value, path []string) bool {
	value, ok := object.Object.Lookup(constraint.Pointer(path...))
	return ok && !slices.Contains(path, "#") && value.Kind == constraint.KindString
}

// itemCount says how many items there are, by the text that decides it. A least
// number of 1 is for the tags to say.
func (w *writer) itemCount(r *placedRule, c document.ItemCount) (*said, error) {
	s := &node.Schema{}
	by := constraint.Tokens(c.By)
	if len(by) != 1 {
		return nil, errors.New("a schema's limit depends on a member of the document, not on " + c.By)
	}
	for _, limit := range c.Limits(w.inquiry) {
		items := &node.Schema{Type: "array", MinItems: limit.Least}
		if c.Most {
			items = &node.Schema{Type: "array", MaxItems: limit.Most}
		}
		if items.MinItems > 1 || items.MaxItems > 0 {
			texts := w.sets.anyOf(limit.Values)
			if limit.Others {
				texts = w.sets.unnamed()
			}
			s.AllOf = append(s.AllOf, &node.Schema{
				If:   required(property(by[0], texts), by[0]),
				Then: at(items, constraint.Tokens(r.At)),
			})
		}
	}
	if len(s.AllOf) == 0 {
		return nil, nil
	}
	return &said{schema: s, whole: true}, nil
}
