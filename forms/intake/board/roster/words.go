package roster

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/texts"
)

// wordFiles are the texts of the board, one catalog per language.
//
//go:embed texts/*.json
var wordFiles embed.FS

// loadWords reads the texts of the board. What they lack, such as a status, comes
// from package export.
var loadWords = sync.OnceValue(func() texts.Set {
	words := texts.MustRead(wordFiles, "texts")
	for code, c := range words {
		words[code] = c.Or(export.Words(code))
	}
	return words
})
