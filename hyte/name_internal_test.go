package hyte

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Aino", "AINO", true},
		{"Aino", " Aino ", true},
		{"von der Esimerkki", "Von  Der\u00a0\u2003Esimerkki", true},
		{"Aino-Kaisa", "Aino\u2011Kaisa", true},
		{"Aino-Kaisa", "Aino\u2013Kaisa", true},
		{"Aino-Kaisa", "Aino\uff0dKaisa", true},
		{"d'Esimerkki", "D\u2019Esimerkki", true},
		{"d'Esimerkki", "d´Esimerkki", true},
		{"d'Esimerkki", "d`Esimerkki", true},
		{"d'Esimerkki", "d\u02bcEsimerkki", true},
		{"Esimerkki", "Esi\u00admerkki", true},
		{"Esimerkki", "\u2068Esi\u200bmerkki\ufe0f\u2069", true},
		{"Mäkinen", "MA\u0308KINEN", true},
		{"Mäkinen", "Ma\u200b\u0308kinen", true},
		{"Åland", "\u212bland", true},
		{"Aino", "Ａｉｎｏ", true},
		{"Steffi", "Ste\ufb03", true},
		{"Weiß", "WEISS", true},
		{"Weiß", "WEIẞ", true},
		{"ǰ", "J\u030c", true},
		{"Šargå", "šARGÅ", true},
		{"", " ", true},

		{"Mäkinen", "Makinen", false},
		{"Aino-Kaisa", "Aino Kaisa", false},
		{"Aino-Kaisa", "AinoKaisa", false},
		{"Aino Kaisa", "AinoKaisa", false},
		{"Aino", "Ainoa", false},
		{"d'Esimerkki", "dEsimerkki", false},
		{"ı", "i", false},
	} {
		if got := sameName(c.a, c.b); got != c.want {
			t.Errorf("sameName(%+q, %+q) = %v", c.a, c.b, got)
		}
		if got := foldName(c.a) == foldName(c.b); got != c.want {
			t.Errorf("foldName: %+q and %+q: %v", c.a, c.b, got)
		}
	}
}

// What needs no text to be made gives the verdict of what does.
func TestSameNameAgainstFoldName(t *testing.T) {
	letters := rapid.SampledFrom([]rune("aAbßẞsſSkK\u212aäÄÅ\u212bøØžŽÿŸıİiĳĿ·'`´’-\u2010\u2011  \u00a0\u200b\u00ad\u0308\u030aµ\u03bc×\t\u0000"))
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringOfN(letters, 0, 5, -1).Draw(t, "a")
		b := rapid.OneOf(rapid.StringOfN(letters, 0, 5, -1), rapid.SampledFrom([]string{norm.NFD.String(a), norm.NFC.String(a), " " + a, fold(a)})).Draw(t, "b")
		if got, want := sameName(a, b), foldName(a) == foldName(b); got != want {
			t.Errorf("sameName(%+q, %+q) = %v, foldName says %v: %+q, %+q", a, b, got, want, foldName(a), foldName(b))
		}
		if folded := foldName(a); foldName(folded) != folded {
			t.Errorf("foldName(%+q) = %+q, again %+q", a, folded, foldName(folded))
		}
	})
}

func BenchmarkSameName(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if !sameName("Esimerkki-Mäkinen", "Esimerkki-MÄKINEN") {
			b.Fatal()
		}
	}
}
