package testkind

import (
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/schema/generate"
)

// Service is the toy as a service takes it. It has no board.
func Service() intake.Kinds {
	return intake.Kinds{
		Responses: []intake.Kind{{Form: form, Texts: Texts(), Schema: schemaFor, Sender: Sender}},
		Collections: []intake.Collection{{
			Inquiry: tours, Public: tours, Takes: []*document.Kind{bookings}, Documents: []*document.Kind{tours, bookings},
			Read: read,
		}},
		Base: func(kind string) ([]byte, error) {
			k, err := Schemas().Named(kind)
			if err != nil {
				return nil, err
			}
			return k.Base(schema.Options{})
		},
	}
}

func read(data []byte) (intake.Inquiry, *hyte.Deadline, hyte.Violations) {
	t, violations := Decode(data)
	if t == nil {
		return nil, nil, violations
	}
	return t, t.Ends, violations
}

func schemaFor(inquiry forms.Inquiry) ([]byte, error) {
	k, err := Schemas().Named(bookings.Name())
	if err != nil {
		return nil, err
	}
	return k.ForInquiry(inquiry, schema.Options{})
}

// Schemas are the toy's. A kind that is not a toy has its base schemas generated once.
func Schemas() schema.Kinds {
	var all schema.Kinds
	for _, kind := range []*document.Kind{tours, bookings} {
		base, err := generate.Base(kind)
		if err != nil {
			panic(err)
		}
		k, err := schema.Of(kind, base)
		if err != nil {
			panic(err)
		}
		all = append(all, k)
	}
	return all
}
