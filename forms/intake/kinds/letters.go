package kinds

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board/roster"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/event"
)

// letterFiles are the words of letters about what answers calls and events.
//
//go:embed letters/calls/*.json letters/events/*.json
var letterFiles embed.FS

var (
	letterTexts      = sync.OnceValue(func() common.Set { return common.MustRead(letterFiles, "letters/calls") })
	eventLetterTexts = sync.OnceValue(func() common.Set { return common.MustRead(letterFiles, "letters/events") })
)

// The parts that recipients of letters play.
const (
	toRegistry     = "registry"
	toCopy         = "copy-%d"
	toSender       = "receipt"
	toConfirm      = "confirm"
	toOrganization = "notice"
	toEarlier      = "earlier"
	toSettled      = "settled-%d"
)

// said is what letters need of a document that answers a call.
type said struct {
	submitter    *hyte.Submitter
	name         string // of an organization that the call does not name
	language     string // empty if it is not known
	shared       []byte // the document as copies get it
	hasSecrets   bool
	registryText string // where its letters to the registry begin
}

// callLetters are the letters about a document that answers a call: to the registry and
// those who get copies, to its sender, to the organization in whose name it came, and to
// the sender of an answer that it displaced or contests. What the organizer entered
// concerns only the last; of what waits to be confirmed only its sender hears. Of what the
// organizer decides those hear whose documents it settles.
func callLetters(a *intake.Arrival) []intake.Letter {
	call, ok := a.Inquiry.(*hyte.ResolvedCall)
	document, readable := sentence(a.Record)
	if !ok || !readable {
		return nil
	}
	sender, _ := call.NameOf(a.Record.Sender)
	if len(sender) == 0 && document.name != "" {
		sender = hyte.Text{call.Languages()[0]: document.name}
	}
	about := func(l intake.Letter) intake.Letter {
		l.Sender = sender
		return l
	}
	if a.Receipt.Unconfirmed { // whose it is nobody knows, so all others hear of it when it counts
		return []intake.Letter{about(intake.Letter{
			Recipient: toConfirm, Address: document.submitter.Email, Confirm: true, Texts: document.registryText + ".confirm",
			Notes: []string{document.registryText + ".confirm.other"}, Languages: languagesOf(document, organizationOf(call, a.Record.Sender)),
		})}
	}
	letters := append(toEarlierSenders(a, document, about), toSettledSenders(a, about)...)
	if a.Record.Entered() {
		return letters
	}
	organization := organizationOf(call, a.Record.Sender)
	letters = append(letters, about(intake.Letter{
		Recipient: toSender, Address: document.submitter.Email, Receipt: true, Languages: languagesOf(document, organization), Document: a.Record.Document,
	}))
	if organization.Email != "" && !sameAddress(organization.Email, document.submitter.Email) {
		letters = append(letters, about(intake.Letter{
			Recipient: toOrganization, Address: organization.Email, Texts: document.registryText + ".notice", Languages: organization.Languages, Notes: overtaken(a),
		}))
	}
	return append(toOrganizer(call, a, document, about), letters...)
}

// toOrganizer are the letters to the registry and to those who get copies, in the call's
// own language. Contact details that are for the registry only are in no copy.
func toOrganizer(call *hyte.ResolvedCall, a *intake.Arrival, document said, about func(intake.Letter) intake.Letter) []intake.Letter {
	letter := about(intake.Letter{
		Recipient: toRegistry, Address: call.Call.Submission.Registry, Own: true, Texts: document.registryText,
		CaseNumber: call.Call.CaseNumber, Document: a.Record.Document,
	})
	if a.Receipt.Status == hyte.EntryLate {
		letter.Notes = append(letter.Notes, "mail.late")
	}
	letter.Notes = append(letter.Notes, overtaken(a)...)
	if a.Receipt.Contested {
		letter.Notes = append(letter.Notes, "mail.unsettled")
	}
	registry := letter
	if document.hasSecrets {
		registry.Notes = append(registry.Notes[:len(registry.Notes):len(registry.Notes)], "mail.secret")
	}
	letters := []intake.Letter{registry}
	for i, address := range call.Call.Submission.Copies {
		letter.Recipient, letter.Address, letter.Document = fmt.Sprintf(toCopy, i+1), address, document.shared
		letters = append(letters, letter)
	}
	return letters
}

// overtaken is the key of a sentence about a document that did not count any more when it
// was confirmed.
func overtaken(a *intake.Arrival) []string {
	if a.Receipt.Overtaken {
		return []string{"mail.overtaken"}
	}
	return nil
}

// toEarlierSenders are the letters to those whose answers the document displaced or
// contests, unless they have sent it themselves: their receipt says so.
func toEarlierSenders(a *intake.Arrival, document said, about func(intake.Letter) intake.Letter) []intake.Letter {
	var letters []intake.Letter
	for i, record := range a.Displaced {
		earlier, readable := sentence(record)
		if !readable || document.submitter != nil && sameAddress(earlier.submitter.Email, document.submitter.Email) {
			continue
		}
		texts := document.registryText + ".displaced"
		if a.Receipt.Contested {
			texts = "mail.contested"
		}
		recipient := toEarlier
		if i > 0 {
			recipient = fmt.Sprintf("%s-%d", toEarlier, i+1)
		}
		letters = append(letters, about(intake.Letter{
			Recipient: recipient, Address: earlier.submitter.Email, Texts: texts, Languages: languagesOf(earlier, hyte.Addressee{}), Earlier: record.ReceivedAt,
		}))
	}
	return letters
}

// toSettledSenders are the letters to those whose documents a decision of the organizer's has
// settled. Who hears that one counts need not hear that another one does not.
func toSettledSenders(a *intake.Arrival, about func(intake.Letter) intake.Letter) []intake.Letter {
	var letters []intake.Letter
	counts := map[string]bool{}
	for _, each := range a.Settled {
		if document, readable := sentence(each.Of.Record); readable && each.Standing == intake.StandingCounts {
			counts[canonical(document.submitter.Email)] = true
		}
	}
	for _, each := range a.Settled {
		document, readable := sentence(each.Of.Record)
		if !readable || each.Standing == intake.StandingRejected && counts[canonical(document.submitter.Email)] {
			continue
		}
		texts := "mail.settled."
		if document.registryText != "mail.answer" {
			texts = "mail.settled.notice."
		}
		letters = append(letters, about(intake.Letter{
			Recipient: fmt.Sprintf(toSettled, each.Of.Record.Sequence), Address: document.submitter.Email, Texts: texts + string(each.Standing),
			Languages: languagesOf(document, hyte.Addressee{}), About: each.Of,
		}))
	}
	return letters
}

// sentence is what a record says; readable is false if it names no sender whom letters
// could reach, as decisions of the organizer's.
func sentence(r intake.Record) (s said, readable bool) {
	received, ok := roster.Read(r)
	if !ok {
		return said{}, false
	}
	s = said{shared: r.Document, registryText: textsOf(r.Kind), submitter: received.Submitter, name: received.NominatorName}
	switch {
	case received.Nomination != nil:
		n := received.Nomination
		s.submitter, s.name, s.language = n.Submitter, n.NominatorName, n.Language
		if shared := n.WithoutSecrets(); shared != n {
			s.hasSecrets = true
			s.shared = mustJSON(shared)
		}
	case received.Reply != nil:
		s.submitter, s.name, s.language = received.Reply.Submitter, received.Reply.NominatorName, received.Reply.Language
	}
	return s, s.submitter != nil || r.Entered()
}

// textsOf begin the keys of the texts about documents of a kind.
func textsOf(kind string) string {
	switch hyte.ReceivedKind(kind) {
	case hyte.ReceivedNomination, hyte.ReceivedReply:
		return "mail.answer"
	default:
		return "mail." + kind
	}
}

func mustJSON(document any) []byte {
	text, err := json.Marshal(document)
	if err != nil {
		panic("kinds: " + err.Error()) // nothing in the types can fail to be written
	}
	return text
}

// languagesOf are those of the document, or else of its organization.
func languagesOf(document said, organization hyte.Addressee) []string {
	if document.language != "" {
		return []string{document.language}
	}
	return organization.Languages
}

// organizationOf is the organization of a call with the address to which the call was
// sent, as far as the call knows them. It is asked in the languages of the register.
func organizationOf(call *hyte.ResolvedCall, id string) hyte.Addressee {
	all := call.Addressees()
	if i := slices.IndexFunc(all, func(a hyte.Addressee) bool { return a.ID == id }); i >= 0 {
		return all[i]
	}
	return hyte.Addressee{ID: id}
}

func sameAddress(a, b string) bool { return canonical(a) == canonical(b) }

// canonical is an address as it is compared with others.
func canonical(address string) string {
	address, _ = constraint.NormalizeEmail(address)
	return strings.ToLower(address)
}

// registrationLetters are the receipt for who has registered.
func registrationLetters(a *intake.Arrival) []intake.Letter {
	r, _ := event.DecodeRegistration(a.Record.Document)
	if r == nil || r.Person == nil || a.Record.Entered() {
		return nil
	}
	return []intake.Letter{{Recipient: toSender, Address: r.Person.Email, Receipt: true, Languages: []string{r.Language}, Document: a.Record.Document}}
}

// questionLetters are the receipt for who has asked, and said where to reach them.
func questionLetters(a *intake.Arrival) []intake.Letter {
	q, _ := event.DecodeQuestion(a.Record.Document)
	if q == nil || q.Author == nil || q.Author.Email == "" || a.Record.Entered() {
		return nil
	}
	return []intake.Letter{{Recipient: toSender, Address: q.Author.Email, Receipt: true, Languages: []string{q.Language}, Document: a.Record.Document}}
}
