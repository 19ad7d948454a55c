package intake

import (
	"context"
	"errors"
	"net/http"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// postDocument takes a document as JSON and keeps its very bytes.
func (s *Service) postDocument(w http.ResponseWriter, r *http.Request) {
	k, ok := s.kindOf(w, r)
	if !ok || !s.within(s.posts, w, r) {
		return
	}
	g, is, err := s.admit(w, r, k.by)
	switch {
	case err != nil:
		s.failInside(w, r, err)
		return
	case is != admitted:
		s.failKnown(w, r, http.StatusForbidden, "problem.link")
		return
	}
	if !isJSON(r.Header) {
		w.Header().Set("Accept-Post", "application/json")
		s.fail(w, r, http.StatusUnsupportedMediaType)
		return
	}
	key, err := headerKey(r.Header)
	if err != nil {
		s.failKnown(w, r, http.StatusBadRequest, "problem.key")
		return
	}
	document, status := s.readBody(w, r, s.config.Limits.Body)
	if status != 0 {
		s.fail(w, r, status)
		return
	}
	at := s.config.Now() // the whole document has arrived
	if key == "" {
		if key, err = s.keyAt(at); err != nil {
			s.failInside(w, r, err)
			return
		}
	}
	kept, added, err := s.receive(r.Context(), g, arriving{k, document, g.key(key)}, hyte.ViaAPI, at)
	if err != nil {
		s.refuse(w, r, k, err)
		return
	}
	s.kept()
	given := s.receipt(context.WithoutCancel(r.Context()), k, kept)
	noteReceipt(w, given.ID)
	w.Header().Set("Location", s.origin+s.link(k.endpoint()+"/"+given.ID))
	if proof := s.prove(r, given.ID); proof != "" {
		w.Header().Set(shownHeader, proof)
	}
	status = http.StatusOK
	if added {
		status = http.StatusCreated
	}
	s.writeReceipt(w, r, status, k, given)
}

// writeReceipt tells a receipt to a program. Only a whole address leads to where the document
// can be taken back: the page that shows it may be of another site.
func (s *Service) writeReceipt(w http.ResponseWriter, r *http.Request, status int, k *taken, given forms.Receipt) {
	if s.origin != "" {
		w.Header().Add("Vary", "Accept-Language")
		language := k.by.pages.accepted(r.Header)
		if path := k.takeBackPath(language, given.ID); path != "" {
			given.TakeBack = s.origin + s.link(path)
		}
		given.Calendar = s.calendarAddress(k.forms[language], given)
	}
	s.writeJSON(w, r, status, given)
}

// violationsProblem is a problem that says what is wrong with a document.
type violationsProblem struct {
	problem
	Violations []spokenViolation `json:"violations"`
}

// spokenViolation is a violation with a message in the client's language.
type spokenViolation struct {
	hyte.Violation
	Message string `json:"message"`
}

// refuse answers with why a document was not kept.
func (s *Service) refuse(w http.ResponseWriter, r *http.Request, k *taken, err error) {
	var rejected *rejection
	if !errors.As(err, &rejected) {
		s.failInside(w, r, err)
		return
	}
	status, key := http.StatusUnprocessableEntity, "problem.rules"
	switch rejected.reason {
	case notNow:
		status, key = http.StatusForbidden, "problem.notNow"
	case notJSON:
		status, key = http.StatusBadRequest, "problem.notJSON"
	case noRoom:
		status, key = http.StatusConflict, "problem.full"
	case keyReused:
		s.failKnown(w, r, http.StatusConflict, "problem.keyReused")
		return
	case notTheirs:
		s.failKnown(w, r, http.StatusForbidden, "problem.link")
		return
	case crowd:
		s.noteCrowd(w, r, rejected)
		s.failKnown(w, r, http.StatusTooManyRequests, "problem.crowd")
		return
	}
	language := k.by.messages.accepted(r.Header)
	answer := violationsProblem{problem: s.problemIn(w, r, language, status, key), Violations: []spokenViolation{}}
	for _, v := range rejected.violations {
		answer.Violations = append(answer.Violations, spokenViolation{v, k.spoken[language].Message(v)})
	}
	writeProblem(w, answer)
}

// getDescription shows the description of the API.
func (s *Service) getDescription(w http.ResponseWriter, r *http.Request) {
	s.writeCached(w, r, "application/json", "no-cache", s.description)
}

// getReceipt shows a receipt again, to whoever knows its id.
func (s *Service) getReceipt(w http.ResponseWriter, r *http.Request) {
	if k, ok := s.kindOf(w, r); ok {
		if given, ok := s.findReceipt(w, r, k, r.PathValue("id")); ok {
			s.writeReceipt(w, r, http.StatusOK, k, given)
		}
	}
}

// getInquiry shows the inquiry's public parts, such as whom a call asks.
func (s *Service) getInquiry(w http.ResponseWriter, r *http.Request) {
	if i, ok := s.inquiryOf(w, r); ok {
		s.writeCached(w, r, "application/json", "no-cache", i.public)
	}
}

// getSchema shows the JSON Schema of the documents of a kind that answer the
// inquiry.
func (s *Service) getSchema(w http.ResponseWriter, r *http.Request) {
	if k, ok := s.kindOf(w, r); ok {
		s.writeCached(w, r, "application/schema+json", "no-cache", k.schema)
	}
}
