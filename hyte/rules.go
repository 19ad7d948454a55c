package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// Violation says which rule a document breaks and where. It is data, never a
// message, and holds nothing of the document itself. See [constraint.Violation].
type Violation = constraint.Violation

// Violations are what is wrong with one document. See [constraint.Violations].
type Violations = constraint.Violations

// Rule identifies a rule. See [constraint.Rule].
type Rule = constraint.Rule

// Severities of a violation.
const (
	Error   = constraint.Error
	Warning = constraint.Warning
)

// The rules of nominations, beside those of their tags (package constraint).
const (
	RuleCallMismatch            Rule = "call.mismatch"            // answers another call
	RuleNominatorUnknown        Rule = "nominator.unknown"        // the call does not ask this organization
	RuleNominatorMerged         Rule = "nominator.merged"         // the municipality is now part of params.successor
	RuleQuotaMin                Rule = "quota.min"                // fewer representatives than params.min
	RuleQuotaMax                Rule = "quota.max"                // more representatives than params.max
	RuleRepresentativeDuplicate Rule = "representative.duplicate" // the same person as params.other
	RuleContactMissing          Rule = "contact.missing"          // neither e-mail nor telephone
	RuleConsentMissing          Rule = "consent.missing"          // the persons have not agreed (410/2015 s.70)
	RuleDeputyNotAllowed        Rule = "deputy.not_allowed"       // the call asks for no deputies
	RuleDeputyMissing           Rule = "deputy.missing"           // the call asks for a deputy
	RuleDeputySamePerson        Rule = "deputy.same_person"       // deputy and representative are one person
	RuleQuotaExpected           Rule = "quota.expected"           // fewer representatives than the params.min asked for (warning)
	RuleCandidatePairMissing    Rule = "candidate.pair_missing"   // candidates for a place are only women or only men (609/1986 s.4a)
	RuleCandidatePairFew        Rule = "candidate.pair_few"       // candidates are fewer women or fewer men than there are places (609/1986 s.4a)
	RuleNominatorGroup          Rule = "nominator.group"          // answers together with others, as params.successor
	RuleNotAsked                Rule = "member.not_asked"         // the call does not ask this of the organization
	RuleChangeBeforeTerm        Rule = "change.before_term"       // representatives change before params.date, on which the term begins
	RuleDecisionBeforeCall      Rule = "decision.before_call"     // decided before the call was issued (warning)
	RuleDecisionInFuture        Rule = "decision.in_future"       // decided after the moment of checking
	RuleDeadlinePassed          Rule = "deadline.passed"          // received at or after the end of the deadline
	RuleCallNotOpen             Rule = "call.not_open"            // received before the call opened
	RuleCancelled               Rule = "inquiry.cancelled"        // what is answered does not take place
	RuleAnswerUnknown           Rule = "answer.unknown"           // answers what is not asked
	RuleAnswerMissing           Rule = "answer.missing"           // a question that must be answered is not
	RuleAnswerOption            Rule = "answer.option"            // none of the answers that there are to choose from
)

// The rules of calls, beside those of their tags.
const (
	RuleSeatDuplicate        Rule = "seat.duplicate"           // two seats have one id
	RuleSeatNominators       Rule = "seat.nominators"          // not the members that the kind of nominators needs
	RuleSeatEmpty            Rule = "seat.empty"               // the area has no municipality on the date
	RuleQuotaRange           Rule = "quota.range"              // max below min
	RuleNominatorTwice       Rule = "nominator.twice"          // under two rules; params.other is the id of the first seat
	RuleMunicipalityUnknown  Rule = "municipality.unknown"     // no such municipality on the membership date
	RuleAreaUnknown          Rule = "area.unknown"             // no such region or county
	RuleMembershipOutOfRange Rule = "membership.out_of_range"  // the area data do not cover the date; params.date is the last that they do
	RuleDeadlineBeforeIssue  Rule = "deadline.before_issue"    // over before it opens
	RuleDeadlineNotWorking   Rule = "deadline.not_working_day" // warning: an authority's date does not move by itself
	RuleTimeShort            Rule = "deadline.short"           // warning: fewer than params.min working days to answer
	RuleTimeHolidays         Rule = "deadline.holidays"        // warning: of params.max days to answer only params.min are working days
	RuleMeetingEarly         Rule = "meeting.before_deadline"  // warning: the first meeting comes too early
	RuleMeetingOrder         Rule = "meeting.order"            // the window ends before it begins
	RuleTextMissing          Rule = "text.missing"             // warning: a text lacks one of the call's languages
	RuleTextUnknown          Rule = "text.unknown"             // own words for a text that there is not; params.other is the key of the nearest one
	RulePairImpossible       Rule = "gender.pair_impossible"   // warning: candidates of both sexes are required, but there may be too few of them
	RuleMembershipAssumed    Rule = "membership.assumed"       // warning: the division of the last known date, params.date, is used for the year after
	RuleExceptionOutside     Rule = "exception.outside"        // leaves out what the seat does not ask anyway
	RuleQuotaOrder           Rule = "quota.order"              // fewer expected than the least number, or more expected or seated than may be named
	RuleTermOrder            Rule = "term.order"               // the term ends before it begins
	RuleSizeRange            Rule = "size.range"               // max below min
	RuleDeadlineOriginal     Rule = "deadline.original"        // an extended deadline is not after the original one
	RuleQuestionDuplicate    Rule = "question.duplicate"       // two questions have one id
	RuleQuestionOptions      Rule = "question.options"         // a choice without options, or another question with some
	RuleOptionDuplicate      Rule = "option.duplicate"         // two options of one question have one id
	RulePrivacyNoticeMissing Rule = "privacy_notice.missing"   // warning: nothing tells who answers for personal data
)

// The rules of rosters.
const (
	RuleRosterSecondAnswer  Rule = "roster.second_answer"  // two answers at the same instant: which one counts?
	RuleRosterContested     Rule = "roster.contested"      // warning: another answer waits to be settled
	RuleRosterSamePerson    Rule = "roster.same_person"    // warning: one person named by two organizations
	RuleRosterGenderBalance Rule = "roster.gender_balance" // under 40 % women or men (609/1986 s.4a)
)
