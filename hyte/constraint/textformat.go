package constraint

import "strings"

// Blank characters may stand around a value without being part of it: the
// space, the no-break space and their kin that a word processor leaves behind.
// They are [isBlank], and this within the brackets of a pattern.
const blankClass = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

// A line has no control characters, no line or paragraph separators, and none
// of the characters that turn the direction of writing around and so make a
// name look like another. Unicode calls them Cc, Zl, Zp and Bidi_Control; the
// marks U+200E, U+200F and U+061C only separate and may stay.
const forbiddenInLine = "\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069"

// A text may also have line breaks and tabs.
const forbiddenInText = "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069"

var (
	linePatterns = []string{"^[^" + forbiddenInLine + "]*[^" + forbiddenInLine + blankClass + "][^" + forbiddenInLine + "]*$"}
	textPatterns = []string{"^[^" + forbiddenInText + "]*[^" + forbiddenInText + blankClass + "\t\n\r\u2028\u2029][^" + forbiddenInText + "]*$"}
)

// TrimBlanks takes away the blank characters around a text.
func TrimBlanks(text string) string { return strings.TrimFunc(text, isBlank) }

func isBlank(r rune) bool {
	switch {
	case r == ' ' || r == '\u00a0' || r == '\u1680' || r == '\u202f' || r == '\u205f' || r == '\u3000':
		return true
	default:
		return r >= '\u2000' && r <= '\u200a'
	}
}

func isControl(r rune) bool {
	return r < 0x20 || (r >= 0x7f && r <= 0x9f) || (r >= 0x202a && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069)
}

func validLine(text string) bool {
	visible := false
	for _, r := range text {
		switch {
		case r > ' ' && r < 0x7f:
			visible = true
		case isControl(r) || r == '\u2028' || r == '\u2029':
			return false
		default:
			visible = visible || !isBlank(r)
		}
	}
	return visible
}

func validText(text string) bool {
	visible := false
	for _, r := range text {
		switch r {
		case '\t', '\n', '\r', '\u2028', '\u2029':
			continue
		}
		if isControl(r) {
			return false
		}
		visible = visible || !isBlank(r)
	}
	return visible
}

func validLanguage(text string) bool {
	return (len(text) == 2 || len(text) == 3) && only(text, isLower)
}

func digits(n int) func(string) bool {
	return func(text string) bool { return len(text) == n && only(text, isDigit) }
}

const slugPattern = `[a-z0-9]+(?:-[a-z0-9]+)*`

func validSlug(text string) bool {
	hyphen := true
	for i := range len(text) {
		switch c := text[i]; {
		case isLower(c) || isDigit(c):
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

func validOrganizationID(text string) bool {
	kind, id, ok := strings.Cut(text, ":")
	return ok && validSlug(kind) && validSlug(id)
}

const urlPattern = `^https://[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?(?::[0-9]{1,5})?(?:[\/?#][!-~]*)?$`

// validURL accepts absolute https addresses in ASCII (RFC 3986): what a page
// may safely link to.
func validURL(text string) bool {
	rest, ok := strings.CutPrefix(text, "https://")
	if !ok {
		return false
	}
	host, path := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, path = rest[:i], rest[i:]
	}
	return validHost(host) && only(path, func(c byte) bool { return c >= '!' && c <= '~' })
}

// validHost accepts the name of a host, with or without a port.
func validHost(text string) bool {
	host, port, hasPort := strings.Cut(text, ":")
	if hasPort && (len(port) == 0 || len(port) > 5 || !only(port, isDigit)) {
		return false
	}
	if host == "" || !isAlphanumeric(host[0]) || !isAlphanumeric(host[len(host)-1]) {
		return false
	}
	return only(host, func(c byte) bool { return isAlphanumeric(c) || c == '.' || c == '-' })
}

const originPattern = `^https://[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?(?::[0-9]{1,5})?$`

// validOrigin accepts the origin of a site (RFC 6454) that is sent over TLS, as
// browsers write it: in lower case, without a path.
func validOrigin(text string) bool {
	host, ok := strings.CutPrefix(text, "https://")
	return ok && validHost(host) && strings.ToLower(host) == host
}

func only(text string, allowed func(byte) bool) bool {
	for i := range len(text) {
		if !allowed(text[i]) {
			return false
		}
	}
	return true
}

func isLower(c byte) bool        { return c >= 'a' && c <= 'z' }
func isDigit(c byte) bool        { return c >= '0' && c <= '9' }
func isLetter(c byte) bool       { return isLower(c) || (c >= 'A' && c <= 'Z') }
func isAlphanumeric(c byte) bool { return isLetter(c) || isDigit(c) }
