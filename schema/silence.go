package schema

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// violations are what package hyte would report of all that was found: one
// violation of a value, and of a rule only where no value is to blame.
func (r *report) violations() hyte.Violations {
	out := r.first()
	alone := len(out)
	reported, mistyped := constraint.Places{}, constraint.Places{}
	for _, v := range out {
		reported.Add(v.Location)
		if v.Rule == constraint.RuleType {
			mistyped.Add(v.Location)
		}
	}
	known := map[ruleAt]bool{}
	slices.SortStableFunc(r.rules, func(a, b finding) int { return cmp.Compare(a.rank, b.rank) })
	for _, f := range r.rules {
		// A rule is silent where its place already has a violation, or is in a
		// value of the wrong type, and says nothing new the second time at one
		// place. Some kinds are looked at as a whole once their values are right.
		said := ruleAt{f.Rule, f.Location}
		if reported.Has(f.Location) || mistyped.Cover(f.Location) || known[said] || r.reads(f, mistyped) || r.renamed(f) ||
			alone > 0 && r.validator.kind.ValuesFirst() {
			continue
		}
		known[said] = true
		out = append(out, f.Violation)
	}
	r.validator.kind.Type().Sort(out)
	return out.Limit()
}

// reads reports whether a rule counts members of which one has a wrong type: it may
// have been meant to be there.
func (r *report) reads(f finding, mistyped constraint.Places) bool {
	tokens := constraint.Tokens(f.Location)
	return slices.ContainsFunc(r.validator.counts, func(c memberCount) bool {
		return c.rule == f.Rule && c.stands(tokens) && slices.ContainsFunc(c.names, func(name string) bool {
			return mistyped.Cover(f.Location + constraint.Pointer(name))
		})
	})
}

// chosen is the rule that says which texts may stand at the place. A schema in one
// language says so at the property, with the names of the texts.
func (v *Validator) chosen(place string) (hyte.Rule, bool) {
	tokens := constraint.Tokens(place)
	for _, c := range v.choices {
		if c.stands(tokens) {
			return c.rule, true
		}
	}
	return "", false
}

// renamed reports whether a rule says of the finding's place that its text is a
// former name: there is no such name to choose then, and nothing more to say.
func (r *report) renamed(f finding) bool {
	return f.listed && slices.ContainsFunc(r.rules, func(o finding) bool {
		return o.Location == f.Location && slices.ContainsFunc(r.validator.clauses[o.Rule], func(c document.Clause) bool {
			_, renaming := c.(document.Renaming)
			return renaming
		})
	})
}

// ruleAt is a rule at a place.
type ruleAt struct {
	rule     hyte.Rule
	location string
}

// first are the values' violations: of each value the first, and none beneath
// one of the wrong type.
func (r *report) first() hyte.Violations {
	best := map[string]finding{}
	for _, f := range r.values {
		if known, ok := best[f.Location]; !ok || f.rank < known.rank {
			best[f.Location] = f
		}
	}
	var out hyte.Violations
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
