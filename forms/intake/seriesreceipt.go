package intake

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export/calendar"
	"github.com/hytekit/hytekit/forms/view"
)

// receiptSeparator is between the ids of a page's receipts, in the order of its
// inquiries; no id has it.
const receiptSeparator = ","

// seriesShown are the receipts of a letter that are asked for, and whether their sender does.
type seriesShown struct {
	letter *letter
	page   *forms.Series
	ids    string
	kept   []Record // by inquiry; the zero value of what was not answered
	given  []forms.Receipt
	proven bool
}

// findSeriesShown finds the receipts that an address names. Otherwise it has answered that
// there are none.
func (s *Service) findSeriesShown(w http.ResponseWriter, r *http.Request) (shown seriesShown, ok bool) {
	if shown.letter, shown.page = s.seriesOf(w, r); shown.letter == nil {
		return shown, false
	}
	shown.ids = r.PathValue("id")
	ids := strings.Split(shown.ids, receiptSeparator)
	if len(ids) != len(shown.letter.kinds) || strings.Trim(shown.ids, receiptSeparator) == "" {
		s.notFound(w, r)
		return shown, false
	}
	var err error
	if shown.proven, err = s.proves(r, shown.ids); err != nil {
		s.failInside(w, r, err)
		return shown, false
	}
	shown.kept, shown.given = make([]Record, len(ids)), make([]forms.Receipt, len(ids))
	for i, k := range shown.letter.kinds {
		if ids[i] == "" {
			continue
		}
		if shown.kept[i], ok = s.findKept(w, r, k, ids[i]); !ok {
			return shown, false
		}
		shown.given[i] = s.receipt(r.Context(), k, shown.kept[i])
	}
	noteReceipt(w, shown.ids)
	return shown, true
}

// form is that of an inquiry of the letter.
func (l *seriesShown) form(i int) servedForm { return l.letter.kinds[i].forms[l.page.Language()] }

// seriesReceiptAddress is that of the receipts, or of a file of them, for whoever asks.
func (s *Service) seriesReceiptAddress(r *http.Request, shown *seriesShown, language, file string) string {
	address := s.link(shown.letter.path(language)) + "/receipt/" + shown.ids
	if file != "" {
		address += "/" + file
	}
	if shown.proven {
		address = withProof(address, r.URL.Query().Get(shownName))
	}
	return address
}

// seriesReceipt shows the receipts to whoever knows their ids.
func (s *Service) seriesReceipt(w http.ResponseWriter, r *http.Request) {
	shown, ok := s.findSeriesShown(w, r)
	if !ok {
		return
	}
	o, v := s.seriesReceiptView(w, r, &shown)
	o.Head = append(s.framed(w, r), s.icon())
	language := shown.page.Language()
	if shown.proven {
		v.Files.Page = s.seriesReceiptAddress(r, &shown, language, receiptPageName)
		v.Files.Document = s.seriesReceiptAddress(r, &shown, language, receiptDocumentName)
	}
	if len(s.seriesDays(&shown)) > 0 {
		v.Files.Calendar = s.link(shown.letter.path(language)) + "/receipt/" + shown.ids + "/" + receiptCalendarName
	}
	s.embeddable(w, r)
	s.writePage(w, r, http.StatusOK, shown.page.ReceiptPage(o, v))
}

func (s *Service) seriesReceiptView(w http.ResponseWriter, r *http.Request, shown *seriesShown) (forms.PageOptions, forms.SeriesReceiptView) {
	l := shown.letter
	o := s.seriesOptions(w, r, l, shown.page)
	o.Head = nil
	otherwise := o.LanguageURL
	o.LanguageURL = func(language string) string {
		if !slices.Contains(l.codes, language) {
			return otherwise(language)
		}
		return s.seriesReceiptAddress(r, shown, language, "")
	}
	v := forms.SeriesReceiptView{Receipts: shown.given, Again: s.link(l.path(shown.page.Language())), Hidden: !shown.proven}
	if shown.proven {
		v.Answers = make([]forms.Summary, len(shown.kept))
	}
	for i := range v.Answers {
		if shown.given[i].ID != "" {
			form := shown.form(i)
			state, _ := form.Load(shown.kept[i].Document)
			v.Answers[i] = form.Summary(state)
			v.Mailed = v.Mailed || form.Mails(shown.given[i], state)
		}
	}
	return o, v
}

// seriesReceiptFile answers with the page of the receipts as a file, or with what was sent
// as a list in JSON; see receiptFile.
func (s *Service) seriesReceiptFile(w http.ResponseWriter, r *http.Request) {
	shown, ok := s.findSeriesShown(w, r)
	switch {
	case !ok:
	case !shown.proven:
		s.redirect(w, r, s.seriesReceiptAddress(r, &shown, shown.page.Language(), ""))
	case strings.HasSuffix(r.URL.Path, receiptDocumentName):
		var documents [][]byte
		for i := range shown.kept {
			if len(shown.kept[i].Document) > 0 {
				documents = append(documents, shown.kept[i].Document)
			}
		}
		all := append(append([]byte("["), bytes.Join(documents, []byte(",\n"))...), "]\n"...)
		s.writeFile(w, r, shown.fileName(".json"), "application/json", all)
	default:
		o, v := s.seriesReceiptView(w, r, &shown)
		s.makeFile(&o, shown.page.Language())
		v.Again, v.Mailed = "", false
		s.writeFile(w, r, shown.fileName(".html"), "text/html; charset=utf-8", view.AppendHTML(nil, shown.page.ReceiptPage(o, v)))
	}
}

// seriesCalendar answers with the days of which the receipts remind.
func (s *Service) seriesCalendar(w http.ResponseWriter, r *http.Request) {
	if shown, ok := s.findSeriesShown(w, r); ok {
		s.writeDays(w, r, shown.fileName(".ics"), shown.page.Language(), s.seriesDays(&shown))
	}
}

func (s *Service) seriesDays(shown *seriesShown) (days []calendar.Day) {
	for i := range shown.given {
		if shown.given[i].ID != "" {
			days = append(days, s.receiptDays(shown.form(i), shown.given[i])...)
		}
	}
	return days
}

// fileName is that of a file of the receipts, by the first of them.
func (l *seriesShown) fileName(ending string) string {
	i := slices.IndexFunc(l.given, func(g forms.Receipt) bool { return g.ID != "" })
	return l.letter.kinds[i].by.id() + "-" + l.given[i].Reference + ending
}
