package event

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Inquiry is an event that people answer: they register for it, and ask beforehand. Make
// one with [Read], [Event.Inquiry] or [DecodeInquiry]. It does not change and may be used by
// many goroutines at once. In JSON it is the event.
type Inquiry struct {
	// Event is the event, which lists all organizations whose names its pages show.
	Event *Event

	organizer *hyte.Organizer
	programs  document.Programs
}

// Read reads an event and makes an inquiry of it. It says all that [Decode] does; the
// inquiry is nil if any of that is an error.
func Read(data []byte) (*Inquiry, hyte.Violations) {
	e, violations := Decode(data)
	if e == nil {
		return nil, violations
	}
	return e.Inquiry(), violations
}

// DecodeInquiry reads what [json.Marshal] wrote of an inquiry or of its public part. The
// inquiry is nil if there are violations. It needs no register of areas, so that a browser
// can read it.
func DecodeInquiry(data []byte) (*Inquiry, hyte.Violations) {
	var e Event
	if violations := eventType.Read(data, &e); len(violations) > 0 {
		return nil, violations.Limit()
	}
	return newInquiry(&e), nil
}

// Inquiry makes an inquiry of an event that [Decode] has read. The event is not changed.
func (e *Event) Inquiry() *Inquiry {
	named := *e
	named.Organizations = slices.Clone(e.Organizations)
	listed, on := e.Names(), e.When.First()
	add := func(id string) {
		if _, known := listed[organization.Canonical(id)]; id == "" || known {
			return
		}
		o := hyte.Organization{ID: id, Name: organization.Name(id, on)}
		if len(o.Name) == 0 { // a code that no register has
			o.Name = hyte.Text{e.Languages[0]: id}
		}
		named.Organizations = append(named.Organizations, o)
		listed.Add([]hyte.Organization{o})
	}
	for _, id := range e.Organizers {
		add(id)
	}
	for i := range e.Contacts {
		add(e.Contacts[i].Organization)
	}
	for i := range e.Programme {
		for _, s := range e.Programme[i].Speakers {
			add(s.Organization)
		}
	}
	return newInquiry(&named)
}

func newInquiry(e *Event) *Inquiry {
	i := &Inquiry{Event: e, organizer: &hyte.Organizer{ID: e.Organizers[0]}}
	i.organizer.Name, _ = i.NameOf(i.organizer.ID)
	for _, c := range e.Contacts {
		i.organizer.Contacts = append(i.organizer.Contacts, hyte.Contact{
			GivenName: c.GivenName, FamilyName: c.FamilyName, JobTitle: c.JobTitle, Email: c.Email, Telephone: c.Telephone,
		})
	}
	return i
}

// MarshalJSON writes the event.
func (i *Inquiry) MarshalJSON() ([]byte, error) { return json.Marshal(i.Event) }

// ID is the event's id.
func (i *Inquiry) ID() string {
	if i == nil || i.Event == nil {
		return ""
	}
	return i.Event.ID
}

// Kind is the kind of event documents.
func (i *Inquiry) Kind() *document.Kind { return Kind() }

// Complete reports whether the inquiry was made by this package.
func (i *Inquiry) Complete() bool { return i != nil && i.Event != nil && i.organizer != nil }

// Responses are the kinds of documents that answer the event: none if people neither
// register here nor ask.
func (i *Inquiry) Responses() []*document.Kind {
	var all []*document.Kind
	for _, kind := range [...]*document.Kind{registrationKind, questionKind} {
		if i.Event.until(kind) != nil {
			all = append(all, kind)
		}
	}
	return all
}

// until is the last moment for documents of a kind; nil if the event takes none.
func (e *Event) until(kind *document.Kind) *hyte.Deadline {
	switch kind {
	case registrationKind:
		return e.registrationUntil()
	case questionKind:
		return e.questionsUntil()
	}
	return nil
}

// registrationUntil is nil also if people register elsewhere.
func (e *Event) registrationUntil() *hyte.Deadline {
	if r := e.Registration; r != nil && r.External == "" {
		return r.Until
	}
	return nil
}

func (e *Event) questionsUntil() *hyte.Deadline {
	if q := e.Questions; q != nil {
		return q.Until
	}
	return nil
}

// Program checks documents of a kind as answers to the event.
func (i *Inquiry) Program(kind *document.Kind) *document.Program { return i.programs.Of(kind, i) }

// OwnWords are texts in place of the forms', by the key of the form's text.
func (i *Inquiry) OwnWords() map[string]hyte.Text { return i.Event.Texts }

// Title is that of the event.
func (i *Inquiry) Title() hyte.Text { return i.Event.Title }

// Organizer is the first one of the organizers, with the event's contacts.
func (i *Inquiry) Organizer() *hyte.Organizer { return i.organizer }

// Languages are those of the event's pages, its own one first.
func (i *Inquiry) Languages() []string { return i.Event.Languages }

// Privacy tells what becomes of personal data in answers.
func (i *Inquiry) Privacy() *hyte.PrivacyNotice { return i.Event.PrivacyNotice }

// EmbedHosts are the origins of other sites whose pages may show the forms.
func (i *Inquiry) EmbedHosts() []string { return i.Event.EmbedHosts }

// Invited is always false: nobody gets a link of their own. Of an event for those who are
// invited the page says so, and the organizer sees who registers.
func (i *Inquiry) Invited() bool { return false }

// Confirmed is always false: whoever registers comes, and need not confirm it.
func (i *Inquiry) Confirmed() bool { return false }

// NameOf is the name of an organization that the event lists, or of one of its themes, whose
// ids have no colon.
func (i *Inquiry) NameOf(id string) (hyte.Text, bool) {
	id = organization.Canonical(id)
	for j := range i.Event.Organizations {
		if o := &i.Event.Organizations[j]; organization.Canonical(o.ID) == id {
			return o.Name, true
		}
	}
	if q := i.Event.Questions; q != nil {
		for j := range q.Themes {
			if q.Themes[j].ID == id {
				return q.Themes[j].Name, true
			}
		}
	}
	return nil, false
}

// WindowFor is when the event takes documents of a kind.
func (i *Inquiry) WindowFor(kind *document.Kind) hyte.Window {
	return hyte.Window{Deadline: i.Event.until(kind), Cancelled: i.Event.Status == StatusCancelled}
}

// Window is that of the first kind of [Inquiry.Responses].
func (i *Inquiry) Window() hyte.Window {
	if all := i.Responses(); len(all) > 0 {
		return i.WindowFor(all[0])
	}
	return hyte.Window{}
}

// ClosedTo says, at the root of a document of the kind, why the event takes none at the
// instant.
func (i *Inquiry) ClosedTo(kind *document.Kind, at time.Time) constraint.Violations {
	w := i.WindowFor(kind)
	return w.Closed(w.Status(at))
}

// Closed is [Inquiry.ClosedTo] for the first kind of [Inquiry.Responses].
func (i *Inquiry) Closed(at time.Time) constraint.Violations {
	w := i.Window()
	return w.Closed(w.Status(at))
}

// Link is the address of the remote event, for whoever has registered; empty if the event
// shows it to anyone or to nobody.
func (i *Inquiry) Link() string {
	if r := i.Event.Remote; r != nil && r.shows() == ShownRegistered {
		return r.URL
	}
	return ""
}

// Public is the part of the event that anyone may see: all but a link that is not public,
// the addresses of organizations, who came, and the sites that may show the forms.
func (i *Inquiry) Public() document.Inquiry {
	e := *i.Event
	e.EmbedHosts, e.Attendance = nil, nil
	if e.Remote != nil && e.Remote.shows() != ShownPublic {
		remote := *e.Remote
		remote.URL = ""
		e.Remote = &remote
	}
	e.Organizations = slices.Clone(e.Organizations)
	for j := range e.Organizations {
		e.Organizations[j].Email = ""
	}
	return newInquiry(&e)
}
