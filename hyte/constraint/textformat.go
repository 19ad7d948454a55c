package constraint

import "strings"

// A line or text has at least one letter, digit, punctuation mark or symbol.
// Characters that turn the direction of writing around may stand where
// [TrimBlanks] takes them away.
var (
	linePatterns = []string{allowing(lineSet), somethingToSee}
	textPatterns = []string{allowing(textSet), somethingToSee}
	// Words are a line that stands in the place of one of the program's own, which has
	// braces around what is filled in.
	wordsPatterns = append(linePatterns[:len(linePatterns):len(linePatterns)], `^[^\{\}]*$`)
)

// somethingToSee and allowing are linear also in engines that backtrack: no
// character can belong to two neighboring repetitions.
var somethingToSee = "^[" + invisibleSet.class() + "]*[^" + invisibleSet.class() + `][\s\S]*$`

func allowing(within set) string {
	return "^" + around + "(?:[" + within.without(aroundSet).class() + "][" + within.class() + "]*" +
		"(?:[" + turningSet.class() + "]" + around + ")?)?$"
}

func validLine(text string) bool { return validWithin(lineSet, text) }

func validWords(text string) bool { return validLine(text) && !strings.ContainsAny(text, "{}") }

func validText(text string) bool { return validWithin(textSet, text) }

// validWithin looks at what stands around the text only if it must: nothing that
// may stand there can be seen, and most of it may stand within the text too.
func validWithin(allowed set, text string) bool {
	if isPlainText(text) {
		return true
	}
	visible, within := visibleWithin(allowed, text)
	if !within {
		if bare := TrimBlanks(text); len(bare) < len(text) {
			visible, within = visibleWithin(allowed, bare)
		}
	}
	return visible && within
}

// isPlainText reports whether the text begins with a visible character and has
// only printable ones, all of ASCII, without looking at them one by one. A short
// text is not worth it.
func isPlainText(text string) bool {
	if len(text) < 8 || !isPlain(text[0]) {
		return false
	}
	last := len(text) - 8
	for i := 0; i < last; i += 8 {
		if !printable(word(text[i:])) {
			return false
		}
	}
	return printable(word(text[last:]))
}

// visibleWithin reports whether something of the text can be seen, and whether
// all of it is in the set.
func visibleWithin(allowed set, text string) (visible, within bool) {
	for _, r := range text {
		switch {
		case r > ' ' && r < 0x7f || isLatinLetter(r):
			visible = true
		case r == ' ':
		case !allowed.has(r):
			return false, false
		default:
			visible = visible || !invisibleSet.has(r)
		}
	}
	return visible, true
}

// isLatinLetter reports whether the character is one of those that names in
// Finland mostly have, without a search.
func isLatinLetter(r rune) bool { return r >= 0xc0 && r <= 0x17f }

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
