package intake

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/view"
)

// IdentityProvider signs the organizer's people in at their own organization. Package oidc
// has the one for OpenID Connect.
type IdentityProvider interface {
	// Begin is the address at the provider to which a browser is led. The error means that
	// the provider cannot be reached now.
	Begin(ctx context.Context, a Attempt) (address string, err error)
	// Identify finds out who has come back with a code. The error is [ErrNoRole] for
	// somebody who may do nothing here, [ErrIdentity] where what came is not right, and any
	// other where the provider cannot be reached now. None holds anything of the person.
	Identify(ctx context.Context, a Attempt, code string) (Identity, error)
}

// Attempt are the secrets of one sign-in, which only the browser has that began it.
type Attempt struct {
	// State comes back with the code.
	State string
	// Nonce is in the token that the provider signs.
	Nonce string
	// Verifier shows that the code is used by whoever asked for it (PKCE, RFC 7636).
	Verifier string
	// Return is the address to which the provider leads back.
	Return string
}

// Identity is one of the organizer's people.
type Identity struct {
	// Subject is the id under which the provider knows the person, of at most 255 visible
	// ASCII characters. It is neither a name nor an address for mail.
	Subject string
	Role    Role
}

// The errors of [IdentityProvider.Identify]. They come wrapped.
var (
	ErrNoRole   = errors.New("intake: the person has no role")
	ErrIdentity = errors.New("intake: the sign-in cannot be confirmed")
)

const (
	signInPath   = "/admin/login/provider"
	returnPath   = "/admin/login/return"
	signInLength = 10 * time.Minute // within which somebody signs in at the provider
)

// signInRoutes serves signing in at a provider:
//
//	GET  /admin/login/provider  leads to the provider
//	GET  /admin/login/return    to where it leads back
func (s *Service) signInRoutes() {
	if s.config.Provider != nil {
		s.handle(signInPath, methods{http.MethodGet: s.beginSignIn})
		s.handle(returnPath, methods{http.MethodGet: s.endSignIn})
	}
}

// attempt makes the secrets of a sign-in of the one that the browser keeps.
func (s *Service) attempt(secret string) Attempt {
	part := func(name string) string {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte("hytekit sign-in " + name))
		return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	}
	return Attempt{State: part("state"), Nonce: part("nonce"), Verifier: part("verifier"), Return: s.origin + s.link(returnPath)}
}

// beginSignIn leads to the provider. The browser keeps the secret of the attempt, the
// language and where the person wanted to go, as another instance may get the answer.
func (s *Service) beginSignIn(w http.ResponseWriter, r *http.Request) {
	if !s.within(s.logins, w, r) {
		return
	}
	secret, err := NewToken(s.config.Random)
	if err == nil {
		var address string
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		if address, err = s.config.Provider.Begin(ctx, s.attempt(secret)); err == nil {
			target := r.URL.Query().Get("call")
			if !s.leadsTo(target) {
				target = ""
			}
			language := r.URL.Query().Get("lang")
			if !s.words.has(language) {
				language = ""
			}
			s.setAttempt(w, r, strings.Join([]string{secret, language, target}, "."), int(signInLength/time.Second))
			s.redirect(w, r, address)
			return
		}
	}
	s.failInside(w, r, err)
}

// endSignIn opens a session for whoever the provider says it is.
func (s *Service) endSignIn(w http.ResponseWriter, r *http.Request) {
	if !s.within(s.logins, w, r) {
		return
	}
	cookie, err := r.Cookie(s.attemptCookie(r))
	if err != nil {
		s.refuseSignIn(w, r, "signin.ended")
		return
	}
	s.setAttempt(w, r, "", -1) // one attempt is for one answer
	secret, rest, _ := strings.Cut(cookie.Value, ".")
	language, target, _ := strings.Cut(rest, ".")
	r.SetPathValue("lang", language) // of all that follows; see languageOf
	a, answer := s.attempt(secret), r.URL.Query()
	if subtle.ConstantTimeCompare([]byte(a.State), []byte(answer.Get("state"))) != 1 || answer.Get("code") == "" {
		s.refuseSignIn(w, r, "signin.ended")
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	identity, err := s.config.Provider.Identify(ctx, a, answer.Get("code"))
	switch {
	case errors.Is(err, ErrNoRole) || err == nil && !identity.Role.IsRole():
		s.refuseSignIn(w, r, "signin.noRole")
		return
	case errors.Is(err, ErrIdentity) || err == nil && visibleASCII(identity.Subject, maxSubject) != "":
		if err != nil {
			s.logFault(r, err)
		}
		s.refuseSignIn(w, r, "signin.ended")
		return
	case err != nil:
		s.failInside(w, r, err)
		return
	}
	token, err := s.config.Store.Secret(r.Context(), organizerTokenSecret)
	if err == nil {
		err = s.openSession(w, r, providerUser+identity.Subject, identity.Role, token)
	}
	if err != nil {
		s.failInside(w, r, err)
		return
	}
	s.signedIn(w, r, target)
}

// signedIn leads on from a page of the service: a browser that came from the provider
// would send no cookie that is for this site only, wherever it is redirected.
func (s *Service) signedIn(w http.ResponseWriter, r *http.Request, target string) {
	page := "/admin"
	if s.leadsTo(target) {
		page += "/" + target
	}
	t := s.languageOf(r)
	title, address := t.Text("signin.done"), s.link(page)
	if language := r.PathValue("lang"); s.words.has(language) {
		address += "?" + url.Values{"lang": {language}}.Encode()
	}
	w.Header().Set(policyHeader, s.policies.organizer)
	w.Header().Set("Refresh", "0; url="+address)
	s.writePage(w, r, http.StatusOK, s.shell(t, title,
		[]view.Node{s.stylesheet(s.names.organizer)},
		[]view.Node{view.El("p", nil, view.Text(t.Text("organizer.title")))},
		[]view.Node{
			view.El("h1", nil, view.Text(title)),
			view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", address)}, view.Text(t.Text("signin.on")))),
		}))
}

// refuseSignIn tells somebody why they are not in.
func (s *Service) refuseSignIn(w http.ResponseWriter, r *http.Request, key string) {
	s.auditStranger(w, r, AuditLoginRefused)
	t := s.languageOf(r)
	title := t.Text(key + ".title")
	s.organizerPage(w, r, http.StatusForbidden, t, title,
		view.El("h1", nil, view.Text(title)),
		view.El("p", nil, view.Text(t.Text(key+".text"))),
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", s.link("/admin/login"))}, view.Text(t.Text("signin.again")))))
}

// signInLink leads to the provider from the login page.
func (s *Service) signInLink(r *http.Request, call string) view.Node {
	if s.config.Provider == nil {
		return view.Node{}
	}
	t := s.languageOf(r)
	return view.El("p", nil, view.El("a", view.Attrs{
		view.Attr("href", s.organizerLink(r, signInPath, "call", call)),
	}, view.Text(t.Text("signin.submit"))))
}

// attemptCookie is the name of the cookie with the secret of an attempt; see cookieName.
func (s *Service) attemptCookie(r *http.Request) string { return s.cookieName(r) + "-attempt" }

// setAttempt gives the browser the secret of an attempt. It is Lax, because the browser
// comes back from the provider's site.
func (s *Service) setAttempt(w http.ResponseWriter, r *http.Request, value string, age int) {
	w.Header().Set("Cache-Control", "no-store")
	http.SetCookie(w, &http.Cookie{
		Name: s.attemptCookie(r), Value: value, Path: s.cookiePath(r), MaxAge: age,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.isSecure(r),
	})
}
