package texts

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// languageKey is the key under which a catalog says what language it is in.
const languageKey = "language"

// What is wrong with a catalog. Errors of [Parse] wrap one of them.
var (
	ErrSyntax   = errors.New("texts: a catalog is one JSON object of texts")
	ErrLanguage = errors.New(`texts: a catalog names its language, as in "language": "fi"`)
)

// Catalog is the texts of one language by key. It does not change and may be
// used by many goroutines at once. The zero value has no texts.
type Catalog struct {
	language string
	entries  map[string]string
	variants []string // see [Catalog.Variant], the one that goes before the others first
}

// Parse reads a catalog from JSON: one object, its values texts, with the key
// "language" for the code of the language (ISO 639).
func Parse(data []byte) (*Catalog, error) {
	entries, violations := constraint.Texts(data)
	if len(violations) > 0 {
		return nil, errors.Join(ErrSyntax, errors.New(violations[0].String()))
	}
	c := &Catalog{entries: entries}
	if c.language = c.entries[languageKey]; c.language == "" {
		return nil, ErrLanguage
	}
	return c, nil
}

// Language is the code of the catalog's language, "fi".
func (c *Catalog) Language() string { return c.language }

// Keys are the keys of the catalog, sorted.
func (c *Catalog) Keys() []string { return slices.Sorted(maps.Keys(c.entries)) }

// Variant is the catalog with other words for what it has in such words: a text whose
// key ends in the variant, as in part.contact.title!candidates, stands in the place of
// part.contact.title. Of a variant of a variant, the words of both stand there, those of
// the later one first. An empty variant is the catalog itself.
func (c *Catalog) Variant(ending string) *Catalog {
	if ending == "" || slices.Contains(c.variants, ending) {
		return c
	}
	return &Catalog{language: c.language, entries: c.entries, variants: append([]string{ending}, c.variants...)}
}

// Lookup is the text of a key as it stands in the catalog, and whether there is
// one.
func (c *Catalog) Lookup(key string) (string, bool) {
	for _, variant := range c.variants {
		if text, ok := c.entries[key+variant]; ok {
			return text, true
		}
	}
	text, ok := c.entries[key]
	return text, ok
}

// Text is the text of a key, with its places filled: the arguments are names
// and values in turn. A key that is not there gives an empty text.
func (c *Catalog) Text(key string, args ...string) string {
	text, _ := c.Lookup(key)
	return Fill(text, args...)
}

// Fill puts values into the places of a text: Fill("enintään {max}", "max",
// "3"). A place without a value stays as it is; what a value holds is not
// looked at again. A value that is written from right to left is isolated from
// the text around it.
func Fill(text string, args ...string) string {
	open := strings.IndexByte(text, '{')
	if open < 0 || len(args) == 0 {
		return text
	}
	var b strings.Builder
	for ; open >= 0; open = strings.IndexByte(text, '{') {
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		place := text[open : open+end+1]
		b.WriteString(text[:open])
		b.WriteString(argument(place, args))
		text = text[open+end+1:]
	}
	b.WriteString(text)
	return b.String()
}

func argument(place string, args []string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == place[1:len(place)-1] {
			return Isolate(args[i+1])
		}
	}
	return place
}

// With is the catalog with other words for some keys. They stand for the special cases of a
// key too, such as part.contact.hint=1 and part.contact.hint!private for
// part.contact.hint, but for those that have other words of their own.
func (c *Catalog) With(own map[string]string) *Catalog {
	if len(own) == 0 {
		return c
	}
	with := &Catalog{language: c.language, entries: maps.Clone(c.entries), variants: c.variants}
	for key := range c.entries {
		if isSpecialCase(key, own) {
			delete(with.entries, key)
		}
	}
	maps.Copy(with.entries, own)
	return with
}

// isSpecialCase reports whether the key is one of the keys with an ending.
func isSpecialCase(key string, of map[string]string) bool {
	for i := range len(key) {
		if strings.IndexByte("=!~?:@", key[i]) >= 0 {
			if _, ok := of[key[:i]]; ok {
				return true
			}
		}
	}
	return false
}

// Or is the catalog with the texts that it lacks taken from another one.
func (c *Catalog) Or(fallback *Catalog) *Catalog {
	whole := &Catalog{language: c.language, entries: maps.Clone(fallback.entries)}
	maps.Copy(whole.entries, c.entries)
	return whole
}

// AppendJSON appends the catalog as [Parse] reads it, its keys sorted.
func (c *Catalog) AppendJSON(dst []byte) []byte {
	dst = append(dst, '{')
	for i, key := range c.Keys() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = constraint.AppendQuote(dst, key)
		dst = append(dst, ':')
		dst = constraint.AppendQuote(dst, c.entries[key])
	}
	return append(dst, '}')
}
