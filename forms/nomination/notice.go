package nomination

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// RefusalKind is the form on which an organization says that it names no one.
func RefusalKind() *forms.Kind { return refusal }

// WithdrawalKind is the form on which an organization takes its answer back.
func WithdrawalKind() *forms.Kind { return withdrawal }

var (
	refusal    = noticeForm(hyte.RefusalKind())
	withdrawal = noticeForm(hyte.WithdrawalKind())
)

// noticeForm is the form of a notice. What it says is in the texts of its kind, under
// the same keys.
func noticeForm(of *document.Kind) *forms.Kind {
	return &forms.Kind{
		Document:  of,
		Decode:    kind.Decode,
		Layout:    func(s *forms.Situation) forms.Layout { return noticeLayout(s, of) },
		Variant:   Variant,
		Facts:     noticeFacts,
		Receipt:   func(w *forms.Words, r forms.Receipt) forms.ReceiptWords { return noticeReceipt(w, r, of) },
		ReceiptAt: submitterEmail,
		Links: []forms.Link{
			{To: hyte.NominationKind(), Key: "link.back", At: forms.LinkBelow},
			{To: hyte.NominationKind(), Key: "link.answer", At: forms.LinkReceipt},
			{To: hyte.ReplyKind(), Key: "link.back", At: forms.LinkBelow},
			{To: hyte.ReplyKind(), Key: "link.answer", At: forms.LinkReceipt},
		},
		// A file of its own, beside that of the answer.
		Handover: func(s *forms.Situation) forms.Handover { return handoverAs(s, "-"+of.Name()) },
	}
}

// noticeLayout asks who says it, and why. Whoever has answered an open call without
// being named there can take that back; who has not need not say so.
func noticeLayout(s *forms.Situation, of *document.Kind) forms.Layout {
	a := asking(s)
	// Two kinds of notices look alike, so a document says which it is.
	fixed := map[string]string{"/$schema": of.SchemaID(), "/call": s.Inquiry().ID(), "/language": s.Language()}
	who := forms.Section{ID: "nominator", Questions: []forms.Question{
		{At: "/nominator", Type: forms.Select, Options: organizations(s.Words, false), Choose: "choose.nominator", Autocomplete: "on", Search: true},
	}}
	if of == hyte.WithdrawalKind() {
		a.fix(fixed)
		who = a.nominator()
	}
	who.Questions = append(who.Questions, forms.Question{At: "/reason", Type: forms.TextArea, Autocomplete: "on", Counted: true})
	return forms.Layout{
		Point: noticePoint(a),
		Fixed: fixed,
		Sections: []forms.Section{
			who,
			submitter,
			submitterPrivacy,
		},
	}
}

// submitterPrivacy tells the sender, who is the only one named, what becomes of the data.
var submitterPrivacy = forms.Section{ID: "privacy", Before: func(w *forms.Words) view.Node { return w.Privacy(nil, nil) }}

// noticePoint tells what is said of what, and what comes of it.
func noticePoint(a *asked) forms.Point {
	return forms.Point{
		Title: a.Say("notice.title"),
		For:   []view.Node{bodyFact(a.Words)},
		Asked: a.Say("notice.hint", "deadline", a.Deadline()),
	}
}

func noticeFacts(w *forms.Words) []view.Node {
	return []view.Node{forms.Facts(w.Fact("fact.contacts", w.Contacts()))}
}

// noticeReceipt says what the notice did, unless that has to be decided first. A guest of
// an open call is not called by its name, which the call does not know.
func noticeReceipt(w *forms.Words, r forms.Receipt, of *document.Kind) forms.ReceiptWords {
	words := forms.ReceiptWords{Facts: []view.Node{bodyFact(w)}}
	name, named := w.Inquiry().NameOf(r.Sender)
	if named {
		words.Facts = append(words.Facts, w.Fact("receipt.nominator", w.Text(name)))
	}
	switch {
	case r.Contested, r.Status == hyte.EntryLate, !named && of == hyte.RefusalKind():
	case r.Nothing:
		words.Next = append(words.Next, view.Text(w.Say("notice.nothing")))
	default:
		words.Next = append(words.Next, view.Text(w.Say("notice.done", "nominator", w.In(name), "time", w.Instant(r.ReceivedAt))))
	}
	return words
}
