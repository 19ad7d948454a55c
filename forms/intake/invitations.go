package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// linkDays is how long a personal link holds after the deadline, or after it was made if
// that is later: so that whoever is late is heard, too.
const linkDays = 30

// LinkEnd is when a personal link ends that is made at an instant, where nobody says
// otherwise: 30 days after the deadline, or after the instant if that is later.
func LinkEnd(inquiry Inquiry, made time.Time) (time.Time, error) {
	if deadline := inquiry.Window().Deadline; deadline != nil {
		end, err := deadline.End()
		if err != nil {
			return time.Time{}, err
		}
		if end.After(made) {
			made = end
		}
	}
	return made.AddDate(0, 0, linkDays).UTC().Truncate(time.Second), nil
}

// errNoLinkKey means that nothing can be signed.
var errNoLinkKey = errors.New("intake: there is no key of personal links")

// ownLink is the personal link of an organization that is made at an instant.
func (s *Service) ownLink(i *served, id string, made time.Time) (guest, error) {
	expires, err := LinkEnd(i.inquiry, made)
	if err != nil {
		return guest{}, err
	}
	return s.signed(PersonalLink{Inquiry: i.id(), Sender: id, Made: made, Expires: expires})
}

func (s *Service) signed(l PersonalLink) (guest, error) {
	if !s.config.LinkKey.IsKey() {
		return guest{}, errNoLinkKey
	}
	text, err := s.config.LinkKey.Sign(l)
	return guest{text, l.Sender}, err
}

// Invitation is what a service knows of the personal links of an organization. Links that
// were handed over otherwise are kept nowhere.
type Invitation struct {
	hyte.Addressee
	// Letter is the latest letter with a link; the zero value if there is none.
	Letter Delivery
	// Link is what the link in it stands for.
	Link PersonalLink
	// Revoked is the instant before which links were revoked; zero if none were.
	Revoked time.Time
}

// HasLink reports whether the organization was sent a link, or will be, that holds at an
// instant.
func (v *Invitation) HasLink(at time.Time) bool {
	switch {
	case v.Letter.State != DeliverySent && v.Letter.State != DeliveryWaiting:
		return false
	default:
		return at.Before(v.Link.Expires) && !v.Link.Made.Before(v.Revoked)
	}
}

// Invitations are those of all organizations that an inquiry asks by name, in its order.
// The errors are those of the store and the outbox.
func (a *Announcing) Invitations(ctx context.Context, links Links, inquiry Inquiry) ([]Invitation, error) {
	var announced []Delivery
	var err error
	if a.Outbox != nil {
		if announced, err = a.Outbox.Announced(ctx, LetterChannel, inquiry.ID()); err != nil {
			return nil, err
		}
	}
	revocations, err := links.Revocations(ctx)
	if err != nil {
		return nil, err
	}
	latest := newest(announced, inviteOccasions)
	var all []Invitation
	for _, to := range a.Addressees(inquiry) {
		v := Invitation{Addressee: to, Letter: latest[to.ID]}
		v.Link, _ = invited(v.Letter)
		for _, r := range revocations {
			if r.Inquiry == inquiry.ID() && (r.Sender == "" || r.Sender == to.ID) && r.Before.After(v.Revoked) {
				v.Revoked = r.Before
			}
		}
		all = append(all, v)
	}
	return all, nil
}

// Invite puts letters with personal links into the outbox, to the organizations with the
// ids: the links are made at an instant and hold until another one, and who has announced
// the same has done it for all. It returns how many nobody else has put there. The errors
// are those of the outbox.
func (a *Announcing) Invite(ctx context.Context, inquiry Inquiry, ids []string, made, expires time.Time) (added int, err error) {
	if len(ids) == 0 {
		return 0, nil
	}
	made = made.UTC().Truncate(time.Microsecond)
	return a.Outbox.Announce(ctx, Announcement{
		Channel: LetterChannel, Inquiry: inquiry.ID(), Recipient: toInvite, Senders: ids, At: made,
		Occasion: fmt.Sprintf("%s%d/%d", inviteOccasions, made.UnixMicro(), expires.Unix()),
	})
}

// invited is what the link in a letter stands for.
func invited(d Delivery) (PersonalLink, bool) {
	times, ok := strings.CutPrefix(d.Occasion, inviteOccasions)
	made, expires, found := strings.Cut(times, "/")
	madeAt, err := strconv.ParseInt(made, 10, 64)
	endsAt, err2 := strconv.ParseInt(expires, 10, 64)
	if !ok || !found || err != nil || err2 != nil {
		return PersonalLink{}, false
	}
	return PersonalLink{Inquiry: d.Inquiry, Sender: d.Sender, Made: time.UnixMicro(madeAt).UTC(), Expires: time.Unix(endsAt, 0).UTC()}, true
}

// invitation fills in the letter with a personal link. Nobody gets a link that does not
// hold, or that another letter has a newer one for.
func (s *Service) invitation(ctx context.Context, i *served, d Delivery, announced []Delivery, a *Arrival, l *Letter) (Needless, error) {
	link, ok := invited(d)
	switch {
	case !ok || !s.config.Now().Before(link.Expires):
		return NeedlessOver, nil
	case newest(announced, inviteOccasions)[d.Sender].ID != d.ID:
		return NeedlessSuperseded, nil
	}
	revoked, err := s.config.Store.LinksRevoked(ctx, i.id(), d.Sender)
	if err != nil {
		return "", err
	}
	if link.Made.Before(revoked) {
		return NeedlessOver, nil
	}
	if !s.config.LinkKey.IsKey() { // it must not hold up the letters behind it
		return NeedlessNoKey, nil
	}
	if a.guest, err = s.signed(link); err != nil {
		return "", err
	}
	l.Texts, l.Notes, l.Expires = "mail.invitation", []string{"mail.invitation.secret"}, link.Expires
	return "", nil
}

// WriteLinks writes a table (CSV) of personal links, one for each of the organizations,
// whose names are in the language. Spreadsheets in Finnish and Swedish split at semicolons.
// The error is the first one of the writer.
func WriteLinks(w io.Writer, to []Invitation, links []string, language string) error {
	table := export.NewTable(w, ';')
	err := table.Write("organization", "name", "languages", "link")
	for i := range to {
		err = errors.Join(err, table.Write(to[i].ID, to[i].Name.In(language), strings.Join(to[i].Languages, " "), links[i]))
	}
	return errors.Join(err, table.Flush())
}
