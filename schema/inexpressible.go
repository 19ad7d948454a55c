package schema

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Exception is a rule of package hyte that a JSON Schema cannot say, or cannot
// say in full. The reason is one English clause. The zero value is none.
type Exception struct {
	Rule   hyte.Rule
	Reason string
}

// Inexpressible lists every rule that a schema passes over. All other rules of
// package hyte are in the schemas, and both give the same violations.
func Inexpressible() []Exception {
	const (
		clock    = "depends on the moment of checking"
		warning  = "a warning; a schema knows errors only"
		register = "needs the register of areas on the call's membership date"
		syntax   = "about the JSON text; a schema sees the value that was read from it"
		persons  = "compares names whatever their letter case and Unicode normalization"
		values   = "compares two values of the document"
	)
	return []Exception{
		{constraint.RuleFormatBusinessID, "the check digit is a sum modulo 11; the rest is a pattern"},

		{hyte.RuleRepresentativeDuplicate, persons},
		{hyte.RuleDeputySamePerson, persons},
		{hyte.RuleGenderPairMissing, "a warning where the call only recommends a pair; where it requires one, the schema says it"},
		{hyte.RuleDecisionBeforeCall, warning},
		{hyte.RuleDecisionInFuture, clock},
		{hyte.RuleDeadlinePassed, clock},
		{hyte.RuleCallNotOpen, clock},

		{hyte.RuleSeatDuplicate, values},
		{hyte.RuleSeatEmpty, register},
		{hyte.RuleNominatorTwice, values + ", and " + register},
		{hyte.RuleMunicipalityUnknown, register},
		{hyte.RuleAreaUnknown, register},
		{hyte.RuleMembershipOutOfRange, register},
		{hyte.RuleDeadlineBeforeIssue, values},
		{hyte.RuleMeetingOrder, values},
		{hyte.RuleDeadlineNotWorking, warning},
		{hyte.RuleTimeShort, warning},
		{hyte.RuleTimeHolidays, warning},
		{hyte.RuleMeetingEarly, warning},
		{hyte.RuleTextMissing, warning},
		{hyte.RulePairImpossible, warning},
		{hyte.RulePrivacyNoticeMissing, warning},

		{hyte.RuleRosterSamePerson, warning},
		{hyte.RuleRosterGenderBalance, "counts persons and divides"},

		{constraint.RuleJSONSyntax, syntax},
		{constraint.RuleJSONEncoding, syntax},
		{constraint.RuleJSONDuplicate, syntax},
		{constraint.RuleJSONTrailing, syntax},
		{constraint.RuleJSONDepth, syntax},
		{constraint.RuleJSONSize, syntax},
	}
}
