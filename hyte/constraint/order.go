package constraint

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Sort puts violations in document order, whatever found them: a container
// before what it holds, properties as the type lists them and then unknown
// ones by name, items by index. Violations of one place keep their order.
func (t *Type) Sort(violations []Violation) {
	if len(violations) < 2 {
		return
	}
	type located struct {
		tokens []string
		found  int
	}
	order := make([]located, len(violations))
	for i := range violations {
		order[i] = located{Tokens(violations[i].Location), i}
	}
	root := t.root()
	slices.SortFunc(order, func(a, b located) int {
		return cmp.Or(root.compare(a.tokens, b.tokens), a.found-b.found)
	})
	unsorted := slices.Clone(violations)
	for i, l := range order {
		violations[i] = unsorted[l.found]
	}
}

// Compare says which of two places comes first in document order, as [Type.Sort]
// does: less than 0 if a, more than 0 if b, 0 if they are one place.
func (t *Type) Compare(a, b string) int { return t.root().compare(Tokens(a), Tokens(b)) }

// root is the document itself as a value.
func (t *Type) root() *Value { return &Value{Kind: KindObject, Object: t} }

// compare compares the reference tokens of two places beneath the value.
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

// child is what the type says of a place directly beneath the value, nil if
// nothing.
func (v *Value) child(token string) *Value {
	if v.Kind != KindObject {
		return v.Items
	}
	if i, ok := v.Object.index[token]; ok {
		return v.Object.properties[i].Value
	}
	return nil
}

// compareTokens compares two different tokens beneath the value.
func (v *Value) compareTokens(a, b string) int {
	i, j := v.rank(a), v.rank(b)
	switch {
	case i >= 0 && j >= 0:
		return i - j
	case i >= 0:
		return -1
	case j >= 0:
		return 1
	default:
		return strings.Compare(a, b)
	}
}

// rank is the place of a property or item among its kind, or -1 for what the
// type does not know and for the names of a map.
func (v *Value) rank(token string) int {
	switch v.Kind {
	case KindObject:
		if i, ok := v.Object.index[token]; ok {
			return i
		}
	case KindArray:
		// RFC 6901 writes an index in one way only, without leading zeros.
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && strconv.Itoa(i) == token {
			return i
		}
	}
	return -1
}
