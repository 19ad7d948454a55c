package view

import "strings"

// Letter is a new email as the address of a link describes it (RFC 6068).
type Letter struct {
	To      string   // an email address
	Copies  []string // more of them
	Subject string
	Body    string // its lines end in LF or CR LF
}

// URL is the address of the link. Whatever stands in the addresses, a question
// mark or a line break, belongs to them: an address never says more than where
// the letter goes.
func (l Letter) URL() string {
	out := appendMailbox([]byte("mailto:"), l.To)
	separator := byte('?')
	field := func(name string) {
		out = append(append(append(out, separator), name...), '=')
		separator = '&'
	}
	for i, address := range l.Copies {
		if i == 0 {
			field("cc")
		} else {
			out = append(out, ',')
		}
		out = appendMailbox(out, address)
	}
	if l.Subject != "" {
		field("subject")
		out = appendPercent(out, l.Subject)
	}
	if l.Body != "" {
		field("body") // its lines end in CR LF, as in mail
		out = appendPercent(out, strings.ReplaceAll(strings.ReplaceAll(l.Body, "\r\n", "\n"), "\n", "\r\n"))
	}
	return string(out)
}

// Mailto is the address of a link to write to an email address.
func Mailto(address string) string { return Letter{To: address}.URL() }

// Tel is the address of a link to call a telephone number (RFC 3966). Blanks and
// other signs that make a number readable are not part of it.
func Tel(number string) string {
	out := []byte("tel:")
	for _, r := range number {
		switch {
		case r >= '0' && r <= '9', r == '+' && len(out) == len("tel:"):
			out = append(out, byte(r))
		case strings.ContainsRune(" \u00a0\u202f()-./", r):
		default:
			out = appendPercent(out, string(r))
		}
	}
	return string(out)
}

// appendMailbox leaves the last @ of an address as it is: it is the one that
// parts name and host.
func appendMailbox(out []byte, address string) []byte {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return appendPercent(out, address)
	}
	return appendPercent(append(appendPercent(out, address[:at]), '@'), address[at+1:])
}

// appendPercent percent-encodes all but the unreserved characters of RFC 3986. A
// space is %20: mail programs show a plus as it is.
func appendPercent(out []byte, text string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~", c) >= 0:
			out = append(out, c)
		default:
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return out
}
