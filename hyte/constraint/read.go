package constraint

import "slices"

// Read decodes a document and checks its rules: all its violations, in document
// order. A value of the wrong type is not reported a second time as missing.
func (t *Type) Read(data []byte, document any) Violations {
	return t.NewDecoder().Read(data, document)
}

// Verify adds to the violations that [Decoder.Decode] found those of
// [Type.Check], as [Type.Read] does.
func (t *Type) Verify(document any, decoded Violations) Violations {
	if decoded.NotJSON() {
		return decoded
	}
	return t.Merge(decoded, t.Check(document))
}

// Merge puts together what was found in the structure of a document and what
// its rules say, in document order, and leaves out what follows only from the
// structure: what stands at or beneath a place that is already reported, and
// unique of a list whose items are not all texts.
func (t *Type) Merge(structural, checked Violations) Violations {
	if len(structural) == 0 {
		return checked
	}
	wrong, holders := Places{}, Places{}
	for _, v := range structural {
		wrong.Add(v.Location)
		if v.Location != "" {
			holders.Add(parent(v.Location))
		}
	}
	merged := slices.Clone(structural)
	for _, v := range checked {
		if wrong.Cover(v.Location) || v.Rule == RuleUniqueItems && holders.Has(v.Location) {
			continue
		}
		merged = append(merged, v)
	}
	t.Sort(merged)
	return merged
}
