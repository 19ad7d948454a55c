package intake

import (
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
)

// details tell a program what to do about a failure that the status alone
// does not explain.
var details = map[int]string{
	http.StatusBadRequest:            "The request could not be read. Send it again.",
	http.StatusNotFound:              "There is nothing at this address. GET the call's address to see what there is.",
	http.StatusMethodNotAllowed:      "The address takes the methods that Allow names.",
	http.StatusRequestTimeout:        "The body did not arrive in time. Send it again with the same Idempotency-Key.",
	http.StatusRequestEntityTooLarge: "The body is longer than a nomination can be.",
	http.StatusTooManyRequests:       "Send again after the time that Retry-After gives in seconds, with the same Idempotency-Key.",
	http.StatusServiceUnavailable:    "The document was not acknowledged. Keep it and send it again after the time that Retry-After gives in seconds, with the same Idempotency-Key.",
	http.StatusInternalServerError:   "The service has a fault. Keep the document and send it again later with the same Idempotency-Key.",
}

// retryAfter is how many seconds a client waits for a store that does not
// work now.
const retryAfter = "30"

// fail answers with a failure: a problem for programs, a page for people.
func (s *Service) fail(w http.ResponseWriter, r *http.Request, status int) {
	if strings.HasPrefix(r.URL.Path, s.config.Prefix+"/api/") {
		writeProblem(w, newProblem(status, details[status]))
		return
	}
	s.failurePage(w, r, status)
}

func (s *Service) notFound(w http.ResponseWriter, r *http.Request) {
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

// within counts a request of the client. If it is one too many, within has
// answered.
func (s *Service) within(limit *rateLimiter, w http.ResponseWriter, r *http.Request) bool {
	wait := s.take(limit, w, r)
	if wait {
		s.fail(w, r, http.StatusTooManyRequests)
	}
	return !wait
}

// take counts a request of the client and reports whether it is one too many.
func (s *Service) take(limit *rateLimiter, w http.ResponseWriter, r *http.Request) (wait bool) {
	left := limit.take(clientAddress(r, s.config.TrustedProxies), s.config.Now())
	if left <= 0 {
		return false
	}
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(left.Seconds()))))
	return true
}
