// Package texts holds the words of the form of a registration and of the rules that it can break.
package texts

import (
	"embed"
	"sync"

	events "github.com/hytekit/hytekit/forms/event/texts"
	"github.com/hytekit/hytekit/forms/texts"
)

//go:embed *.json
var files embed.FS

// Set are the catalogs by language, with the words that the forms of events share beneath.
func Set() texts.Set {
	once.Do(func() { set = texts.MustRead(files, ".").Over(events.Set()) })
	return set
}

// No sync.OnceValue: see [texts.Common].
var (
	once sync.Once
	set  texts.Set
)
