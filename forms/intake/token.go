package intake

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// organizerTokenSecret names the secret that holds the SHA-256 of the
// organizer's token.
const organizerTokenSecret = "organizer-token-sha256"

// NewToken returns a new access token of 256 random bits as 52 characters a-z
// and 2-7. An error of random is returned wrapped.
func NewToken(random io.Reader) (string, error) {
	return randomText(random, 32)
}

// FirstOrganizerToken makes the token that opens the organizer's pages, if
// there is none yet. It then returns the token, to be shown once: only its
// hash is kept. Otherwise it returns "". The errors are those of [Secrets] and
// of random.
func FirstOrganizerToken(ctx context.Context, secrets Secrets, random io.Reader) (string, error) {
	token, err := NewToken(random)
	if err != nil {
		return "", err
	}
	_, added, err := secrets.AddSecret(ctx, organizerTokenSecret, hashToken(token))
	if err != nil {
		return "", fmt.Errorf("intake: keeping the organizer's token: %w", err)
	}
	if !added {
		return "", nil
	}
	return token, nil
}

// ReplaceOrganizerToken makes a new token in place of one that was lost or
// became known, and returns it to be shown once. The earlier token and the
// sessions opened with it end. The errors are those of [Secrets] and of random.
func ReplaceOrganizerToken(ctx context.Context, secrets Secrets, random io.Reader) (string, error) {
	token, err := NewToken(random)
	if err != nil {
		return "", err
	}
	if err := secrets.ReplaceSecret(ctx, organizerTokenSecret, hashToken(token)); err != nil {
		return "", fmt.Errorf("intake: keeping the organizer's token: %w", err)
	}
	return token, nil
}

// hashToken returns what is kept of a token. A token has 256 random bits, so
// unlike a password it needs neither salt nor a slow hash. White space around
// it comes from copying.
func hashToken(token string) []byte {
	sum := sha256.Sum256([]byte(strings.TrimSpace(token)))
	return sum[:]
}

// tokenMatches reports, in constant time, whether hash is that of token.
func tokenMatches(token string, hash []byte) bool {
	return subtle.ConstantTimeCompare(hashToken(token), hash) == 1
}
