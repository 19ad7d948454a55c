// Package schemaid makes the identifiers of schemas. Nothing is ever fetched
// from there.
package schemaid

import (
	"strings"

	"github.com/hytekit/hytekit/hyte/document"
)

const (
	// Base is where the identifiers of all schemas begin.
	Base = document.SchemaNamespace
	// Suffix is what every identifier and file name of a schema ends with.
	Suffix = document.SchemaSuffix
)

// OfInquiry is the identifier of the schema of a kind's documents that answer
// one inquiry; inquiries is the plural of its kind.
func OfInquiry(inquiries, id, kind string) string {
	return Base + inquiries + "/" + id + "/" + kind + Suffix
}

// In is the identifier of the same schema with its words in one language only.
func In(id, language string) string {
	return strings.TrimSuffix(id, Suffix) + "." + language + Suffix
}

// Kind is the name of the kind whose schema has the identifier.
func Kind(id string) (name string, ours bool) {
	path, ours := strings.CutPrefix(id, Base)
	name, suffixed := strings.CutSuffix(path[strings.LastIndexByte(path, '/')+1:], Suffix)
	name, _, _ = strings.Cut(name, ".") // the language
	return name, ours && suffixed
}
