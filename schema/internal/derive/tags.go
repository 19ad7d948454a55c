package derive

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/node"
	"github.com/hytekit/hytekit/schema/internal/rules"
)

// ruler writes the rules of tags into a schema.
type ruler struct {
	root    *node.Schema
	formats map[string]bool         // names of the formats in use
	done    map[string]reflect.Type // names of the objects that have their rules
}

func (r *ruler) object(s *node.Schema, t *constraint.Type) error {
	s.Type, s.AdditionalProperties, s.Required = "object", &node.Schema{Never: true}, nil
	for i, p := range t.Properties() {
		if i >= len(s.Properties) || s.Properties[i].Name != p.Name {
			return fmt.Errorf("%s.%s stands in another place than in the Go type", t.Name(), p.Name)
		}
		if p.Value.Required() {
			s.Required = append(s.Required, p.Name)
		}
		if err := r.value(s.Properties[i].Schema, p.Value); err != nil {
			return fmt.Errorf("%s.%s: %w", t.Name(), p.Name, err)
		}
	}
	return nil
}

func (r *ruler) value(s *node.Schema, v *constraint.Value) error {
	if err := ordered(v.Constraints); err != nil {
		return err
	}
	s.Type = v.Kind.JSONType()
	switch v.Kind {
	case constraint.KindString:
		return r.text(s, v)
	case constraint.KindDateTime:
		return errors.Join(r.text(s, v), r.formatted(s, "instant"))
	case constraint.KindBoolean, constraint.KindInteger:
		return number(s, v)
	case constraint.KindObject:
		return r.reference(s, v.Object)
	default:
		return r.container(s, v)
	}
}

// rank is the order in which the rules of a tag are written. An engine checks
// all keywords at once; when several fail, the first of them in this order is
// the one that counts.
var rank = []string{"required", "min", "max", "oneof", "unique"}

func ordered(constraints []constraint.Constraint) error {
	place := func(c constraint.Constraint) int {
		if i := slices.Index(rank, c.Tag); i >= 0 {
			return i
		}
		return len(rank)
	}
	for i := 1; i < len(constraints); i++ {
		if place(constraints[i-1]) >= place(constraints[i]) {
			return fmt.Errorf("write %s before %s, and at most one format", constraints[i].Tag, constraints[i-1].Tag)
		}
	}
	return nil
}

// text writes the rules of a text. An empty text is an absent one, so the
// formats allow it, and a required text has a least length.
func (r *ruler) text(s *node.Schema, v *constraint.Value) error {
	if !v.Optional() {
		s.MinLength = 1
	}
	for _, c := range v.Constraints {
		switch c.Tag {
		case "required":
		case "min":
			if v.Optional() {
				return errors.New("an optional text with a least length cannot be told apart from an absent one")
			}
			s.MinLength = max(c.Limit, 1)
		case "max":
			s.MaxLength = c.Limit
		case "oneof":
			for _, allowed := range c.Allowed {
				s.Enum = append(s.Enum, allowed)
			}
			if v.Optional() {
				s.Enum = append(s.Enum, "")
			}
		default:
			return r.formatted(s, c.Tag)
		}
	}
	return nil
}

// formatted refers to the definition of a format.
func (r *ruler) formatted(s *node.Schema, name string) error {
	f, ok := constraint.FormatNamed(name)
	if !ok {
		return fmt.Errorf("no format %s", name)
	}
	r.formats[name] = true
	s.Ref = node.Ref(string(f.Rule)).Ref
	return nil
}

func number(s *node.Schema, v *constraint.Value) error {
	for _, c := range v.Constraints {
		switch c.Tag {
		case "min":
			if v.Optional() && c.Limit > 0 {
				return errors.New("an optional number has min=0: zero stands for an absent one")
			}
			s.Minimum = node.Int(c.Limit)
		case "max":
			s.Maximum = node.Int(c.Limit)
		default:
			return fmt.Errorf("%s is not supported for the type %s", c.Tag, v.Kind.JSONType())
		}
	}
	return nil
}

// reference leaves the object's rules to its definition.
func (r *ruler) reference(s *node.Schema, t *constraint.Type) error {
	s.Type, s.Ref = "", node.Ref(t.Name()).Ref
	if known, ok := r.done[t.Name()]; ok {
		if known != t.GoType() {
			return fmt.Errorf("%s and %s have one name, and a schema names its definitions after types", known, t.GoType())
		}
		return nil
	}
	r.done[t.Name()] = t.GoType()
	definition := r.root.Defs.Get(t.Name())
	if definition == nil {
		return fmt.Errorf("no definition of %s", t.Name())
	}
	return r.object(definition, t)
}

// container writes the rules of an array or a map and of what it holds.
func (r *ruler) container(s *node.Schema, v *constraint.Value) error {
	item := new(node.Schema)
	if err := r.value(item, v.Items); err != nil {
		return err
	}
	least, most := &s.MinItems, &s.MaxItems
	if v.Kind == constraint.KindArray {
		s.Items = item
	} else {
		least, most = &s.MinProperties, &s.MaxProperties
		s.AdditionalProperties, s.PropertyNames = item, new(node.Schema)
		if err := r.value(s.PropertyNames, v.Names); err != nil {
			return err
		}
	}
	for _, c := range v.Constraints {
		switch c.Tag {
		case "min":
			*least = c.Limit
		case "max":
			*most = c.Limit
		case "unique":
			s.UniqueItems = true
		}
	}
	return nil
}

// addFormats defines the formats in use, each under the name of its rule.
func (r *ruler) addFormats() {
	for _, f := range constraint.Formats() {
		if r.formats[f.Name] {
			r.root.Defs.Set(string(f.Rule), rules.Format(&f))
		}
	}
}
