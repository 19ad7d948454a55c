package intake

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/netip"
	"regexp"
	"strings"
)

// requestIDHeader names the request in every answer, and in requests of trusted proxies.
const requestIDHeader = "X-Request-Id"

// requestIDLength is how many of base32's characters, of 5 random bits each, an id has.
const requestIDLength = 16

var requestIDForm = regexp.MustCompile(`^[A-Za-z0-9._-]{8,64}$`)

// asked is what is known of a request from its start.
type asked struct {
	id     string
	client netip.Prefix // what counts as its sender
}

type askedKey struct{}

// requestOf is what is known of the request whose context it is; the zero value outside of
// any.
func requestOf(ctx context.Context) asked {
	of, _ := ctx.Value(askedKey{}).(asked)
	return of
}

// RequestID is the id of the request whose context it is: 8 to 64 letters, digits, ".",
// "_" and "-". It is in the log lines of the request and in the header X-Request-Id of
// the answer. Outside of a request of a [Service] it is empty.
func RequestID(ctx context.Context) string { return requestOf(ctx).id }

// identified is the request with an id, that of a trusted proxy or one of its own. An
// id that a client made up would let it write into the log.
func (s *Service) identified(r *http.Request) *http.Request {
	of := asked{client: network(clientAddress(r, s.config.TrustedProxies))}
	if given := r.Header.Get(requestIDHeader); requestIDForm.MatchString(given) && isProxy(parseAddress(r.RemoteAddr), s.config.TrustedProxies) {
		of.id = given
	} else {
		of.id = strings.ToLower(rand.Text()[:requestIDLength])
	}
	return r.WithContext(context.WithValue(r.Context(), askedKey{}, of))
}
