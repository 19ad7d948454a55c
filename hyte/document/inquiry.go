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
	// Program checks documents of a kind as answers to the inquiry. It is made
	// once for each kind.
	Program(kind *Kind) *Program
	// Closed says why no answer, or only a late one, is taken at the instant, at
	// the document's root. None: the inquiry is open.
	Closed(at time.Time) constraint.Violations
	// Public is what anyone may see of the inquiry. [encoding/json.Marshal] writes it.
	Public() Inquiry
}
