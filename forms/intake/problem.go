package intake

import (
	"encoding/json"
	"net/http"
)

// A problem is the answer to a failed request of the API, RFC 9457. A kind of
// problem with members of its own embeds it:
//
//	struct {
//		problem
//		Violations []violation `json:"violations"`
//	}
type problem struct {
	// Type is the address that names the kind of problem; empty for one that
	// the status says all about ("about:blank").
	Type string `json:"type,omitempty"`
	// Title is the same for every problem of the type.
	Title string `json:"title"`
	// Status is the HTTP status code.
	Status int `json:"status"`
	// Detail tells whoever sent the request what to do. It never repeats a
	// value that was sent.
	Detail string `json:"detail,omitempty"`
}

// newProblem returns a problem that the status says all about.
func newProblem(status int, detail string) problem {
	return problem{Title: http.StatusText(status), Status: status, Detail: detail}
}

func (p problem) status() int { return p.Status }

// writeProblem answers with a problem, or with a type that embeds one. The
// caller sets headers of its own, such as Retry-After, beforehand.
func writeProblem(w http.ResponseWriter, p interface{ status() int }) {
	status := p.status()
	body, err := json.Marshal(p)
	if err != nil {
		// A member that JSON cannot hold is a mistake in this package.
		status, body = http.StatusInternalServerError, []byte(`{"title":"Internal Server Error","status":500}`)
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // a client that has gone away misses nothing else
}
