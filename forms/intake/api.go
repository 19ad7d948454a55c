package intake

import (
	"errors"
	"net/http"
	"strings"

	"github.com/hytekit/hytekit/hyte"
)

// postNomination takes a nomination as JSON and keeps its very bytes.
func (s *Service) postNomination(w http.ResponseWriter, r *http.Request) {
	c, ok := s.callOf(w, r)
	if !ok || !s.within(s.posts, w, r) {
		return
	}
	if !isJSON(r.Header) {
		w.Header().Set("Accept-Post", "application/json")
		writeProblem(w, newProblem(http.StatusUnsupportedMediaType, "Send the document as application/json in UTF-8, without Content-Encoding."))
		return
	}
	key, err := headerKey(r.Header)
	if err != nil {
		writeProblem(w, newProblem(http.StatusBadRequest, sentence(err)))
		return
	}
	document, status := readBody(w, r, s.config.Limits.Body)
	if status != 0 {
		s.fail(w, r, status)
		return
	}
	at := s.config.Now() // the whole document has arrived
	if key == "" {
		if key, err = s.newKey(); err != nil {
			s.failInside(w, r, err)
			return
		}
	}
	given, added, err := s.receive(r.Context(), c, document, key, at)
	if err != nil {
		s.refuse(w, r, c, err)
		return
	}
	noteReceipt(w, given.ID)
	w.Header().Set("Location", s.origin+s.path+"/api/v1/calls/"+c.id()+"/nominations/"+given.ID)
	status = http.StatusOK
	if added {
		status = http.StatusCreated
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
func (s *Service) refuse(w http.ResponseWriter, r *http.Request, c *served, err error) {
	var rejected *rejection
	if !errors.As(err, &rejected) {
		s.failInside(w, r, err)
		return
	}
	var p problem
	switch rejected.reason {
	case notNow:
		p = newProblem(http.StatusForbidden, "The call does not take answers now; the violation says why. Nothing was kept.")
	case notJSON:
		p = newProblem(http.StatusBadRequest, "This is not one JSON document; the violation says where it ends to be one. Nothing was kept.")
	case keyReused:
		writeProblem(w, newProblem(http.StatusConflict, "This Idempotency-Key was used for another document of the call. Nothing was kept: send a changed document under a new key."))
		return
	default:
		p = newProblem(http.StatusUnprocessableEntity, "The document breaks the rules of the call that the violations name. Nothing was kept: mend it and send it again.")
	}
	language := c.messages.accepted(r.Header)
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Language", language)
	answer := violationsProblem{problem: p, Violations: []spokenViolation{}}
	for _, v := range rejected.violations {
		answer.Violations = append(answer.Violations, spokenViolation{v, c.spoken[language].Message(v)})
	}
	writeProblem(w, answer)
}

// getReceipt shows a receipt again, to whoever knows its id.
func (s *Service) getReceipt(w http.ResponseWriter, r *http.Request) {
	if c, ok := s.callOf(w, r); ok {
		if given, ok := s.findReceipt(w, r, c); ok {
			s.writeJSON(w, r, http.StatusOK, given)
		}
	}
}

// getCall shows the call's public parts, and whom it asks.
func (s *Service) getCall(w http.ResponseWriter, r *http.Request) {
	c, ok := s.callOf(w, r)
	if !ok {
		return
	}
	s.writeCached(w, r, "application/json", "no-cache", c.public)
}

// getSchema shows the JSON Schema of the call's nominations.
func (s *Service) getSchema(w http.ResponseWriter, r *http.Request) {
	c, ok := s.callOf(w, r)
	if !ok {
		return
	}
	s.writeCached(w, r, "application/schema+json", "no-cache", c.schema)
}

// sentence makes a sentence of an error that is for the client.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}
