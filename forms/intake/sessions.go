package intake

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"
)

// Session is a sign-in of one of the organizer's people. The store knows every one, so
// that it ends for all instances of a service at once.
type Session struct {
	// Key is the SHA-256 of the cookie's value. Whoever reads the store cannot make the
	// cookie of it.
	Key []byte
	// Who is the id under which the person is known: "token" for whoever has the
	// organizer's token, else "oidc:" with the subject of the identity provider.
	Who  string
	Role Role
	// Token is the SHA-256 of the organizer's token that was in force at the sign-in. All
	// sessions end when that is replaced.
	Token []byte
	// OpenedAt and SeenAt are the instants of the sign-in and of the latest request that
	// was noted, in UTC and whole microseconds.
	OpenedAt, SeenAt time.Time
}

// maxWho is the limit for who has a session, in bytes: a subject has 255 at most
// (OpenID Connect Core 1.0, section 2), and the word before it.
const (
	maxSubject = 255
	maxWho     = len(providerUser) + maxSubject
)

// Check returns nil if a [Store] takes the session, and otherwise an error that wraps
// [ErrInvalid] and names the field, never its value.
func (s Session) Check() error {
	for _, f := range []struct{ field, problem string }{
		{"Key", ofLength(len(s.Key), sha256.Size)},
		{"Who", visibleASCII(s.Who, maxWho)},
		{"Role", roleProblem(s.Role)},
		{"Token", ofLength(len(s.Token), sha256.Size)},
		{"OpenedAt", storableTime(s.OpenedAt)},
		{"SeenAt", storableTime(s.SeenAt)},
	} {
		if f.problem != "" {
			return fmt.Errorf("%w: session: %s: %s", ErrInvalid, f.field, f.problem)
		}
	}
	return nil
}

func ofLength(n, want int) string {
	if n != want {
		return fmt.Sprintf("not of %d bytes", want)
	}
	return ""
}

func roleProblem(r Role) string {
	if !r.IsRole() {
		return "there is no such role"
	}
	return ""
}

// Sessions are the sign-ins that a [Store] keeps. Whether one still holds is for the
// service to say: a store forgets those that it is told to.
type Sessions interface {
	// AddSession keeps a session, and forgets those that were opened before an instant,
	// which nobody needs any more. One that fails [Session.Check] is [ErrInvalid], and so is
	// one whose Key another has.
	AddSession(ctx context.Context, s Session, forget time.Time) error

	// Session returns the session with the key, or [ErrNotFound].
	Session(ctx context.Context, key []byte) (Session, error)

	// SeeSession notes that a session was used. An instant before the one that is known
	// changes nothing. One that has ended is [ErrNotFound] and stays ended.
	SeeSession(ctx context.Context, key []byte, at time.Time) error

	// EndSession ends a session for good. One that is not there has ended already.
	EndSession(ctx context.Context, key []byte) error
}
