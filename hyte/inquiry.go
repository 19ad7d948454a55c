package hyte

import (
	"slices"
	"time"

	"github.com/hytekit/hytekit/hyte/document"
)

// Kinds are the kinds of documents of calls: what an organizer writes, what
// answers it, what is kept of the answers and what is made of them.
func Kinds() []*document.Kind {
	return []*document.Kind{nominationKind, ReplyKind(), RefusalKind(), WithdrawalKind(), callKind(), receivedKind(), rosterKind(), resolvedKind()}
}

// NominationKind is the nomination as a kind of document.
func NominationKind() *document.Kind { return nominationKind }

var resolvedCalls lazyKind

func resolvedKind() *document.Kind {
	return resolvedCalls.get(func() *document.Kind {
		return document.MustNew("resolved-call", "resolved-calls", resolvedType, nil)
	})
}

// ID is the call's id: a call is an inquiry, which nominations answer. It is empty
// if the call is nil, or was put together by hand and lacks the call itself.
func (c *ResolvedCall) ID() string {
	if c == nil || c.Call == nil {
		return ""
	}
	return c.Call.ID
}

// Kind is the kind of call documents.
func (c *ResolvedCall) Kind() *document.Kind { return callKind() }

// Complete reports whether the call was resolved: one put together by hand may
// lack the call itself or a nominator's quota.
func (c *ResolvedCall) Complete() bool {
	return c != nil && c.Call != nil && !slices.ContainsFunc(c.Nominators, func(n Nominator) bool { return n.Quota == nil })
}

// Responses are the kinds of documents that answer the call. Where anyone may answer
// and nobody is asked, no one has to say that it names no one; whoever has answered can
// take that back.
func (c *ResolvedCall) Responses() []*document.Kind {
	answer := c.AnswerKind()
	if len(c.Nominators) == 0 {
		return []*document.Kind{answer, WithdrawalKind()}
	}
	return []*document.Kind{answer, RefusalKind(), WithdrawalKind()}
}

// AnswerKind is the kind of documents that give what the call asks for.
func (c *ResolvedCall) AnswerKind() *document.Kind {
	if c.Call.AsksPersons() {
		return nominationKind
	}
	return ReplyKind()
}

// Closed says, at the root of an answer, that the call is not open yet or its
// deadline has passed at the instant. It is empty while answers are in time.
func (c *ResolvedCall) Closed(at time.Time) Violations {
	return c.Window().Closed(c.Call.Status(at))
}

// Title is what the call is about.
func (c *ResolvedCall) Title() Text { return c.Call.Title }

// Organizer is the authority that makes the call.
func (c *ResolvedCall) Organizer() *Organizer { return c.Call.Organizer }

// Languages are the languages of the call's pages, its own one first.
func (c *ResolvedCall) Languages() []string { return c.Call.Languages }

// Privacy tells what becomes of the personal data in answers; nil if the call does
// not say.
func (c *ResolvedCall) Privacy() *PrivacyNotice { return c.Call.PrivacyNotice }

// EmbedHosts are the origins of other sites whose pages may show the call's form.
func (c *ResolvedCall) EmbedHosts() []string { return c.Call.EmbedHosts }

// OwnWords are texts in place of the form's, by the key of the form's text.
func (c *ResolvedCall) OwnWords() map[string]Text { return c.Call.Texts }

// Series names the letter to which the call belongs together with others; empty if it
// is alone.
func (c *ResolvedCall) Series() string { return c.Call.Series }

// Window is when the call takes answers.
func (c *ResolvedCall) Window() Window { return c.Call.window() }

// Invited says that only invited organizations may answer, each by a link of its own.
func (c *ResolvedCall) Invited() bool { return c.Call.Access == AccessInvited }

// Confirmed says that an answer counts when its submitter has confirmed it by a link in a
// mail.
func (c *ResolvedCall) Confirmed() bool { return c.Call.Access == AccessConfirmed }

// Addressee is an organization that an inquiry asks by name.
type Addressee struct {
	// ID is what documents call it: "municipality:109".
	ID   string
	Name Text
	// Languages are those in which it is written to, its main one first; empty if they are
	// not known.
	Languages []string
	// Email is the address to which the inquiry was sent; empty if that is not known.
	Email string
}

// Addressees are the organizations that the call asks, in its order.
func (c *ResolvedCall) Addressees() []Addressee {
	emails := map[string]string{}
	for i := range c.Call.Seats {
		for j := range c.Call.Seats[i].Nominators.Organizations {
			o := &c.Call.Seats[i].Nominators.Organizations[j]
			emails[o.ID] = o.Email
		}
	}
	all := make([]Addressee, len(c.Nominators))
	for i, n := range c.Nominators {
		all[i] = Addressee{n.ID, n.Name, slices.Clone(n.Languages), emails[n.ID]}
	}
	return all
}

// NameOf is the name of an organization that the call asks.
func (c *ResolvedCall) NameOf(id string) (Text, bool) {
	n, ok := c.Nominator(id)
	if !ok {
		return nil, false
	}
	return n.Name, true
}
