package intake

import (
	"errors"
	"net/http"
	"time"
)

// organizerCookie holds the organizer's session.
const organizerCookie = "hyte-organizer"

// sessionLength is how long the organizer stays logged in: a working day.
const sessionLength = 10 * time.Hour

// organizerRoutes serves the pages of whoever has the organizer's token:
//
//	GET       /admin                            the inquiries
//	GET POST  /admin/login                      log in
//	POST      /admin/logout                     log out
//	GET       /admin/{inquiry}/received.ndjson  what was received, document by document
//	          /admin/{inquiry}                  the board of the inquiry, with its pages beneath
//	          /admin/{page}                     a page of no inquiry: see [OrganizerPage]
func (s *Service) organizerRoutes() {
	s.handle("/admin", methods{http.MethodGet: s.organizer(s.overview)})
	s.handle("/admin/login", methods{http.MethodGet: s.getLogin, http.MethodPost: s.ownSite(s.postLogin)})
	s.handle("/admin/logout", methods{http.MethodPost: s.ownSite(s.logout)})
	s.handle("/admin/{inquiry}/"+receivedName, methods{http.MethodGet: s.organizer(s.receivedNDJSON)})
	s.boardRoutes()
	s.roomRoutes()
}

// ownSite refuses a request that a page of another site has made a browser
// send with the organizer's cookie.
func (s *Service) ownSite(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.foreign.Check(r) != nil {
			s.fail(w, r, http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

// organizer lets only whoever has logged in pass; others are led to the login
// page, and from there back to the inquiry.
func (s *Service) organizer(next http.HandlerFunc) http.HandlerFunc {
	return s.organizerFor(func(r *http.Request) string { return r.PathValue("inquiry") }, next)
}

// organizerFor is organizer for a page to which another name leads back.
func (s *Service) organizerFor(page func(*http.Request) string, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		known, err := s.knowsOrganizer(r)
		switch {
		case err != nil:
			s.failInside(w, r, err)
		case !known:
			w.Header().Set("Cache-Control", "no-store")
			s.redirect(w, r, s.organizerLink(r, "/admin/login", "call", page(r)))
		default:
			next(w, r)
		}
	}
}

func (s *Service) knowsOrganizer(r *http.Request) (bool, error) {
	cookie, err := r.Cookie(organizerCookie)
	if err != nil {
		return false, nil
	}
	hash, err := s.config.Store.Secret(r.Context(), organizerTokenSecret)
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return s.sessions.valid(cookie.Value, hash, s.config.Now()), nil
}

// postLogin opens a session for whoever has the token.
func (s *Service) postLogin(w http.ResponseWriter, r *http.Request) {
	if !s.within(s.logins, w, r) {
		return
	}
	values, status := s.readForm(w, r)
	if status != 0 {
		s.fail(w, r, status)
		return
	}
	hash, err := s.config.Store.Secret(r.Context(), organizerTokenSecret)
	if err != nil && !errors.Is(err, ErrNotFound) {
		s.failInside(w, r, err)
		return
	}
	if err != nil || !tokenMatches(values.Get("token"), hash) {
		s.loginPage(w, r, http.StatusForbidden, values.Get("call"))
		return
	}
	until := s.config.Now().Add(sessionLength)
	s.setSession(w, r, s.sessions.open(hash, until), int(sessionLength/time.Second))
	page := "/admin"
	if s.leadsTo(values.Get("call")) {
		page += "/" + values.Get("call")
	}
	s.redirect(w, r, s.organizerLink(r, page))
}

// logout makes the browser forget the session. A session that was copied ends
// with its time, or when the token is replaced.
func (s *Service) logout(w http.ResponseWriter, r *http.Request) {
	s.setSession(w, r, "", -1)
	s.redirect(w, r, s.organizerLink(r, "/admin/login"))
}

func (s *Service) setSession(w http.ResponseWriter, r *http.Request, value string, age int) {
	w.Header().Set("Cache-Control", "no-store")
	http.SetCookie(w, &http.Cookie{
		Name:     organizerCookie,
		Value:    value,
		Path:     s.path + "/admin",
		MaxAge:   age,
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   r.TLS != nil || s.secureOrigin(),
	})
}
