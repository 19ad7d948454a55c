// Package texts holds the words that the forms of events share.
package texts

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms/texts"
)

//go:embed *.json
var files embed.FS

//go:embed rules
var rules embed.FS

// Set are the catalogs by language, with the words that all forms share beneath.
func Set() texts.Set {
	once.Do(func() { set = texts.MustRead(files, ".").Over(Rules().Over(texts.Common())) })
	return set
}

// Rules are the words for the rules of registrations and questions, for whoever speaks of
// documents of all kinds: what the forms call their controls fits no other kind.
func Rules() texts.Set { return texts.MustRead(rules, "rules") }

// No sync.OnceValue: see [texts.Common].
var (
	once sync.Once
	set  texts.Set
)
