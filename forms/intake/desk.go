package intake

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
)

// Desk is one request of the organizer to a board, and the way to answer it: a [Room] of one
// inquiry, with what that has received.
type Desk struct {
	*Room
	of   *served
	past *snapshot
}

// desk leads to what a board does, with all that has been received.
func (s *Service) desk(page func(*served) func(*Desk)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		i, ok := s.inquiryOf(w, r)
		if !ok {
			return
		}
		answer := page(i)
		if answer == nil { // another board has it
			s.notFound(w, r)
			return
		}
		if d, ok := s.newDesk(w, r, i); ok {
			answer(d)
		}
	}
}

// newDesk reads what has been received, or has answered that this fails.
func (s *Service) newDesk(w http.ResponseWriter, r *http.Request, i *served) (*Desk, bool) {
	past, err := i.history.snapshot(r.Context())
	if err != nil {
		s.failInside(w, r, err)
		return nil, false
	}
	return &Desk{s.newRoom(w, r), i, past}, true
}

// Ledger is the board's own, with all records that had come by the request.
func (d *Desk) Ledger() Ledger { return d.past.ledger }

// PathValue is what stands in the address for a name in the path of the page.
func (d *Desk) PathValue(name string) string { return d.r.PathValue(name) }

// Link is the address of a page of the board by its path.
func (d *Desk) Link(path string) string {
	return d.Room.Link(strings.TrimSuffix(d.of.id()+"/"+path, "/"))
}

// Public is the address of what the board tells anyone, where it is a [Publisher].
func (d *Desk) Public() string { return d.service.link(d.of.publicPath(d.of.pages.chosen(d.r))) }

// Received is a link to the file of all records as they were received.
func (d *Desk) Received() view.Node { return d.Download(receivedName, d.t.Text("received.download")) }

// ReceivedHint says what to mind about that file.
func (d *Desk) ReceivedHint() view.Node {
	return view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(d.t.Text("received.hint")))
}

// Download is a link to a file of the board.
func (d *Desk) Download(path, text string) view.Node {
	return view.El("a", view.Attrs{view.Attr("href", d.Link(path)), view.Attr("download", "")}, view.Text(text))
}

// Deadline is the last moment for an answer.
func (d *Desk) Deadline() board.Fact {
	return board.Fact{Name: d.t.Text("inquiry.deadline"), Value: view.Text(forms.DeadlineText(d.t, d.of.inquiry.Window().Deadline))}
}

// Times are the deadline, how far it is, since when the inquiry is as it is now where it
// was changed, and when what is purged.
func (d *Desk) Times() []board.Fact {
	return slices.Concat(timeFacts(d.t, d.of.inquiry.Window(), d.now), d.versionFacts(), d.purgeFacts())
}

// versionFacts say since when the inquiry is as it is now, and how many documents came
// before; nothing of an inquiry that was never changed.
func (d *Desk) versionFacts() []board.Fact {
	since, changed := d.of.versions.since()
	if !changed {
		return nil
	}
	earlier := d.past.count - d.past.versions[d.of.versions.now()]
	return []board.Fact{
		{Name: d.t.Text("version.since"), Value: view.Text(forms.InstantText(d.t, since))},
		{Name: d.t.Text("version.earlier"), Value: view.Text(strconv.FormatInt(earlier, 10))},
	}
}

// Forms are the ways to the forms of the inquiry.
func (d *Desk) Forms() board.Fact {
	return board.Fact{Name: d.t.Text("overview.form"), Value: d.service.formLinks(d.of)}
}

// File answers with a file. Its name is the inquiry's id with the ending, such as
// ".csv"; kind is its media type.
func (d *Desk) File(ending, kind string, content []byte) {
	d.Room.File(d.of.id()+ending, kind, content)
}

// Stream is File for one that may be long; see [Room.Stream].
func (d *Desk) Stream(ending, kind string, write func(io.Writer) error) {
	d.Room.Stream(d.of.id()+ending, kind, write)
}

// JSON answers with a document as a file.
func (d *Desk) JSON(document any) { d.Room.JSON(d.of.id()+".json", document) }

// Keep adds a record of what the organizer has decided about the one with the id
// about, or has entered: it has a Kind, Sender, Key and Document, and gets the rest.
// Nothing that was received before changes. Senders cannot take its key, which does not
// begin with "form:". The errors are those of the store, or say that the key was used
// for another document.
func (d *Desk) Keep(decision Record, about string) error {
	decision.Inquiry, decision.Key = d.of.id(), ownKeys+decision.Key
	decision.ReceivedAt = d.now.UTC().Truncate(time.Microsecond)
	decision.Version = d.of.versions.now()
	kept, added, err := d.service.keep(d.r.Context(), decision)
	if err != nil {
		return err
	}
	if added { // who presses twice decides once
		d.service.audit(d.w, d.r, AuditEntry{Action: AuditDecision, Record: kept.ID})
	}
	noteReceipt(d.w, about)
	return nil
}
