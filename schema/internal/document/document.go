// Package document lists the kinds of documents that have a schema.
package document

import (
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Base is where the identifiers of all schemas begin. Nothing is ever fetched
// from there.
const Base = "https://hytekit.org/schema/v1/"

// Suffix is what every schema's identifier and file name end with.
const Suffix = ".schema.json"

// Document is one kind of document.
type Document struct {
	Name string // in identifiers and file names
	Type *constraint.Type
}

// All are the kinds of documents, in the order in which they are listed.
func All() []Document {
	return []Document{
		{"nomination", hyte.NominationType()},
		{"call", hyte.CallType()},
		{"received", hyte.ReceivedType()},
		{"roster", hyte.RosterType()},
		{"resolved-call", hyte.ResolvedCallType()},
	}
}

// Named finds a kind of document.
func Named(name string) (Document, bool) {
	for _, d := range All() {
		if d.Name == name {
			return d, true
		}
	}
	return Document{}, false
}
