package constraint

import (
	"strings"
	"unicode/utf8"
)

// A telephone number is international (E.164: + or 00, at most 15 digits) or
// in the Finnish national form, with 0. In a Finnish number the digits after
// +358 or 0 begin as Traficom has given them out: mobile 4x and 50, areas 2, 3,
// 5, 6, 8, 9, 13–19, companies 10, 20, 29, 30, 39, 70, 71, 73, 75. Between
// digits there may be up to three spaces, hyphens or points, or characters
// that nobody sees. What letterheads have is understood: the first
// digits in brackets, (09) or +358 (40), a slash after them, 040/, and the 0 that is not dialed after a
// country code, (0) or 0. In Italy and its neighbors 39, 378 and 379 it is dialed.
const (
	telephoneGap   = "[ .\u00a0\u2009-\u2011\u2013\u202f\u2212\\-" + string(ignorable) + "]{0,3}"
	telephoneDigit = "(?:" + telephoneGap + "[0-9])"
	finnishNumber  = "(?:[2-689]" + telephoneDigit + "{4,11}" +
		"|1" + telephoneGap + "[03-9]" + telephoneDigit + "{3,10}" +
		"|7" + telephoneGap + "[0135]" + telephoneDigit + "{3,10})"
	// finnishParted has a bracket or slash after its first digits, one to three.
	finnishParted = `(?:[2-689]END` + telephoneDigit + "{4,11}" +
		`|(?:[2-689][0-9]|1[03-9]|7[0135])END` + telephoneDigit + "{3,10}" +
		`|(?:[2-689][0-9]|1[03-9]|7[0135])[0-9]END` + telephoneDigit + "{2,9})"
	undialed = telephoneGap + `\(0\)`
)

var (
	finnishInBrackets  = strings.ReplaceAll(finnishParted, "END", `\)`)
	finnishBeforeSlash = strings.ReplaceAll(finnishParted, "END", `\/`)
	finnishTelephone   = `(?:(?:\+|00)358` + telephoneGap + "(?:" +
		`(?:\(0\)` + telephoneGap + "|0" + telephoneGap + ")?" + finnishNumber + `|\(0?` + finnishInBrackets + ")" +
		"|0" + telephoneGap + finnishNumber + "|0" + finnishBeforeSlash + `|\(0` + finnishInBrackets + ")"
	foreignTelephone = `(?:\+|00)(?:[124-9]` + telephoneDigit + "{6,14}|3[0-46-9]" + telephoneDigit + "{5,13}|35[0-79]" + telephoneDigit + "{4,12}" +
		"|[124-9]" + undialed + telephoneDigit + "{6,14}" +
		"|(?:[124-9][0-9]|3[0-4678])" + undialed + telephoneDigit + "{5,13}" +
		"|(?:[124-9][0-9]{2}|3[0-468][0-9]|35[0-79]|37[0-7])" + undialed + telephoneDigit + "{4,12})"
)

var telephonePatterns = []string{
	"^" + around + "(?:" + finnishTelephone + "|" + foreignTelephone + ")" + around + "$",
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
		return international(rest[1:])
	case strings.HasPrefix(rest, "00"):
		return international(rest[2:])
	case strings.HasPrefix(rest, "(0"):
		return parted(rest[2:], ")")
	case strings.HasPrefix(rest, "0") && strings.Contains(rest, "/"):
		return parted(rest[1:], "/")
	case strings.HasPrefix(rest, "0"):
		return finnish("", trimGap(rest[1:]))
	default:
		return telephone{}, false
	}
}

func international(text string) (telephone, bool) {
	national, ok := strings.CutPrefix(text, "358")
	if !ok {
		return foreign(text)
	}
	national = trimGap(national)
	if after, ok := strings.CutPrefix(national, "(0)"); ok {
		return finnish("", trimGap(after))
	}
	if inside, ok := strings.CutPrefix(national, "("); ok {
		return parted(strings.TrimPrefix(inside, "0"), ")")
	}
	if after, ok := strings.CutPrefix(national, "0"); ok {
		national = trimGap(after)
	}
	return finnish("", national)
}

// parted reads a Finnish number whose first digits end with a bracket or slash.
func parted(text, end string) (telephone, bool) {
	first, rest, closed := strings.Cut(text, end)
	if !closed || len(first) < 1 || len(first) > 3 || !only(first, isDigit) || len(first) < 2 && (first[0] == '1' || first[0] == '7') {
		return telephone{}, false
	}
	return finnish(first, rest)
}

// finnish reads a number without its country code; first is what stands before
// the rest in brackets, if anything does.
func finnish(first, rest string) (telephone, bool) {
	const code = "358"
	n := telephone{length: len(code)}
	copy(n.buffer[:], code)
	ok := n.join(first, rest)
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
// three digits, is written together where it begins with 3, and where the 0 that
// is not dialed follows it.
func foreign(text string) (telephone, bool) {
	var n telephone
	code, rest, ok := cutUndialed(text)
	if !ok || !validCountry(code, rest) {
		return n, false
	}
	return n, n.join(code, rest) && n.length >= 7
}

// cutUndialed parts the country code from the rest where the (0) that is not
// dialed stands between them; elsewhere everything is the rest.
func cutUndialed(text string) (code, rest string, ok bool) {
	before, after, found := strings.Cut(text, "(0)")
	if !found {
		return "", text, true
	}
	gap := strings.TrimLeft(before, "0123456789")
	code = before[:len(before)-len(gap)]
	dialed := code == "39" || len(code) == 3 && (code[:2] == "39" || code == "378" || code == "379")
	return code, after, code != "" && len(code) <= 3 && trimGap(gap) == "" && !dialed
}

// validCountry reports whether there is a country code: the code itself, where it
// is known, or what the rest begins with.
func validCountry(code, rest string) bool {
	text := code + rest
	least := 1
	if strings.HasPrefix(text, "35") {
		least = 3
	} else if strings.HasPrefix(text, "3") {
		least = 2
	}
	return len(text) >= least && only(text[:least], isDigit) && text[0] != '0' && (code == "" || len(code) >= least)
}

// join adds the digits of two texts, without the gaps between them. What is first
// is digits only; the whole begins and ends with a digit, and there are not too
// many.
func (n *telephone) join(first, rest string) bool {
	n.length += copy(n.buffer[n.length:], first)
	gap := maxGap // none may come before the first digit
	if first != "" {
		gap = 0
	}
	for _, r := range rest {
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
	case ' ', '.', '\u00a0', '\u2009', '\u200a', '\u2010', '\u2011', '\u2013', '\u202f', '\u2212', '-':
		return true
	}
	return IsIgnorable(r)
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
