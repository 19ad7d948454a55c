package nomination

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// ReplyKind is the form of a reply: to a call that asks questions, and for no persons.
func ReplyKind() *forms.Kind { return reply }

var reply = &forms.Kind{
	Document: hyte.ReplyKind(),
	Decode:   kind.Decode,
	Layout:   replyLayout,
	Shared:   []string{"/nominator", "/nominatorName", "/businessId", "/decision", "/submitter"},
	Facts:    facts,
	Receipt:  replyReceipt, ReceiptAt: submitterEmail,
	Links: []forms.Link{
		{To: hyte.RefusalKind(), Key: "link.refusal", At: forms.LinkAbove},
		{To: hyte.WithdrawalKind(), Key: "link.withdrawal", At: forms.LinkReceipt},
	},
	Handover: handover,
}

// replyLayout asks who answers, and the call's questions.
func replyLayout(s *forms.Situation) forms.Layout {
	a := asking(s)
	fixed := map[string]string{"/call": a.call.Call.ID, "/language": s.Language()}
	a.fix(fixed)
	return forms.Layout{Point: a.replyPoint(), Fixed: fixed, Sections: []forms.Section{
		a.nominator(), a.Questions(a.call.Call.Questions), decision, submitter, submitterPrivacy,
	}}
}

// replyReceipt names the organization that answered.
func replyReceipt(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
	words := forms.ReceiptWords{Facts: []view.Node{bodyFact(w)}}
	if name, ok := w.Inquiry().NameOf(r.Sender); ok {
		words.Facts = append(words.Facts, w.Fact("receipt.nominator", w.Text(name)))
	}
	return words
}

// ReplyEntryKind is the form on which the organizer enters a reply that came by mail or on
// paper, as [EntryKind] is for nominations.
func ReplyEntryKind() *forms.Kind {
	return &forms.Kind{Document: reply.Document, Decode: kind.Decode, Layout: func(s *forms.Situation) forms.Layout {
		return entered(replyLayout(s))
	}}
}
