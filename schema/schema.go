// Package schema says the rules of documents in JSON Schema (draft 2020-12),
// for programs that cannot run package hyte, and checks documents with it.
//
// [Base] is the schema of a kind of document whatever the call, made by go
// generate from the types of package hyte and their tags. [ForCall] adds what
// one call asks: its id, its nominators, how many each may name, deputies, a
// woman and a man. Both give the same verdict as package hyte, violation by
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
// An empty text is an absent one, so optional texts may be empty and required
// ones have a least length of 1.
package schema

//go:generate go run ./internal/gen

import (
	"embed"
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/schema/internal/document"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// Namespace is what the $id of every schema begins with. It is an identifier:
// nothing needs to be found at the address.
const Namespace = document.Base

// ErrUnknownDocument means that there is no kind of document of that name;
// [Names] lists those there are.
var ErrUnknownDocument = errors.New("schema: no document of this name; see the list of names")

//go:embed base/*.schema.json
var bases embed.FS

// Names are the kinds of documents that have a schema, in a fixed order:
// "nomination", "call", "received", "roster", "resolved-call".
func Names() []string {
	var names []string
	for _, d := range document.All() {
		names = append(names, d.Name)
	}
	return names
}

// Base is the schema of a kind of document, whatever the call, as indented
// JSON. The error is [ErrUnknownDocument].
func Base(name string) ([]byte, error) {
	if _, ok := document.Named(name); !ok {
		return nil, ErrUnknownDocument
	}
	text, err := bases.ReadFile("base/" + name + document.Suffix)
	if err != nil {
		return nil, fmt.Errorf("schema: %s is not generated: %w", name, err)
	}
	return text, nil
}

func base(name string) (*node.Schema, error) {
	text, err := Base(name)
	if err != nil {
		return nil, err
	}
	return node.Parse(text)
}
