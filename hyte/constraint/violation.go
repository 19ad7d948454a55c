package constraint

import "fmt"

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
)

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
	Min       int      `json:"min,omitempty"`
	Max       int      `json:"max,omitempty"`
	Type      string   `json:"type,omitempty"`      // JSON Schema type that was expected
	Allowed   []string `json:"allowed,omitempty"`   // the values of one_of
	Successor string   `json:"successor,omitempty"` // organization id, of nominator.merged
	Date      string   `json:"date,omitempty"`      // civil date, ISO 8601
	Time      string   `json:"time,omitempty"`      // instant, RFC 3339
	Other     string   `json:"other,omitempty"`     // JSON Pointer or id of the other place concerned
	Line      int      `json:"line,omitempty"`      // line of the JSON text, from 1
	Column    int      `json:"column,omitempty"`    // code point in that line, from 1
}

// Invalid reports whether any of the violations is an [Error].
func Invalid(violations []Violation) bool {
	for _, v := range violations {
		if v.Severity == Error {
			return true
		}
	}
	return false
}

// String is for logs and tests: the rule, the place and nothing of the document.
func (v Violation) String() string {
	return fmt.Sprintf("%s %s at %q", v.Severity, v.Rule, v.Location)
}
