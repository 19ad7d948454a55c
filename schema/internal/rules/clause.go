package rules

import (
	"errors"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// clause is what the rule's clause says of the value at its place. It is nil
// where the inquiry leaves nothing to say.
func (w *writer) clause(r *placedRule, value *constraint.Value) (*said, error) {
	switch c := r.Says.(type) {
	case document.MemberCount:
		s, err := members(c, value)
		return &said{schema: s}, err
	case document.Truth:
		return &said{schema: &node.Schema{Const: true}, required: true}, nil
	case document.Equality:
		return &said{schema: orAbsent(&node.Schema{Const: c.Value(w.inquiry)}, value)}, nil
	case document.Exclusion:
		return &said{schema: &node.Schema{Not: &node.Schema{Const: c.Value}}}, nil
	case document.Choice:
		return &said{schema: orAbsent(w.sets.anyOf(c.Values(w.inquiry)), value)}, nil
	case document.Renaming:
		return renaming(c.Successors(w.inquiry)), nil
	case document.ItemCount:
		return w.itemCount(r, c)
	case document.Presence:
		if c.Absent {
			return &said{schema: &node.Schema{Not: present(value)}}, nil
		}
		return &said{schema: present(value), required: true}, nil
	case document.Entries:
		return w.entries(c), nil
	case document.Naming:
		return &said{schema: &node.Schema{Type: "object", PropertyNames: oneOf(c.Names)}}, nil
	case document.Pairing:
		return &said{schema: pairing(c)}, nil
	case document.Floor:
		return w.floor(r, c)
	default:
		return nil, errors.New("its clause has no schema, and the rule does not say why")
	}
}

// orAbsent lets a text that may be absent be empty, which is the same. Of one that
// is required, the tags say that it is not.
func orAbsent(s *node.Schema, value *constraint.Value) *node.Schema {
	if value.Required() {
		return s
	}
	return &node.Schema{AnyOf: []*node.Schema{s, {Const: ""}}}
}

// present says that a value is not empty, which is as if it were absent. An object is
// never empty.
func present(value *constraint.Value) *node.Schema {
	switch value.Kind {
	case constraint.KindString, constraint.KindDateTime:
		return &node.Schema{Type: "string", MinLength: 1}
	case constraint.KindArray:
		return &node.Schema{Type: "array", MinItems: 1}
	case constraint.KindMap:
		return &node.Schema{Type: "object", MinProperties: 1}
	case constraint.KindBoolean:
		return &node.Schema{Const: true}
	case constraint.KindInteger:
		return &node.Schema{Not: &node.Schema{Const: 0}}
	default:
		return &node.Schema{}
	}
}

// filled says that a member of an object is there and not empty. Its type stands
// there too, so that what makes types of schemas finds it. A member of the wrong
// type is not filled by that: whoever reports violations leaves out this one then,
// as the wrong type may have been meant.
func filled(object *constraint.Value, name string) (*node.Schema, error) {
	if object.Object == nil {
		return nil, errors.New("it has no members")
	}
	p, ok := object.Object.Property(name)
	if !ok {
		return nil, errors.New("it has no member " + name)
	}
	return &node.Schema{Properties: node.Members{{Name: name, Schema: present(p.Value)}}, Required: []string{name}}, nil
}

// members says how many members are given: at least one, exactly one, at most one or
// none.
func members(c document.MemberCount, object *constraint.Value) (*node.Schema, error) {
	each := make([]*node.Schema, len(c.Names))
	for i, name := range c.Names {
		var err error
		if each[i], err = filled(object, name); err != nil {
			return nil, err
		}
	}
	switch {
	case c.Least == 1 && c.Most == 0:
		return &node.Schema{Type: "object", AnyOf: each}, nil
	case c.Least == 0 && c.Most < 0:
		return &node.Schema{Type: "object", Not: anyOf(each)}, nil
	case c.Least == 1 && c.Most == 1:
		s := &node.Schema{Type: "object"}
		for i := range each {
			only := &node.Schema{AllOf: []*node.Schema{each[i]}}
			for j := range each {
				if j != i {
					only.AllOf = append(only.AllOf, &node.Schema{Not: each[j]})
				}
			}
			s.AnyOf = append(s.AnyOf, only)
		}
		return s, nil
	case c.Least == 0 && c.Most == 1:
		s := &node.Schema{Type: "object"}
		for i := range each {
			for _, other := range each[i+1:] {
				s.AllOf = append(s.AllOf, &node.Schema{Not: &node.Schema{AllOf: []*node.Schema{each[i], other}}})
			}
		}
		return s, nil
	default:
		return nil, errors.New("no schema counts so many members")
	}
}

// renaming says of each former name what it must be instead: its successor.
func renaming(successors []document.Successor) *said {
	s := &node.Schema{}
	known := map[string]bool{}
	for _, n := range successors {
		if !known[n.Former] {
			known[n.Former] = true
			s.AllOf = append(s.AllOf, &node.Schema{
				If: &node.Schema{Const: n.Former}, Then: &node.Schema{Const: n.Now},
			})
		}
	}
	if len(s.AllOf) == 0 {
		return nil
	}
	return &said{schema: s}
}

// pairing says that both values are there, or nobody who has one of them, or
// somebody who has neither. Whatever is no object does not matter: it is
// reported for what it is.
func pairing(c document.Pairing) *node.Schema {
	anyone := func(person *node.Schema) *node.Schema {
		s := &node.Schema{Type: "object"}
		for _, in := range c.In {
			someone := *person
			someone.Type = "object"
			s.AnyOf = append(s.AnyOf, required(property(in, &someone), in))
		}
		return &node.Schema{Contains: s}
	}
	other := func(value string) *node.Schema {
		return &node.Schema{Not: required(property(c.Member, &node.Schema{Const: value}), c.Member)}
	}
	return &node.Schema{AnyOf: []*node.Schema{
		{Type: "array", AllOf: []*node.Schema{anyone(other(c.Values[0])), anyone(other(c.Values[1]))}},
		{Not: &node.Schema{Type: "array", AllOf: []*node.Schema{anyone(&node.Schema{})}}},
	}}
}

// floor says that a number is not below another one. No keyword compares two
// values, but there are few small numbers: each has a clause of its own.
func (w *writer) floor(r *placedRule, c document.Floor) (*said, error) {
	tokens := constraint.Tokens(r.At)
	last := len(tokens) - 1
	place := constraint.Pointer(append(tokens[:last:last], c.Other)...)
	other, ok := w.value(r, place)
	if !ok {
		return nil, errors.New("the type has no place " + place)
	}
	most := 0
	for _, limit := range other.Constraints {
		if limit.Rule == constraint.RuleMaximum {
			most = limit.Limit
		}
	}
	s := &node.Schema{Type: "object"}
	for least := 2; least <= most; least++ {
		below := &node.Schema{Type: "integer", Minimum: node.Int(1), Maximum: node.Int(least - 1)}
		s.AllOf = append(s.AllOf, &node.Schema{
			If:   required(&node.Schema{Properties: node.Members{{Name: c.Other, Schema: &node.Schema{Const: least}}}}, c.Other),
			Then: &node.Schema{Properties: node.Members{{Name: tokens[last], Schema: &node.Schema{Not: below}}}},
		})
	}
	return &said{schema: s, above: true}, nil
}
