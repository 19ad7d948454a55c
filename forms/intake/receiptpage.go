package intake

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export/calendar"
	"github.com/hytekit/hytekit/forms/view"
)

// The files of a receipt, beneath its address.
const (
	receiptPageName     = "receipt.html"
	receiptDocumentName = "answer.json"
	receiptCalendarName = "calendar.ics"
)

// receiptPath is that of a receipt in the language of the form, beneath the service's.
func (f servedForm) receiptPath(id string) string { return f.kind.receiptPath(f.Language(), id) }

// leadToReceipt leads whoever has sent a form to its receipt, at which they see once what
// they have sent. The receipt is an id, or those of a letter.
func (s *Service) leadToReceipt(w http.ResponseWriter, r *http.Request, address, receipt string) {
	noteReceipt(w, receipt)
	s.redirect(w, r, withProof(address, s.prove(r, receipt)))
}

// receiptShown is a receipt that is asked for, and whether its sender does.
type receiptShown struct {
	form   servedForm
	kept   Record
	given  forms.Receipt
	proven bool
}

// findShown finds the receipt that an address names. Otherwise it has answered that there
// is none.
func (s *Service) findShown(w http.ResponseWriter, r *http.Request) (shown receiptShown, ok bool) {
	if shown.form, _, ok = s.admittedForm(w, r); !ok {
		return shown, false
	}
	k := shown.form.kind
	if shown.kept, ok = s.findKept(w, r, k, r.PathValue("id")); !ok {
		return shown, false
	}
	noteReceipt(w, shown.kept.ID)
	var err error
	if shown.proven, err = s.proves(r, shown.kept.ID); err != nil {
		s.failInside(w, r, err)
		return shown, false
	}
	shown.given = s.receipt(r.Context(), k, shown.kept)
	if path := k.takeBackPath(shown.form.Language(), shown.kept.ID); path != "" {
		shown.given.TakeBack = s.origin + s.link(path)
	}
	shown.given.Calendar = s.calendarAddress(shown.form, shown.given)
	return shown, true
}

// address is that of the receipt for whoever asks, with the proof if there is one.
func (s *Service) receiptAddress(r *http.Request, shown *receiptShown, language, file string) string {
	address := s.link(shown.form.kind.receiptPath(language, shown.kept.ID))
	if file != "" {
		address += "/" + file
	}
	address = shown.form.guest.with(address)
	if shown.proven {
		address = withProof(address, r.URL.Query().Get(shownName))
	}
	return address
}

// receiptPage shows a receipt to whoever knows its id, and what was sent to whoever has
// just sent it.
func (s *Service) receiptPage(w http.ResponseWriter, r *http.Request) {
	shown, ok := s.findShown(w, r)
	if !ok {
		return
	}
	o, v := s.receiptView(w, r, &shown)
	o.Mount, o.Head = mountReceipt(shown.given), append(s.framed(w, r), s.icon())
	if shown.proven {
		language := shown.form.Language()
		v.Files = forms.ReceiptFiles{
			Page: s.receiptAddress(r, &shown, language, receiptPageName), Document: s.receiptAddress(r, &shown, language, receiptDocumentName),
		}
	}
	s.embeddable(w, r)
	s.writePage(w, r, http.StatusOK, shown.form.ReceiptPage(o, v))
}

func (s *Service) receiptView(w http.ResponseWriter, r *http.Request, shown *receiptShown) (forms.PageOptions, forms.ReceiptView) {
	o := s.formOptions(w, r, shown.form, forms.View{})
	o.LanguageURL = func(language string) string { return s.receiptAddress(r, shown, language, "") }
	o.SeriesURL, o.Mount, o.Head = "", nil, nil
	v := forms.ReceiptView{Receipt: shown.given, Again: s.formAddress(shown.form), Hidden: !shown.proven}
	if shown.proven {
		state, _ := shown.form.Load(shown.kept.Document)
		v.Answer, v.Mailed = shown.form.Summary(state), shown.form.Mails(shown.given, state)
	}
	return o, v
}

// receiptFile answers with the page of a receipt as a file that needs nothing else, or with
// what was sent as JSON. Who has no proof any more is led to the receipt, which says so.
func (s *Service) receiptFile(w http.ResponseWriter, r *http.Request) {
	shown, ok := s.findShown(w, r)
	switch {
	case !ok:
	case !shown.proven:
		s.redirect(w, r, s.receiptAddress(r, &shown, shown.form.Language(), ""))
	case strings.HasSuffix(r.URL.Path, receiptDocumentName):
		s.writeFile(w, r, shown.fileName(".json"), "application/json", shown.kept.Document)
	default:
		o, v := s.receiptView(w, r, &shown)
		s.makeFile(&o, shown.form.Language())
		v.Again, v.Receipt.Calendar, v.Receipt.TakeBack, v.Mailed = "", "", "", false
		page := shown.form.ReceiptPage(o, v)
		s.writeFile(w, r, shown.fileName(".html"), "text/html; charset=utf-8", view.AppendHTML(nil, page))
	}
}

// receiptCalendar answers with the days of which a receipt reminds. They are no secret.
func (s *Service) receiptCalendar(w http.ResponseWriter, r *http.Request) {
	shown, ok := s.findShown(w, r)
	if !ok {
		return
	}
	s.writeDays(w, r, shown.fileName(".ics"), shown.form.Language(), s.receiptDays(shown.form, shown.given))
}

// receiptDays are the days of which a receipt reminds.
func (s *Service) receiptDays(form servedForm, given forms.Receipt) (days []calendar.Day) {
	told := form.ReceiptText(given)
	for _, d := range form.ReceiptDays(given) {
		days = append(days, calendar.Day{
			ID: d.ID + "-" + form.kind.by.id(), Title: d.Title, Date: d.Date, Clock: d.Clock,
			Description: strings.Join(append([]string{given.Reference}, told.Sentences...), "\n"), Page: s.origin + s.link(form.path()),
		})
	}
	return days
}

// writeDays answers with days as a calendar, or that there are none.
func (s *Service) writeDays(w http.ResponseWriter, r *http.Request, name, language string, days []calendar.Day) {
	if len(days) == 0 {
		s.notFound(w, r)
		return
	}
	_, host, _ := strings.Cut(s.origin, "://")
	file, err := calendar.WriteDays(days, calendar.Options{Language: language, Host: host, At: s.config.Now()})
	if err != nil {
		s.failInside(w, r, fmt.Errorf("intake: the days of a receipt: %w", err))
		return
	}
	s.writeFile(w, r, name, "text/calendar; charset=utf-8", file)
}

// makeFile leaves out of a page what a file has not around it: its addresses in the service.
func (s *Service) makeFile(o *forms.PageOptions, language string) {
	o.LanguageURL = nil
	o.Brand = s.config.Brand.Node(language, nil)
	if s.config.Statement != nil {
		o.AccessibilityURL = ""
	}
}

// fileName is that of a file of the receipt.
func (r *receiptShown) fileName(ending string) string {
	return r.form.kind.by.id() + "-" + r.given.Reference + ending
}

// calendarAddress is where the days of a receipt are; empty if there are none.
func (s *Service) calendarAddress(form servedForm, given forms.Receipt) string {
	if len(form.ReceiptDays(given)) == 0 {
		return ""
	}
	return s.origin + s.link(form.receiptPath(given.ID)+"/"+receiptCalendarName)
}

// writeFile answers with a file that nobody keeps on the way.
func (s *Service) writeFile(w http.ResponseWriter, r *http.Request, name, kind string, content []byte) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	s.write(w, r, http.StatusOK, kind, content)
}
