package node

import "strings"

// Visit calls a function for every schema in the schema, the definitions included,
// and then for the schema itself.
func (s *Schema) Visit(do func(*Schema)) {
	if s == nil {
		return
	}
	for _, one := range []*Schema{s.Items, s.Contains, s.PropertyNames, s.AdditionalProperties, s.If, s.Then, s.Else, s.Not} {
		one.Visit(do)
	}
	for _, list := range [][]*Schema{s.AnyOf, s.OneOf, s.AllOf} {
		for _, one := range list {
			one.Visit(do)
		}
	}
	for _, members := range []Members{s.Properties, s.Defs} {
		for _, m := range members {
			m.Schema.Visit(do)
		}
	}
	do(s)
}

// Refers is the name of the definition of an object that the schema stands for.
func (s *Schema) Refers() (definition string, ok bool) {
	ref := s.Ref
	if ref == "" && s.Type == "" && len(s.AllOf) == 1 {
		ref = s.AllOf[0].Ref
	}
	return strings.CutPrefix(ref, refers)
}

// References counts how often the definition is referred to.
func (s *Schema) References(definition string) int {
	count := 0
	s.Visit(func(one *Schema) {
		if one.Ref == refers+definition {
			count++
		}
	})
	return count
}
