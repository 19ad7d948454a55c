package constraint

import "strings"

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
	rest := TrimBlanks(text)
	international := true
	switch {
	case strings.HasPrefix(rest, "+"):
		rest = rest[1:]
	case strings.HasPrefix(rest, "00"):
		rest = rest[2:]
	case strings.HasPrefix(rest, "0"):
		international, rest = false, trimGap(rest[1:])
	default:
		return text, false
	}
	if finnish, ok := strings.CutPrefix(rest, "358"); ok && international {
		international, rest = false, trimGap(finnish)
		if after, ok := strings.CutPrefix(rest, "(0)"); ok {
			rest = trimGap(after)
		}
	}
	if international {
		number, ok := foreign(rest)
		if !ok {
			return text, false
		}
		return "+" + number, true
	}
	number, ok := finnishDigits(rest)
	if !ok {
		return text, false
	}
	return "+358" + number, true
}

func validTelephone(text string) bool {
	if isCanonicalFinnish(text) {
		return true
	}
	_, ok := NormalizeTelephone(text)
	return ok
}

// isCanonicalFinnish spares the common case the cost of building a number.
func isCanonicalFinnish(text string) bool {
	number, ok := strings.CutPrefix(text, "+358")
	return ok && only(number, isDigit) && validFinnish(number)
}

func finnishDigits(text string) (string, bool) {
	number, ok := joinDigits(text)
	return number, ok && validFinnish(number)
}

func validFinnish(number string) bool {
	if len(number) < 5 || len(number) > 12 {
		return false
	}
	switch number[0] {
	case '2', '3', '4', '5', '6', '8', '9':
		return true
	case '1':
		return number[1] == '0' || number[1] >= '3'
	case '7':
		return strings.IndexByte("0135", number[1]) >= 0
	default:
		return false
	}
}

// foreign reads a number whose country code is not Finland's; the code, one to
// three digits, is written together where it begins with 3.
func foreign(text string) (string, bool) {
	code := 1
	if strings.HasPrefix(text, "35") {
		code = 3
	} else if strings.HasPrefix(text, "3") {
		code = 2
	}
	if len(text) < code || !only(text[:code], isDigit) || text[0] == '0' {
		return "", false
	}
	number, ok := joinDigits(text)
	return number, ok && len(number) >= 7 && len(number) <= 15
}

// joinDigits takes away the gaps between digits. The text begins and ends with
// a digit.
func joinDigits(text string) (string, bool) {
	var b strings.Builder
	gap := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteByte(byte(r))
			gap = 0
		case isGap(r) && b.Len() > 0 && gap < 3:
			gap++
		default:
			return "", false
		}
	}
	return b.String(), gap == 0 && b.Len() > 0
}

func isGap(r rune) bool {
	switch r {
	case ' ', '\u00a0', '-', '\u2010', '\u2011', '\u2013':
		return true
	}
	return false
}

func trimGap(text string) string {
	for n := 0; n < 3; n++ {
		trimmed := text
		for i, r := range text {
			if i == 0 && isGap(r) {
				trimmed = text[len(string(r)):]
			}
			break
		}
		if trimmed == text {
			break
		}
		text = trimmed
	}
	return text
}
