package intake

import (
	"bytes"
	"net/http"

	"github.com/hytekit/hytekit/forms/export"
)

// rosterJSON is the roster as data, with all that the answers say.
func (s *Service) rosterJSON(w http.ResponseWriter, r *http.Request) {
	c, past, ok := s.callPast(w, r)
	if !ok {
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+c.id()+`.json"`)
	s.writeJSON(w, r, http.StatusOK, c.history.rosterAt(past, s.config.Now()))
}

// byteOrderMark tells spreadsheets that a table is in UTF-8.
const byteOrderMark = "\uFEFF"

// rosterCSV is the roster as a table for spreadsheets.
func (s *Service) rosterCSV(w http.ResponseWriter, r *http.Request) {
	c, past, ok := s.callPast(w, r)
	if !ok {
		return
	}
	out := bytes.NewBufferString(byteOrderMark)
	if err := export.CSV(out, c.history.rosterAt(past, s.config.Now()), s.languageOf(r).Language()); err != nil {
		s.failInside(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+c.id()+`.csv"`)
	h.Add("Vary", "Accept-Language")
	s.write(w, r, http.StatusOK, "text/csv; charset=utf-8; header=present", out.Bytes())
}
