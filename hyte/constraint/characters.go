package constraint

import (
	"slices"
	"strings"
	"unicode/utf8"
)

//go:generate go run ./internal/invisible

// class is a set of characters as it stands between the brackets of a pattern:
// characters and ranges in ascending order. It escapes nothing, so it holds
// none of the ASCII characters that mean something there, and no U+0000, which
// some engines take for the end of the pattern.
type class string

// Blank characters may stand around a value without being part of it: the
// space, the no-break space and their kin that a word processor leaves behind.
const blanks class = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

// Characters that nobody sees come along when a text is copied from a page, a
// PDF or a telephone's list of contacts: the soft hyphen, marks of direction, what
// has no width, variation selectors, tags and the byte-order mark. Around a value
// they are no part of it.
const ignorable class = "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff"

// Some of them turn the direction of writing around and so make a name look like
// another: Unicode calls them Bidi_Control. Within a line or text they are
// forbidden. The marks U+200E, U+200F and U+061C only separate and may stay.
const turning class = "\u202a-\u202e\u2066-\u2069"

// A line has no control characters and no separators of lines or paragraphs,
// which Unicode calls Cc, Zl and Zp; a text may have tabs and line breaks.
const (
	lineCharacters class = " -~\u00a0-\u2027\u202a-\ud7ff\ue000-\U0010ffff"
	breaks         class = "\t\n\r\u2028-\u2029"
)

var (
	blankSet     = blanks.set()
	ignorableSet = ignorable.set()
	aroundSet    = blankSet.with(ignorableSet)
	turningSet   = turning.set()
	lineSet      = lineCharacters.set().without(turningSet)
	textSet      = lineSet.with(breaks.set())
	invisibleSet = invisible.set().with(aroundSet).with(breaks.set())
)

// set is a set of characters as its bounds: the first that is in it, the first
// after that which is not, and so on.
type set []rune

func (c class) set() set {
	var s set
	for rest := string(c); rest != ""; {
		first, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
		last := first
		if after, ok := strings.CutPrefix(rest, "-"); ok {
			last, size = utf8.DecodeRuneInString(after)
			rest = after[size:]
		}
		if n := len(s); n > 0 && s[n-1] == first {
			s[n-1] = last + 1
		} else {
			s = append(s, first, last+1)
		}
	}
	return s
}

func (s set) has(r rune) bool {
	i, found := slices.BinarySearch(s, r)
	return (i%2 == 1) != found
}

// with is the union of two sets, without their difference.
func (s set) with(other set) set {
	return s.combine(other, func(a, b bool) bool { return a || b })
}

func (s set) without(other set) set {
	return s.combine(other, func(a, b bool) bool { return a && !b })
}

func (s set) combine(other set, in func(a, b bool) bool) set {
	var out set
	for i, j := 0, 0; i < len(s) || j < len(other); {
		var r rune // the next bound of either
		if j == len(other) || i < len(s) && s[i] <= other[j] {
			r = s[i]
			i++
		} else {
			r = other[j]
			j++
		}
		if in(s.has(r), other.has(r)) == (len(out)%2 == 0) {
			out = append(out, r)
		}
	}
	return out
}

// class writes the set for a pattern.
func (s set) class() string {
	var b strings.Builder
	for i := 0; i < len(s); i += 2 {
		b.WriteRune(s[i])
		if last := s[i+1] - 1; last > s[i] {
			b.WriteByte('-')
			b.WriteRune(last)
		}
	}
	return b.String()
}

// around matches what may stand around a value, in a pattern.
var around = "[" + aroundSet.class() + "]*"

// TrimBlanks takes away the characters around a text that are blank or that
// nobody sees. Line breaks stay.
func TrimBlanks(text string) string {
	if n := len(text); n > 0 && isPlain(text[0]) && isPlain(text[n-1]) {
		return text
	}
	return strings.TrimFunc(text, isAround)
}

// isPlain reports whether the byte is a character that can be seen by itself.
func isPlain(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// IsBlank reports whether the character is a blank, such as the space and the
// no-break space. Tabs and line breaks are none.
func IsBlank(r rune) bool { return blankSet.has(r) }

// IsIgnorable reports whether the character is one that nobody sees and that is
// no part of a value, such as the soft hyphen and the zero-width space.
func IsIgnorable(r rune) bool { return r >= utf8.RuneSelf && ignorableSet.has(r) }

func isAround(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' '
	}
	return aroundSet.has(r)
}
