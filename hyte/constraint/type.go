package constraint

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

var timeType = reflect.TypeFor[time.Time]()

// Type is a document type, or an object within one, as its struct and tags
// declare it. It is made by [Compile], does not change, and may be used by
// many goroutines at once.
type Type struct {
	name       string
	goType     reflect.Type
	properties []Property
	index      map[string]int
	needed     propertySet // those that an object must have
}

// Property is one member of an object.
type Property struct {
	Name  string // as in JSON
	Value *Value
	field int    // index of the Go struct's field
	label string // the name and the colon, as they mostly stand in JSON
}

// Compile reads the tags of the struct type T. Every exported field needs a
// json name and a validate tag (the json name "-" leaves the field out of the
// document; "omitempty" alone says that there are no rules). It fails with an
// error that names the field on anything it does not know.
func Compile[T any]() (*Type, error) {
	c := &compiler{done: map[reflect.Type]*Type{}}
	t, err := c.compile(reflect.TypeFor[T]())
	if err != nil {
		return nil, fmt.Errorf("constraint: %w", err)
	}
	return t, nil
}

// MustCompile is [Compile] for package variables: it panics on an error, which
// only a change of the tags can cause.
func MustCompile[T any]() *Type {
	t, err := Compile[T]()
	if err != nil {
		panic(err)
	}
	return t
}

// Name is the name of the Go type, such as "Booking".
func (t *Type) Name() string { return t.name }

// Field is the index of the property's field in the Go struct.
func (p Property) Field() int { return p.field }

// GoType is the struct that the document type was made of.
func (t *Type) GoType() reflect.Type { return t.goType }

// Properties are the members of the object in document order.
func (t *Type) Properties() []Property { return slices.Clone(t.properties) }

// Property finds a member by its JSON name.
func (t *Type) Property(name string) (Property, bool) {
	i, ok := t.index[name]
	if !ok {
		return Property{}, false
	}
	return t.properties[i], true
}

// Lookup finds what the type says of the value at a JSON Pointer. Any index
// stands for every item of an array, any name for every value of a map. It
// reports false when the type has no such place; the document itself ("") is
// an object without rules of its own.
func (t *Type) Lookup(pointer string) (*Value, bool) {
	v := t.root()
	for _, token := range Tokens(pointer) {
		switch v.Kind {
		case KindObject:
			p, ok := v.Object.Property(token)
			if !ok {
				return nil, false
			}
			v = p.Value
		case KindArray, KindMap:
			v = v.Items
		default:
			return nil, false
		}
	}
	return v, true
}

// compiler keeps the object types that one Compile has seen, so that a struct
// used twice is compiled once.
type compiler struct {
	done map[reflect.Type]*Type
}

func (c *compiler) compile(goType reflect.Type) (*Type, error) {
	if t, ok := c.done[goType]; ok {
		return t, nil
	}
	if goType.Kind() != reflect.Struct {
		return nil, fmt.Errorf("%s is not a struct", goType)
	}
	t := &Type{name: goType.Name(), goType: goType, index: map[string]int{}}
	c.done[goType] = t
	for i := range goType.NumField() {
		f := goType.Field(i)
		if f.Tag.Get("json") == "-" || !f.IsExported() && !f.Anonymous {
			continue
		}
		p, err := c.property(f, i)
		if _, twice := t.index[p.Name]; err == nil && twice {
			err = fmt.Errorf("a second property %q", p.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", goType, f.Name, err)
		}
		if !p.Value.optional {
			t.needed.add(len(t.properties))
		}
		t.index[p.Name] = len(t.properties)
		t.properties = append(t.properties, p)
	}
	if len(t.properties) > mostProperties {
		return nil, fmt.Errorf("%s has more than %d properties", goType, mostProperties)
	}
	return t, nil
}

func (c *compiler) property(f reflect.StructField, index int) (Property, error) {
	if f.Anonymous {
		return Property{}, errors.New("embedded structs are not supported")
	}
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		return Property{}, errors.New("no json name")
	}
	if options != "" && options != "omitempty" && options != "omitzero" {
		return Property{}, fmt.Errorf("json option %q is not supported", options)
	}
	tag, ok := f.Tag.Lookup("validate")
	if !ok {
		return Property{}, errors.New("no validate tag")
	}
	v, err := c.value(f.Type, strings.Split(tag, ","))
	if err != nil {
		return Property{}, err
	}
	if !v.optional && !v.Required() {
		return Property{}, errors.New("the tag begins with neither required nor omitempty")
	}
	if v.Kind == KindObject && !v.pointer {
		return Property{}, errors.New("an object is a pointer, so that absent and empty differ")
	}
	return Property{Name: name, Value: v, field: index, label: string(AppendQuote(nil, name)) + ":"}, nil
}
