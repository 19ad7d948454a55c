package validation

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// Exception is a rule of package hyte that validator does not report, or not
// always.
type Exception struct {
	Rule   hyte.Rule
	Reason string
	// Severity is that of the violations which no error stands for; empty for all
	// of the rule's. Warnings are returned by [Check].
	Severity constraint.Severity
}

// Inexpressible lists every rule that no error of validator stands for. All
// other rules of package hyte are reported, with the same locations and limits.
func Inexpressible() []Exception {
	const decoding = "seen only while the JSON text is decoded, and validator gets the value; what a binder refuses is listed in the package's documentation"
	var all []Exception
	for _, rule := range []hyte.Rule{
		constraint.RuleType, constraint.RuleUnknownProperty, constraint.RuleFormatDateTime,
		constraint.RuleJSONSyntax, constraint.RuleJSONEncoding, constraint.RuleJSONDuplicate,
		constraint.RuleJSONTrailing, constraint.RuleJSONDepth, constraint.RuleJSONSize,
	} {
		all = append(all, Exception{Rule: rule, Reason: decoding})
	}
	all = append(all,
		Exception{Rule: constraint.RuleOmitted, Reason: "about a list of violations; Violations and Check cut theirs off as well"},
		Exception{
			Rule: hyte.RuleDeadlinePassed, Severity: hyte.Warning,
			Reason: "a warning where the call records late nominations, and then Check returns it; an error where it refuses them",
		},
	)
	for _, kind := range kinds.All() {
		for _, r := range kind.Rules() {
			e, ok := exception(kind, r.ID)
			if ok && !slices.ContainsFunc(all, func(o Exception) bool { return o.Rule == e.Rule }) {
				all = append(all, e)
			}
		}
	}
	return all
}

// exception is that of the kind's rules of the id, if errors do not stand for all
// of them.
func exception(kind *document.Kind, id hyte.Rule) (Exception, bool) {
	e := Exception{Rule: id}
	for _, r := range kind.Rules() {
		switch {
		case r.ID != id:
		case r.Elsewhere && !r.Moment && !kind.ValuesFirst():
			e.Reason = "found while documents are put together, and what was put together is bound without it"
			return e, true
		case r.Severity == hyte.Warning:
			e.Severity, e.Reason = hyte.Warning, "a warning; validator knows errors only, and Check returns it"
		}
	}
	return e, e.Severity != ""
}
