package intake

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What was sent is shown at the address of its receipt to whoever has just sent it, and to
// nobody later. So the way there from the form has a proof in the address: signed with a key
// that all instances of the service share, for this receipt alone and for some minutes. It
// tells nothing by itself, and needs neither a cookie nor the browser's storage: a reload
// shows the same again.

const (
	// shownName is the parameter with the proof.
	shownName = "shown"
	// shownHeader tells it to the page of a form that a script has sent. Other sites cannot
	// read the header.
	shownHeader = "Hyte-Shown"
	// shownFor is how long a proof holds: long enough to read, print and keep what was sent.
	shownFor = 15 * time.Minute
	// proofKeySecret names the key that signs proofs.
	proofKeySecret = "receipt-proof-key"
	proofPurpose   = "hytekit receipt shown 1\x00"
	proofMAC       = 16 // bytes of the signature that are kept
)

// proofKey is the key of all instances on the store. The first one makes it.
func (s *Service) proofKey(ctx context.Context) ([]byte, error) {
	if key := s.proofs.Load(); key != nil {
		return *key, nil
	}
	key, err := s.config.Store.Secret(ctx, proofKeySecret)
	if errors.Is(err, ErrNotFound) {
		made := make([]byte, sha256.Size)
		if _, err := io.ReadFull(s.config.Random, made); err != nil {
			return nil, fmt.Errorf("intake: reading random bytes: %w", err)
		}
		key, _, err = s.config.Store.AddSecret(ctx, proofKeySecret, made)
	}
	if err != nil {
		return nil, err
	}
	s.proofs.Store(&key)
	return key, nil
}

// prove makes a proof that whoever has it has just sent the documents of a receipt; empty
// where the key cannot be read now, which only hides what was sent.
func (s *Service) prove(r *http.Request, receipt string) string {
	key, err := s.proofKey(context.WithoutCancel(r.Context()))
	if err != nil {
		s.logFault(r, err)
		return ""
	}
	return signProof(key, receipt, s.config.Now().Add(shownFor))
}

// signProof is the text of a proof: until when it holds, and the signature.
func signProof(key []byte, receipt string, until time.Time) string {
	out := binary.BigEndian.AppendUint64(nil, uint64(until.Unix()))
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(proofPurpose))
	mac.Write(out)
	mac.Write([]byte(receipt))
	return strings.ToLower(linkEncoding.EncodeToString(append(out, mac.Sum(nil)[:proofMAC]...)))
}

// proves reports whether the request has a proof for the receipt that still holds.
func (s *Service) proves(r *http.Request, receipt string) (bool, error) {
	text := r.URL.Query().Get(shownName)
	data, err := linkEncoding.DecodeString(strings.ToUpper(text))
	if err != nil || len(data) != 8+proofMAC {
		return false, nil
	}
	key, err := s.proofKey(r.Context())
	if err != nil {
		return false, err
	}
	until := time.Unix(int64(binary.BigEndian.Uint64(data)), 0)
	now := s.config.Now()
	return hmac.Equal([]byte(signProof(key, receipt, until)), []byte(strings.ToLower(text))) && now.Before(until) && !until.After(now.Add(shownFor)), nil
}

// withProof is the address with a proof; as it is without one.
func withProof(address, proof string) string {
	if proof == "" {
		return address
	}
	separator := "?"
	if strings.Contains(address, "?") {
		separator = "&"
	}
	return address + separator + url.Values{shownName: {proof}}.Encode()
}
