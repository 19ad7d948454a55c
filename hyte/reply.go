package hyte

import (
	"maps"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// Reply is an organization's answer to a call that asks for replies: the answers to its
// questions, and no persons. It mirrors its JSON. The zero value is not a valid reply.
type Reply struct {
	// Schema may name the JSON Schema of the document; it has no effect.
	Schema string `json:"$schema,omitempty" validate:"omitempty,max=500,line"`
	// Call is the id of the call that is answered.
	Call string `json:"call" validate:"required,max=100,slug"`
	// Nominator is the id of the organization that answers, as in [Nomination].
	Nominator string `json:"nominator" validate:"required,max=100,orgid"`
	// NominatorName and BusinessID are as in [Nomination]: of an organization that an open
	// call does not name.
	NominatorName string `json:"nominatorName,omitempty" validate:"omitempty,max=200,line"`
	BusinessID    string `json:"businessId,omitempty" validate:"omitempty,businessid"`
	// Answers are those to the call's questions, by their ids; see [AnswerRules].
	Answers map[string]string `json:"answers" validate:"required,max=100,dive,keys,max=100,slug,endkeys,omitempty,max=4000,text"`
	// Decision is the one by which the organization gave the reply, if there is one.
	Decision *Decision `json:"decision,omitempty" validate:"omitempty"`
	// Submitter is who sends the reply, and gets the receipt.
	Submitter *Submitter `json:"submitter" validate:"required"`
	// Language is the language of the reply, for messages to the submitter.
	Language string `json:"language,omitempty" validate:"omitempty,language"`
}

var replies lazyKind

// ReplyKind is the reply as a kind of document.
func ReplyKind() *document.Kind {
	return replies.get(func() *document.Kind {
		return document.MustNew("reply", "replies", constraint.MustCompile[Reply](), slices.Concat(whoAnswers, AnswerRules(questionsOf), []document.Rule{
			{ID: RuleDecisionInFuture, At: "/decision/date", Func: ofReply(decidedLater), Inquiry: true, Moment: true, Why: needsClock},
			{ID: RuleCallNotOpen, Elsewhere: true, Moment: true, Why: needsClock},
			{ID: RuleDeadlinePassed, Elsewhere: true, Moment: true, Why: needsClock, Source: "13/2003 s.11"},
		}), aboutCalls)
	})
}

// DecodeReply reads a reply from JSON, as [DecodeNomination] does a nomination.
func DecodeReply(data []byte) (*Reply, Violations) { return read[Reply](data, ReplyKind().Alone()) }

// ReadReply reads a reply to the call, as [ResolvedCall.Read] does a nomination.
func (c *ResolvedCall) ReadReply(data []byte) (*Reply, Violations) {
	return read[Reply](data, c.Program(ReplyKind()))
}

// ofReply applies a rule of nominations to what a reply has in common with them.
func ofReply(rule document.Func) document.Func {
	return func(f document.Facts) []document.Finding {
		f.Document = f.Document.(*Reply).nomination()
		return rule(f)
	}
}

// nomination is what a reply has in common with a nomination, as one that names nobody.
func (r *Reply) nomination() *Nomination {
	return &Nomination{
		Call: r.Call, Nominator: r.Nominator, NominatorName: r.NominatorName, BusinessID: r.BusinessID,
		Answers: maps.Clone(r.Answers), Decision: copyOf(r.Decision), Submitter: copyOf(r.Submitter), Language: r.Language,
	}
}

// reply is the other way round.
func (n *Nomination) reply() *Reply {
	return &Reply{
		Call: n.Call, Nominator: n.Nominator, NominatorName: n.NominatorName, BusinessID: n.BusinessID,
		Answers: n.Answers, Decision: n.Decision, Submitter: n.Submitter, Language: n.Language,
	}
}

// Said is what the answer says, whether it is a nomination or a reply: a reply is shown as
// a nomination that names nobody.
func (a *Answer) Said() *Nomination {
	switch {
	case a.Nomination != nil:
		return a.Nomination
	case a.Reply != nil:
		return a.Reply.nomination()
	default:
		return &Nomination{}
	}
}
