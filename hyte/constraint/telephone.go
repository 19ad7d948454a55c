package constraint

import (
	"strings"
	"unicode/utf8"
)

// A telephone number is international (E.164: + or 00, at most 15 digits) or
// in the Finnish national form, with 0. In a Finnish number the digits after
// +358 or 0 begin as Traficom has given them out: mobile 4x and 50, areas 2, 3,
// 5, 6, 8, 9, 13–19, companies 10, 20, 29, 30, 39, 70, 71, 73, 75. Between
// digits there may be up to three spaces or hyphens; the (0) that people write
// after +358 is understood.
const (
	telephoneGap   = "[ \u00a0\u2010\u2011\u2013\\-]{0,3}"
	telephoneDigit = "(?:" + telephoneGap + "[0-9])"
	finnishNumber  = "(?:[2-689]" + telephoneDigit + "{4,11}" +
		"|1" + telephoneGap + "[03-9]" + telephoneDigit + "{3,10}" +
		"|7" + telephoneGap + "[0135]" + telephoneDigit + "{3,10})"
	finnishPrefix = `(?:(?:\+|00)358` + telephoneGap + `(?:\(0\)` + telephoneGap + ")?|0" + telephoneGap + ")"
	foreignNumber = `(?:\+|00)(?:[124-9]` + telephoneDigit + "{6,14}|3[0-46-9]" + telephoneDigit + "{5,13}|35[0-79]" + telephoneDigit + "{4,12})"
)

var telephonePatterns = []string{
	"^[" + blankClass + "]*(?:" + finnishPrefix + finnishNumber + "|" + foreignNumber + ")[" + blankClass + "]*$",
}

// NormalizeTelephone gives a telephone number its one form, E.164: "+" and
// digits, and reports whether the text was a number at all. A text that is not
// comes back as it was.
func NormalizeTelephone(text string) (string, bool) {
	number, ok := parseTelephone(text)
	if !ok {
		return text, false
	}
	return "+" + string(number.digits()), true
}

func validTelephone(text string) bool {
	_, ok := parseTelephone(text)
	return ok
}

// telephone is a number of E.164, with its country code.
type telephone struct {
	buffer [15]byte
	length int
}

// maxGap is the most characters between two digits, as the pattern says.
const maxGap = 3

func (n *telephone) digits() []byte { return n.buffer[:n.length] }

// parseTelephone builds no text, because most numbers are only to be checked.
func parseTelephone(text string) (telephone, bool) {
	rest := TrimBlanks(text)
	switch {
	case strings.HasPrefix(rest, "+"):
		rest = rest[1:]
	case strings.HasPrefix(rest, "00"):
		rest = rest[2:]
	case strings.HasPrefix(rest, "0"):
		return finnish(trimGap(rest[1:]))
	default:
		return telephone{}, false
	}
	national, ok := strings.CutPrefix(rest, "358")
	if !ok {
		return foreign(rest)
	}
	national = trimGap(national)
	if after, ok := strings.CutPrefix(national, "(0)"); ok {
		national = trimGap(after)
	}
	return finnish(national)
}

func finnish(national string) (telephone, bool) {
	const code = "358"
	n := telephone{length: len(code)}
	copy(n.buffer[:], code)
	ok := n.join(national)
	return n, ok && validFinnish(n.digits()[len(code):])
}

func validFinnish(number []byte) bool {
	if len(number) < 5 || len(number) > 12 {
		return false
	}
	switch number[0] {
	case '2', '3', '4', '5', '6', '8', '9':
		return true
	case '1':
		return number[1] == '0' || number[1] >= '3'
	case '7':
		return number[1] == '0' || number[1] == '1' || number[1] == '3' || number[1] == '5'
	default:
		return false
	}
}

// foreign reads a number whose country code is not Finland's; the code, one to
// three digits, is written together where it begins with 3.
func foreign(text string) (telephone, bool) {
	code := 1
	if strings.HasPrefix(text, "35") {
		code = 3
	} else if strings.HasPrefix(text, "3") {
		code = 2
	}
	if len(text) < code || !only(text[:code], isDigit) || text[0] == '0' {
		return telephone{}, false
	}
	var n telephone
	ok := n.join(text)
	return n, ok && n.length >= 7
}

// join adds the digits of the text, without the gaps between them. The text
// begins and ends with a digit, and there are not too many.
func (n *telephone) join(text string) bool {
	gap := maxGap
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9' && n.length < len(n.buffer):
			n.buffer[n.length] = byte(r)
			n.length++
			gap = 0
		case isGap(r) && gap < maxGap:
			gap++
		default:
			return false
		}
	}
	return gap == 0
}

func isGap(r rune) bool {
	switch r {
	case ' ', '\u00a0', '-', '\u2010', '\u2011', '\u2013':
		return true
	}
	return false
}

// trimGap takes one gap away from the beginning.
func trimGap(text string) string {
	for range maxGap {
		r, size := utf8.DecodeRuneInString(text)
		if !isGap(r) {
			break
		}
		text = text[size:]
	}
	return text
}
