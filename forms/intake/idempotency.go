package intake

import (
	"errors"
	"net/http"
	"strings"
)

// errKeyFormat says what an idempotency key looks like, for the sender.
var errKeyFormat = errors.New("the Idempotency-Key must appear once and have 1 to 200 visible ASCII characters")

// headerKey returns the idempotency key of a request, "" where it has none, and
// errKeyFormat where it breaks the form. The draft standard
// (draft-ietf-httpapi-idempotency-key-header) writes the key as a quoted string
// of RFC 8941, many senders write it bare: the quotes are not part of the key.
func headerKey(h http.Header) (string, error) {
	values := h.Values("Idempotency-Key")
	if len(values) == 0 {
		return "", nil
	}
	key := values[0]
	if inner, ok := strings.CutPrefix(key, `"`); ok {
		if key, ok = strings.CutSuffix(inner, `"`); !ok {
			return "", errKeyFormat
		}
	}
	if len(values) > 1 {
		return "", errKeyFormat
	}
	return key, checkKey(key)
}

// checkKey returns errKeyFormat unless key may stand in a Record. A key with
// quotes or a backslash could be read in two ways and is refused here.
func checkKey(key string) error {
	if visibleASCII(key, MaxKey) != "" || strings.ContainsAny(key, `"\`) {
		return errKeyFormat
	}
	return nil
}
