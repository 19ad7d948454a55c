package document

import (
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Inquiry is a document of an organizer that outsiders answer, such as a call.
type Inquiry interface {
	// ID names the inquiry in addresses and in the answers to it.
	ID() string
	// Kind is the kind of document that asks.
	Kind() *Kind
	// Complete reports whether the inquiry holds all that rules read. One that was
	// put together by hand may not, and a nil pointer does not.
	Complete() bool
	// Responses are the kinds of documents that may answer it.
	Responses() []*Kind
	// Program checks documents of a kind that fits the inquiry ([Kind.Fits]) as answers to
	// it. It is made once for each kind.
	Program(kind *Kind) *Program
	// Closed says why no answer, or only a late one, is taken at the instant, at
	// the document's root. None: the inquiry is open.
	Closed(at time.Time) constraint.Violations
	// Public is what anyone may see of the inquiry. [encoding/json.Marshal] writes it.
	Public() Inquiry
}

// Windowed is an [Inquiry] that takes answers of each kind in a time of its own.
type Windowed interface {
	// ClosedTo is what [Inquiry.Closed] is, for documents of the kind.
	ClosedTo(kind *Kind, at time.Time) constraint.Violations
}

// closed says why the inquiry takes no document of the kind at the instant.
func closed(inquiry Inquiry, kind *Kind, at time.Time) constraint.Violations {
	if own, ok := inquiry.(Windowed); ok {
		return own.ClosedTo(kind, at)
	}
	return inquiry.Closed(at)
}
