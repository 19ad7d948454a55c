// Package pseudo writes texts in a made-up language, in which tests see what is no text of a
// catalog and what has too little room.
package pseudo

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Language is the code of the made-up language: of artificial languages (ISO 639-2).
const Language = "art"

// Begin and End stand around each text.
const (
	Begin = "⟦"
	End   = "⟧"
)

// letters have marks on them in the made-up language, and can still be read.
var letters = strings.NewReplacer(
	"A", "Å", "B", "Ɓ", "C", "Ç", "D", "Ð", "E", "É", "F", "Ƒ", "G", "Ĝ", "H", "Ĥ", "I", "Î", "J", "Ĵ", "K", "Ķ", "L", "Ļ", "M", "Ḿ",
	"N", "Ñ", "O", "Ö", "P", "Þ", "Q", "Ǫ", "R", "Ŕ", "S", "Š", "T", "Ţ", "U", "Û", "V", "Ṽ", "W", "Ŵ", "X", "Ẋ", "Y", "Ý", "Z", "Ž",
	"a", "å", "b", "ƀ", "c", "ç", "d", "ð", "e", "é", "f", "ƒ", "g", "ĝ", "h", "ĥ", "i", "î", "j", "ĵ", "k", "ķ", "l", "ļ", "m", "ḿ",
	"n", "ñ", "o", "ö", "p", "þ", "q", "ǫ", "r", "ŕ", "s", "š", "t", "ţ", "u", "û", "v", "ṽ", "w", "ŵ", "x", "ẋ", "y", "ý", "z", "ž",
)

var place = regexp.MustCompile(`\{\w+\}`)

// Text is a text in the made-up language: with marks on its letters, a third longer, between
// brackets. The places in braces stay; an address stays as it is.
func Text(text string) string {
	if text == "" || strings.HasPrefix(text, "https://") {
		return text
	}
	var b strings.Builder
	from := 0
	for _, at := range place.FindAllStringIndex(text, -1) {
		b.WriteString(letters.Replace(text[from:at[0]]) + text[at[0]:at[1]])
		from = at[1]
	}
	b.WriteString(letters.Replace(text[from:]))
	return Begin + b.String() + more(text) + End
}

// more is what makes the text a third longer: words of its own once more.
func more(text string) string {
	wanted := len([]rune(text)) / 3
	var more []rune
	for _, word := range strings.Fields(place.ReplaceAllString(text, "")) {
		if len(more) >= wanted {
			break
		}
		more = append(append(more, ' '), []rune(letters.Replace(word))...)
	}
	return string(more)
}

// Catalog is a catalog of texts, as JSON, in the made-up language.
func Catalog(data []byte) ([]byte, error) {
	var all map[string]string
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	for key, text := range all {
		all[key] = Text(text)
	}
	if all["language"] != "" {
		all["language"] = Language
	}
	return json.MarshalIndent(all, "", "  ")
}
