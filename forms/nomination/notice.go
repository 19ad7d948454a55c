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
		Document: of,
		Decode:   kind.Decode,
		Layout:   func(s *forms.Situation) forms.Layout { return noticeLayout(s, of) },
		Facts:    noticeFacts,
		Receipt:  noticeReceipt,
		Links: []forms.Link{
			{To: hyte.NominationKind(), Key: "link.back", At: forms.LinkBelow},
			{To: hyte.NominationKind(), Key: "link.answer", At: forms.LinkReceipt},
		},
		// A file of its own, beside that of the answer.
		Handover: func(s *forms.Situation) forms.Handover { return handoverAs(s, "-"+of.Name()) },
	}
}

func noticeLayout(s *forms.Situation, of *document.Kind) forms.Layout {
	return forms.Layout{
		// Two kinds of notices look alike, so a document says which it is.
		Fixed: map[string]string{"/$schema": of.SchemaID(), "/call": s.Inquiry().ID(), "/language": s.Language()},
		Sections: []forms.Section{
			{ID: "nominator", Questions: []forms.Question{
				{At: "/nominator", Type: forms.Select, Options: organizations(s.Words, false), Choose: "choose.nominator", Autocomplete: "off"},
				{At: "/reason", Type: forms.TextArea, Autocomplete: "off", Counted: true},
			}},
			submitter,
			{ID: "privacy", Before: func(w *forms.Words) view.Node { return w.Privacy(nil, nil) }},
		},
	}
}

// noticeFacts tell what is said to whom, and what comes of it.
func noticeFacts(w *forms.Words) []view.Node {
	c := callOf(w).Call
	return []view.Node{
		view.El("h2", nil, view.Text(w.Say("notice.title"))),
		view.El("p", nil, view.Text(w.Say("notice.hint", "deadline", w.Deadline()))),
		forms.Facts(
			w.Fact("fact.organizer", w.Text(c.Organizer.Name)),
			w.Fact("body."+string(c.Body.Kind), w.Text(c.Body.Name)),
			w.Fact("fact.contacts", w.Contacts())),
	}
}

// noticeReceipt says what the notice did, unless that has to be decided first.
func noticeReceipt(w *forms.Words, r forms.Receipt) forms.ReceiptWords {
	body := callOf(w).Call.Body
	words := forms.ReceiptWords{Facts: []view.Node{w.Fact("body."+string(body.Kind), w.Text(body.Name))}}
	name, ok := w.Inquiry().NameOf(r.Sender)
	if !ok {
		return words
	}
	words.Facts = append(words.Facts, w.Fact("receipt.nominator", w.Text(name)))
	if !r.Contested && r.Status != hyte.EntryLate {
		words.Next = append(words.Next, view.Text(w.Say("notice.done", "nominator", w.In(name), "time", w.Instant(r.ReceivedAt))))
	}
	return words
}
