package intake

import (
	"errors"
	"net/http"
)

// organizerRoutes serves the pages of the organizer's people:
//
//	GET       /admin                            the inquiries
//	GET POST  /admin/login                      log in; see signInRoutes for another way
//	POST      /admin/logout                     log out
//	GET       /admin/{inquiry}/received.ndjson  what was received, document by document
//	GET       /admin/{inquiry}/find             what was received, by the reference of its receipt
//	          /admin/{inquiry}                  the board of the inquiry, with its pages beneath
//	          /admin/{page}                     a page of no inquiry: see [OrganizerPage]
func (s *Service) organizerRoutes() {
	s.handle("/admin", methods{http.MethodGet: s.organizer(RoleRead, s.overview)})
	s.handle("/admin/login", methods{http.MethodGet: s.getLogin, http.MethodPost: s.ownSite(s.postLogin)})
	s.handle("/admin/logout", methods{http.MethodPost: s.ownSite(s.logout)})
	s.handle("/admin/{inquiry}/"+receivedName, methods{http.MethodGet: s.organizer(RoleRead, s.receivedNDJSON)})
	s.handle("/admin/{inquiry}/"+findName, methods{http.MethodGet: s.organizer(RoleRead, s.desk(func(*served) func(*Desk) { return s.find }))})
	s.signInRoutes()
	s.boardRoutes()
	s.roomRoutes()
}

// ownSite refuses a request that a page of another site has made a browser
// send with the organizer's cookie.
func (s *Service) ownSite(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.foreign.Check(r) != nil {
			s.security(r, eventForeignPost)
			leaveUnread(w, r)
			s.fail(w, r, http.StatusForbidden)
			return
		}
		next(w, r)
	}
}

// organizer lets only whoever has logged in with the role pass, and notes that they do.
// Others are led to the login page, and from there back to the inquiry.
func (s *Service) organizer(role Role, next http.HandlerFunc) http.HandlerFunc {
	return s.organizerFor(func(r *http.Request) string { return r.PathValue("inquiry") }, role, next)
}

// organizerFor is organizer for a page to which another name leads back.
func (s *Service) organizerFor(page func(*http.Request) string, role Role, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		session, err := s.sessionOf(r)
		switch {
		case err != nil:
			s.failInside(w, r, err)
			return
		case session == nil:
			w.Header().Set("Cache-Control", "no-store")
			s.redirect(w, r, s.organizerLink(r, "/admin/login", "call", page(r)))
			return
		}
		inside := withSession(r, session)
		if !session.Role.Includes(role) {
			s.audit(w, inside, AuditEntry{Action: AuditDenied})
			s.deniedPage(w, inside)
			return
		}
		s.auditAccess(w, inside)
		next(w, inside)
	}
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
		s.auditStranger(w, r, AuditLoginRefused)
		s.loginPage(w, r, http.StatusForbidden, values.Get("call"))
		return
	}
	if err := s.openSession(w, r, tokenUser, RoleManage, hash); err != nil {
		s.failInside(w, r, err)
		return
	}
	page := "/admin"
	if s.leadsTo(values.Get("call")) {
		page += "/" + values.Get("call")
	}
	s.redirect(w, r, s.organizerLink(r, page))
}

// logout ends the session for good: a copy of the cookie does not hold any more either.
func (s *Service) logout(w http.ResponseWriter, r *http.Request) {
	session, err := s.sessionOf(r)
	if err == nil && session != nil {
		err = s.config.Store.EndSession(r.Context(), session.Key)
	}
	if err != nil { // nobody is told that they are out while they are not
		s.failInside(w, r, err)
		return
	}
	if session != nil {
		s.audit(w, withSession(r, session), AuditEntry{Action: AuditLogout})
	}
	s.setCookie(w, r, "", -1)
	s.redirect(w, r, s.organizerLink(r, "/admin/login"))
}
