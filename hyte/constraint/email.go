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
// out, ʒ of Skolt Sámi among them. The @ may be written (at) or [at], as public
// bodies do against spam, with spaces around it, and there may be blanks around
// the whole.
const (
	emailAtom   = `[A-Za-z0-9!#$%&'*+\/=?^_` + "`" + `\{\|\}~\-]+`
	emailLetter = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0292"
	emailLabel  = "[" + emailLetter + "0-9](?:[" + emailLetter + `0-9\-]{0,61}[` + emailLetter + "0-9])?"
	emailTop    = "[" + emailLetter + "](?:[" + emailLetter + `0-9\-]{0,61}[` + emailLetter + "0-9])"
	emailAt     = `(?:@| {0,3}(?:\(at\)|\[at\]) {0,3})`
)

var emailPatterns = []string{
	"^[" + blankClass + "]*" + emailAtom + `(?:\.` + emailAtom + ")*" + emailAt + "(?:" + emailLabel + `\.)+` + emailTop + "[" + blankClass + "]*$",
	"^[" + blankClass + `]*[!-?A-Z\[-~]{1,64}` + emailAt + "[^@ ]+[" + blankClass + "]*$",
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
	trimmed := TrimBlanks(text)
	local, domain, ok = cutAt(trimmed)
	return local, domain, ok && validLocal(local) && validDomain(domain)
}

func cutAt(text string) (local, domain string, ok bool) {
	if local, domain, ok = strings.Cut(text, "@"); ok {
		return local, domain, true
	}
	for _, at := range []string{"(at)", "[at]"} {
		if local, domain, ok = strings.Cut(text, at); ok {
			trimmedLocal := strings.TrimRight(local, " ")
			trimmedDomain := strings.TrimLeft(domain, " ")
			spaced := len(local)-len(trimmedLocal) > 3 || len(domain)-len(trimmedDomain) > 3
			return trimmedLocal, trimmedDomain, !spaced
		}
	}
	return "", "", false
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
	switch c {
	case '!', '#', '$', '%', '&', '\'', '*', '+', '/', '=', '?', '^', '_', '`', '{', '|', '}', '~', '-':
		return true
	}
	return isAlphanumeric(c)
}

func validDomain(domain string) bool {
	labels := 1
	for {
		label, rest, more := strings.Cut(domain, ".")
		switch {
		case !validLabel(label):
			return false
		case !more:
			return labels >= 2 && utf8.RuneCountInString(label) >= 2 && !isDigit(label[0])
		}
		domain = rest
		labels++
	}
}

func validLabel(label string) bool {
	if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	length := 0
	for _, r := range label {
		if r != '-' && !isLabelLetter(r) && (r < '0' || r > '9') {
			return false
		}
		length++
	}
	return length <= 63
}

func isLabelLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r))
	}
	return r >= 0xc0 && r <= 0x24f && r != 0xd7 && r != 0xf7 || r == 0x292
}
