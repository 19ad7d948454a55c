package constraint

import (
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Sort puts violations in document order, whatever found them: a container
// before what it holds, properties as the type lists them and then unknown
// ones by name, items by index. Violations of one place keep their order.
func (t *Type) Sort(violations Violations) {
	if len(violations) < 2 {
		return
	}
	order := byPlace{t.root(), make([]located, len(violations))}
	for i := range violations {
		order.found[i] = located{Tokens(violations[i].Location), i}
	}
	sort.Stable(order)
	unsorted := slices.Clone(violations)
	for i, l := range order.found {
		violations[i] = unsorted[l.index]
	}
}

// located is where the violation with the index lies.
type located struct {
	tokens []string
	index  int
}

// byPlace sorts by an interface, as byText does: a generic sort is compiled anew for
// every type, and each adds two kilobytes to what a browser loads.
type byPlace struct {
	root  *Value
	found []located
}

func (b byPlace) Len() int           { return len(b.found) }
func (b byPlace) Less(i, j int) bool { return b.root.compare(b.found[i].tokens, b.found[j].tokens) < 0 }
func (b byPlace) Swap(i, j int)      { b.found[i], b.found[j] = b.found[j], b.found[i] }

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
