package intake

import (
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/text/language"
)

// longestAccept bounds the headers that are read for negotiation. A longer one
// counts as absent.
const longestAccept = 1000

// acceptedEncoding chooses the first of the offered content codings for which
// the client's Accept-Encoding (RFC 9110 section 12.5.3) has the greatest
// weight, or "" for the identity.
func acceptedEncoding(h http.Header, offers ...string) string {
	accepted := strings.Join(h.Values("Accept-Encoding"), ",")
	if len(accepted) > longestAccept {
		return ""
	}
	weights := map[string]float64{}
	for item := range strings.SplitSeq(accepted, ",") {
		coding, params, _ := strings.Cut(item, ";")
		if coding = strings.ToLower(strings.TrimSpace(coding)); coding != "" {
			weights[coding] = weight(params)
		}
	}
	best, most := "", 0.0
	for _, offer := range offers {
		w, named := weights[offer]
		if !named {
			w = weights["*"]
		}
		if w > most {
			best, most = offer, w
		}
	}
	if identity, named := weights["identity"]; named && identity > most {
		return ""
	}
	return best
}

// weight reads the parameter q; without one it is 1, and one that is no number
// from 0 to 1 counts as 0.
func weight(params string) float64 {
	name, value, found := strings.Cut(strings.TrimSpace(params), "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	w, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(w >= 0 && w <= 1) {
		return 0
	}
	return w
}

// languages are the languages that a page or message can have, the first one
// standing in for all others.
type languages struct {
	codes   []string
	matcher language.Matcher
}

func newLanguages(codes []string) languages {
	tags := make([]language.Tag, len(codes))
	for i, code := range codes {
		tags[i] = language.Make(code)
	}
	return languages{codes: codes, matcher: language.NewMatcher(tags)}
}

// chosen returns the code of the language that the query asks for, or of the
// one that suits the client's Accept-Language best.
func (l languages) chosen(r *http.Request) string {
	if asked := r.URL.Query().Get("lang"); l.has(asked) {
		return asked
	}
	return l.accepted(r.Header)
}

// accepted returns the code of the language that suits the client's
// Accept-Language best.
func (l languages) accepted(h http.Header) string {
	wanted := h.Get("Accept-Language")
	if len(wanted) > longestAccept {
		return l.codes[0]
	}
	tags, _, err := language.ParseAcceptLanguage(wanted)
	if err != nil {
		return l.codes[0]
	}
	_, index, confidence := l.matcher.Match(tags...)
	if confidence == language.No {
		return l.codes[0]
	}
	return l.codes[index]
}

// has reports whether code is one of the languages.
func (l languages) has(code string) bool {
	for _, c := range l.codes {
		if c == code {
			return true
		}
	}
	return false
}
