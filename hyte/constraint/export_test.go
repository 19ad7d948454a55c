package constraint

import "reflect"

// CompileType is [Compile] for types that go vet would not let stand in source.
func CompileType(t reflect.Type) (*Type, error) {
	c := &compiler{done: map[reflect.Type]*Type{}}
	return c.compile(t)
}
