package parity

import (
	"regexp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/schema/parity/tree"
)

// rightBusinessID is what a schema takes every Business ID for whose check digit
// alone is wrong.
const rightBusinessID = "2617416-4"

// expressible are the violations of a document that a JSON Schema reports too:
// all but those of [schema.Inexpressible]. Where the list limits itself to a part
// of a rule, only that part is left out.
//
// The Go rules look at a call as a whole once its values are right. A check digit
// that only they see must not keep them from that here.
func expressible(task Task, text []byte, violations []hyte.Violation) ([]hyte.Violation, error) {
	if constraint.NotJSON(violations) {
		return nil, nil
	}
	if slices.ContainsFunc(violations, func(v hyte.Violation) bool { return v.Rule == constraint.RuleFormatBusinessID }) {
		corrected, changed := correctDigits(text, violations)
		if changed {
			again, err := Rules(task, corrected)
			if err != nil {
				return nil, err
			}
			violations = again
		}
	}
	return slices.DeleteFunc(slices.Clone(violations), inexpressible), nil
}

var listed = func() map[hyte.Rule]bool {
	rules := map[hyte.Rule]bool{}
	for _, e := range schema.Inexpressible() {
		rules[e.Rule] = true
	}
	return rules
}()

// inexpressible reports whether no schema says the violation. Those of a check
// digit are gone already: what is left has not the pattern of a Business ID.
func inexpressible(v hyte.Violation) bool {
	switch v.Rule {
	case constraint.RuleFormatBusinessID:
		return false
	case hyte.RuleGenderPairMissing: // listed where the call recommends a pair
		return listed[v.Rule] && v.Severity == hyte.Warning
	default:
		return listed[v.Rule]
	}
}

// correctDigits puts a right Business ID in the place of each that has the
// pattern of one, and reports whether there are any.
func correctDigits(text []byte, violations []hyte.Violation) (corrected []byte, changed bool) {
	root, err := tree.Parse(text)
	if err != nil || !listed[constraint.RuleFormatBusinessID] {
		return nil, false
	}
	for _, s := range tree.Slots(&root) {
		id, ok := s.Value.(string)
		reported := slices.ContainsFunc(violations, func(v hyte.Violation) bool {
			return v.Rule == constraint.RuleFormatBusinessID && v.Location == s.Pointer
		})
		if ok && reported && matches(constraint.RuleFormatBusinessID, id) {
			s.Replace(rightBusinessID)
			changed = true
		}
	}
	return tree.Write(root, ""), changed
}

// matches reports whether a text has the patterns of the rule's format.
func matches(rule constraint.Rule, text string) bool {
	formats := constraint.Formats()
	i := slices.IndexFunc(formats, func(f constraint.Format) bool { return f.Rule == rule })
	return i >= 0 && !slices.ContainsFunc(formats[i].Patterns, func(pattern string) bool {
		return !regexp.MustCompile(pattern).MatchString(text)
	})
}
