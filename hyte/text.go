package hyte

import (
	"maps"
	"slices"
)

// Text is one text in several languages, by language code (ISO 639: "fi",
// "sv", "en"). The zero value is no text.
type Text map[string]string

// In is the text in the language, or, where that is missing, in Finnish,
// Swedish, English or whichever language comes first in the alphabet. It is
// empty only if the text is empty in every language.
func (t Text) In(language string) string {
	for _, l := range [...]string{language, "fi", "sv", "en"} {
		if s := t[l]; s != "" {
			return s
		}
	}
	for _, l := range slices.Sorted(maps.Keys(t)) {
		if s := t[l]; s != "" {
			return s
		}
	}
	return ""
}

// Language is the language that [Text.In] answers in, so that a page can mark
// a passage which is not in its own (WCAG 2.2, 3.1.2). It is empty for an empty
// text.
func (t Text) Language(wanted string) string {
	text := t.In(wanted)
	if text == "" || t[wanted] == text {
		if text != "" {
			return wanted
		}
		return ""
	}
	for _, l := range append([]string{"fi", "sv", "en"}, slices.Sorted(maps.Keys(t))...) {
		if t[l] == text {
			return l
		}
	}
	return ""
}
