package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/document"
)

// Validate reports every rule that the nomination breaks as an answer to this
// call, in document order, without asking what time it is. None, or warnings
// only, means that it is a right one. A nomination that breaks no rule costs no
// allocation.
//
// The list is as long as there are violations; a document that a stranger has
// sent can have as many as it has bytes. [ResolvedCall.Read] cuts its list off,
// and [constraint.Violations.Limit] does so for this one.
func (c *ResolvedCall) Validate(n *Nomination) Violations { return c.validate(n, nil) }

// ValidateAt is [ResolvedCall.Validate] for a nomination that arrives at the
// instant: it also says whether the call is open then, at the document's root,
// and whether the decision is from the future.
func (c *ResolvedCall) ValidateAt(n *Nomination, at time.Time) Violations {
	return c.arriving(n, at, c.validate(n, nil))
}

// Read decodes a nomination and validates it, as [DecodeNomination] and
// [ResolvedCall.Validate] do, with one list of violations in document order, cut
// off by [constraint.Violations.Limit]. The nomination is nil if the data is not JSON at all.
func (c *ResolvedCall) Read(data []byte) (*Nomination, Violations) {
	return c.NewReader().Read(data)
}

// ReadAt is [ResolvedCall.Read] for a nomination that arrives at the instant.
func (c *ResolvedCall) ReadAt(data []byte, at time.Time) (*Nomination, Violations) {
	return c.NewReader().ReadAt(data, at)
}

// Reader reads many nominations for one call and reuses its buffers. It is for
// one goroutine.
type Reader struct {
	call   *ResolvedCall
	reader *document.Reader
}

// NewReader makes a reader of answers to the call.
func (c *ResolvedCall) NewReader() *Reader {
	return &Reader{call: c, reader: c.ready().nomination.NewReader()}
}

// Read is [ResolvedCall.Read].
func (r *Reader) Read(data []byte) (*Nomination, Violations) {
	n, violations := r.read(data)
	return n, violations.Limit()
}

// ReadAt is [ResolvedCall.ReadAt].
func (r *Reader) ReadAt(data []byte, at time.Time) (*Nomination, Violations) {
	n, violations := r.read(data)
	if n == nil {
		return nil, violations
	}
	return n, r.call.arriving(n, at, violations).Limit()
}

// read finds all violations, however many.
func (r *Reader) read(data []byte) (*Nomination, Violations) {
	n := new(Nomination)
	violations := r.reader.Read(data, n)
	if violations.NotJSON() {
		return nil, violations
	}
	return n, violations
}

func (c *ResolvedCall) validate(n *Nomination, structural Violations) Violations {
	return c.ready().nomination.Check(n, structural)
}

// arriving adds what depends on the instant.
func (c *ResolvedCall) arriving(n *Nomination, at time.Time, violations Violations) Violations {
	return c.ready().nomination.CheckAt(n, violations, at)
}
