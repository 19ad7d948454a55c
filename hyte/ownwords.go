package hyte

import "github.com/hytekit/hytekit/hyte/document"

// OwnWordRules are the rules of words that stand at a place of an inquiry, such as
// "/texts", by the key of the program's own text in whose place they are shown. The keys are
// those that there are.
//
// An inquiry may choose the words of introductions, of hints and of the consent. What tells
// people their rights, keeps data out that must not be sent, or says what the program does
// is not for an inquiry to say otherwise.
func OwnWordRules(at string, keys ...string) []document.Rule {
	return []document.Rule{{ID: RuleTextUnknown, At: at, Says: document.Names(keys...)}}
}

// callWords are the keys of texts that a call may say in its own words.
var callWords = []string{
	"hint.businessId",
	"hint.change.from",
	"hint.consent",
	"hint.decision.body",
	"hint.decision.caseNumber",
	"hint.decision.date",
	"hint.decision.section",
	"hint.decision.url",
	"hint.jointlyWith",
	"hint.unit",
	"inquiry.more",
	"label.consent",
	"label.consent=1",
	"part.candidates.hint",
	"part.change.hint",
	"part.consent.title",
	"part.decision.hint",
	"part.decision.title",
	"part.deputies.hint",
	"part.deputy.hint",
	"part.questions.title",
	"part.representatives.hint",
	"part.submitter.hint",
	"point.needs",
	"point.next",
	"reply.hint",
	"reply.needs",
	"rule.consent.missing",
	"search.hint",
}
