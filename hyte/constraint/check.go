package constraint

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Check reports every rule that the document breaks, in document order; none
// means that its tags are satisfied. The document is a pointer to the struct
// that the type was compiled from; anything else is a programming error and
// panics. A document that breaks no rule costs no allocation, but for its maps
// and its lists that say unique.
func (t *Type) Check(document any) []Violation {
	return t.checkObject(t.structOf(document), nil)
}

func (t *Type) structOf(document any) reflect.Value {
	v := reflect.ValueOf(document)
	if v.Kind() != reflect.Pointer || v.Type().Elem() != t.goType || v.IsNil() {
		panic(fmt.Sprintf("constraint: a document of type %T where *%s belongs", document, t.goType))
	}
	return v.Elem()
}

func (t *Type) checkObject(object reflect.Value, out []Violation) []Violation {
	for i := range t.properties {
		p := &t.properties[i]
		start := len(out)
		out = p.Value.check(object.Field(p.field), out)
		beneath(out[start:], p.Name)
	}
	return out
}

func (v *Value) check(value reflect.Value, out []Violation) []Violation {
	if v.Kind == KindString {
		return v.checkText(value.String(), out)
	}
	absent := v.absent(value)
	if absent && v.optional {
		return out
	}
	for i := range v.Constraints {
		if c := &v.Constraints[i]; !c.holds(value, absent) {
			out = append(out, c.violation())
			break
		}
	}
	if absent {
		return out
	}
	switch v.Kind {
	case KindObject:
		if v.pointer {
			value = value.Elem()
		}
		return v.Object.checkObject(value, out)
	case KindArray:
		for i := range value.Len() {
			start := len(out)
			out = v.Items.check(value.Index(i), out)
			beneathIndex(out[start:], i)
		}
	case KindMap:
		return v.checkMap(value, out)
	}
	return out
}

// checkText is check for what most values are.
func (v *Value) checkText(text string, out []Violation) []Violation {
	if text == "" && v.optional {
		return out
	}
	for i := range v.Constraints {
		if c := &v.Constraints[i]; !c.holdsText(text) {
			return append(out, c.violation())
		}
	}
	return out
}

// checkMap goes through the names in their order, so that the violations of
// one document always come in the same one.
func (v *Value) checkMap(value reflect.Value, out []Violation) []Violation {
	names := value.MapKeys()
	slices.SortFunc(names, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, name := range names {
		start := len(out)
		out = v.Names.check(name, out)
		if len(out) == start {
			out = v.Items.check(value.MapIndex(name), out)
		}
		beneath(out[start:], name.String())
	}
	return out
}

// absent tells whether the value, which is no text, is not there: a zero
// number, a nil list. An object in an array is always there.
func (v *Value) absent(value reflect.Value) bool {
	switch v.Kind {
	case KindObject:
		return v.pointer && value.IsNil()
	case KindArray, KindMap:
		return value.IsNil()
	default:
		return value.IsZero()
	}
}

func (c *Constraint) holdsText(text string) bool {
	switch c.test {
	case testRequired:
		return text != ""
	case testMin:
		return utf8.RuneCountInString(text) >= c.Limit
	case testMax:
		// A text has at most as many code points as bytes.
		return len(text) <= c.Limit || utf8.RuneCountInString(text) <= c.Limit
	case testOneOf:
		return slices.Contains(c.Allowed, text)
	default:
		return c.Format.Valid(text)
	}
}

func (c *Constraint) holds(value reflect.Value, absent bool) bool {
	switch c.test {
	case testRequired:
		return !absent
	case testMin:
		return size(value) >= c.Limit
	case testMax:
		return size(value) <= c.Limit
	default:
		return uniqueTexts(value)
	}
}

// size is the number that min and max of a value other than a text are about.
func size(value reflect.Value) int {
	if value.Kind() == reflect.Int {
		return int(value.Int())
	}
	return value.Len()
}

func uniqueTexts(list reflect.Value) bool {
	seen := make(map[string]bool, list.Len())
	for i := range list.Len() {
		text := list.Index(i).String()
		if seen[text] {
			return false
		}
		seen[text] = true
	}
	return true
}

// violation is the constraint's violation at the value itself.
func (c *Constraint) violation() Violation {
	v := Violation{Rule: c.Rule, Severity: Error}
	switch c.test {
	case testMin:
		v.Params.Min = c.Limit
	case testMax:
		v.Params.Max = c.Limit
	case testOneOf:
		v.Params.Allowed = slices.Clone(c.Allowed)
	}
	return v
}
