package hyte

import (
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Notice is what an organization says in place of an answer: that it names no one, a
// refusal, or that it takes its answer back, a withdrawal. Which of the two it is, the
// kind of document says. The zero value is not a valid notice.
type Notice struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// Call is the id of the call that the notice is about.
	Call string `json:"call" validate:"required,max=100,slug"`
	// Nominator is the id of the organization, as in [Nomination].
	Nominator string `json:"nominator" validate:"required,max=100,orgid"`
	// NominatorName and BusinessID are as in [Nomination]: of an organization that an open
	// call does not name.
	NominatorName string `json:"nominatorName,omitempty" validate:"omitempty,max=200,line"`
	BusinessID    string `json:"businessId,omitempty" validate:"omitempty,businessid"`
	// Reason is why, in the organization's words.
	Reason string `json:"reason,omitempty" validate:"omitempty,max=1000,text"`
	// Submitter is who sends the notice. A withdrawal by the submitter of the answer in
	// force counts; one by anybody else has to be settled.
	Submitter *Submitter `json:"submitter" validate:"required"`
	// Language is the language of the notice, for messages to the submitter.
	Language string `json:"language,omitempty" validate:"omitempty,language"`
}

var (
	noticeType               lazyType
	refusalKind, withdrawals lazyKind
)

// RefusalKind is the notice that the organization names no one, as a kind of document.
func RefusalKind() *document.Kind {
	return refusalKind.get(func() *document.Kind { return newNoticeKind("refusal", "refusals") })
}

// WithdrawalKind is the notice that the organization takes its answer back, as a kind
// of document.
func WithdrawalKind() *document.Kind {
	return withdrawals.get(func() *document.Kind { return newNoticeKind("withdrawal", "withdrawals") })
}

func newNoticeKind(name, plural string) *document.Kind {
	return document.MustNew(name, plural, noticeType.get(constraint.MustCompile[Notice]), whoAnswers, aboutCalls)
}

// DecodeNotice reads a refusal or a withdrawal from JSON, as [DecodeNomination] does a
// nomination.
func DecodeNotice(data []byte) (*Notice, Violations) {
	return read[Notice](data, RefusalKind().Alone()) // both have the same type and rules
}
