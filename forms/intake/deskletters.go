package intake

import (
	"errors"
	"time"

	"github.com/hytekit/hytekit/hyte/reminder"
)

// SendsLetters reports whether the service sends letters to organizations.
func (d *Desk) SendsLetters() bool { return d.service.config.Announcing.Outbox != nil }

// MakesLinks reports whether the service has the key of personal links.
func (d *Desk) MakesLinks() bool { return d.service.config.LinkKey.IsKey() }

// Reminders are those that can be sent by hand at the instant of the request. The errors
// are those of the outbox.
func (d *Desk) Reminders() (Reminders, error) {
	return d.service.config.Announcing.reminders(d.Context(), d.of.inquiry, d.past.ledger, reminder.ByHand, d.now)
}

// Preview is the first of the reminders as it is going to be sent, without a personal link;
// empty if there is none.
func (d *Desk) Preview(r Reminders) (subject, text string) {
	preview := d.service.config.Announcing.Preview
	if preview == nil || len(r.Due) == 0 {
		return "", ""
	}
	to := r.Due[0]
	a := d.service.announcedTo(d.of, to.ID, d.now.UTC())
	l := letterOf(to)
	l.Texts, l.Notes = remindTexts, remindNotes
	return preview(a, &l)
}

// Remind sends reminders. The errors are those of the outbox.
func (d *Desk) Remind(r Reminders) error {
	added, err := r.Send(d.Context(), d.service.config.Announcing.Outbox)
	return d.announced(AuditRemind, added, err)
}

// announced notes that so many letters were announced, and wakes who sends them.
func (d *Desk) announced(action AuditAction, added int, err error) error {
	if err == nil && added > 0 {
		d.service.audit(d.w, d.r, AuditEntry{Action: action, Times: added})
		d.service.kept()
	}
	return err
}

// Invitations are those of all organizations that the inquiry asks by name. The errors are
// those of the store and the outbox.
func (d *Desk) Invitations() ([]Invitation, error) {
	return d.service.config.Announcing.Invitations(d.Context(), d.service.config.Store, d.of.inquiry)
}

// pageAge is how long a page may be open from which links are sent.
const pageAge = 24 * time.Hour

// Invite sends personal links to the organizations with the ids, once for each page on
// which a button was pressed: made is the instant of that page. Another instant than one
// of the last day is that of the request. The errors are those of the outbox.
func (d *Desk) Invite(ids []string, made time.Time) error {
	if made.After(d.now) || made.Before(d.now.Add(-pageAge)) {
		made = d.now
	}
	expires, err := LinkEnd(d.of.inquiry, made)
	if err != nil {
		return err
	}
	added, err := d.service.config.Announcing.Invite(d.Context(), d.of.inquiry, ids, made, expires)
	return d.announced(AuditInvite, added, err)
}

// RevokeLinks ends the links that were made by now, of an organization, or of all if the id
// is empty. The errors are those of the store.
func (d *Desk) RevokeLinks(id string) error {
	before := d.now.UTC().Truncate(time.Microsecond).Add(time.Microsecond) // those of this moment, too
	err := d.service.config.Store.RevokeLinks(d.Context(), d.of.id(), id, before)
	if err == nil {
		d.service.audit(d.w, d.r, AuditEntry{Action: AuditRevoke})
	}
	return err
}

// NewLinks are the addresses of new personal links, one for each invitation, for letters
// that somebody else sends.
func (d *Desk) NewLinks(all []Invitation) ([]string, error) {
	if !d.MakesLinks() {
		return nil, errNoLinkKey
	}
	if d.service.origin == "" {
		return nil, errors.New("intake: a link needs the base URL of the service")
	}
	made := d.now.UTC().Truncate(time.Microsecond)
	links := make([]string, len(all))
	for i := range all {
		link, err := d.service.ownLink(d.of, all[i].ID, made)
		if err != nil {
			return nil, err
		}
		links[i] = link.with(d.service.origin + d.service.path + "/" + d.of.id())
	}
	d.service.audit(d.w, d.r, AuditEntry{Action: AuditInvite, Times: max(len(all), 1)})
	return links, nil
}
