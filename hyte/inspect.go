package hyte

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// inspection collects what is wrong with a document as a whole, on top of what
// its structure and tags already showed. A rule stays silent where the value
// itself, or one that the rule reads, is already reported: one mistake, one
// message, in every engine.
type inspection struct {
	bad []Violation // of structure and tags; does not change
	out []Violation

	// The places of bad, made when they are first asked for.
	reported, mistyped constraint.Places
}

// report adds a violation, unless its place is reported already or it lies in a
// value of the wrong type. The rule may also read members of the place, named
// by pointers that begin there: of the wrong type, they silence it too.
func (in *inspection) report(v Violation, reads ...string) {
	if len(in.bad) > 0 && in.silences(v.Location, reads) {
		return
	}
	in.out = append(in.out, v)
}

func (in *inspection) silences(place string, reads []string) bool {
	if in.reported == nil {
		in.reported, in.mistyped = constraint.Places{}, constraint.Places{}
		for _, b := range in.bad {
			in.reported.Add(b.Location)
			if b.Rule == constraint.RuleType {
				in.mistyped.Add(b.Location)
			}
		}
	}
	return in.reported.Has(place) || in.mistyped.Cover(place) ||
		slices.ContainsFunc(reads, func(r string) bool { return in.mistyped.Has(place + r) })
}

// hasWrongType reports whether the value at the place has a wrong type.
func (in *inspection) hasWrongType(place string) bool {
	return slices.ContainsFunc(in.bad, func(v Violation) bool {
		return v.Rule == constraint.RuleType && v.Location == place
	})
}

func (in *inspection) error(rule Rule, location string, params constraint.Params, reads ...string) {
	in.report(Violation{Rule: rule, Location: location, Params: params, Severity: Error}, reads...)
}

// once is error for a rule that says nothing new the second time at one place.
func (in *inspection) once(rule Rule, location string, params constraint.Params) {
	for _, v := range in.out {
		if v.Rule == rule && v.Location == location {
			return
		}
	}
	in.error(rule, location, params)
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
