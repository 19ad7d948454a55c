// Package texts holds the words for documents of every kind: those of the kinds that
// have a form, and here those of the kinds that have none, such as calls and rosters.
package texts

import (
	"embed"
	"sync"

	events "github.com/hytekit/hytekit/forms/event/texts"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	common "github.com/hytekit/hytekit/forms/texts"
)

//go:embed *.json
var files embed.FS

// Set are the catalogs by language.
func Set() common.Set {
	once.Do(func() {
		set = common.MustRead(files, ".").Over(events.Rules()).Over(texts.Set())
	})
	return set
}

// No sync.OnceValue: see [common.Common].
var (
	once sync.Once
	set  common.Set
)

// For is the catalog of the first of the languages that there is; see
// [common.Set.For].
func For(languages ...string) *common.Catalog { return Set().For(languages...) }
