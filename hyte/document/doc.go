// Package document says what a kind of document is: its type, the rules about
// more than one of its values, and how it answers an inquiry.
//
// A rule is data. It names a place, says in a clause what must be so there, and
// cites its source. The check in Go, the JSON Schema, the form and the generator
// of test documents all read the same [Rule]:
//
//	{ID: "contact.missing", At: "/guides/#", Says: document.Members(1, 0, "email", "telephone")}
//
// What no clause says is a function, with the reason why a schema cannot say it.
//
// A [Kind] is a list of rules about one type. [Kind.Program] makes of it what
// checks documents: by themselves, or as answers to one [Inquiry]. A document
// that breaks no rule costs no allocation.
//
// The package is pure: no I/O, no clock, no state.
package document
