// Package constraint reads the rules that stand in the struct tags of a
// document type, once, and applies them: it decodes JSON strictly and checks
// values, and reports every fault as a [Violation].
//
// A document type is a Go struct that mirrors its JSON. Its rules are written
// in the validate tag, in a closed subset of the notation of
// github.com/go-playground/validator:
//
//	required    present; for a text, not empty
//	omitempty   an absent value is fine and needs no further check
//	min=N max=N length of a text in code points, number of items, or value of a number
//	oneof=a b   one of the values listed
//	unique      no two items alike, of a list of texts
//	dive        what follows is for each item
//	keys…endkeys  after dive, for the names of a map
//
// and the names of the formats in this package ([Formats]). A tag begins with
// required or omitempty, and a number has min and max. Any other word is an
// error of [Compile], so a misspelled rule is found at start-up, not in a
// municipality's answer.
//
// # What is reported
//
// Every engine that checks these documents (this package, the JSON Schema, the
// form) reports the same violations, by these conventions:
//
//   - A missing property is located at the property itself.
//   - null is never a value: it has the wrong type.
//   - An empty text is an absent one. A text that is only white space is not.
//   - A value reports the first of its rules, in the order of the tag, that it
//     breaks; its items and properties report theirs beside it.
//   - A value of the wrong type reports only that, and nothing beneath it; the
//     list that holds it does not report unique.
//   - A number is what a float64 holds of it; 1, 1.0 and 1e0 are all integers.
//   - In a map, a name that breaks a rule is reported at its value's place, and
//     then the value is not checked.
//   - Violations come in document order: as the type lists its properties, then
//     unknown properties, sorted by name. That order does not depend on how the
//     document was written.
//
// The package is pure: no I/O, no clock, no state.
package constraint
