package texts

import (
	"embed"
	"strings"
	"sync"
)

//go:embed *.json
var files embed.FS

// embedded are the catalogs of the program by language, read when one is first
// asked for: a program that never asks does not carry them.
var (
	embedded map[string]*Catalog
	once     sync.Once
)

func load() {
	embedded = map[string]*Catalog{}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("texts: " + err.Error())
	}
	for _, entry := range entries {
		data, err := files.ReadFile(entry.Name())
		if err != nil {
			panic("texts: " + err.Error())
		}
		c, err := Parse(data)
		// The files are a part of the program, so only a broken build comes here.
		if err != nil || c.language+".json" != entry.Name() {
			panic("texts: " + entry.Name() + " is no catalog of its language")
		}
		embedded[c.language] = c
	}
}

// Languages are the languages of the program's catalogs: Finnish, Swedish and
// English, then others by code.
func Languages() []string {
	once.Do(load)
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

// For is the program's catalog of the first of the languages that it has. What
// that one lacks comes from the next ones and in the end from Finnish, which is
// complete; without any of the languages all of it is Finnish.
func For(languages ...string) *Catalog {
	once.Do(load)
	var c *Catalog
	for _, language := range append(languages[:len(languages):len(languages)], "fi") {
		next, ok := embedded[language]
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

// covers reports whether the catalog has every key of the other.
func (c *Catalog) covers(other *Catalog) bool {
	for key := range other.entries {
		if _, ok := c.entries[key]; !ok {
			return false
		}
	}
	return true
}
