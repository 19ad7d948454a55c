package constraint

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An e-mail address has one definition here, in every engine: the mail
// standards allow much that no municipality uses and no two libraries agree
// on. It is a dot-atom of ASCII (RFC 5322 s.3.2.3) of at most 64 characters,
// an @, and a domain of two or more labels, of which the last begins with a
// letter. Labels may have the Latin letters that .fi and its neighbors give
// out, ʒ of Skolt Sámi among them. The @ may be written (at), (ät) or [at], in
// capitals too, as public bodies do against spam, with spaces around it.
//
// What mail programs copy with an address is no part of it: blanks, the name
// before <…>, mailto:, and a comma, semicolon or full stop at the end.
const (
	emailCharacters = `A-Za-z0-9!#$%&'*+\/=?^_` + "`" + `\{\|\}~\-`
	emailAtom       = "[" + emailCharacters + "]+"
	emailLetter     = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0292"
	emailLabel      = "[" + emailLetter + "0-9](?:[" + emailLetter + `0-9\-]{0,61}[` + emailLetter + "0-9])?"
	emailTop        = "[" + emailLetter + "](?:[" + emailLetter + `0-9\-]{0,61}[` + emailLetter + "0-9])"
	emailAt         = `(?:[@＠]| {0,3}(?:\((?:[Aa][Tt]|[Ää][Tt])\)|\[(?:[Aa][Tt]|[Ää][Tt])\]) {0,3})`
	emailAddress    = emailAtom + `(?:\.` + emailAtom + ")*" + emailAt + "(?:" + emailLabel + `\.)+` + emailTop
	emailLocal      = "[" + emailCharacters + `.]{1,64}[@＠ \(\[]`
	emailScheme     = "(?:[Mm][Aa][Ii][Ll][Tt][Oo]:)?"
)

// maxLabel is the most characters of a label, as the pattern says.
const maxLabel = 63

var emailEnd = around + "(?:[,;.]" + around + ")?$"

var emailPatterns = []string{
	"^(?:[^<>]*<" + around + emailScheme + emailAddress + around + ">|" + around + emailScheme + emailAddress + ")" + emailEnd,
	// No more than 64 before the @.
	"^(?:[^<>]*<" + around + emailScheme + emailLocal + `[\s\S]*|` + around + emailScheme + emailLocal + "[^<]*)$",
}

// NormalizeEmail gives an e-mail address its one form, name@host, with the
// host in lower case, and reports whether the text was an address at all. A
// text that is not comes back as it was.
func NormalizeEmail(text string) (string, bool) {
	local, domain, ok := splitEmail(text)
	if !ok {
		return text, false
	}
	return local + "@" + strings.Map(lowerLabel, domain), true
}

// lowerLabel is the character in lower case, if a label may have that.
func lowerLabel(r rune) rune {
	if lower := unicode.ToLower(r); isLabelLetter(lower) {
		return lower
	}
	return r
}

func validEmail(text string) bool {
	_, _, ok := splitEmail(text)
	return ok
}

func splitEmail(text string) (local, domain string, ok bool) {
	bare, ok := bareEmail(text)
	if !ok {
		return "", "", false
	}
	local, domain, ok = cutAt(bare)
	return local, domain, ok && validLocal(local) && validDomain(domain)
}

// bareEmail takes the address out of what a mail program has copied with it. It
// is not ok if angle brackets are not those around an address.
func bareEmail(text string) (bare string, ok bool) {
	bare = TrimBlanks(text)
	if end := len(bare) - 1; end >= 0 && (bare[end] == ',' || bare[end] == ';' || bare[end] == '.') {
		bare = TrimBlanks(bare[:end])
	}
	if before, rest, found := strings.Cut(bare, "<"); found {
		inside, after, closed := strings.Cut(rest, ">")
		if !closed || after != "" || strings.Contains(before, ">") {
			return bare, false
		}
		bare = TrimBlanks(inside)
	}
	const scheme = "mailto:"
	if len(bare) >= len(scheme) && strings.EqualFold(bare[:len(scheme)], scheme) {
		bare = bare[len(scheme):]
	}
	return bare, true
}

func cutAt(text string) (local, domain string, ok bool) {
	if at := strings.IndexByte(text, '@'); at >= 0 {
		return text[:at], text[at+1:], true
	}
	if local, domain, ok = strings.Cut(text, "\uff20"); ok {
		return local, domain, true
	}
	// The brackets are no characters of an address, so the first one counts.
	start := strings.IndexAny(text, "([")
	if start < 0 {
		return "", "", false
	}
	word, rest, closed := strings.Cut(text[start+1:], map[byte]string{'(': ")", '[': "]"}[text[start]])
	if !closed || !isAtWord(word) {
		return "", "", false
	}
	local, domain = strings.TrimRight(text[:start], " "), strings.TrimLeft(rest, " ")
	return local, domain, start-len(local) <= 3 && len(rest)-len(domain) <= 3
}

// isAtWord reports whether the word stands for the @, in English or as a Finnish
// keyboard's reader says it.
func isAtWord(word string) bool {
	switch word {
	case "at", "At", "aT", "AT", "ät", "Ät", "äT", "ÄT":
		return true
	}
	return false
}

func validLocal(local string) bool {
	if len(local) > 64 {
		return false
	}
	dot := true // no dot may come next
	for i := range len(local) {
		switch c := local[i]; {
		case isAtom(c):
			dot = false
		case c == '.' && !dot:
			dot = true
		default:
			return false
		}
	}
	return !dot
}

func isAtom(c byte) bool {
	if isAlphanumeric(c) {
		return true
	}
	switch c {
	case '!', '#', '$', '%', '&', '\'', '*', '+', '/', '=', '?', '^', '_', '`', '{', '|', '}', '~', '-':
		return true
	}
	return false
}

// validDomain goes through the labels, which may neither begin nor end with a
// hyphen. What is before the first one counts as a full stop.
func validDomain(domain string) bool {
	labels, length := 1, 0
	first, last := '.', '.' // characters of the label
	for _, r := range domain {
		switch {
		case r == '.' && last != '.' && last != '-':
			labels, length = labels+1, 0
		case isLabelLetter(r), r >= '0' && r <= '9', r == '-' && last != '.':
			if last == '.' {
				first = r
			}
			length++
		default:
			return false
		}
		if last = r; length > maxLabel {
			return false
		}
	}
	return labels >= 2 && length >= 2 && last != '-' && (first < '0' || first > '9')
}

func isLabelLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r))
	}
	return r >= 0xc0 && r <= 0x24f && r != 0xd7 && r != 0xf7 || r == 0x292
}
