package hyte

import (
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// In a browser the JavaScript engine composes texts, elsewhere package norm.
// This test runs under both.
func TestCompose(t *testing.T) {
	for _, text := range []string{"", "Aino", "A\u030aland", "Åland", "Ma\u0308kinen", "\u0300", "a\u0301\u0300", "\u1100\u1161\u11a8", "Ś\u0323", "ﬁ", "ﬃ\u00a0\u2011\uff21", "\u212b", "न\u093c"} {
		if got, want := compose(text), norm.NFC.String(text); got != want {
			t.Errorf("compose(%+q) = %+q, want %+q", text, got, want)
		}
		if got, want := decompose(text), norm.NFKD.String(text); got != want {
			t.Errorf("decompose(%+q) = %+q, want %+q", text, got, want)
		}
	}
	// Only what both know: an engine can have a later version of Unicode.
	assigned := rapid.RuneFrom(nil, unicode.Letter, unicode.Mark)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(assigned, 0, 12, -1).Draw(t, "text")
		for _, written := range []string{text, norm.NFD.String(text)} {
			if got, want := compose(written), norm.NFC.String(written); got != want {
				t.Fatalf("compose(%+q) = %+q, want %+q", written, got, want)
			}
		}
	})
}
