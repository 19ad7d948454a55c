package intake

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// The longest values that a [Store] takes, in bytes.
const (
	// MaxDocument is the limit for Record.Document. A service sets a much
	// lower one for what it accepts over the network.
	MaxDocument = 16 << 20
	// MaxKey is the limit for Record.Key.
	MaxKey = 200

	maxID          = 64
	maxName        = 200
	maxSecretName  = 64
	maxSecretValue = 4096
)

// A Record is one received document. The zero value is not a valid record.
type Record struct {
	// ID names the record in receipts and addresses. The caller makes it, see
	// [NewRecordID]: 1 to 64 visible ASCII characters.
	ID string
	// Inquiry is the id of the inquiry that the document answers.
	Inquiry string
	// Kind is the name of the kind of document.
	Kind string
	// Sender is the id of the organization that the document speaks for, as the
	// document gives it. Empty where documents of the kind name none.
	Sender string
	// Sequence says which of two records came first, whatever a clock said: it is
	// the smaller one's. The store gives it, from 1 upwards, with gaps and to the
	// records of all inquiries together. What a new record has there is not looked at.
	Sequence int64
	// ReceivedAt is the moment at which the document had arrived in full, in
	// UTC and whole microseconds. It decides whether an answer was in time.
	ReceivedAt time.Time
	// Key is the sender's idempotency key, unique within an inquiry: 1 to 200
	// visible ASCII characters. For a sender without one the caller makes a
	// random one.
	Key string
	// Via is the way on which the document came: a [hyte.Via]. Empty: it was not noted,
	// or the document itself says it.
	Via string
	// Version is the version of the inquiry under which the document came: a
	// [Version.ID]. Empty: it was not noted.
	Version string
	// Verdict is what the sender was told about the time of arrival: a
	// [hyte.EntryStatus]. Empty: it was not noted.
	Verdict string
	// Confirmed says that the sender had shown to be who it says it is, such as by a
	// personal link.
	Confirmed bool
	// Document is what was received, byte for byte.
	Document []byte
}

// Check returns nil if a [Store] takes the record, and otherwise an error that
// wraps [ErrInvalid] and names the field, never its value. Inquiry, Kind, Sender,
// Via, Version and Verdict are valid UTF-8 of at most 200 bytes without control
// characters; the first two are not empty.
func (r Record) Check() error {
	for _, f := range []struct {
		field   string
		problem string
	}{
		{"ID", visibleASCII(r.ID, maxID)},
		{"Inquiry", oneLine(r.Inquiry, 1)},
		{"Kind", oneLine(r.Kind, 1)},
		{"Sender", oneLine(r.Sender, 0)},
		{"ReceivedAt", storableTime(r.ReceivedAt)},
		{"Key", visibleASCII(r.Key, MaxKey)},
		{"Via", oneLine(r.Via, 0)},
		{"Version", oneLine(r.Version, 0)},
		{"Verdict", oneLine(r.Verdict, 0)},
		{"Document", lengthBetween(len(r.Document), 1, MaxDocument)},
	} {
		if f.problem != "" {
			return fmt.Errorf("%w: %s: %s", ErrInvalid, f.field, f.problem)
		}
	}
	return nil
}

// CheckAll returns nil if [Store.AppendAll] takes the records, and otherwise an error that
// wraps [ErrInvalid]: there is none, one fails [Record.Check], or has the ID of another one.
func CheckAll(records []Record) error {
	if len(records) == 0 {
		return fmt.Errorf("%w: no records", ErrInvalid)
	}
	for i, r := range records {
		if err := r.Check(); err != nil {
			return err
		}
		if slices.ContainsFunc(records[:i], func(other Record) bool { return other.ID == r.ID }) {
			return fmt.Errorf("%w: ID: given twice", ErrInvalid)
		}
	}
	return nil
}

// Entered reports whether the organizer has added the record, by [Desk.Keep], and no
// sender of documents.
func (r Record) Entered() bool {
	return strings.HasPrefix(r.Key, ownKeys) && !strings.HasPrefix(r.Key, formKeys) && !r.ByLink()
}

// ByLink reports whether the record's sender had the personal link of the organization
// that it speaks for.
func (r Record) ByLink() bool { return strings.HasPrefix(r.Key, linkKeys) }

// CheckSecret returns nil if a [Store] takes a secret of this name and value,
// and otherwise an error that wraps [ErrInvalid] and contains neither.
func CheckSecret(name string, value []byte) error {
	if problem := visibleASCII(name, maxSecretName); problem != "" {
		return fmt.Errorf("%w: secret name: %s", ErrInvalid, problem)
	}
	if problem := lengthBetween(len(value), 1, maxSecretValue); problem != "" {
		return fmt.Errorf("%w: secret value: %s", ErrInvalid, problem)
	}
	return nil
}

// NewID returns a new id of 128 random bits as 26 characters a-z and 2-7. An
// error of random is returned wrapped.
func NewID(random io.Reader) (string, error) {
	return randomText(random, 16)
}

// idStep is how long the time in the id of a record stays the same, and idTime how many
// bytes of the id it takes.
const (
	idStep = 10 * time.Millisecond
	idTime = 2
)

// NewRecordID is [NewID] for a record that arrived at the instant. Its first 16 bits are the
// time in steps of 10 ms, which begin anew after 11 minutes; 112 are random, so nobody guesses
// the address of a receipt. Ids that are made one after another lie side by side in the index
// of a store, which then has few pages to write for all of them.
func NewRecordID(at time.Time, random io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(random, b[idTime:]); err != nil {
		return "", fmt.Errorf("intake: reading random bytes: %w", err)
	}
	binary.BigEndian.PutUint16(b[:], uint16(at.UnixMilli()/idStep.Milliseconds()))
	return idText(b[:]), nil
}

// isID reports whether the text has the form of what [NewID] makes.
func isID(text string) bool {
	return len(text) == 26 && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// randomText reads n bytes and writes them in letters of ids.
func randomText(random io.Reader, n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("intake: reading random bytes: %w", err)
	}
	return idText(b), nil
}

// idLetters are base32's (RFC 4648 section 6) in lower case, without padding: safe in
// addresses, in file names and when read aloud on the telephone.
var idLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

func idText(b []byte) string { return idLetters.EncodeToString(b) }

// The checks below return what is wrong, or "".

func visibleASCII(s string, limit int) string {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' {
			return "only visible ASCII characters are allowed"
		}
	}
	return lengthBetween(len(s), 1, limit)
}

func oneLine(s string, least int) string {
	switch {
	case !utf8.ValidString(s):
		return "not valid UTF-8"
	case strings.ContainsFunc(s, unicode.IsControl):
		return "control characters are not allowed"
	}
	return lengthBetween(len(s), least, maxName)
}

func storableTime(t time.Time) string {
	switch {
	case t.IsZero():
		return "missing"
	case t.Year() < 1 || t.Year() > 9999:
		return "year outside 1 to 9999"
	case t.Location() != time.UTC || t.Nanosecond()%int(time.Microsecond) != 0:
		return "must be in UTC and whole microseconds"
	}
	return ""
}

func lengthBetween(n, least, most int) string {
	switch {
	case n < least:
		return "missing"
	case n > most:
		return fmt.Sprintf("longer than %d bytes", most)
	}
	return ""
}
