// Package kinds is the one list of the kinds of documents that the service of
// package intake takes, and of the boards on which organizers see them. Whoever adds
// one adds it here; the service itself knows none.
package kinds

import (
	"embed"
	"encoding/json"
	"sync"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/programme"
	"github.com/hytekit/hytekit/forms/intake/board/roster"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema"
)

// All are all kinds, as a service takes them: [intake.Config.Kinds].
func All() intake.Kinds {
	return intake.Kinds{
		Responses: []intake.Kind{
			nominations(),
			notices(nomination.RefusalKind(), texts.Refusals(), refusalProblems(), hyte.ReceivedRefusal),
			notices(nomination.WithdrawalKind(), texts.Withdrawals(), withdrawalProblems(), hyte.ReceivedWithdrawal),
			replies(),
			registrations(),
			questions(),
		},
		Collections: []intake.Collection{calls(), events()},
		Base:        schema.Base,
		Reducer:     reducer(),
		Boards:      []func(intake.Inquiry) intake.Board{roster.New, programme.New},
	}
}

func calls() intake.Collection {
	return intake.Collection{
		Inquiry:   named("call"),
		Public:    named("resolved-call"),
		Takes:     []*document.Kind{hyte.NominationKind(), hyte.ReplyKind(), hyte.RefusalKind(), hyte.WithdrawalKind()},
		Documents: hyte.Kinds(),
		Read:      readCall,
	}
}

// readCall warns also of languages in which there is no form: package hyte knows no
// texts.
func readCall(data []byte) (intake.Inquiry, *hyte.Deadline, hyte.Violations) {
	resolved, violations := hyte.ReadCall(data)
	if violations.NotJSON() {
		return nil, nil, violations
	}
	call, _ := hyte.DecodeCall(data)
	violations = append(violations, forms.CheckLanguages(call.Languages)...)
	hyte.CallType().Sort(violations)
	if resolved == nil {
		return nil, call.Deadline, violations
	}
	return resolved, call.Deadline, violations
}

// senderAt is where all that answers a call says who answers.
const senderAt = "/nominator"

func nominations() intake.Kind {
	return intake.Kind{
		Form:     nomination.Kind(),
		Texts:    texts.Set(),
		Problems: problems(),
		Schema:   schemaOf(hyte.NominationKind().Name()),
		Sender:   func(document any) string { return document.(*hyte.Nomination).Nominator },
		SenderAt: senderAt,
		Confirm:  confirming(),
		Letters:  callLetters, LetterTexts: letterTexts(),
	}
}

func replies() intake.Kind {
	return intake.Kind{
		Form:     nomination.ReplyKind(),
		Texts:    texts.Replies(),
		Problems: problems(),
		Schema:   schemaOf(hyte.ReplyKind().Name()),
		Sender:   func(document any) string { return document.(*hyte.Reply).Nominator },
		SenderAt: senderAt,
		Confirm:  confirming(),
		Letters:  callLetters, LetterTexts: letterTexts(),
	}
}

// confirming is how senders confirm what answers a call.
func confirming() *intake.Confirm {
	return &intake.Confirm{
		Kind: string(hyte.ReceivedConfirmation),
		Document: func(id string) []byte {
			return mustJSON(struct {
				Kind     hyte.ReceivedKind `json:"kind"`
				Confirms string            `json:"confirms"`
			}{hyte.ReceivedConfirmation, id})
		},
	}
}

// notices are what organizations say in place of an answer.
func notices(form *forms.Kind, words, problems common.Set, kind hyte.ReceivedKind) intake.Kind {
	return intake.Kind{
		Form:     form,
		Texts:    words,
		Problems: problems,
		Schema:   schemaOf(form.Document.Name()),
		Sender:   func(document any) string { return document.(*hyte.Notice).Nominator },
		SenderAt: senderAt,
		Confirm:  confirming(),
		Kept:     func(document any, via hyte.Via) []byte { return keptNotice(document.(*hyte.Notice), kind, via) },
		Letters:  callLetters, LetterTexts: letterTexts(),
	}
}

// keptNotice is a notice as a [hyte.Received], whose id and time are in its record: the
// organizer enters notices that came by mail or on paper in the same form.
func keptNotice(n *hyte.Notice, kind hyte.ReceivedKind, via hyte.Via) []byte {
	text, err := json.Marshal(struct {
		Kind      hyte.ReceivedKind `json:"kind"`
		Via       hyte.Via          `json:"via"`
		Nominator string            `json:"nominator"`
		Name      string            `json:"nominatorName,omitempty"`
		Reason    string            `json:"reason,omitempty"`
		Submitter *hyte.Submitter   `json:"submitter"`
	}{kind, via, n.Nominator, n.NominatorName, n.Reason, n.Submitter})
	if err != nil {
		panic("kinds: " + err.Error()) // nothing in the types can fail to be written
	}
	return text
}

// files are the words in which the API tells of problems with what answers calls and events.
//
//go:embed texts events/*.json refusals/*.json withdrawals/*.json
var files embed.FS

var (
	problems           = sync.OnceValue(func() common.Set { return common.MustRead(files, "texts") })
	refusalProblems    = sync.OnceValue(func() common.Set { return common.MustRead(files, "refusals").Over(problems()) })
	withdrawalProblems = sync.OnceValue(func() common.Set { return common.MustRead(files, "withdrawals").Over(problems()) })

	eventProblems = sync.OnceValue(func() common.Set { return common.MustRead(files, "events") })
)

// named is a kind of the list.
func named(name string) *document.Kind {
	kind, ok := kinds.Named(name)
	if !ok {
		panic("kinds: there is no " + name) // a mistake in this package
	}
	return kind
}

func schemaOf(kind string) func(forms.Inquiry) ([]byte, error) {
	return func(inquiry forms.Inquiry) ([]byte, error) { return schema.ForInquiry(inquiry, kind) }
}
