package intake

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"net/http"
	"time"
)

const (
	// sessionLength is how long a session holds at most: a working day.
	sessionLength = 10 * time.Hour
	// sessionIdle is how long one holds that nobody uses.
	sessionIdle = time.Hour
	// sessionStep is how exactly it is known when one was used last: a page is not worth a
	// write each time.
	sessionStep = time.Minute
	// tokenUser is who has a session that was opened with the organizer's token.
	tokenUser = "token"
	// providerUser begins who has a session that was opened at the identity provider.
	providerUser = "oidc:"
)

// cookieName is the name of the cookie with the organizer's session. Browsers hold to
// what the beginning of a name says (RFC 6265bis, section 4.1.3): __Host- keeps other hosts
// of the domain from setting the cookie, and needs https and the path "/". A service that
// shares its host with others keeps to its own path, and has __Secure- instead. Without
// https there is no such beginning.
func (s *Service) cookieName(r *http.Request) string {
	const name = "hyte-organizer"
	switch {
	case !s.isSecure(r):
		return name
	case s.path == "":
		return "__Host-" + name
	default:
		return "__Secure-" + name
	}
}

func (s *Service) cookiePath(r *http.Request) string {
	if s.isSecure(r) && s.path == "" {
		return "/"
	}
	return s.path + "/admin"
}

func (s *Service) isSecure(r *http.Request) bool { return r.TLS != nil || s.secureOrigin() }

// sessionKey is the key under which the store has the session of a cookie's value.
func sessionKey(value string) []byte {
	sum := sha256.Sum256([]byte(value))
	return sum[:]
}

// presentSession is where a request keeps the session that it was let in with.
type presentSession struct{}

// withSession is the request of whoever has the session.
func withSession(r *http.Request, session *Session) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), presentSession{}, session))
}

// sessionOf is the session of whoever sent the request, nil if it has none that holds. Its
// errors are those of the store.
func (s *Service) sessionOf(r *http.Request) (*Session, error) {
	if present, ok := r.Context().Value(presentSession{}).(*Session); ok {
		return present, nil
	}
	cookie, err := r.Cookie(s.cookieName(r))
	if err != nil {
		return nil, nil
	}
	session, err := s.config.Store.Session(r.Context(), sessionKey(cookie.Value))
	if err == nil {
		err = s.checkSession(r.Context(), &session)
	} else if errors.Is(err, ErrNotFound) { // one that has merely come to its end is there still
		s.security(r, eventSessionForged)
	}
	switch {
	case errors.Is(err, ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return &session, nil
}

// checkSession returns [ErrNotFound] for a session that does not hold any more, and
// otherwise notes that it was used.
func (s *Service) checkSession(ctx context.Context, session *Session) error {
	token, err := s.config.Store.Secret(ctx, organizerTokenSecret)
	if err != nil {
		return err
	}
	now := s.moment()
	if subtle.ConstantTimeCompare(session.Token, token) != 1 ||
		!now.Before(session.OpenedAt.Add(sessionLength)) || !now.Before(session.SeenAt.Add(sessionIdle)) {
		return ErrNotFound
	}
	if now.Before(session.SeenAt.Add(sessionStep)) {
		return nil
	}
	err = s.config.Store.SeeSession(ctx, session.Key, now)
	if errors.Is(err, ErrUnavailable) {
		// What was received can be read from a store that takes nothing. The session
		// ends as if it had not been used.
		s.logError(ctx, "a session's use was not kept", err)
		return nil
	}
	return err
}

// moment is now, as a store keeps it.
func (s *Service) moment() time.Time { return s.config.Now().UTC().Truncate(time.Microsecond) }

// openSession opens a session for a person, in place of the one that the browser had.
func (s *Service) openSession(w http.ResponseWriter, r *http.Request, who string, role Role, token []byte) error {
	value, err := NewToken(s.config.Random)
	if err != nil {
		return err
	}
	now := s.moment()
	if cookie, err := r.Cookie(s.cookieName(r)); err == nil {
		if err := s.config.Store.EndSession(r.Context(), sessionKey(cookie.Value)); err != nil {
			return err
		}
	}
	session := Session{Key: sessionKey(value), Who: who, Role: role, Token: token, OpenedAt: now, SeenAt: now}
	if err := s.config.Store.AddSession(r.Context(), session, now.Add(-2*sessionLength)); err != nil {
		return err
	}
	s.audit(w, withSession(r, &session), AuditEntry{Action: AuditLogin})
	s.setCookie(w, r, value, int(sessionLength/time.Second))
	return nil
}

// setCookie gives the browser the value of a session; a negative age makes it forget
// the one that it has.
func (s *Service) setCookie(w http.ResponseWriter, r *http.Request, value string, age int) {
	w.Header().Set("Cache-Control", "no-store")
	http.SetCookie(w, &http.Cookie{
		Name:     s.cookieName(r),
		Value:    value,
		Path:     s.cookiePath(r),
		MaxAge:   age,
		HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   s.isSecure(r),
	})
}

// may reports whether a request that was let in comes from somebody with a role.
func (s *Service) may(r *http.Request, role Role) bool {
	session, ok := r.Context().Value(presentSession{}).(*Session)
	return ok && session.Role.Includes(role)
}
