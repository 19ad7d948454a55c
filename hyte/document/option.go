package document

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Option is what a kind has beside its rules: a [Nested] document, a function that
// looks at documents as a whole ([Resolved]), what may come at any time ([Excused]), or the
// kind of inquiry that it is [About].
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

// About is the name of the kind of inquiry that the rules of a kind read. A kind that is not
// always among the [Inquiry.Responses] says it: one that only some inquiries take, or that
// the organizer keeps of an inquiry.
type About string

func (a About) add(k *Kind) { k.about = string(a) }

// ErrForeignInquiry means that a kind of document has nothing to do with an inquiry: it does
// not answer it, and its rules would read what is not there.
var ErrForeignInquiry = errors.New("the inquiry takes no such documents")

// Fits says whether the rules of the kind can read the inquiry. The error wraps
// [ErrForeignInquiry] and names the inquiry, its kind and the kinds that it takes.
func (k *Kind) Fits(inquiry Inquiry) error {
	about, responses := inquiry.Kind().name, inquiry.Responses()
	if k.about == about || slices.Contains(responses, k) {
		return nil
	}
	taken := "no documents"
	if len(responses) > 0 {
		names := make([]string, len(responses))
		for i, r := range responses {
			names[i] = r.name
		}
		taken = strings.Join(names, ", ")
	}
	return fmt.Errorf("document: %w: the %s %q takes %s, but no %s", ErrForeignInquiry, about, inquiry.ID(), taken, k.name)
}

// Nested are the documents that stand inside one of this kind.
func (k *Kind) Nested() []Nested { return slices.Clone(k.nested) }

// ValuesFirst reports whether rules about more than one value say nothing of a
// document with a value that is wrong by itself. It is so if the kind has a
// [Resolved].
func (k *Kind) ValuesFirst() bool { return k.resolve != nil }
