package texts

import (
	"embed"
	"maps"
	"path"
	"strings"
	"sync"
)

//go:embed *.json
var files embed.FS

// Set is catalogs by language. It does not change.
type Set map[string]*Catalog

// Common are the words that all forms and messages share, by language. They are read
// when they are first asked for: a program that never asks does not carry them.
func Common() Set {
	once.Do(func() { common = MustRead(files, ".") })
	return common
}

// A sync.OnceValue would be made at start-up, and with it keep all texts in a program
// that never asks for them.
var (
	once   sync.Once
	common Set
)

// Over are the catalogs with the texts that they lack taken from those of a base in
// the same language. A language that only the base has is one of them.
func (s Set) Over(base Set) Set {
	over := maps.Clone(base)
	for language, c := range s {
		if under, ok := base[language]; ok {
			c = c.Or(under)
		}
		over[language] = c
	}
	return over
}

// For is the catalog of the first of the languages that there is. What that one
// lacks comes from the next ones and in the end from Finnish, which is complete;
// without any of the languages all of it is Finnish.
func (s Set) For(languages ...string) *Catalog {
	var c *Catalog
	for _, language := range append(languages[:len(languages):len(languages)], "fi") {
		next, ok := s[language]
		switch {
		case !ok:
		case c == nil:
			c = next
		case !c.covers(next):
			c = c.Or(next)
		}
	}
	return c
}

// MustRead reads the catalogs in a folder, by language: that of fi.json is in
// Finnish. It panics where a file is no catalog of its language, so it is for
// files that are a part of the program.
func MustRead(files embed.FS, folder string) Set {
	entries, err := files.ReadDir(folder)
	if err != nil {
		panic("texts: " + err.Error())
	}
	catalogs := Set{}
	for _, entry := range entries {
		data, err := files.ReadFile(path.Join(folder, entry.Name()))
		if err != nil {
			panic("texts: " + err.Error())
		}
		c, err := Parse(data)
		if err != nil || c.language+".json" != entry.Name() {
			panic("texts: " + entry.Name() + " is no catalog of its language")
		}
		catalogs[c.language] = c
	}
	return catalogs
}

// Languages are the languages of the program's catalogs: Finnish, Swedish and
// English, then others by code.
func Languages() []string {
	languages := []string{"fi", "sv", "en"}
	entries, _ := files.ReadDir(".")
	for _, entry := range entries {
		switch language := strings.TrimSuffix(entry.Name(), ".json"); language {
		case "fi", "sv", "en":
		default:
			languages = append(languages, language)
		}
	}
	return languages
}

// For is [Set.For] of the words that all forms share.
func For(languages ...string) *Catalog { return Common().For(languages...) }

// covers reports whether the catalog has every key of the other.
func (c *Catalog) covers(other *Catalog) bool {
	for key := range other.entries {
		if _, ok := c.entries[key]; !ok {
			return false
		}
	}
	return true
}
