package constraint

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Check reports every rule that the document breaks, in document order; none
// means that its tags are satisfied. The document is a pointer to the struct
// that the type was compiled from; anything else is a programming error and
// panics. A document that breaks no rule costs no allocation.
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
		if len(out) > start {
			beneath(out[start:], p.Name)
		}
	}
	return out
}

func (v *Value) check(value reflect.Value, out []Violation) []Violation {
	absent := v.absent(value)
	if absent && v.optional {
		return out
	}
	for i := range v.Constraints {
		if c := &v.Constraints[i]; !c.holds(v.Kind, value, absent) {
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

// absent tells whether the value is not there: an empty text, a zero number, a
// nil list. An object in an array is always there.
func (v *Value) absent(value reflect.Value) bool {
	switch v.Kind {
	case KindString:
		return value.Len() == 0
	case KindObject:
		return v.pointer && value.IsNil()
	case KindArray, KindMap:
		return value.IsNil()
	default:
		return value.IsZero()
	}
}

func (c *Constraint) holds(kind Kind, value reflect.Value, absent bool) bool {
	switch c.Rule {
	case RuleRequired:
		return !absent
	case RuleMinLength:
		return utf8.RuneCountInString(value.String()) >= c.Limit
	case RuleMaxLength:
		// A text has at most as many code points as bytes.
		return value.Len() <= c.Limit || utf8.RuneCountInString(value.String()) <= c.Limit
	case RuleMinItems:
		return value.Len() >= c.Limit
	case RuleMaxItems:
		return value.Len() <= c.Limit
	case RuleMinimum:
		return value.Int() >= int64(c.Limit)
	case RuleMaximum:
		return value.Int() <= int64(c.Limit)
	case RuleOneOf:
		return slices.Contains(c.Allowed, value.String())
	case RuleUniqueItems:
		return uniqueTexts(value)
	default:
		return c.Format.Valid(value.String())
	}
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
	switch c.Rule {
	case RuleMinLength, RuleMinItems, RuleMinimum:
		v.Params.Min = c.Limit
	case RuleMaxLength, RuleMaxItems, RuleMaximum:
		v.Params.Max = c.Limit
	case RuleOneOf:
		v.Params.Allowed = slices.Clone(c.Allowed)
	}
	return v
}

// Sort puts violations in document order, whatever found them: a container
// before what it holds, properties as the type lists them and then unknown
// ones by name, items by index. Violations of one place keep their order.
func (t *Type) Sort(violations []Violation) {
	if len(violations) < 2 {
		return
	}
	slices.SortStableFunc(violations, func(a, b Violation) int { return t.Compare(a.Location, b.Location) })
}

// Compare says which of two places comes first in document order, as [Type.Sort]
// does: less than 0 if a, more than 0 if b, 0 if they are one place.
func (t *Type) Compare(a, b string) int {
	root := &Value{Kind: KindObject, Object: t}
	return root.compare(Tokens(a), Tokens(b))
}

func (v *Value) compare(a, b []string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return v.compareTokens(a[i], b[i])
		}
		if v = v.child(a[i]); v == nil {
			return slices.Compare(a[i+1:], b[i+1:])
		}
	}
	return len(a) - len(b)
}

func (v *Value) child(token string) *Value {
	if v.Kind == KindObject {
		if p, ok := v.Object.Property(token); ok {
			return p.Value
		}
		return nil
	}
	return v.Items
}

func (v *Value) compareTokens(a, b string) int {
	switch v.Kind {
	case KindObject:
		i, known := v.Object.index[a]
		j, alsoKnown := v.Object.index[b]
		switch {
		case known && alsoKnown:
			return i - j
		case known:
			return -1
		case alsoKnown:
			return 1
		}
	case KindArray:
		i, errA := strconv.Atoi(a)
		j, errB := strconv.Atoi(b)
		if errA == nil && errB == nil {
			return i - j
		}
	}
	if a < b {
		return -1
	}
	return 1
}
