package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// A Version is an inquiry as it was served from an instant on. The zero value is not a
// valid version.
type Version struct {
	// Inquiry is the id of the inquiry.
	Inquiry string
	// ID names what the inquiry says: the same document has the same one. See
	// [VersionOf].
	ID string
	// Since is when it was first served, in UTC and whole microseconds.
	Since time.Time
	// Document is the inquiry as JSON, 1 byte to [MaxDocument].
	Document []byte
}

// Versions are the versions of the inquiries of a service, which are only ever added:
// a receipt says for good what was right when it was given.
type Versions interface {
	// AddVersion stores v, unless the latest version of its inquiry has the same ID. It
	// returns the version that is the latest now, durably, and whether it is v. A version
	// that fails [Version.Check] is [ErrInvalid].
	AddVersion(ctx context.Context, v Version) (latest Version, added bool, err error)

	// VersionsOf returns the versions of an inquiry, the latest one last. An ID that was
	// in force more than once is there as often. An unknown inquiry has none.
	VersionsOf(ctx context.Context, inquiry string) ([]Version, error)

	// Versioned returns the ids of the inquiries that have versions, in order.
	Versioned(ctx context.Context) ([]string, error)
}

// VersionOf is the ID of the version of which this is the document: half of its SHA-256
// in hexadecimal, 32 characters.
func VersionOf(document []byte) string {
	sum := sha256.Sum256(document)
	return hex.EncodeToString(sum[:16])
}

// Check returns nil if a [Store] takes the version, and otherwise an error that wraps
// [ErrInvalid] and names the field.
func (v Version) Check() error {
	for _, f := range []struct {
		field   string
		problem string
	}{
		{"Inquiry", oneLine(v.Inquiry, 1)},
		{"ID", oneLine(v.ID, 1)},
		{"Since", storableTime(v.Since)},
		{"Document", lengthBetween(len(v.Document), 1, MaxDocument)},
	} {
		if f.problem != "" {
			return fmt.Errorf("%w: version: %s: %s", ErrInvalid, f.field, f.problem)
		}
	}
	return nil
}
