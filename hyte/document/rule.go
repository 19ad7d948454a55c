package document

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// Rule is a rule about more than one value of a document, or about a value and
// the inquiry that is answered. The zero value is none.
type Rule struct {
	ID constraint.Rule
	// Of names an object type, such as "Person": the rule then holds wherever such
	// an object stands in a document, and At begins there. Empty for the document.
	Of string
	// At is the place that the rule is about, as a JSON Pointer with "#" for
	// every item of an array: "/guides/#/email". Where what holds the
	// place is absent, the rule says nothing.
	At string
	// Severity is an error if it is empty.
	Severity constraint.Severity
	// When says for which inquiries the rule holds; nil for all of them.
	When func(Inquiry) bool
	// If says for which documents the rule holds: those that meet every condition.
	If []Condition
	// Says is what must be so at the place. A rule has either this or Func, or is
	// found Elsewhere.
	Says Clause
	// Func says what no clause does.
	Func Func
	// Inquiry says that Func reads the inquiry: without one it is not called.
	Inquiry bool
	// Moment says that Func reads the instant: without one it is not called.
	Moment bool
	// Elsewhere says that whoever reads the document finds out, in the course of
	// other work, whether the rule is kept.
	Elsewhere bool
	// Why says, in one English clause, why a schema cannot say the rule. Empty
	// if a schema says it: then Says is a clause.
	Why string
	// Source is the statute or the practice behind the rule: "609/1986 s.4a".
	Source string
}

// Func is a rule as a function: it finds the places where the rule is broken. A
// document that breaks none costs no allocation if the function does not.
type Func func(Facts) []Finding

// Facts are what a rule may read.
type Facts struct {
	// Document is a pointer to the kind's struct. It must not be changed.
	Document any
	// Inquiry is what the document answers; nil if it is checked by itself.
	Inquiry Inquiry
	// Moment is when the document is checked; zero if that does not matter.
	Moment time.Time
}

// Finding is a place where a rule is broken.
type Finding struct {
	// At is the place in the document, a JSON Pointer.
	At     string
	Params constraint.Params
}

// Condition says for which documents a rule holds: those where the text at a
// place is one of some values.
type Condition struct {
	// At is the text: a JSON Pointer, or the name of a member of the object that
	// the rule is about.
	At string
	// Values are the values with which the rule holds. An empty one stands for an
	// absent text.
	Values []string
	// Of gives the values that the inquiry decides, in place of Values.
	Of func(Inquiry) []string
	// Not turns the condition round: the rule holds with any other value, or none.
	Not bool
}

// Is is the condition that the text at a place is one of the values.
func Is(at string, values ...string) Condition { return Condition{At: at, Values: values} }

// IsNot is the condition that the text at a place is none of the values.
func IsNot(at string, values ...string) Condition {
	return Condition{At: at, Values: values, Not: true}
}

// IsOf is the condition that the text at a place is one of those that the
// inquiry gives.
func IsOf(at string, values func(Inquiry) []string) Condition {
	return Condition{At: at, Of: values}
}

// IsNotOf is the condition that the text at a place is none of those that the
// inquiry gives.
func IsNotOf(at string, values func(Inquiry) []string) Condition {
	return Condition{At: at, Of: values, Not: true}
}

// relative reports whether the text is a member of what the rule is about.
func (c *Condition) relative() bool { return !strings.HasPrefix(c.At, "/") }

// AsksInquiry reports whether the rule says something only of an answer to an
// inquiry.
func (r *Rule) AsksInquiry() bool {
	return r.Inquiry || r.When != nil || r.Says != nil && r.Says.asksInquiry() ||
		slices.ContainsFunc(r.If, func(c Condition) bool { return c.Of != nil })
}

func (r *Rule) severity() constraint.Severity {
	if r.Severity == "" {
		return constraint.Error
	}
	return r.Severity
}

func (r *Rule) violation(at string, params constraint.Params) constraint.Violation {
	return constraint.Violation{Rule: r.ID, Location: at, Params: params, Severity: r.severity()}
}

// complete reports what the rule lacks or has twice.
func (r *Rule) complete() error {
	ways := 0
	for _, way := range [...]bool{r.Says != nil, r.Func != nil, r.Elsewhere} {
		if way {
			ways++
		}
	}
	switch {
	case r.ID == "":
		return errors.New("it has no id")
	case ways != 1:
		return errors.New("it needs a clause or a function, or is found elsewhere")
	case r.Says == nil && r.Why == "":
		return errors.New("without a clause it must say why a schema cannot say it")
	case r.Moment && r.Says != nil:
		return errors.New("no clause is about the moment")
	case r.Says == nil && slices.ContainsFunc(r.If, func(c Condition) bool { return c.relative() }):
		return errors.New("a condition on a member needs a clause about the object")
	}
	return nil
}
