package texts

import "strings"

// The characters around a text that keeps its own direction of writing within a
// sentence (UAX #9: first strong isolate, pop directional isolate).
const (
	isolate    = "\u2068"
	endIsolate = "\u2069"
)

// Isolate is a text as it stands in a sentence or beside other texts. One that is
// written from right to left must not turn around what stands beside it, so it gets
// the invisible characters that isolate it; any other stays as it is, to be searched
// and copied.
func Isolate(text string) string {
	if !strings.ContainsFunc(text, isRightToLeft) {
		return text
	}
	return isolate + text + endIsolate
}

// isRightToLeft reports whether the character is in a block of scripts that are
// written from right to left (Unicode, DerivedBidiClass).
func isRightToLeft(r rune) bool {
	switch {
	case r < 0x590:
		return false
	case r <= 0x8ff, r >= 0xfb1d && r <= 0xfdff, r >= 0xfe70 && r <= 0xfeff, r >= 0x10800 && r <= 0x10fff, r >= 0x1e800 && r <= 0x1efff:
		return true
	}
	return false
}
