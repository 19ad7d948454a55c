package document

import (
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Option is what a kind has beside its rules: a [Nested] document, a function that
// looks at documents as a whole ([Resolved]), or what may come at any time ([Excused]).
type Option interface{ add(k *Kind) }

// Nested is a document that stands inside another one, such as an answer in the
// record of its arrival. All rules of its kind hold there too.
type Nested struct {
	At   string // place of the object, such as "/answer"
	Kind *Kind
}

func (n Nested) add(k *Kind) { k.nested = append(k.nested, n) }

// Resolved looks at a document as a whole, by a function that gets a pointer to the
// kind's struct. It reports what the tags and all rules of the kind do, with those
// that are found Elsewhere. No rule about more than one value says anything of a
// document with a value that is wrong by itself: nothing can be resolved of it.
type Resolved func(document any) constraint.Violations

func (r Resolved) add(k *Kind) { k.resolve = r }

// Excused says which documents need not heed what the inquiry says of the time at
// which they come ([Inquiry.Closed]). It gets a pointer to the kind's struct and each
// such violation.
type Excused func(document any, v constraint.Violation) bool

func (e Excused) add(k *Kind) { k.excused = e }

// Nested are the documents that stand inside one of this kind.
func (k *Kind) Nested() []Nested { return slices.Clone(k.nested) }

// ValuesFirst reports whether rules about more than one value say nothing of a
// document with a value that is wrong by itself. It is so if the kind has a
// [Resolved].
func (k *Kind) ValuesFirst() bool { return k.resolve != nil }
