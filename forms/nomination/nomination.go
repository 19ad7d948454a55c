package nomination

import (
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/hyte"
)

// Kind is the form of a nomination. Its inquiries are resolved calls.
func Kind() *forms.Kind { return kind }

// submitterEmail is where all that answers a call has its sender's address.
const submitterEmail = "/submitter/email"

var kind = &forms.Kind{
	Document: hyte.NominationKind(),
	Decode: func(data []byte) (forms.Inquiry, hyte.Violations) {
		resolved, violations := hyte.DecodeResolvedCall(data)
		if resolved == nil {
			return nil, violations
		}
		return resolved, nil
	},
	Layout:  layout,
	Variant: Variant,
	Shared:  []string{"/nominator", "/nominatorName", "/businessId", "/decision", "/submitter", "/consent"},
	Facts:   facts,
	Receipt: receipt, ReceiptAt: submitterEmail,
	Links: []forms.Link{
		{To: hyte.RefusalKind(), Key: "link.refusal", At: forms.LinkAbove},
		{To: hyte.WithdrawalKind(), Key: "link.withdrawal", At: forms.LinkReceipt},
	},
	Handover: handover,
}

// Variant ends the keys of the words about those whom the call asks for, where they are
// other ones than representatives.
func Variant(inquiry forms.Inquiry) string { return VariantOf(call(inquiry).Call) }

// VariantOf is [Variant] of a call.
func VariantOf(c *hyte.Call) string {
	switch asks := c.Asks; asks {
	case "", hyte.AsksRepresentatives:
		return ""
	default:
		return "!" + string(asks)
	}
}

// InLanguage is the form for a call in one of its languages; see [forms.InLanguage].
func InLanguage(c *hyte.ResolvedCall, language string) (*forms.Form, error) {
	return forms.InLanguage(kind, c, language, texts.Set())
}

// call is the call that is answered: a nomination answers nothing else.
func call(inquiry forms.Inquiry) *hyte.ResolvedCall { return inquiry.(*hyte.ResolvedCall) }

func callOf(w *forms.Words) *hyte.ResolvedCall { return call(w.Inquiry()) }

// handover sends the answer to the registry that the call names. The file is called
// after the call and the organization.
func handover(s *forms.Situation) forms.Handover { return handoverAs(s, "") }

// handoverAs ends the name of the file with more.
func handoverAs(s *forms.Situation, more string) forms.Handover {
	c := callOf(s.Words).Call
	id := s.Chosen("/nominator")
	_, organization, _ := strings.Cut(id, ":")
	name, _ := s.Inquiry().NameOf(id)
	return forms.Handover{
		To:      c.Submission.Registry,
		Copies:  c.Submission.Copies,
		Subject: s.Say("handover.subject", "body", subject(s.Words), "nominator", s.In(name)),
		File:    c.ID + "-" + organization + more + ".json",
	}
}
