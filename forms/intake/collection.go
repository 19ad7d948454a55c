package intake

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// Collection is what the service has under one address of the API: the inquiries of
// a kind.
type Collection struct {
	// Inquiry is the kind of inquiry. Its plural is in addresses: "calls".
	Inquiry *document.Kind
	// Public is the kind of document in which the service shows an inquiry.
	Public *document.Kind
	// Takes are the kinds that may answer such inquiries.
	Takes []*document.Kind
	// Documents are all kinds of documents of such an inquiry, those above among them,
	// in the order in which their schemas are listed.
	Documents []*document.Kind
	// Read reads an inquiry as its organizer writes it, and says all that is wrong with
	// it, in the order of the document. The inquiry is nil if any of the violations is an
	// error. The deadline is what the document says of it, also then; nil if it says
	// nothing that can be read.
	Read func(data []byte) (inquiry Inquiry, deadline *hyte.Deadline, violations hyte.Violations)
}

// Collection finds the inquiries of a kind by its name.
func (k *Kinds) Collection(inquiry string) (*Collection, bool) {
	for i := range k.Collections {
		if c := &k.Collections[i]; c.Inquiry.Name() == inquiry {
			return c, true
		}
	}
	return nil, false
}

// Response finds a kind of response.
func (k *Kinds) Response(kind *document.Kind) (*Kind, bool) {
	for i := range k.Responses {
		if r := &k.Responses[i]; r.Form.Document == kind {
			return r, true
		}
	}
	return nil, false
}
