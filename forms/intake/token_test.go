package intake

import (
	"strings"
	"testing"
)

func TestTokenMatches(t *testing.T) {
	token, err := NewToken(strings.NewReader(strings.Repeat("r", 32)))
	if err != nil || len(token) != 52 {
		t.Fatalf("NewToken: %q, error %v", token, err)
	}
	hash := hashToken(token)
	for given, want := range map[string]bool{
		token:                   true,
		"  " + token + "\r\n":   true,
		strings.ToUpper(token):  false,
		token[1:]:               false,
		token + "a":             false,
		"":                      false,
		string(hash):            false,
		strings.Repeat("a", 52): false,
	} {
		if got := tokenMatches(given, hash); got != want {
			t.Errorf("tokenMatches(%q) is %v", given, got)
		}
	}
	for _, broken := range [][]byte{nil, {}, hash[:31], append(hash, 0)} {
		if tokenMatches(token, broken) || tokenMatches("", broken) {
			t.Errorf("a token matches the hash %x", broken)
		}
	}
}
