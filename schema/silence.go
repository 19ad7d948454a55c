package schema

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// violations are what package hyte would report of all that was found: one
// violation of a value, and of a rule only where no value is to blame.
func (r *report) violations() []hyte.Violation {
	out := r.first()
	alone := len(out)
	slices.SortStableFunc(r.rules, func(a, b finding) int { return cmp.Compare(a.rank, b.rank) })
	for _, f := range r.rules {
		// A call is looked at as a whole once its values are right.
		if !silent(f.Violation, out[:alone]) && (alone == 0 || r.validator.document.Name != "call") {
			out = append(out, f.Violation)
		}
	}
	r.validator.document.Type.Sort(out)
	return out
}

// first are the values' violations: of each value the first, and none beneath
// one of the wrong type.
func (r *report) first() []hyte.Violation {
	best := map[string]finding{}
	for _, f := range r.values {
		if known, ok := best[f.Location]; !ok || f.rank < known.rank {
			best[f.Location] = f
		}
	}
	var out []hyte.Violation
	for _, f := range best {
		if f.Rule != constraint.RuleUniqueItems || !holdsWrongType(f.Location, best) {
			out = append(out, f.Violation)
		}
	}
	return out
}

func holdsWrongType(list string, best map[string]finding) bool {
	for place, f := range best {
		if f.Rule == constraint.RuleType && len(place) > len(list) && constraint.Within(place, list) {
			return true
		}
	}
	return false
}

// silent reports whether the place of a rule already has a violation, or is in
// a value of the wrong type.
func silent(v hyte.Violation, values []hyte.Violation) bool {
	for _, b := range values {
		if b.Location == v.Location || b.Rule == constraint.RuleType && constraint.Within(v.Location, b.Location) {
			return true
		}
	}
	return false
}
