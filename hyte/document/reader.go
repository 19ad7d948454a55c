package document

import (
	"reflect"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Reader reads many documents for one program, and reuses its buffers. It is for
// one goroutine.
type Reader struct {
	program *Program
	decoder *constraint.Decoder
}

// NewReader makes a reader of the program's documents.
func (p *Program) NewReader() *Reader { return &Reader{p, p.kind.typ.NewDecoder()} }

// Read decodes a document and checks it as [Program.Check] does, with one list of
// violations in document order, however many. The document is a pointer to the
// kind's struct, which is zero; if the data is not JSON at all
// ([constraint.Violations.NotJSON]), it is not to be used.
func (r *Reader) Read(data []byte, document any) constraint.Violations {
	p := r.program
	values := r.decoder.Read(data, document)
	switch {
	case values.NotJSON():
		return values
	case p.kind.resolve == nil:
		return p.judge(document, values)
	case values.Invalid():
		return values
	default:
		return p.kind.resolve(document)
	}
}

// Read decodes a document of the kind and checks it, with one list of violations
// in document order, cut off by [constraint.Violations.Limit]. What depends on the instant is
// checked if that is not zero. The document is a pointer to the kind's struct, or
// nil if the data is not JSON at all.
func (p *Program) Read(data []byte, at time.Time) (document any, violations constraint.Violations) {
	document = reflect.New(p.kind.typ.GoType()).Interface()
	violations = p.NewReader().Read(data, document)
	if violations.NotJSON() {
		return nil, violations
	}
	if !at.IsZero() {
		violations = p.CheckAt(document, violations, at)
	}
	return document, violations.Limit()
}
