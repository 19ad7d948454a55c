// Package kinds is the one list of all kinds of documents. Whoever adds a kind
// adds it here, and everything else finds it.
package kinds

import (
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/plan"
)

// All are the kinds of documents, in the order in which they are listed.
func All() []*document.Kind {
	return append(slices.Clip(hyte.Kinds()), body.Kind(), plan.Kind(), event.Kind(), event.RegistrationKind(), event.QuestionKind())
}

// Kept is a kind of document that its organizer keeps up to date and nobody answers.
type Kept struct {
	Kind *document.Kind
	// Since says what a later version of a document has lost since an earlier one, both as
	// JSON, and both without errors; nil if such documents are not compared.
	Since func(later, earlier []byte) hyte.Violations
}

// AllKept are the kinds that organizers keep.
func AllKept() []Kept {
	return []Kept{{body.Kind(), body.SinceJSON}, {plan.Kind(), nil}}
}

// IsKept reports whether organizers keep documents of the kind and nobody answers them.
func IsKept(kind *document.Kind) bool {
	return slices.ContainsFunc(AllKept(), func(k Kept) bool { return k.Kind == kind })
}

// Named finds a kind by its name.
func Named(name string) (*document.Kind, bool) {
	for _, k := range All() {
		if k.Name() == name {
			return k, true
		}
	}
	return nil, false
}
