package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// inspection collects what is wrong with a document as a whole, on top of what
// its structure and tags already showed. A rule stays silent where the value
// itself, or one that the rule reads, is already reported: one mistake, one
// message, in every engine.
type inspection struct {
	bad []Violation // of structure and tags
	out []Violation
}

func (in *inspection) report(v Violation, reads ...string) {
	for _, b := range in.bad {
		if b.Location == v.Location || b.Rule == constraint.RuleType && constraint.Within(v.Location, b.Location) {
			return
		}
		for _, r := range reads {
			if b.Location == v.Location+r && b.Rule == constraint.RuleType {
				return
			}
		}
	}
	in.out = append(in.out, v)
}

func (in *inspection) error(rule Rule, location string, params constraint.Params, reads ...string) {
	in.report(Violation{Rule: rule, Location: location, Params: params, Severity: Error}, reads...)
}

func (in *inspection) warn(rule Rule, location string, params constraint.Params) {
	in.report(Violation{Rule: rule, Location: location, Params: params, Severity: Warning})
}

// all is everything that was found, in the order of the document.
func (in *inspection) all(t *constraint.Type) []Violation {
	if len(in.out) == 0 {
		return in.bad
	}
	all := append(in.bad[:len(in.bad):len(in.bad)], in.out...)
	t.Sort(all)
	return all
}
