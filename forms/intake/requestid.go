package intake

import (
	"context"
	"crypto/rand"
	"net/http"
	"regexp"
	"strings"
)

// requestIDHeader names the request in every answer, and in requests of trusted proxies.
const requestIDHeader = "X-Request-Id"

// requestIDLength is how many of base32's characters, of 5 random bits each, an id has.
const requestIDLength = 16

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

type requestIDKey struct{}

// RequestID is the id of the request whose context it is: 8 to 64 letters, digits, ".",
// "_" and "-". It is in the log lines of the request and in the header X-Request-Id of
// the answer. Outside of a request of a [Service] it is empty.
func RequestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}

// identified is the request with an id, that of a trusted proxy or one of its own. An
// id that a client made up would let it write into the log.
func (s *Service) identified(r *http.Request) *http.Request {
	id := ""
	if given := r.Header.Get(requestIDHeader); requestIDForm.MatchString(given) && isProxy(parseAddress(r.RemoteAddr), s.config.TrustedProxies) {
		id = given
	} else {
		id = strings.ToLower(rand.Text()[:requestIDLength])
	}
	return r.WithContext(context.WithValue(r.Context(), requestIDKey{}, id))
}
