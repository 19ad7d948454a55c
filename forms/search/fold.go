package search

import (
	"strings"
	"unicode"
)

// folds are the letters that people leave the marks off when they search, by what they
// type instead: those of the languages around the Baltic and of the Sámi ones.
var folds = [...]struct{ to, from string }{
	{"a", "àáâãäåāăąǎǟ"},
	{"ae", "æǽ"},
	{"c", "çćčċ"},
	{"d", "ðďđ"},
	{"e", "èéêëēĕėęě"},
	{"g", "ğģǥǧ"},
	{"h", "ħ"},
	{"i", "ìíîïĩīįı"},
	{"k", "ķǩ"},
	{"l", "ĺļľł"},
	{"n", "ñńņňŋ"},
	{"o", "òóôõöøōőǫȫ"},
	{"oe", "œ"},
	{"r", "ŕř"},
	{"s", "śşšș"},
	{"ss", "ß"},
	{"t", "ţťŧț"},
	{"th", "þ"},
	{"u", "ùúûüũūůűų"},
	{"y", "ýÿ"},
	{"z", "źżžʒǯ"},
}

// Fold is a text as it is compared: small letters without their marks, and one blank
// between words, whatever was written there.
func Fold(text string) string {
	var b strings.Builder
	between := false // there was something between two words
	for _, r := range text {
		r = unicode.ToLower(r)
		switch {
		case isMark(r):
		case isBetween(r):
			between = b.Len() > 0
		default:
			if between {
				b.WriteByte(' ')
				between = false
			}
			fold(&b, r)
		}
	}
	return b.String()
}

// isMark reports whether nobody types it in a search: an accent apart from its letter, as
// macOS writes them, an apostrophe, or what cannot be seen.
func isMark(r rune) bool {
	return r >= 0x300 && r <= 0x36f || strings.ContainsRune("'’ʹʼ´`\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", r)
}

func isBetween(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("-‐‑–—−,.:;/()&+\"”", r)
}

func fold(b *strings.Builder, r rune) {
	if r >= 0x80 {
		for i := range folds {
			if strings.ContainsRune(folds[i].from, r) {
				b.WriteString(folds[i].to)
				return
			}
		}
	}
	b.WriteRune(r)
}
