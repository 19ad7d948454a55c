package constraint

import (
	"fmt"
	"reflect"
	"slices"
	"sort"
	"unicode/utf8"
)

// Check reports every rule that the document breaks, in document order; none
// means that its tags are satisfied. The document is a pointer to the struct
// that the type was compiled from; anything else is a programming error and
// panics. A document that breaks no rule costs no allocation, but for its maps
// and its lists that say unique.
func (t *Type) Check(document any) Violations {
	return t.checkObject(t.structOf(document), nil)
}

func (t *Type) structOf(document any) reflect.Value {
	v := reflect.ValueOf(document)
	if v.Kind() != reflect.Pointer || v.Type().Elem() != t.goType || v.IsNil() {
		panic(fmt.Sprintf("constraint: a document of type %T where *%s belongs", document, t.goType))
	}
	return v.Elem()
}

func (t *Type) checkObject(object reflect.Value, out Violations) Violations {
	for i := range t.properties {
		p := &t.properties[i]
		value, start := object.Field(p.field), len(out)
		if p.Value.Kind == KindString && p.Value.brokenByText(value.String()) == nil {
			continue // as most do
		}
		out = p.Value.check(value, out)
		beneath(out[start:], p.Name)
	}
	return out
}

func (v *Value) check(value reflect.Value, out Violations) Violations {
	if v.Kind == KindString {
		return v.checkText(value.String(), out)
	}
	absent := v.absent(value)
	if c := v.brokenBy(value, absent); c != nil {
		out = append(out, c.violation())
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
func (v *Value) checkText(text string, out Violations) Violations {
	if c := v.brokenByText(text); c != nil {
		return append(out, c.violationOf(text))
	}
	return out
}

// brokenBy is the first constraint that the value, which is no text, breaks, nil
// if none. What is in the value does not matter.
func (v *Value) brokenBy(value reflect.Value, absent bool) *Constraint {
	if absent && v.optional {
		return nil
	}
	for i := range v.Constraints {
		if c := &v.Constraints[i]; !c.holds(value, absent) {
			return c
		}
	}
	return nil
}

// brokenByText is [Value.brokenBy] for a text.
func (v *Value) brokenByText(text string) *Constraint {
	if text == "" && v.optional {
		return nil
	}
	for i := range v.Constraints {
		c := &v.Constraints[i]
		switch {
		case c.test == testRequired && text != "":
		// A text has at most as many code points as bytes.
		case c.test == testMax && len(text) <= c.Limit:
		case !c.holdsText(text):
			return c
		}
	}
	return nil
}

func (c *Constraint) holdsText(text string) bool {
	switch c.test {
	case testRequired:
		return text != ""
	case testMin:
		return utf8.RuneCountInString(text) >= c.Limit
	case testMax:
		return utf8.RuneCountInString(text) <= c.Limit
	case testOneOf:
		return slices.Contains(c.Allowed, text)
	default:
		return c.Format.Valid(text)
	}
}

// checkMap goes through the names in their order, so that the violations of
// one document always come in the same one.
func (v *Value) checkMap(value reflect.Value, out Violations) Violations {
	names := value.MapKeys()
	sort.Stable(byText(names))
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

// byText sorts the names of a map; see byPlace.
type byText []reflect.Value

func (b byText) Len() int           { return len(b) }
func (b byText) Less(i, j int) bool { return b[i].String() < b[j].String() }
func (b byText) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

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

// violationOf is the violation by a text, of which some formats say what is wrong.
func (c *Constraint) violationOf(text string) Violation {
	v := c.violation()
	if c.Format != nil {
		v.Params = c.Format.Cause(text)
	}
	return v
}
