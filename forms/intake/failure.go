package intake

import (
	"cmp"
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// retryAfter is how many seconds a client waits for a store that does not
// work now.
const retryAfter = "30"

// fail answers with a failure: a problem for programs, a page for people.
func (s *Service) fail(w http.ResponseWriter, r *http.Request, status int) {
	if strings.HasPrefix(r.URL.Path, s.config.Prefix+"/api/") {
		s.failKnown(w, r, status, "problem."+strconv.Itoa(status))
		return
	}
	s.failurePage(w, r, status, "failure."+strconv.Itoa(status))
}

// failKnown answers a program with a problem of its own text, in the language
// that suits it best.
func (s *Service) failKnown(w http.ResponseWriter, r *http.Request, status int, key string) {
	writeProblem(w, s.problemIn(w, r, s.words.accepted(r.Header), status, key))
}

// problemIn is a problem in a language, of which it tells the client, in the words of
// the kind that the address names.
func (s *Service) problemIn(w http.ResponseWriter, r *http.Request, language string, status int, key string) problem {
	h := w.Header()
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Language", language)
	detail := s.words.in(language).Text(key)
	if i, ok := s.inquiries[r.PathValue("inquiry")]; ok {
		detail = cmp.Or(i.kind(r.PathValue("kind")), i.taken[0]).wording(s.words.in(language), key)
	}
	return newProblem(problemType(key), status, detail)
}

// notFound answers where there is nothing, unless it is clear what was meant.
func (s *Service) notFound(w http.ResponseWriter, r *http.Request) {
	if s.redirectMeant(w, r) {
		return
	}
	s.fail(w, r, http.StatusNotFound)
}

// failInside answers with a fault that is not the client's, and writes it down.
func (s *Service) failInside(w http.ResponseWriter, r *http.Request, err error) {
	s.fail(w, r, s.insideStatus(w, r, err))
}

// insideStatus writes down a fault and returns its status. A store that does
// not work now, or not in time, may do so soon.
func (s *Service) insideStatus(w http.ResponseWriter, r *http.Request, err error) int {
	s.logFault(r, err)
	if errors.Is(err, ErrInvalid) || errors.Is(err, ErrIDTaken) {
		return http.StatusInternalServerError
	}
	w.Header().Set("Retry-After", retryAfter)
	return http.StatusServiceUnavailable
}
