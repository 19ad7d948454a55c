package constraint

import "bytes"

// WithoutMark is a JSON text without the byte-order mark that it may begin with:
// the mark is no part of the document (RFC 8259, 8.1). A second one stays, and is
// a mistake.
func WithoutMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }

// Encoding is the name of the encoding that a JSON text shows by how it begins,
// "UTF-16" or "UTF-32", and "" if it shows none of them: by a byte-order mark, or
// by the zero bytes around its first character, which is ASCII in JSON.
func Encoding(data []byte) string {
	begins := func(mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }
	switch {
	case begins("\xff\xfe\x00\x00"), begins("\x00\x00\xfe\xff"):
		return "UTF-32"
	case begins("\xff\xfe"), begins("\xfe\xff"):
		return "UTF-16"
	case len(data) == 0 || len(data)%2 != 0:
		return ""
	case len(data)%4 == 0 && bytes.Count(data[:4], []byte{0}) == 3 && (data[0] == 0) != (data[3] == 0):
		return "UTF-32"
	case (data[0] == 0) != (data[1] == 0):
		return "UTF-16"
	default:
		return ""
	}
}
