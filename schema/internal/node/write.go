package node

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// width is how long a line may get, in bytes, as far as its parts allow.
const width = 110

// Write is the schema as an indented JSON text that ends with a line break.
// What fits on one line stays on one. Characters that cannot be seen are
// written as escapes: patterns are full of them, and an editor might change
// them.
func (s *Schema) Write() ([]byte, error) {
	compact, err := s.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	v, err := read(jsontext.NewDecoder(bytes.NewReader(visible(compact))))
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return append(v.write(nil, "", 0), '\n'), nil
}

// visible replaces invisible characters by escapes. In JSON text they stand in
// strings only.
func visible(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/8)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r < unicode.MaxASCII || unicode.IsPrint(r):
			out = append(out, text[:size]...)
		case r <= 0xffff:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		}
		text = text[size:]
	}
	return out
}

// value is a JSON value as it will be written: as one line, and if it is an
// object or array, also its parts.
type value struct {
	line  []byte
	names [][]byte
	parts []value
}

func read(d *jsontext.Decoder) (value, error) {
	kind := d.PeekKind()
	if kind != '{' && kind != '[' {
		line, err := d.ReadValue()
		return value{line: bytes.Clone(line)}, err
	}
	if _, err := d.ReadToken(); err != nil {
		return value{}, err
	}
	v := value{line: []byte{byte(kind)}}
	for d.PeekKind() != kind+2 { // the bracket that closes
		if len(v.parts) > 0 {
			v.line = append(v.line, ", "...)
		}
		if kind == '{' {
			name, err := d.ReadValue()
			if err != nil {
				return value{}, err
			}
			v.names = append(v.names, append(bytes.Clone(name), ": "...))
			v.line = append(v.line, v.names[len(v.names)-1]...)
		}
		part, err := read(d)
		if err != nil {
			return value{}, err
		}
		v.parts = append(v.parts, part)
		v.line = append(v.line, part.line...)
	}
	v.line = append(v.line, byte(kind)+2)
	_, err := d.ReadToken()
	return v, err
}

// write adds the value to a line that already has so many bytes.
func (v value) write(out []byte, indent string, used int) []byte {
	if len(v.parts) == 0 || used+len(v.line) <= width {
		return append(out, v.line...)
	}
	out = append(out, v.line[0])
	inner := indent + "  "
	column := 0
	for i, part := range v.parts {
		switch {
		case i > 0 && v.fits(i, column):
			out = append(out, ", "...)
			column += len(", ") + len(part.line)
		case i > 0:
			out = append(out, ',')
			fallthrough
		default:
			out = append(append(out, '\n'), inner...)
			column = len(inner) + len(part.line)
		}
		if v.names != nil {
			out = append(out, v.names[i]...)
			out = part.write(out, inner, len(inner)+len(v.names[i])+1)
		} else {
			out = part.write(out, inner, len(inner)+1)
		}
	}
	out = append(append(out, '\n'), indent...)
	return append(out, v.line[len(v.line)-1])
}

// fits reports whether an item may follow the one before it on its line, as the
// texts of a long list do.
func (v value) fits(i, column int) bool {
	return v.names == nil && len(v.parts[i].parts) == 0 && len(v.parts[i-1].parts) == 0 &&
		column+len(", ")+len(v.parts[i].line) <= width
}
