package document

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// item is the step to each item of an array.
const item = -1

// steps lead from a struct to a place in it: the index of a field, or item.
type steps []int

// lead finds the way to a place, and what the type says of the value there.
func lead(t *constraint.Type, pattern string) (steps, *constraint.Value, error) {
	var way steps
	value := &constraint.Value{Kind: constraint.KindObject, Object: t}
	for _, token := range constraint.Tokens(pattern) {
		switch {
		case token == "#" && value.Kind == constraint.KindArray:
			way, value = append(way, item), value.Items
		case value.Kind == constraint.KindObject:
			p, ok := value.Object.Property(token)
			if !ok {
				return nil, nil, fmt.Errorf("%s has no member %q", value.Object.Name(), token)
			}
			way, value = append(way, p.Field()), p.Value
		default:
			return nil, nil, fmt.Errorf("there is no place %q", pattern)
		}
	}
	return way, value, nil
}

// step goes to a field. It reports false where there is no struct to go into.
func step(v reflect.Value, field int) (reflect.Value, bool) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return v, false
		}
		v = v.Elem()
	}
	return v.Field(field), true
}

// follow goes a way without items.
func (s steps) follow(v reflect.Value) (reflect.Value, bool) {
	ok := true
	for _, field := range s {
		if v, ok = step(v, field); !ok {
			return v, false
		}
	}
	return v, true
}

// text is the text at the end of a way without items, "" where there is none.
func (s steps) text(v reflect.Value) string {
	if v, ok := s.follow(v); ok {
		return v.String()
	}
	return ""
}

// mostItems is how many arrays a rule's place may lie in.
const mostItems = 4

// indexes are those of the items on the way to a place.
type indexes struct {
	of    [mostItems]int
	depth int
}

// place is the pattern with the indexes in it.
func (i *indexes) place(pattern string) string {
	if i.depth == 0 {
		return pattern
	}
	var b strings.Builder
	used := 0
	for part := range strings.SplitSeq(pattern, "#") {
		if used > 0 {
			b.WriteString(strconv.Itoa(i.of[used-1]))
		}
		b.WriteString(part)
		used++
	}
	return b.String()
}

// given reports whether there is a value that is not empty: no empty text, no
// list without items, no number 0.
func given(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() > 0
	default:
		return !v.IsZero()
	}
}
