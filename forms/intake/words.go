package intake

import (
	"embed"
	"fmt"
	"slices"

	"github.com/hytekit/hytekit/forms/texts"
)

// wordFiles are the texts of failures and of the organizer's pages of any inquiry,
// one catalog per language: another language is another file.
//
//go:embed texts/*.json
var wordFiles embed.FS

// words are the texts of the pages that this package makes itself.
type words struct {
	languages
	catalogs texts.Set
}

// loadWords reads the catalogs, Finnish, Swedish and English first. What a
// catalog lacks, such as the form of a date, comes from package texts.
func loadWords() (words, error) {
	w := words{catalogs: texts.MustRead(wordFiles, "texts")}
	for code, c := range w.catalogs {
		if !slices.Contains(texts.Languages(), code) {
			return words{}, fmt.Errorf("intake: texts/%s.json: package texts has no such language", code)
		}
		w.catalogs[code] = c.Or(texts.For(code))
	}
	var codes []string
	for _, code := range texts.Languages() {
		if w.catalogs[code] != nil {
			codes = append(codes, code)
		}
	}
	w.languages = newLanguages(codes)
	return w, nil
}

// in is the catalog of a language, or the first one.
func (w words) in(language string) *texts.Catalog {
	if c, ok := w.catalogs[language]; ok {
		return c
	}
	return w.catalogs[w.codes[0]]
}
