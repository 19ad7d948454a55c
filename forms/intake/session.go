package intake

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// sessionKeySecret names the secret that signs sessions.
const sessionKeySecret = "session-key"

// sessionPurpose keeps the signature of a session from being taken for
// another one made with the same key.
const sessionPurpose = "hytekit organizer session 1\x00"

// sessions signs and checks the values of the organizer's session cookie.
// Nothing is stored per session: a value says until when it holds, and it is
// bound to the token that opened it.
type sessions struct {
	key []byte
}

// newSessions takes the signing key from the store, where the first instance
// of the service to start puts it.
func newSessions(ctx context.Context, secrets Secrets, random io.Reader) (sessions, error) {
	fresh := make([]byte, sha256.Size)
	if _, err := io.ReadFull(random, fresh); err != nil {
		return sessions{}, fmt.Errorf("intake: reading random bytes: %w", err)
	}
	key, _, err := secrets.AddSecret(ctx, sessionKeySecret, fresh)
	if err != nil {
		return sessions{}, fmt.Errorf("intake: keeping the session key: %w", err)
	}
	return sessions{key: key}, nil
}

// open returns a cookie value that holds for the bearer of the token with this
// hash while the time is before until, in whole seconds. It consists of
// characters that a cookie may have.
func (s sessions) open(tokenHash []byte, until time.Time) string {
	end := until.Unix()
	return strconv.FormatInt(end, 10) + "." + base64.RawURLEncoding.EncodeToString(s.sign(tokenHash, end))
}

// valid reports whether value is one that open returned, with the token that is
// in force now, and has not ended. It compares in constant time.
func (s sessions) valid(value string, tokenHash []byte, at time.Time) bool {
	until, _, _ := strings.Cut(value, ".")
	seconds, err := strconv.ParseInt(until, 10, 64)
	if err != nil {
		return false
	}
	end := time.Unix(seconds, 0)
	return hmac.Equal([]byte(value), []byte(s.open(tokenHash, end))) && at.Before(end)
}

func (s sessions) sign(tokenHash []byte, end int64) []byte {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(sessionPurpose))
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(end)))
	mac.Write(tokenHash) // last, for it is the only part whose length is not fixed here
	return mac.Sum(nil)
}
