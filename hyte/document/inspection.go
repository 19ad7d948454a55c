package document

import (
	"cmp"
	"math"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// inspection collects what is wrong with a document as a whole, on top of what
// its structure and tags already showed. A rule stays silent where the value
// itself, or one that the rule reads, is already reported: one mistake, one
// message, in every engine.
type inspection struct {
	bad constraint.Violations // of structure and tags; does not change
	out []found

	// The places of bad, made when they are first asked for.
	reported, mistyped constraint.Places
}

// found is a violation and the number of the check that found it. What no check
// of the program found has the number -1 if it comes before all others.
type found struct {
	check     int
	violation constraint.Violation
}

// report adds a violation, unless its place is reported already or it lies in a
// value of the wrong type.
func (in *inspection) report(check int, v constraint.Violation) {
	if len(in.bad) == 0 || !in.silences(v.Location) {
		in.out = append(in.out, found{check, v})
	}
}

// add adds violations that other programs or checks have found, after all others.
func (in *inspection) add(violations constraint.Violations) {
	for _, v := range violations {
		in.out = append(in.out, found{math.MaxInt, v})
	}
}

func (in *inspection) silences(place string) bool {
	in.index()
	return in.reported.Has(place) || in.mistyped.Cover(place)
}

// hasWrongType reports whether the value at the place has a wrong type, or lies
// in one that has.
func (in *inspection) hasWrongType(place string) bool {
	if len(in.bad) == 0 {
		return false
	}
	in.index()
	return in.mistyped.Cover(place)
}

func (in *inspection) index() {
	if in.reported != nil {
		return
	}
	in.reported, in.mistyped = constraint.Places{}, constraint.Places{}
	for _, b := range in.bad {
		in.reported.Add(b.Location)
		if b.Rule == constraint.RuleType {
			in.mistyped.Add(b.Location)
		}
	}
}

// inOrder are the violations as the rules are listed, whichever was applied first,
// after those of the list.
func (in *inspection) inOrder(after constraint.Violations) constraint.Violations {
	slices.SortStableFunc(in.out, func(a, b found) int { return cmp.Compare(a.check, b.check) })
	all := slices.Grow(after[:len(after):len(after)], len(in.out))
	for i := range in.out {
		all = append(all, in.out[i].violation)
	}
	return all
}

// all is everything that was found, in the order of the document. A rule says
// nothing new the second time at one place.
func (in *inspection) all(t *constraint.Type) constraint.Violations {
	if len(in.out) == 0 {
		return in.bad
	}
	all := in.inOrder(in.bad)
	t.Sort(all)
	kept := all[:0]
	first := 0 // of those at the place
	for _, v := range all {
		if len(kept) > 0 && kept[len(kept)-1].Location != v.Location {
			first = len(kept)
		}
		if !slices.ContainsFunc(kept[first:], func(k constraint.Violation) bool { return k.Rule == v.Rule }) {
			kept = append(kept, v)
		}
	}
	return kept
}
