package validation

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// place is where a value stands in a document: the steps to it from the root.
type place []step

// step leads from a struct, list or map to one of its members.
type step struct {
	token   string // as in a JSON Pointer, unescaped
	order   int    // among its siblings, where they have one
	inlined bool   // an embedded struct, whose members stand in its parent's place
	entry   bool   // of a map
}

func (p place) pointer() string {
	tokens := make([]string, 0, len(p))
	for _, s := range p {
		if !s.inlined {
			tokens = append(tokens, s.token)
		}
	}
	return constraint.Pointer(tokens...)
}

// compare orders places as the document does: a container before what it holds.
func (p place) compare(other place) int {
	return slices.CompareFunc(p, other, func(a, b step) int {
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.token, b.token))
	})
}

// isEntry reports whether the place is that of a map's value, and of its name.
func (p place) isEntry() bool { return len(p) > 0 && p[len(p)-1].entry }

// locate finds the place that validator names, such as
// "Nomination.Representatives[0].Person": its namespace of Go names, which
// unlike that of JSON names cannot be misread. Of a name that the document does
// not have, the place is the one next above. It reports false if the namespace
// is that of another type.
func locate(document any, namespace string) (place, bool) {
	root := indirect(reflect.ValueOf(document))
	if !root.IsValid() {
		return nil, false
	}
	if name := root.Type().Name(); root.Kind() == reflect.Struct && name != "" {
		rest, ok := strings.CutPrefix(namespace, name+".")
		if !ok {
			return nil, false
		}
		namespace = rest
	}
	p, _ := place(nil).follow(root, namespace)
	return p, true
}

// follow goes on from a value as the rest of the namespace says, and reports
// whether it came to its end.
func (p place) follow(value reflect.Value, rest string) (place, bool) {
	value = indirect(value)
	if rest == "" || !value.IsValid() {
		return p, rest == ""
	}
	switch value.Kind() {
	case reflect.Struct:
		return p.followField(value, strings.TrimPrefix(rest, "."))
	case reflect.Slice, reflect.Array:
		return p.followItem(value, rest)
	case reflect.Map:
		return p.followEntry(value, rest)
	default:
		return p, false
	}
}

func (p place) followField(value reflect.Value, rest string) (place, bool) {
	end := strings.IndexAny(rest, ".[")
	if end < 0 {
		end = len(rest)
	}
	f, ok := value.Type().FieldByName(rest[:end])
	if !ok || len(f.Index) != 1 {
		return p, rest == ""
	}
	s := step{token: jsonName(f), order: f.Index[0]}
	if s.token == "" {
		s.token, s.inlined = f.Name, f.Anonymous
	}
	return p.and(s).follow(value.Field(s.order), rest[end:])
}

func (p place) followItem(value reflect.Value, rest string) (place, bool) {
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return p, false
	}
	index, err := strconv.Atoi(strings.TrimPrefix(rest[:end], "["))
	if err != nil || index < 0 || index >= value.Len() {
		return p, false
	}
	return p.and(step{token: strconv.Itoa(index), order: index}).follow(value.Index(index), rest[end+1:])
}

// followEntry tries every bracket as the end of the entry's name, since a name
// may have brackets itself.
func (p place) followEntry(value reflect.Value, rest string) (place, bool) {
	for end := 1; end < len(rest); end++ {
		if rest[end] != ']' || rest[0] != '[' {
			continue
		}
		s := step{token: rest[1:end], entry: true}
		if found, ok := p.and(s).follow(entryOf(value, s.token), rest[end+1:]); ok {
			return found, true
		}
	}
	return p, false
}

func entryOf(value reflect.Value, name string) reflect.Value {
	entry := reflect.Value{}
	if key := value.Type().Key(); key.Kind() == reflect.String {
		entry = value.MapIndex(reflect.ValueOf(name).Convert(key))
	}
	if !entry.IsValid() {
		entry = reflect.Zero(value.Type().Elem())
	}
	return entry
}

func (p place) and(s step) place { return append(p[:len(p):len(p)], s) }

// indirect is the value that pointers and interfaces lead to. A nil pointer
// leads to a zero value, of which the names are still known.
func indirect(value reflect.Value) reflect.Value {
	for value.Kind() == reflect.Pointer || value.Kind() == reflect.Interface {
		if value.Kind() == reflect.Pointer && value.IsNil() {
			value = reflect.Zero(value.Type().Elem())
		} else {
			value = value.Elem()
		}
	}
	return value
}

// namespaces are the two names that validator gives to the place of a pointer
// in a struct: by names in JSON and by names in Go.
func namespaces(t reflect.Type, pointer string) (name, field string) {
	for _, token := range constraint.Tokens(pointer) {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		switch t.Kind() {
		case reflect.Struct:
			f, ok := fieldNamed(t, token)
			if !ok {
				return name, field
			}
			name, field, t = join(name, token), join(field, f.Name), f.Type
		case reflect.Slice, reflect.Map:
			name, field, t = name+"["+token+"]", field+"["+token+"]", t.Elem()
		default:
			return name, field
		}
	}
	return name, field
}

func join(namespace, name string) string {
	if namespace == "" {
		return name
	}
	return namespace + "." + name
}

func fieldNamed(t reflect.Type, name string) (reflect.StructField, bool) {
	for i := range t.NumField() {
		if f := t.Field(i); jsonName(f) == name {
			return f, true
		}
	}
	return reflect.StructField{}, false
}

// jsonName is the name of a field in JSON as its tag says, empty if it says
// none or that the field has no place in JSON.
func jsonName(f reflect.StructField) string {
	tag := f.Tag.Get("json")
	if tag == "-" {
		return ""
	}
	name, _, _ := strings.Cut(tag, ",")
	return name
}
