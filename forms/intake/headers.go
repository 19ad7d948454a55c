package intake

import (
	"net/http"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/style"
)

// permissions switches off what no page of the service needs.
const permissions = "accelerometer=(), camera=(), display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), " +
	"magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), usb=()"

// A policy says what a response may do in a browser. Every response starts
// with bare and its handler puts another one in place where it needs more.
type policies struct {
	bare      string // answers that are no pages
	organizer string // pages without script, which nobody may show
}

func newPolicies() policies {
	return policies{
		bare:      "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
		organizer: "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	}
}

// picturePolicy is that of a picture which a browser opens as a page of its own: nothing in it
// runs or loads, and it has its own styles. Within a page a picture runs nothing anyway.
const picturePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

// hsts has browsers come by TLS alone for a year. Not those of names beneath the host:
// they may be others'.
const hsts = "max-age=31536000"

const policyHeader = "Content-Security-Policy"

// commonHeaders are those that every response has. All responses share the values, which
// nobody changes where they are.
func commonHeaders(policy string, secure bool) http.Header {
	h := http.Header{}
	h.Set(policyHeader, policy)
	h.Set("X-Content-Type-Options", "nosniff")
	// The address of a receipt is for its receiver only. Not no-referrer, which
	// makes browsers hide the origin from the service's own checks.
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", permissions)
	h.Set("X-Robots-Tag", "noindex")
	if secure {
		h.Set("Strict-Transport-Security", hsts)
	}
	return h
}

// embedding says which sites may show pages with a form.
type embedding struct {
	hosts  []string // their origins
	policy string   // of those pages
}

// newEmbedding is one for hosts, of pages that carry the styles.
func newEmbedding(hosts []string, styles string) embedding {
	return embedding{hosts: hosts, policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' " + style.Hash(styles) + "; connect-src 'self'; img-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors " + strings.Join(append([]string{"'self'"}, hosts...), " ")}
}

// embeddingOf is the one of the inquiry that is asked for, or of the service where
// none is.
func (s *Service) embeddingOf(r *http.Request) embedding {
	if i, ok := s.inquiries[r.PathValue("inquiry")]; ok {
		return i.embedding
	}
	return s.embedding
}

// embeddable lets the embed hosts show a page.
func (s *Service) embeddable(w http.ResponseWriter, r *http.Request) {
	e := s.embeddingOf(r)
	w.Header().Set(policyHeader, e.policy)
	// With that of the other pages, Chromium gives a tab that it has discarded nothing of what was
	// typed back. In a frame it says nothing, and to whoever opens the page its address tells as much.
	w.Header().Del("Cross-Origin-Opener-Policy")
	// A page that demands it of what it loads shows only frames that demand it
	// too; these load nothing but what is the service's own.
	w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
	if len(e.hosts) > 0 {
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
}

// forEverybody lets pages of all origins load a response that is the same for
// everybody.
func forEverybody(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// corsAge is how long a browser may remember what it may send, in seconds.
const corsAge = "600"

// share lets scripts of the embed hosts, and of nobody else, read a response.
// Cookies are never allowed: there are none but the organizer's.
func (s *Service) share(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Add("Vary", "Origin")
		if origin := r.Header.Get("Origin"); slices.Contains(s.embeddingOf(r).hosts, origin) {
			h.Set("Access-Control-Allow-Origin", origin)
			h.Set("Access-Control-Expose-Headers", "Content-Language, ETag, Location, Retry-After, X-Request-Id")
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		next(w, r)
	}
}

// listedSite refuses what a page of another site has made a browser send, unless the
// site may show the forms of the inquiry. Programs that are no browsers say no site.
func (s *Service) listedSite(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.foreign.Check(r) != nil && !mayPost(r, s.embeddingOf(r).hosts) {
			s.security(r, eventForeignPost)
			s.fail(w, r, http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

// mayPost reports whether another site may send a post: one that is listed, or a frame in a
// sandbox, which hides where it is from. The service's policy lets listed sites alone show a
// form in a frame; a site that hides itself so may still send one of its own making, as any
// program may.
func mayPost(r *http.Request, hosts []string) bool {
	origin := r.Header.Get("Origin")
	return slices.Contains(hosts, origin) || origin == "null" && r.Header.Get("Sec-Fetch-Dest") == "iframe" && len(hosts) > 0
}

// preflight answers OPTIONS: which methods there are and, to an embed host,
// what its scripts may send.
func (s *Service) preflight(w http.ResponseWriter, r *http.Request, allowed string) {
	h := w.Header()
	h.Set("Allow", allowed)
	if h.Get("Access-Control-Allow-Origin") != "" && r.Header.Get("Access-Control-Request-Method") != "" {
		h.Set("Access-Control-Allow-Methods", allowed)
		h.Set("Access-Control-Allow-Headers", "Content-Type, Idempotency-Key")
		h.Set("Access-Control-Max-Age", corsAge)
	}
	w.WriteHeader(http.StatusNoContent)
}
