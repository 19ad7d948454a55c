package constraint

import (
	"slices"
	"strings"
)

// Read decodes a document and checks its rules: all its violations, in document
// order. A value of the wrong type is not reported a second time as missing.
func (t *Type) Read(data []byte, document any) []Violation {
	return t.Verify(document, t.Decode(data, document))
}

// Verify adds to the violations that [Decoder.Decode] found those of
// [Type.Check], as [Type.Read] does.
func (t *Type) Verify(document any, decoded []Violation) []Violation {
	if len(decoded) == 1 && strings.HasPrefix(string(decoded[0].Rule), "json.") {
		return decoded
	}
	return t.Merge(decoded, t.Check(document))
}

// Merge puts together what was found in the structure of a document and what
// its rules say, in document order, and leaves out what stands at or beneath a
// place whose structure is already wrong.
func (t *Type) Merge(structural, checked []Violation) []Violation {
	if len(structural) == 0 {
		return checked
	}
	merged := slices.Clone(structural)
	for _, v := range checked {
		if !slices.ContainsFunc(structural, func(s Violation) bool { return Within(v.Location, s.Location) }) {
			merged = append(merged, v)
		}
	}
	t.Sort(merged)
	return merged
}
