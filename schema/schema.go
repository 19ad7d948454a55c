// Package schema says the rules of documents in JSON Schema (draft 2020-12),
// for programs that cannot run package hyte, and checks documents with it.
//
// [Base] is the schema of a kind of document whatever it answers, made by go
// generate from the types of the kinds and their tags. [ForInquiry] adds what one
// inquiry asks: of a call its id, its nominators, how many each may name, deputies,
// a woman and a man. Both give the same verdict as package hyte, violation by
// violation, except for the rules of [Inexpressible].
//
// # How the schemas are written
//
// A schema's $id begins with [Namespace]. It names the schema and nothing is
// fetched from there.
//
// A rule about more than one value, and every format, is a definition whose
// name is the rule's id, such as #/$defs/contact.missing, so that the path of
// keywords that an engine reports names the rule. Formats are patterns; the
// keyword format is not used, because no two engines agree on it. Patterns keep
// to what Go, ECMAScript (with the flags u and v) and Python have in common.
//
// What is not of draft 2020-12 reads them as far as it goes: there is nothing beside
// $ref, and $defs are reached by pointers. Engines of draft 7 read all of it, those of
// draft 6 no conditions, those of draft 4 nothing.
//
// With a language ([Options]) a schema makes a form in libraries that know nothing
// of hyte. Types for a programming language are best made of [Base], which has no
// rules of one inquiry.
//
// An empty text is an absent one, so optional texts may be empty and required
// ones have a least length of 1.
package schema

//go:generate go run ./internal/gen

import (
	"embed"
	"errors"

	"github.com/hytekit/hytekit/schema/internal/schemaid"
)

// Namespace is what the $id of every schema begins with. It is an identifier:
// nothing needs to be found at the address.
const Namespace = schemaid.Base

// ErrUnknownDocument means that there is no kind of document of that name;
// [Names] lists those there are.
var ErrUnknownDocument = errors.New("schema: no document of this name; see the list of names")

// ErrUnknownLanguage means that there are no words in that language; [Languages]
// lists those there are. With labels of one's own, any language will do.
var ErrUnknownLanguage = errors.New("schema: no words in this language; see the list of languages")

//go:embed base/*.schema.json
var bases embed.FS

// Names are the kinds of documents that have a schema: all of package kinds, in
// its order.
func Names() []string { return All().Names() }

// Base is the schema of a kind of document, whatever it answers, as indented
// JSON. The error is [ErrUnknownDocument].
func Base(name string) ([]byte, error) { return BaseWith(name, Options{}) }

// BaseWith is [Base] written as the options say; without a language it is [Base]
// itself. The error may also be [ErrUnknownLanguage].
func BaseWith(name string, options Options) ([]byte, error) {
	k, err := All().Named(name)
	if err != nil {
		return nil, err
	}
	return k.Base(options)
}
