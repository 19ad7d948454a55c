package intake

import (
	"context"
	"slices"
	"strings"
)

// remindTogether fills in the letter of a reminder. An organization that is reminded in one
// round of several inquiries of a letter gets one for all: that of the reminder which was
// announced last. It is sent also where only the others are still needed.
func (s *Service) remindTogether(ctx context.Context, i *served, d Delivery, announced []Delivery, a *Arrival, l *Letter) (Needless, error) {
	needless, err := s.reminder(ctx, i, d, announced, a, l)
	if err != nil || i.letter == nil || needless != "" && needless != NeedlessAnswered {
		return needless, err
	}
	var parts []Letter
	for _, k := range i.letter.kinds {
		if k.by == i {
			if needless == "" {
				own := *l
				own.About = a
				parts = append(parts, own)
			}
			continue
		}
		part, other, err := s.remindedToo(ctx, k.by, d, l)
		switch {
		case err != nil:
			return "", err
		case part == nil:
		case other.ID > d.ID && other.State != DeliveryDropped && other.State != DeliveryRefused:
			return NeedlessTogether, nil
		case other.ID < d.ID && (other.State == DeliveryWaiting || other.Failure == string(NeedlessTogether)):
			parts = append(parts, *part)
		}
	}
	if len(parts) == 0 {
		return needless, nil
	}
	recipient := l.Recipient
	if *l = parts[0]; len(parts) > 1 {
		l.Parts, l.About = parts, nil
	}
	l.Recipient = recipient
	return "", nil
}

// remindedToo is what a reminder of another inquiry says that was announced to the same
// organization for the same round, and goes to the same address; nil if there is none, or
// none is needed.
func (s *Service) remindedToo(ctx context.Context, i *served, d Delivery, l *Letter) (*Letter, Delivery, error) {
	announced, err := s.config.Announcing.Outbox.Announced(ctx, d.Channel, i.id())
	if err != nil {
		return nil, Delivery{}, err
	}
	n := slices.IndexFunc(announced, func(other Delivery) bool { return other.Sender == d.Sender && other.Occasion == d.Occasion })
	to, ok := find(s.config.Announcing.Addressees(i.inquiry), d.Sender)
	if n < 0 || !ok || !strings.EqualFold(to.Email, l.Address) {
		return nil, Delivery{}, nil
	}
	about, part := s.announcedTo(i, d.Sender, s.moment()), letterOf(to)
	needless, err := s.reminder(ctx, i, announced[n], announced, about, &part)
	if err != nil || needless != "" {
		return nil, Delivery{}, err
	}
	part.About = about
	return &part, announced[n], nil
}
