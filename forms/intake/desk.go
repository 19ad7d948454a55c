package intake

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
)

// Desk is one request of the organizer to a board, and the way to answer it. It is
// for that request alone.
type Desk struct {
	service *Service
	of      *served
	past    *snapshot
	w       http.ResponseWriter
	r       *http.Request
	t       *texts.Catalog
	now     time.Time
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
	return &Desk{s, i, past, w, r, s.languageOf(r), s.config.Now()}, true
}

// Ledger is the board's own, with all records that had come by the request.
func (d *Desk) Ledger() Ledger { return d.past.ledger }

// Now is the instant of the request.
func (d *Desk) Now() time.Time { return d.now }

// Language is the code of the language in which to answer.
func (d *Desk) Language() string { return d.t.Language() }

// PathValue is what stands in the address for a name in the path of the page.
func (d *Desk) PathValue(name string) string { return d.r.PathValue(name) }

// Link is the address of a page of the board by its path.
func (d *Desk) Link(path string) string {
	if path != "" {
		path = "/" + path
	}
	return d.service.organizerLink(d.r, "/admin/"+d.of.id()+path)
}

// Public is the address of what the board tells anyone, where it is a [Publisher].
func (d *Desk) Public() string { return d.service.link(d.of.publicPath(d.of.pages.chosen(d.r))) }

// Back leads to the overview of all inquiries.
func (d *Desk) Back() view.Node {
	return view.El("p", view.Attrs{view.Attr("class", "org-back")},
		view.El("a", view.Attrs{view.Attr("href", d.service.organizerLink(d.r, "/admin"))}, view.Text(d.t.Text("overview.back"))))
}

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

// Times are the deadline, how far it is, and since when the inquiry is as it is now where
// it was changed.
func (d *Desk) Times() []board.Fact {
	return append(timeFacts(d.t, d.of.inquiry.Window(), d.now), d.versionFacts()...)
}

// versionFacts say since when the inquiry is as it is now, and how many documents came
// before; nothing of an inquiry that was never changed.
func (d *Desk) versionFacts() []board.Fact {
	since, changed := d.of.versions.since()
	if !changed {
		return nil
	}
	earlier := 0
	for _, k := range d.past.kept {
		if k.Version != d.of.versions.now() {
			earlier++
		}
	}
	return []board.Fact{
		{Name: d.t.Text("version.since"), Value: view.Text(forms.InstantText(d.t, since))},
		{Name: d.t.Text("version.earlier"), Value: view.Text(strconv.Itoa(earlier))},
	}
}

// Forms are the ways to the forms of the inquiry.
func (d *Desk) Forms() board.Fact {
	return board.Fact{Name: d.t.Text("overview.form"), Value: d.service.formLinks(d.of)}
}

// Page answers with a page.
func (d *Desk) Page(title string, body ...view.Node) {
	d.service.organizerPage(d.w, d.r, http.StatusOK, d.t, title, body...)
}

// Again answers with the page of a form that has to be mended.
func (d *Desk) Again(title string, body ...view.Node) {
	title = d.t.Text("login.error", "title", title)
	d.service.organizerPage(d.w, d.r, http.StatusUnprocessableEntity, d.t, title, body...)
}

// Posted is what the form of the page says, by the names of its controls, or it has
// answered that it cannot be read.
func (d *Desk) Posted() (values url.Values, ok bool) {
	values, status := d.service.readForm(d.w, d.r)
	if status != 0 {
		d.service.fail(d.w, d.r, status)
		return nil, false
	}
	return values, true
}

// Garbled answers that what was posted is not in UTF-8, so that nobody can know what
// was typed.
func (d *Desk) Garbled() {
	d.service.failurePage(d.w, d.r, http.StatusBadRequest, "failure.encoding")
}

// File answers with a file. Its name is the inquiry's id with the ending, such as
// ".csv"; kind is its media type.
func (d *Desk) File(ending, kind string, content []byte) {
	h := d.w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+d.of.id()+ending+`"`)
	h.Add("Vary", "Accept-Language")
	d.service.write(d.w, d.r, http.StatusOK, kind, content)
}

// JSON answers with a document as a file.
func (d *Desk) JSON(document any) {
	content, err := json.Marshal(document)
	if err != nil {
		d.Fail(err)
		return
	}
	d.File(".json", "application/json", append(content, '\n'))
}

// Lead leads to another page, with GET.
func (d *Desk) Lead(address string) { d.service.redirect(d.w, d.r, address) }

// NotFound answers that there is nothing at the address.
func (d *Desk) NotFound() { d.service.notFound(d.w, d.r) }

// Fail answers that the service cannot do it now, and logs the error, which must
// hold nothing of what was received.
func (d *Desk) Fail(err error) { d.service.failInside(d.w, d.r, err) }

// Keep adds a record of what the organizer has decided about the one with the id
// about, or has entered: it has a Kind, Sender, Key and Document, and gets the rest.
// Nothing that was received before changes. Senders cannot take its key, which does not
// begin with "form:". The errors are those of the store, or say that the key was used
// for another document.
func (d *Desk) Keep(decision Record, about string) error {
	decision.Inquiry, decision.Key = d.of.id(), ownKeys+decision.Key
	decision.ReceivedAt = d.now.UTC().Truncate(time.Microsecond)
	decision.Version = d.of.versions.now()
	if _, _, err := d.service.keep(d.r.Context(), decision); err != nil {
		return err
	}
	noteReceipt(d.w, about)
	return nil
}
