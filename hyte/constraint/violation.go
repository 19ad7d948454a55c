package constraint

import (
	"fmt"
	"strconv"
	"strings"
)

// Rule is the stable identifier of one rule, such as "required" or
// "format.email". Rules are API: they are added, never renamed.
type Rule string

// The rules that the struct tags and the decoder can break. Package hyte adds
// those of its documents.
const (
	RuleType            Rule = "type"             // the JSON type is another one (params: type)
	RuleUnknownProperty Rule = "unknown_property" // the document type has no such property
	RuleRequired        Rule = "required"         // absent or empty
	RuleMinLength       Rule = "min_length"       // fewer code points than params.min
	RuleMaxLength       Rule = "max_length"       // more code points than params.max
	RuleMinItems        Rule = "min_items"        // fewer items than params.min
	RuleMaxItems        Rule = "max_items"        // more items than params.max
	RuleMinimum         Rule = "minimum"          // a number below params.min
	RuleMaximum         Rule = "maximum"          // a number above params.max
	RuleOneOf           Rule = "one_of"           // none of params.allowed
	RuleUniqueItems     Rule = "unique_items"     // two items are alike

	RuleJSONSyntax    Rule = "json.syntax"         // not a JSON document (RFC 8259)
	RuleJSONEncoding  Rule = "json.encoding"       // not UTF-8
	RuleJSONDuplicate Rule = "json.duplicate_name" // an object has the same name twice (RFC 7493)
	RuleJSONTrailing  Rule = "json.trailing_data"  // something follows the document
	RuleJSONDepth     Rule = "json.depth"          // nested deeper than params.max
	RuleJSONSize      Rule = "json.size"           // longer than params.max bytes

	// RuleOmitted is the last of the violations that [Limit] returns: there are
	// params.count more, which are not listed.
	RuleOmitted Rule = "violations.omitted"
)

// MaxViolations is how many violations are listed of one document.
const MaxViolations = 100

// Severity says what a violation means for the document.
type Severity string

const (
	// Error makes the document invalid.
	Error Severity = "error"
	// Warning leaves the document valid; a person should look at it.
	Warning Severity = "warning"
)

// Violation says which rule a document breaks and where. It holds the rule's
// limits and never the document's own values, so that it can be logged.
// Messages are made from it at the edge, in the reader's language.
// The zero value is no violation.
type Violation struct {
	Rule Rule `json:"rule"`
	// Location is the JSON Pointer (RFC 6901) of the value, or of the property
	// that is missing; the empty string is the whole document.
	Location string   `json:"location"`
	Params   Params   `json:"params"`
	Severity Severity `json:"severity"`
}

// Params are a rule's limits, as far as it has any. The zero value has none.
type Params struct {
	Min       int      `json:"min,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Max       int      `json:"max,omitempty" validate:"omitempty,min=0,max=1000000000"`
	Count     int      `json:"count,omitempty" validate:"omitempty,min=0,max=1000000000"`  // how many there are, of violations.omitted
	Type      string   `json:"type,omitempty" validate:"omitempty,max=100"`                // JSON Schema type that was expected
	Allowed   []string `json:"allowed,omitempty" validate:"omitempty,dive,max=100"`        // the values of one_of
	Cause     string   `json:"cause,omitempty" validate:"omitempty,max=100"`               // what is wrong with the text, of some formats
	Successor string   `json:"successor,omitempty" validate:"omitempty,max=100"`           // organization id, of nominator.merged
	Date      string   `json:"date,omitempty" validate:"omitempty,max=100"`                // civil date, ISO 8601
	Time      string   `json:"time,omitempty" validate:"omitempty,max=100"`                // instant, RFC 3339
	Other     string   `json:"other,omitempty" validate:"omitempty,max=1000"`              // JSON Pointer or id of the other place concerned
	Line      int      `json:"line,omitempty" validate:"omitempty,min=0,max=1000000000"`   // line of the JSON text, from 1
	Column    int      `json:"column,omitempty" validate:"omitempty,min=0,max=1000000000"` // code point in that line, from 1
	Encoding  string   `json:"encoding,omitempty" validate:"omitempty,max=100"`            // of the JSON text, where it is none of ours but known: "UTF-16"
}

// Violations are what is wrong with one document, in document order. None (nil)
// says that it breaks no rule.
type Violations []Violation

// Invalid reports whether any of the violations is an [Error].
func (v Violations) Invalid() bool {
	for i := range v {
		if v[i].Severity == Error {
			return true
		}
	}
	return false
}

// Err is an [*InvalidError] of the violations, or nil if none of them is an [Error]:
// for those who want to know no more than whether a document is right.
func (v Violations) Err() error {
	if !v.Invalid() {
		return nil
	}
	return &InvalidError{Violations: v}
}

// InvalidError is a document with an error in it, as a Go error. The zero value is
// of no use: [Violations.Err] makes it.
type InvalidError struct {
	// Violations are all that is wrong with the document, warnings too.
	Violations Violations
}

// Error names the first error and counts the others. As a [Violation] holds nothing
// of the document, the text can be logged.
func (e *InvalidError) Error() string {
	var first string
	errors := 0
	for i := range e.Violations {
		if e.Violations[i].Severity != Error {
			continue
		}
		if errors++; errors == 1 {
			first = e.Violations[i].String()
		}
	}
	if errors > 1 {
		first += ", and " + strconv.Itoa(errors-1) + " more"
	}
	return "the document is not valid: " + first
}

// NotJSON reports whether the violations say that the data were not one JSON
// document, so that there is nothing to check.
func (v Violations) NotJSON() bool {
	return len(v) == 1 && strings.HasPrefix(string(v[0].Rule), "json.")
}

// Limit cuts off a list of violations: it keeps the first [MaxViolations], and in
// the place of the others puts one about the whole document that counts them
// ([RuleOmitted]). That one is an error if one of them is. An answer to a document
// is so of the order of the document, whatever is wrong with it.
func (v Violations) Limit() Violations {
	if len(v) <= MaxViolations {
		return v
	}
	rest := v[MaxViolations:]
	omitted := Violation{Rule: RuleOmitted, Params: Params{Count: len(rest)}, Severity: Warning}
	if rest.Invalid() {
		omitted.Severity = Error
	}
	return append(v[:MaxViolations:MaxViolations], omitted)
}

// String is for logs and tests: the rule, the place and nothing of the document.
func (v Violation) String() string {
	return fmt.Sprintf("%s %s at %q", v.Severity, v.Rule, v.Location)
}
