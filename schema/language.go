package schema

import (
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
	"github.com/hytekit/hytekit/schema/internal/rules"
)

// Options say how a schema is written for people. The zero value is that of
// [ForInquiry].
type Options struct {
	// Language, an ISO 639 code, makes a schema from which a program can make a form:
	// with titles in that language only, a title beside each value to choose from,
	// and what is for programmers in $comment. Empty: titles in all languages of
	// the inquiry, and bare values.
	Language string
	// Labels name objects and properties. Nil: [DefaultLabels].
	Labels Labels
	// Names name the values to choose from. Nil: [DefaultValueNames].
	Names ValueNames
}

func (o Options) complete() (Options, error) {
	if o.Labels == nil {
		if o.Language != "" && !slices.Contains(Languages(), o.Language) {
			return o, ErrUnknownLanguage
		}
		o.Labels = DefaultLabels
	}
	if o.Names == nil {
		o.Names = DefaultValueNames
	}
	return o, nil
}

// translator writes a schema in one language.
type translator struct {
	Options
	root    *node.Schema
	inquiry Inquiry // nil: none
}

// write moves what is for programmers out of the way and says all else in the
// language.
func (t *translator) write(kind *document.Kind) {
	t.root.Visit(hush)
	for _, d := range t.root.Defs {
		if !isObject(d.Name) {
			d.Schema.Title = "" // of a format, in English
			d.Schema.Visit(hideAlternatives)
		}
	}
	languages := []string{t.Language}
	t.Labels.applyTo(t.root, t.root.Title, languages)
	t.nameValues(t.root, kind.Type().Name())
	for _, d := range t.root.Defs {
		if isObject(d.Name) {
			t.Labels.applyTo(d.Schema, d.Name, languages)
			t.nameValues(d.Schema, d.Name)
		}
	}
	if t.inquiry != nil {
		t.root.Description = t.inquiry.Title().In(t.Language)
	}
	setAside(t.root)
	for _, d := range t.root.Defs {
		if isObject(d.Name) {
			setAside(d.Schema)
		}
	}
}

// setAside says the rules of what people fill in under a condition that always holds,
// which changes nothing for engines. For form libraries a schema with allOf is a
// combination of schemas: of one with rules JSON Forms makes a single control, for which
// it has no renderer. What only refers to an object stays: libraries follow that.
func setAside(s *node.Schema) {
	if s == nil {
		return
	}
	definition, _ := s.Refers()
	switch {
	case len(s.AllOf) == 0, isObject(definition):
	case len(s.AllOf) == 1:
		s.If, s.Then, s.AllOf = &node.Schema{}, s.AllOf[0], nil
	default:
		s.If, s.Then, s.AllOf = &node.Schema{}, &node.Schema{AllOf: s.AllOf}, nil
	}
	setAside(s.Items)
	for _, p := range s.Properties {
		setAside(p.Schema)
	}
}

// hush makes a comment of a description.
func hush(s *node.Schema) {
	if s.Description == "" {
		return
	}
	if s.Comment != "" {
		s.Comment = " (" + s.Comment + ")"
	}
	s.Comment, s.Description = s.Description+s.Comment, ""
}

// hideAlternatives says the alternatives of a rule in a way from which no library
// makes a form: it would ask which of them is meant.
func hideAlternatives(s *node.Schema) {
	if len(s.AnyOf) > 0 && s.Not == nil {
		s.Not, s.AnyOf = &node.Schema{Not: &node.Schema{AnyOf: s.AnyOf}}, nil
	}
}

// nameValues writes a title beside each value that a property may have, if any of
// them has a name.
func (t *translator) nameValues(object *node.Schema, name string) {
	for _, p := range object.Properties {
		named := false
		all := make([]*node.Schema, len(p.Schema.Enum))
		for i, value := range p.Schema.Enum {
			text, _ := value.(string)
			title := t.Names(name, p.Name, text, t.Language)
			named = named || title != "" && text != ""
			all[i] = &node.Schema{Const: value, Title: title}
		}
		if named {
			p.Schema.OneOf, p.Schema.Enum = all, nil
		}
	}
}

// nameChoices says, at properties, which texts the inquiry gives to choose from, with
// their names, and returns the places.
func (t *translator) nameChoices(kind *document.Kind) (places []string) {
	for _, c := range rules.Choices(kind, t.inquiry) {
		// Where the document type says itself which texts there are, they have names already.
		if property := t.property(c.At); property != nil && len(property.Enum) == 0 {
			for _, value := range c.Values {
				property.OneOf = append(property.OneOf, &node.Schema{Const: value, Title: t.nameOf(value)})
			}
			places = append(places, c.At)
		}
	}
	return places
}

// nameEntries writes a title at each text of a map of which the inquiry says what it is called,
// such as the answers to its own questions, and beside each value to choose from.
func (t *translator) nameEntries(kind *document.Kind, within string) {
	for _, r := range kind.Placed() {
		c, ok := r.Says.(document.Entries)
		if !ok || c.Part != document.EntryName || r.When != nil && !r.When(t.inquiry) {
			continue
		}
		if texts := t.property(within + r.At); texts != nil && texts.AdditionalProperties != nil {
			for _, e := range c.List(t.inquiry) {
				texts.Properties = append(texts.Properties, node.Member{Name: e.Name, Schema: t.entry(texts.AdditionalProperties, e, kind.Type().Name(), r.At)})
			}
		}
	}
	for _, n := range kind.Nested() {
		t.nameEntries(n.Kind, within+n.At)
	}
}

// entry is any text of the map, with what is said of the one.
func (t *translator) entry(of *node.Schema, e document.Entry, object, at string) *node.Schema {
	s := *of
	s.AllOf = slices.Clone(of.AllOf)
	s.Title, s.Description = hyte.Text(e.Title).In(t.Language), hyte.Text(e.Hint).In(t.Language)
	property := strings.TrimPrefix(at, "/")
	if len(e.Values) > 0 {
		s.OneOf = []*node.Schema{{Const: "", Title: t.Names(object, property, "", t.Language)}} // as an absent text
	}
	for i, value := range e.Values {
		name := ""
		if i < len(e.Names) {
			name = hyte.Text(e.Names[i]).In(t.Language)
		}
		if name == "" {
			name = t.Names(object, property, value, t.Language)
		}
		s.OneOf = append(s.OneOf, &node.Schema{Const: value, Title: name})
	}
	setAside(&s)
	return &s
}

func (t *translator) nameOf(value string) string {
	if name, ok := t.inquiry.NameOf(value); ok {
		return name.In(t.Language)
	}
	return value
}

// property is the schema of the values at a place, nil if it stands in a definition
// that other places share.
func (t *translator) property(place string) *node.Schema {
	s := t.root
	for _, token := range constraint.Tokens(place) {
		if token == "#" {
			s = s.Items
		} else {
			s = s.Properties.Get(token)
		}
		if s == nil {
			return nil
		}
		if name, ok := s.Refers(); ok {
			if t.root.References(name) > 1 {
				return nil
			}
			s = t.root.Defs.Get(name)
		}
	}
	return s
}
