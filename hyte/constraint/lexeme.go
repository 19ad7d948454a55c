package constraint

import (
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// quoted is a string as it stands in the text.
type quoted struct {
	from, to int
	plain    bool // it has no escapes
}

// passString passes over a string and reports whether it is one. If not, pos is
// where it goes wrong.
func (s *scanner) passString() bool {
	s.from, s.plain = s.pos, true
	for i := s.pos + 1; ; {
		i = ordinary(s.text, i)
		if i == len(s.text) || s.text[i] < ' ' {
			s.pos = i
			return false
		}
		if s.text[i] == '"' {
			s.pos = i + 1
			return true
		}
		length := escape(s.text[i:])
		if length == 0 {
			s.pos = i
			return false
		}
		s.plain = false
		i += length
	}
}

// ordinary returns where, from i on, the first quotation mark, backslash or
// control character stands, or the length of the text. It looks at eight bytes
// at once as long as there are so many.
func ordinary(text string, i int) int {
	for ; i+8 <= len(text); i += 8 {
		w := word(text[i : i+8])
		if found := below(w, ' ') | below(w^eachByte*'"', 1) | below(w^eachByte*'\\', 1); found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for ; i < len(text); i++ {
		if c := text[i]; c == '"' || c == '\\' || c < ' ' {
			break
		}
	}
	return i
}

// escape is the length of the escape with which the text begins, 0 if it is
// none. Two that make a surrogate pair are one; half a pair is none.
func escape(text string) int {
	if len(text) < len(`\n`) {
		return 0
	}
	switch text[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return len(`\n`)
	case 'u':
		if _, length := codePoint(text); length > 0 {
			return length
		}
	}
	return 0
}

// codePoint reads an escape of the form \u20ac or \ud83d\ude00, which is the
// beginning of the text. The length is 0 if it is none.
func codePoint(text string) (r rune, length int) {
	high, ok := hexadecimal(text)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(high) {
		return high, len(`\u0000`)
	}
	low, ok := hexadecimal(text[len(`\u0000`):])
	if r = utf16.DecodeRune(high, low); !ok || r == utf8.RuneError {
		return 0, 0
	}
	return r, len(`\u0000\u0000`)
}

func hexadecimal(text string) (rune, bool) {
	if len(text) < len(`\u0000`) || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(text[2:6]) {
		switch {
		case isDigit(c):
			r = r<<4 | rune(c-'0')
		case c|' ' >= 'a' && c|' ' <= 'f':
			r = r<<4 | rune(c|' '-'a'+10)
		default:
			return 0, false
		}
	}
	return r, true
}

// string is what the last token, a string, means.
func (s *scanner) string() string { return s.meaning(quoted{s.from, s.pos, s.plain}) }

// meaning is what a string means. Without escapes it is a part of the text.
func (s *scanner) meaning(q quoted) string {
	text := s.text[q.from+1 : q.to-1]
	if q.plain {
		return text
	}
	return unescape(text)
}

// unescape reads escapes, which all are right.
func unescape(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for {
		before, after, found := strings.Cut(text, `\`)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		switch c := after[0]; c {
		case 'u':
			r, length := codePoint(text[len(before):])
			b.WriteRune(r)
			text = text[len(before)+length:]
			continue
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		default:
			b.WriteByte(c)
		}
		text = after[1:]
	}
}

// numeral passes over a number and reports whether it is one. If not, pos is
// where it goes wrong.
func (s *scanner) numeral() bool {
	s.pass('-')
	if !s.pass('0') && !s.digits() {
		return false
	}
	if s.pass('.') && !s.digits() {
		return false
	}
	if s.pass('e') || s.pass('E') {
		if !s.pass('+') {
			s.pass('-')
		}
		return s.digits()
	}
	return true
}

// number is the last token, which is a number, as it is written.
func (s *scanner) number() string { return s.text[s.from:s.pos] }

// pass passes over the byte, if it comes next.
func (s *scanner) pass(c byte) bool {
	if s.pos < len(s.text) && s.text[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) digits() bool {
	first := s.pos
	for s.pos < len(s.text) && isDigit(s.text[s.pos]) {
		s.pos++
	}
	return s.pos > first
}

// word passes over a word such as true, as far as it is that.
func (s *scanner) word(word string) bool {
	for i := range len(word) {
		if !s.pass(word[i]) {
			return false
		}
	}
	return true
}
