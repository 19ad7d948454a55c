package schema

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// Exception is a rule of package hyte that a JSON Schema cannot say, or cannot
// say in full. The reason is one English clause. The zero value is none.
type Exception struct {
	Rule   hyte.Rule
	Reason string
	// Severity is that of the violations which a schema passes over; empty for
	// all of the rule's.
	Severity constraint.Severity
}

// Inexpressible lists every rule that a schema passes over. All other rules of
// package hyte are in the schemas, and both give the same violations.
func Inexpressible() []Exception {
	const syntax = "about the JSON text; a schema sees the value that was read from it"
	all := []Exception{{Rule: constraint.RuleFormatBusinessID, Reason: "the check digit is a sum modulo 11; the rest is a pattern"}}
	for _, kind := range kinds.All() {
		rules := kind.Rules()
		for _, r := range rules {
			listed := slices.ContainsFunc(all, func(e Exception) bool { return e.Rule == r.ID })
			if r.Why == "" || listed {
				continue
			}
			e := Exception{Rule: r.ID, Reason: r.Why}
			if slices.ContainsFunc(rules, func(o document.Rule) bool { return o.ID == r.ID && o.Why == "" }) {
				e.Severity = r.Severity
			}
			all = append(all, e)
		}
	}
	for _, rule := range []hyte.Rule{
		constraint.RuleJSONSyntax, constraint.RuleJSONEncoding, constraint.RuleJSONDuplicate,
		constraint.RuleJSONTrailing, constraint.RuleJSONDepth, constraint.RuleJSONSize,
	} {
		all = append(all, Exception{Rule: rule, Reason: syntax})
	}
	return append(all, Exception{
		Rule: constraint.RuleOmitted, Reason: "about a list of violations; that of a schema is cut off as well, and counts its own",
	})
}
