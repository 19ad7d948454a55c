package intake

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reminder"
)

// Reminders are who has not answered an inquiry at an instant, and who of them is reminded
// then.
type Reminders struct {
	// Inquiry is its id.
	Inquiry string
	// Round is the round of reminders; InRound says that there is one at the instant.
	Round   reminder.Round
	InRound bool
	// Due are those who are reminded.
	Due []hyte.Addressee
	// WithoutAddress are those who would be, and nobody knows their address.
	WithoutAddress []hyte.Addressee
	// Unanswered are all who have not answered.
	Unanswered []hyte.Addressee
	// Latest are the latest reminders to organizations, by their ids, in whatever state.
	Latest map[string]Delivery

	at time.Time
}

// rounds finds the round of an instant: by a schedule or by hand.
type rounds func(hyte.Window, time.Time) (reminder.Round, bool)

// Reminders are those about an inquiry at an instant, by the schedule, or by hand if that
// is empty, from what a store has received. The errors are those of the store and the
// outbox, or say that the inquiry does not ask organizations by name.
func (k *Kinds) Reminders(ctx context.Context, store Store, a Announcing, inquiry Inquiry, at time.Time) (Reminders, error) {
	board, err := k.boardOf(inquiry)
	if err != nil {
		return Reminders{}, err
	}
	past, err := newHistory(inquiry.ID(), board, store).snapshot(ctx)
	if err != nil {
		return Reminders{}, err
	}
	round := a.Remind.Round
	if len(a.Remind) == 0 {
		round = reminder.ByHand
	}
	return a.reminders(ctx, inquiry, past.ledger, round, at)
}

// reminders are those about an inquiry with a ledger.
func (a *Announcing) reminders(ctx context.Context, inquiry Inquiry, l Ledger, round rounds, at time.Time) (Reminders, error) {
	awaiting, ok := l.(Awaiting)
	if !ok {
		return Reminders{}, fmt.Errorf("intake: inquiry %q asks no organization by name, so there is nobody to remind", inquiry.ID())
	}
	r := Reminders{Inquiry: inquiry.ID(), at: at.UTC().Truncate(time.Microsecond), Latest: map[string]Delivery{}}
	var sent []reminder.Sent
	if a.Outbox != nil {
		announced, err := a.Outbox.Announced(ctx, LetterChannel, inquiry.ID())
		if err != nil {
			return Reminders{}, err
		}
		r.Latest, sent = newest(announced, remindOccasions), remindersOf(announced)
	}
	asked := a.Addressees(inquiry)
	unanswered := awaiting.Unanswered(at)
	for _, id := range unanswered {
		if to, ok := find(asked, id); ok {
			r.Unanswered = append(r.Unanswered, to)
		}
	}
	if r.Round, r.InRound = round(inquiry.Window(), at); !r.InRound {
		return r, nil
	}
	for _, id := range reminder.Due(r.Round, unanswered, sent, at) {
		switch to, ok := find(asked, id); {
		case !ok:
		case to.Email == "":
			r.WithoutAddress = append(r.WithoutAddress, to)
		default:
			r.Due = append(r.Due, to)
		}
	}
	return r, nil
}

// remindersOf are the reminders among what was announced. One that has not reached the
// organization yet keeps no other one from it on the same day.
func remindersOf(announced []Delivery) (sent []reminder.Sent) {
	for _, d := range announced {
		occasion, ok := strings.CutPrefix(d.Occasion, remindOccasions)
		if !ok {
			continue
		}
		one := reminder.Sent{Organization: d.Sender, Occasion: occasion}
		if d.State == DeliverySent || d.State == DeliveryWaiting && d.Failure == "" || d.Failure == string(NeedlessTogether) {
			one.At = d.Changed
		}
		sent = append(sent, one)
	}
	return sent
}

// Send puts the reminders that are due into the outbox, which sends each once: it returns
// how many nobody else has put there meanwhile. The errors are those of the outbox.
func (r *Reminders) Send(ctx context.Context, o Outbox) (added int, err error) {
	if len(r.Due) == 0 {
		return 0, nil
	}
	a := Announcement{Channel: LetterChannel, Inquiry: r.Inquiry, Recipient: toRemind, Occasion: remindOccasions + r.Round.Occasion(), At: r.at}
	if r.Round.Last {
		a.Recipient = toRemindLast
	}
	for _, to := range r.Due {
		a.Senders = append(a.Senders, to.ID)
	}
	return o.Announce(ctx, a)
}

// remindInterval is how often a service looks who is to be reminded.
const remindInterval = 5 * time.Minute

// RemindWhenDue reminds those who have not answered, by the schedule of the configuration,
// until the context ends. What it has done or could not do is in the log.
func (s *Service) RemindWhenDue(ctx context.Context) {
	if len(s.config.Announcing.Remind) == 0 {
		return
	}
	for {
		s.RemindDue(ctx)
		select {
		case <-ctx.Done():
			return
		case <-time.After(remindInterval):
		}
	}
}

// RemindDue puts the reminders that are due now into the outbox.
func (s *Service) RemindDue(ctx context.Context) {
	defer s.kept() // once for all, so that those of one letter go together
	for _, i := range s.order {
		if err := s.remindDue(ctx, i); err != nil && ctx.Err() == nil {
			s.logError(ctx, "those who have not answered could not be reminded", err, slog.String("inquiry", i.id()))
		}
	}
}

func (s *Service) remindDue(ctx context.Context, i *served) error {
	a, now := &s.config.Announcing, s.config.Now()
	if _, ok := i.board.Ledger().(Awaiting); !ok {
		return nil
	}
	if _, due := a.Remind.Round(i.inquiry.Window(), now); !due {
		return nil
	}
	past, err := i.history.snapshot(ctx)
	if err != nil {
		return err
	}
	r, err := a.reminders(ctx, i.inquiry, past.ledger, a.Remind.Round, now)
	if err != nil {
		return err
	}
	added, err := r.Send(ctx, a.Outbox)
	if err == nil && added > 0 {
		s.config.Logger.LogAttrs(ctx, slog.LevelInfo, "those who have not answered are reminded", slog.String("inquiry", i.id()),
			slog.String("round", r.Round.Occasion()), slog.Int("letters", added), slog.Int("without-address", len(r.WithoutAddress)))
	}
	return err
}

// kept wakes who delivers.
func (s *Service) kept() {
	if s.config.Kept != nil {
		s.config.Kept()
	}
}

// What a reminder says, but for the last one of several.
const remindTexts = "mail.reminder.first"

var remindNotes = []string{"mail.reminder.none"}

// reminder fills in the letter of a reminder. Nobody gets one who has answered meanwhile,
// whom a later one reaches, or after the deadline for which it was meant.
func (s *Service) reminder(ctx context.Context, i *served, d Delivery, announced []Delivery, a *Arrival, l *Letter) (Needless, error) {
	now := s.config.Now()
	today, open := reminder.ByHand(i.inquiry.Window(), now)
	switch {
	case !open || !reminder.Of(strings.TrimPrefix(d.Occasion, remindOccasions), today.Deadline):
		return NeedlessOver, nil
	case newest(announced, remindOccasions)[d.Sender].ID != d.ID:
		return NeedlessSuperseded, nil
	}
	past, err := i.history.snapshot(ctx)
	if err != nil {
		return "", err
	}
	awaiting, ok := past.ledger.(Awaiting)
	if !ok || !slices.Contains(awaiting.Unanswered(now), d.Sender) {
		return NeedlessAnswered, nil
	}
	if i.inquiry.Invited() {
		if a.guest, err = s.ownLink(i, d.Sender, a.Record.ReceivedAt); err != nil {
			return "", err
		}
	}
	l.Texts, l.Notes = remindTexts, remindNotes
	if d.Recipient == toRemindLast {
		l.Texts = "mail.reminder.last"
	}
	return "", nil
}
