package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/reminder"
)

// LetterChannel is the name of the channel of letters in an [Outbox].
const LetterChannel = "mail"

// Announcing is how a service writes to organizations that have not answered, or that get
// a personal link. The zero value does not.
type Announcing struct {
	// Outbox keeps the letters until they are sent; nil: none are.
	Outbox Outbox
	// Remind is when those who have not answered are reminded by themselves; see
	// [Service.RemindWhenDue]. Empty: somebody reminds them by hand.
	Remind reminder.Schedule
	// Addresses are e-mail addresses by the ids of organizations, in place of those that
	// inquiries have.
	Addresses map[string]string
	// Preview is the subject and the text of a letter as it will be sent, for the page on
	// which somebody sends it; nil: there is no preview.
	Preview func(*Arrival, *Letter) (subject, text string)
}

// check says what is wrong with it. The error repeats no address.
func (a *Announcing) check() error {
	if len(a.Remind) > 0 && a.Outbox == nil {
		return errors.New("intake: there is no outbox for reminders")
	}
	for id, address := range a.Addresses {
		if _, ok := constraint.NormalizeEmail(address); !ok {
			return fmt.Errorf("intake: the address of %q is no e-mail address", id)
		}
	}
	return nil
}

// Addressing is an [Inquiry] that asks organizations by name.
type Addressing interface {
	Inquiry
	Addressees() []hyte.Addressee
}

// Awaiting is a [Ledger] that knows who has not answered.
type Awaiting interface {
	// Unanswered are the ids of the organizations without an answer at the instant, in the
	// order of the inquiry. Whoever has said that there will be none has answered.
	Unanswered(at time.Time) []string
}

// Addressees are the organizations that an inquiry asks by name, each once, with their
// addresses as far as they are known. There are none if the inquiry asks nobody by name.
func (a *Announcing) Addressees(inquiry Inquiry) []hyte.Addressee {
	by, ok := inquiry.(Addressing)
	if !ok {
		return nil
	}
	var all []hyte.Addressee
	seen := map[string]bool{}
	for _, each := range by.Addressees() {
		if seen[each.ID] { // it is asked for several seats
			continue
		}
		seen[each.ID] = true
		if own, ok := a.Addresses[each.ID]; ok {
			each.Email = own
		}
		all = append(all, each)
	}
	return all
}

// The parts that those play to whom letters are announced, and what their occasions begin
// with.
const (
	toRemind     = "reminder"
	toRemindLast = "reminder-last"
	toInvite     = "invitation"

	remindOccasions = "reminder/"
	inviteOccasions = "invitation/"
)

// newest are the latest of the deliveries whose occasions begin so, by organization.
func newest(announced []Delivery, occasions string) map[string]Delivery {
	found := map[string]Delivery{}
	for _, d := range announced {
		if strings.HasPrefix(d.Occasion, occasions) {
			found[d.Sender] = d
		}
	}
	return found
}

// Announced is the letter of a delivery that was announced, or why none is needed any
// more: it is decided when the letter is sent. The error is [ErrNotFound] if the service
// does not serve the inquiry; others are those of the store.
func (s *Service) Announced(ctx context.Context, d Delivery) (*Arrival, Needless, error) {
	i, ok := s.inquiries[d.Inquiry]
	if !ok {
		return nil, "", fmt.Errorf("the inquiry of the letter is not served: %w", ErrNotFound)
	}
	if s.config.Announcing.Outbox == nil {
		return nil, NeedlessOver, nil
	}
	to, ok := find(s.config.Announcing.Addressees(i.inquiry), d.Sender)
	if !ok || to.Email == "" {
		return nil, NeedlessNoAddress, nil
	}
	announced, err := s.config.Announcing.Outbox.Announced(ctx, d.Channel, d.Inquiry)
	if err != nil {
		return nil, "", err
	}
	a, l := s.announcedTo(i, d.Sender, s.moment()), letterOf(to)
	l.Recipient = d.Recipient
	var needless Needless
	switch {
	case strings.HasPrefix(d.Occasion, remindOccasions):
		needless, err = s.remindTogether(ctx, i, d, announced, a, &l)
	case strings.HasPrefix(d.Occasion, inviteOccasions):
		needless, err = s.invitation(ctx, i, d, announced, a, &l)
	default:
		needless = NeedlessOver // of a later version of the program
	}
	if err != nil || needless != "" {
		return nil, needless, err
	}
	a.letters = []Letter{l}
	return a, "", nil
}

// announcedTo is what a letter to an organization is about that is written at an instant.
func (s *Service) announcedTo(i *served, id string, at time.Time) *Arrival {
	return &Arrival{
		Inquiry: i.inquiry, kind: i.taken[0], address: s.origin + s.path,
		Record: Record{Inquiry: i.id(), Sender: id, ReceivedAt: at},
	}
}

// letterOf is a letter to an organization that does not say anything yet.
func letterOf(to hyte.Addressee) Letter {
	return Letter{Address: to.Email, Announced: true, Languages: to.Languages, Sender: to.Name}
}

func find(all []hyte.Addressee, id string) (hyte.Addressee, bool) {
	for _, each := range all {
		if each.ID == id {
			return each, true
		}
	}
	return hyte.Addressee{}, false
}
