package intake

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/forms/texts"
)

// wordFiles are the texts of the organizer's pages and of failures, one
// catalog per language: another language is another file.
//
//go:embed texts/*.json
var wordFiles embed.FS

// words are the texts of the pages that this package makes itself.
type words struct {
	languages
	catalogs map[string]*texts.Catalog
}

// loadWords reads the catalogs, Finnish, Swedish and English first. What a
// catalog lacks, such as the form of a date, comes from package texts.
func loadWords() (words, error) {
	files, err := wordFiles.ReadDir("texts")
	if err != nil {
		return words{}, fmt.Errorf("intake: texts: %w", err)
	}
	w := words{catalogs: map[string]*texts.Catalog{}}
	for _, file := range files {
		data, err := wordFiles.ReadFile("texts/" + file.Name())
		if err != nil {
			return words{}, fmt.Errorf("intake: texts: %w", err)
		}
		c, err := texts.Parse(data)
		if err != nil {
			return words{}, fmt.Errorf("intake: texts/%s: %w", file.Name(), err)
		}
		w.catalogs[strings.TrimSuffix(file.Name(), ".json")] = c.Or(texts.For(c.Language()))
	}
	var codes []string
	for _, code := range texts.Languages() {
		if w.catalogs[code] != nil {
			codes = append(codes, code)
		}
	}
	for code := range w.catalogs {
		if !slices.Contains(codes, code) {
			return words{}, fmt.Errorf("intake: texts/%s.json: package texts has no such language", code)
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
