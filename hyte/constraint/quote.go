package constraint

import "strings"

// AppendQuote appends a text as a JSON string to dst. What is not UTF-8 in it
// becomes U+FFFD.
func AppendQuote(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for len(text) > 0 {
		i := ordinary(text, 0)
		dst = append(dst, strings.ToValidUTF8(text[:i], "\uFFFD")...)
		if i == len(text) {
			break
		}
		dst = appendEscape(dst, text[i])
		text = text[i+1:]
	}
	return append(dst, '"')
}

func appendEscape(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, `\b`...)
	case '\f':
		return append(dst, `\f`...)
	case '\n':
		return append(dst, `\n`...)
	case '\r':
		return append(dst, `\r`...)
	case '\t':
		return append(dst, `\t`...)
	}
	const digits = "0123456789abcdef"
	return append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&0xf])
}
