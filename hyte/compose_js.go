package hyte

import (
	"syscall/js"
	"unicode/utf8"
)

// compose is Unicode Normalization Form C (UAX #15) of a text. The tables of
// package norm are 40 kB of the browser's widget, and every JavaScript engine
// has them already: ECMA-262, 22.1.3.15.
func compose(text string) string {
	for i := range len(text) {
		// The first code point that composition can change is U+0300; what is
		// not UTF-8 does not survive the way to JavaScript and back.
		if text[i] >= 0xcc && utf8.ValidString(text) {
			return js.Global().Get("String").Get("prototype").Get("normalize").Call("call", text, "NFC").String()
		}
	}
	return text
}
