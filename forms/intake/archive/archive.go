// Package archive writes all that a store keeps into one file, and reads it into
// another store, of whatever sort.
//
// The file is NDJSON: a line that says what it is, one for each version of an inquiry,
// one for each revocation of personal links, one for each record in the order of arrival,
// one for each letter that was announced to an organization, one for each secret if they are
// wanted, and one that ends it, with which a file that was cut short or changed is known.
// Sessions, the audit log, purges and what is still to be delivered about records are of a
// place and stay there.
package archive

import (
	"encoding/base64"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/hytekit/hytekit/forms/intake"
)

// The errors of [Read] beside those of a store. They come wrapped.
var (
	// ErrFormat: the file is none that this version of the program can read, or it is
	// not as it was written. Nothing was stored.
	ErrFormat = errors.New("archive: not a sound export")
	// ErrOccupied: the store keeps something that is not in the file. Nothing was stored.
	ErrOccupied = errors.New("archive: the store has something else in it")
)

// format is the number of the form in which files are written.
const format = 1

// line is one line of the file: one of its members is there.
type line struct {
	Export  *head    `json:"export,omitempty"`
	Version *version `json:"version,omitempty"`
	// Revoked is as the store has it.
	Revoked *intake.Revocation `json:"revoked,omitempty"`
	Record  *record            `json:"record,omitempty"`
	// Announced are letters to organizations that are about no record.
	Announced *announced `json:"announced,omitempty"`
	Secret    *secret    `json:"secret,omitempty"`
	End       *end       `json:"end,omitempty"`
}

// head is the first line.
type head struct {
	Format int `json:"format"`
}

// end is the last line: how many there are of each, and the SHA-256 of all lines before
// it, in hexadecimal.
type end struct {
	Versions int `json:"versions"`
	Revoked  int `json:"revoked"`
	Records  int `json:"records"`
	// Announced is missing in files of earlier versions of the program, which have none.
	Announced int    `json:"announced,omitempty"`
	Secrets   int    `json:"secrets"`
	Sum       string `json:"sha256"`
}

// bytesAs are bytes as a text where they are one, and otherwise in base64.
type bytesAs struct {
	Text   *string `json:"text,omitempty"`
	Base64 *string `json:"base64,omitempty"`
}

func writeBytes(b []byte) bytesAs {
	if utf8.Valid(b) {
		text := string(b)
		return bytesAs{Text: &text}
	}
	text := base64.StdEncoding.EncodeToString(b)
	return bytesAs{Base64: &text}
}

func (b bytesAs) read() ([]byte, error) {
	switch {
	case b.Text != nil && b.Base64 == nil:
		return []byte(*b.Text), nil
	case b.Text == nil && b.Base64 != nil:
		content, err := base64.StdEncoding.Strict().DecodeString(*b.Base64)
		if err != nil {
			return nil, fmt.Errorf("%w: no base64", ErrFormat)
		}
		return content, nil
	default:
		return nil, fmt.Errorf(`%w: either "text" or "base64" is needed`, ErrFormat)
	}
}

type record struct {
	Sequence   int64     `json:"sequence"`
	ID         string    `json:"id"`
	Inquiry    string    `json:"inquiry"`
	Kind       string    `json:"kind"`
	Sender     string    `json:"sender,omitempty"`
	ReceivedAt time.Time `json:"receivedAt"`
	Key        string    `json:"key"`
	Via        string    `json:"via,omitempty"`
	Version    string    `json:"version,omitempty"`
	Verdict    string    `json:"verdict,omitempty"`
	Confirmed  bool      `json:"confirmed,omitempty"`
	Document   bytesAs   `json:"document"`
}

func writeRecord(r intake.Record) *record {
	return &record{
		r.Sequence, r.ID, r.Inquiry, r.Kind, r.Sender, r.ReceivedAt, r.Key, r.Via, r.Version, r.Verdict, r.Confirmed, writeBytes(r.Document),
	}
}

func (r *record) read() (intake.Record, error) {
	document, err := r.Document.read()
	if err != nil {
		return intake.Record{}, err
	}
	kept := intake.Record{
		ID: r.ID, Inquiry: r.Inquiry, Kind: r.Kind, Sender: r.Sender, Sequence: r.Sequence, ReceivedAt: r.ReceivedAt.UTC(), Key: r.Key,
		Via: r.Via, Version: r.Version, Verdict: r.Verdict, Confirmed: r.Confirmed, Document: document,
	}
	if err := kept.Check(); err != nil {
		return intake.Record{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return kept, nil
}

type version struct {
	Inquiry  string    `json:"inquiry"`
	ID       string    `json:"id"`
	Since    time.Time `json:"since"`
	Document bytesAs   `json:"document"`
}

func writeVersion(v intake.Version) *version {
	return &version{v.Inquiry, v.ID, v.Since, writeBytes(v.Document)}
}

func (v *version) read() (intake.Version, error) {
	document, err := v.Document.read()
	if err != nil {
		return intake.Version{}, err
	}
	kept := intake.Version{Inquiry: v.Inquiry, ID: v.ID, Since: v.Since.UTC(), Document: document}
	if err := kept.Check(); err != nil {
		return intake.Version{}, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return kept, nil
}

type secret struct {
	Name  string `json:"name"`
	Value []byte `json:"value"` // in base64
}

// Counts are how many things a file has.
type Counts struct{ Versions, Revoked, Records, Announced, Secrets int }
