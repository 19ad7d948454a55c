package parity

import (
	"regexp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

// rightBusinessID is what a schema takes every Business ID for whose check digit
// alone is wrong.
const rightBusinessID = "2617416-4"

// expressible are the violations of a document that a JSON Schema reports too:
// all but those of [schema.Inexpressible]. Where the list limits itself to a part
// of a rule, only that part is left out.
//
// Of some kinds the Go rules look at a document as a whole once its values are
// right. A check digit that only they see must not keep them from that here.
func expressible(task Task, text []byte, violations hyte.Violations) hyte.Violations {
	if violations.NotJSON() {
		return nil
	}
	if slices.ContainsFunc(violations, func(v hyte.Violation) bool { return v.Rule == constraint.RuleFormatBusinessID }) {
		corrected, changed := correctDigits(text, violations)
		if changed {
			violations = Rules(task, corrected)
		}
	}
	return slices.DeleteFunc(slices.Clone(violations), inexpressible)
}

// listed are the exceptions by their rules.
var listed = func() map[hyte.Rule]schema.Exception {
	rules := map[hyte.Rule]schema.Exception{}
	for _, e := range schema.Inexpressible() {
		rules[e.Rule] = e
	}
	return rules
}()

// inexpressible reports whether no schema says the violation. Those of a check
// digit are gone already: what is left has not the pattern of a Business ID.
func inexpressible(v hyte.Violation) bool {
	e, ok := listed[v.Rule]
	return ok && v.Rule != constraint.RuleFormatBusinessID && (e.Severity == "" || e.Severity == v.Severity)
}

// correctDigits puts a right Business ID in the place of each that has the
// pattern of one, and reports whether there are any.
func correctDigits(text []byte, violations hyte.Violations) (corrected []byte, changed bool) {
	root, err := tree.Parse(text)
	if err != nil {
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
