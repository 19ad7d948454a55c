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
	// Type names the kind of problem, see [ProblemNamespace]; empty for one that
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

// ProblemNamespace is what the type of every problem begins with. It is an
// identifier: nothing needs to be found at the address.
const ProblemNamespace = "https://hytekit.org/problem/v1/"

// problemKind is a kind of problem of the API. Its words have the key problem.<key>.
type problemKind struct {
	key    string
	name   string // ends its type
	status int
}

var problemKinds = []problemKind{
	{"400", "request", http.StatusBadRequest},
	{"key", "key", http.StatusBadRequest},
	{"notJSON", "not-json", http.StatusBadRequest},
	{"notNow", "not-now", http.StatusForbidden},
	{"link", "link", http.StatusForbidden},
	{"403", "foreign", http.StatusForbidden},
	{"404", "not-found", http.StatusNotFound},
	{"405", "method", http.StatusMethodNotAllowed},
	{"408", "late-body", http.StatusRequestTimeout},
	{"keyReused", "key-reused", http.StatusConflict},
	{"full", "full", http.StatusConflict},
	{"413", "too-large", http.StatusRequestEntityTooLarge},
	{"415", "media-type", http.StatusUnsupportedMediaType},
	{"rules", "rules", http.StatusUnprocessableEntity},
	{"429", "too-many", http.StatusTooManyRequests},
	{"crowd", "crowd", http.StatusTooManyRequests},
	{"500", "fault", http.StatusInternalServerError},
	{"503", "unavailable", http.StatusServiceUnavailable},
}

// problemType is the type of problems whose words have a key, "" if there is none.
func problemType(key string) string {
	for _, k := range problemKinds {
		if "problem."+k.key == key {
			return ProblemNamespace + k.name
		}
	}
	return ""
}

// newProblem returns a problem of a type.
func newProblem(kind string, status int, detail string) problem {
	return problem{Type: kind, Title: http.StatusText(status), Status: status, Detail: detail}
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
