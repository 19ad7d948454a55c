package intake

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// PersonalLink is what a personal link stands for: an organization may answer an inquiry
// until an instant.
type PersonalLink struct {
	Inquiry, Sender string
	// Made is when the link was made, in whole microseconds. Links are revoked by it.
	Made time.Time
	// Expires is the instant from which on the link does not hold, in whole seconds.
	Expires time.Time
}

// LinkKey signs personal links, and those by which senders confirm what they sent. Whoever has it can answer for every organization, so it
// lies in a file of its own and not beside what was received. Make one with [NewLinkKey]
// and [ParseLinkKey]. The zero value is no key.
type LinkKey struct{ secret []byte }

// errLinkKey says what a key looks like, and never what was read.
var errLinkKey = errors.New("intake: a key of personal links is a line of 52 characters a-z and 2-7")

// NewLinkKey returns the text of a new key, to be kept in a file. An error of random is
// returned wrapped.
func NewLinkKey(random io.Reader) (string, error) { return NewToken(random) }

// ParseLinkKey reads a key from its text, around which there may be white space. The
// error does not repeat it.
func ParseLinkKey(text string) (LinkKey, error) {
	secret, err := linkEncoding.DecodeString(strings.ToUpper(strings.TrimSpace(text)))
	if err != nil || len(secret) != sha256.Size {
		return LinkKey{}, errLinkKey
	}
	return LinkKey{secret}, nil
}

// IsKey reports whether it is a key, and not the zero value.
func (k LinkKey) IsKey() bool { return len(k.secret) > 0 }

// linkEncoding has letters and digits only: a program that finds addresses in a text
// leaves other characters at their end out.
var linkEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// linkPurpose keeps the signature of a link from being taken for another one made with
// the same key.
const linkPurpose = "hytekit personal link 1\x00"

// The bytes of a link: until when, since when, for whom, and the signature.
const (
	linkTimes   = 16
	longestLink = (linkTimes + maxName + sha256.Size) * 8 / 5
)

// Sign is the secret text of a link, of characters that an address may have: the same for
// the same link. The error is [ErrInvalid], and says what is wrong with the link.
func (k LinkKey) Sign(l PersonalLink) (string, error) {
	switch {
	case !k.IsKey():
		return "", fmt.Errorf("%w: personal link: there is no key", ErrInvalid)
	case oneLine(l.Inquiry, 1) != "" || oneLine(l.Sender, 1) != "":
		return "", fmt.Errorf("%w: personal link: it is for an organization and an inquiry", ErrInvalid)
	case storableTime(l.Made.UTC()) != "" || storableTime(l.Expires.UTC()) != "" || !l.Made.Before(l.Expires):
		return "", fmt.Errorf("%w: personal link: it ends after it was made, and its times are in whole microseconds", ErrInvalid)
	}
	return k.sign(l), nil
}

func (k LinkKey) sign(l PersonalLink) string {
	out := binary.BigEndian.AppendUint64(nil, uint64(l.Expires.Unix()))
	out = binary.BigEndian.AppendUint64(out, uint64(l.Made.UnixMicro()))
	out = append(out, l.Sender...)
	return strings.ToLower(linkEncoding.EncodeToString(k.seal(linkPurpose, l.Inquiry, out, out)))
}

// seal appends to out the signature of what is said about an inquiry for a purpose.
func (k LinkKey) seal(purpose, inquiry string, said, out []byte) []byte {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte(purpose))
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(len(inquiry)))) // so that nothing moves from one part to the next
	mac.Write([]byte(inquiry))
	mac.Write(said)
	return mac.Sum(out)
}

// confirmPurpose keeps the two sorts of links apart.
const confirmPurpose = "hytekit confirmation 1\x00"

// confirmation is the secret text of the link by which the document of an inquiry that
// was received under the id is confirmed. Until when that can be done is a matter of the
// inquiry and of when the document came.
func (k LinkKey) confirmation(inquiry, id string) string {
	return strings.ToLower(linkEncoding.EncodeToString(k.seal(confirmPurpose, inquiry, []byte(id), nil)))
}

// confirms reports whether the key has made the text to confirm that document. It
// compares in constant time.
func (k LinkKey) confirms(inquiry, id, text string) bool {
	return k.IsKey() && hmac.Equal([]byte(k.confirmation(inquiry, id)), []byte(text))
}

// Read is the link for an inquiry that a text stands for, and whether the key has signed
// it. Whether it still holds is another question. It compares in constant time.
func (k LinkKey) Read(inquiry, text string) (l PersonalLink, ok bool) {
	if !k.IsKey() || len(text) > longestLink {
		return PersonalLink{}, false
	}
	data, err := linkEncoding.DecodeString(strings.ToUpper(text))
	if err != nil || len(data) <= linkTimes+sha256.Size {
		return PersonalLink{}, false
	}
	l = PersonalLink{
		Inquiry: inquiry,
		Sender:  string(data[linkTimes : len(data)-sha256.Size]),
		Expires: time.Unix(int64(binary.BigEndian.Uint64(data)), 0).UTC(),
		Made:    time.UnixMicro(int64(binary.BigEndian.Uint64(data[8:]))).UTC(),
	}
	if !hmac.Equal([]byte(k.sign(l)), []byte(text)) {
		return PersonalLink{}, false
	}
	return l, true
}
