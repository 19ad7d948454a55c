package constraint

import "reflect"

// CompileType is [Compile] for types that go vet would not let stand in source.
func CompileType(t reflect.Type) (*Type, error) {
	c := &compiler{done: map[reflect.Type]*Type{}}
	return c.compile(t)
}

// Number is a number as a JSON text writes it.
type Number string

// Member is a member of an object in a tree.
type Member struct {
	Name  string
	Value any
}

// Tree is all that the scanner reads of a text: nil, bool, string, [Number],
// []any or []Member. The violation is what stopped it.
func Tree(data []byte) (any, *Violation) {
	var s scanner
	var tree any
	if s.start(data) {
		tree = s.tree(s.value())
		s.end()
	}
	return tree, s.fatal
}

func (s *scanner) tree(t token) any {
	switch t {
	case '{':
		object := []Member{}
		for s.member() {
			name := s.name()
			object = append(object, Member{name, s.tree(s.value())})
		}
		return object
	case '[':
		array := []any{}
		for s.item() {
			array = append(array, s.tree(s.value()))
		}
		return array
	case '"':
		return s.string()
	case '0':
		return Number(s.number())
	case 't', 'f':
		return t == 't'
	default:
		return nil
	}
}
