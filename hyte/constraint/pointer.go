package constraint

import (
	"strconv"
	"strings"
)

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

var pointerUnescaper = strings.NewReplacer("~1", "/", "~0", "~")

// Pointer makes a JSON Pointer (RFC 6901) of reference tokens: property names,
// and item indexes as decimal numbers. Without tokens it is "", the whole
// document.
func Pointer(tokens ...string) string {
	var b strings.Builder
	for _, t := range tokens {
		b.WriteByte('/')
		b.WriteString(pointerEscaper.Replace(t))
	}
	return b.String()
}

// Tokens splits a JSON Pointer into its reference tokens, unescaped. A pointer
// that is neither empty nor begins with a slash has none.
func Tokens(pointer string) []string {
	if pointer == "" || pointer[0] != '/' {
		return nil
	}
	tokens := strings.Split(pointer[1:], "/")
	for i, t := range tokens {
		if strings.Contains(t, "~") {
			tokens[i] = pointerUnescaper.Replace(t)
		}
	}
	return tokens
}

// Within reports whether the location is the place itself or lies beneath it.
func Within(location, place string) bool {
	return strings.HasPrefix(location, place) &&
		(len(location) == len(place) || location[len(place)] == '/')
}

// Places is a set of places in a document, as JSON Pointers. The zero value is
// an empty set to ask, not to add to.
type Places map[string]struct{}

// Add puts a place into the set.
func (p Places) Add(place string) { p[place] = struct{}{} }

// Has reports whether the place is in the set.
func (p Places) Has(place string) bool {
	_, ok := p[place]
	return ok
}

// Cover reports whether the location is [Within] a place of the set.
func (p Places) Cover(location string) bool {
	if len(p) == 0 {
		return false
	}
	for !p.Has(location) {
		if location == "" {
			return false
		}
		location = parent(location)
	}
	return true
}

// parent is the place that directly holds the location, which is not "".
func parent(location string) string {
	return location[:max(strings.LastIndexByte(location, '/'), 0)]
}

// beneath moves the violations from the value's own terms (location "" is the
// value) to those of its container.
func beneath(violations Violations, token string) {
	if len(violations) == 0 {
		return
	}
	token = "/" + pointerEscaper.Replace(token)
	for i := range violations {
		violations[i].Location = token + violations[i].Location
	}
}

func beneathIndex(violations Violations, index int) {
	if len(violations) > 0 {
		beneath(violations, strconv.Itoa(index))
	}
}
