package rules

import (
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// entries is what a clause about a map says of the map, nil where it is nothing.
func (w *writer) entries(c document.Entries) *said {
	list := c.List(w.inquiry)
	if c.Part == document.EntryName {
		return &said{schema: &node.Schema{Type: "object", PropertyNames: namesOf(list)}}
	}
	if len(list) == 0 {
		return nil
	}
	s := &node.Schema{Type: "object"}
	for _, e := range list {
		text := &node.Schema{Type: "string"}
		switch c.Part {
		case document.EntryRequired:
			text.MinLength = 1
			s.Required = append(s.Required, e.Name)
		case document.EntryValues:
			text.Enum = append(text.Enum, "") // as an absent text
			for _, value := range e.Values {
				text.Enum = append(text.Enum, value)
			}
		case document.EntryFormat:
			text.Ref = node.Ref(w.format(e.Format)).Ref
		}
		s.Properties = append(s.Properties, node.Member{Name: e.Name, Schema: text})
	}
	return &said{schema: s, required: c.Part == document.EntryRequired}
}

// namesOf are the names that a map may have. Where it may have none, it is one that no
// map has: an enum is never empty.
func namesOf(entries []document.Entry) *node.Schema {
	if len(entries) == 0 {
		return oneOf([]string{""})
	}
	names := make([]string, len(entries))
	for i := range entries {
		names[i] = entries[i].Name
	}
	return oneOf(names)
}

// oneOf is a text that is one of those.
func oneOf(texts []string) *node.Schema {
	s := &node.Schema{Type: "string"}
	for _, text := range texts {
		s.Enum = append(s.Enum, text)
	}
	return s
}

// format is the name of the definition of a format, which is there afterwards.
func (w *writer) format(name string) string {
	f, _ := constraint.FormatNamed(name)
	rule := string(f.Rule)
	if w.root.Defs.Get(rule) == nil {
		w.root.Defs.Set(rule, Format(f))
	}
	return rule
}

// definition is the name of the definition that says the rule. That of a format has one
// of its own: the format's is the one that it refers to, and names what was broken.
func (r *placedRule) definition() string {
	if c, ok := r.Says.(document.Entries); ok && c.Part == document.EntryFormat {
		return "entries:" + c.Format
	}
	return string(r.ID)
}
