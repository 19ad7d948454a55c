package hyte

import (
	"syscall/js"
	"unicode/utf8"
)

// compose is Unicode Normalization Form C (UAX #15) of a text. The first code
// point that it can change is U+0300.
func compose(text string) string { return normalize(text, "NFC", 0xcc) }

// decompose is Unicode Normalization Form KD (UAX #15) of a text: letters and
// accents apart, and forms for compatibility as what they stand for. The first
// code point that it can change is U+00A0.
func decompose(text string) string { return normalize(text, "NFKD", 0xc2) }

// normalize leaves a text to the JavaScript engine that has a byte from the first
// one on. The tables of package norm are 40 kB of the browser's widget, and every
// JavaScript engine has them already: ECMA-262, 22.1.3.15.
func normalize(text, form string, first byte) string {
	for i := range len(text) {
		// What is not UTF-8 does not survive the way to JavaScript and back.
		if text[i] >= first && utf8.ValidString(text) {
			return js.Global().Get("String").Get("prototype").Get("normalize").Call("call", text, form).String()
		}
	}
	return text
}
