package validation

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Exception is a rule of package hyte that validator does not report, or not
// always.
type Exception struct {
	Rule   hyte.Rule
	Reason string
}

// Inexpressible lists every rule that no error of validator stands for. All
// other rules of package hyte are reported, with the same locations and limits.
func Inexpressible() []Exception {
	const (
		decoding = "seen only while the JSON text is decoded, and validator gets the value; what a binder refuses is listed in the package's documentation"
		warning  = "a warning; validator knows errors only, and Check returns it"
		roster   = "found while a roster is made of received documents or read; of a roster that is bound only the tags are checked"
	)
	return []Exception{
		{constraint.RuleType, decoding},
		{constraint.RuleUnknownProperty, decoding},
		{constraint.RuleFormatDateTime, decoding},
		{constraint.RuleJSONSyntax, decoding},
		{constraint.RuleJSONEncoding, decoding},
		{constraint.RuleJSONDuplicate, decoding},
		{constraint.RuleJSONTrailing, decoding},
		{constraint.RuleJSONDepth, decoding},
		{constraint.RuleJSONSize, decoding},

		{hyte.RuleGenderPairMissing, "a warning where the call only recommends a pair, and then Check returns it; an error where the call requires one"},
		{hyte.RuleDeadlinePassed, "a warning where the call records late nominations, and then Check returns it; an error where it refuses them"},
		{hyte.RuleDecisionBeforeCall, warning},
		{hyte.RuleDeadlineNotWorking, warning},
		{hyte.RuleTimeShort, warning},
		{hyte.RuleTimeHolidays, warning},
		{hyte.RuleMeetingEarly, warning},
		{hyte.RuleTextMissing, warning},
		{hyte.RulePairImpossible, warning},
		{hyte.RulePrivacyNoticeMissing, warning},

		{hyte.RuleRosterSecondAnswer, roster},
		{hyte.RuleRosterSamePerson, roster},
		{hyte.RuleRosterGenderBalance, roster},
	}
}
