package node

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// width is how long a line may get, in bytes, as far as its parts allow.
const width = 110

// Write is the schema as an indented JSON text that ends with a line break.
// What fits on one line stays on one. Characters that cannot be seen are
// written as escapes: patterns are full of them, and an editor might change
// them. It fails if a constant or a value to choose from cannot stand in JSON.
func (s *Schema) Write() ([]byte, error) {
	v, err := s.layout()
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return append(v.write(nil, "", 0), '\n'), nil
}

// layout is a JSON value as it will be written: as one line, or with each of
// its parts on a line of its own.
type layout struct {
	line  []byte
	names [][]byte // of an object, with the colon
	parts []layout // of an object or array
}

func (s *Schema) layout() (layout, error) {
	if s.Never {
		return layout{line: []byte("false")}, nil
	}
	object := layout{line: []byte{'{'}}
	fields := reflect.ValueOf(s.apart()).Elem()
	for _, k := range keywords {
		if field := fields.Field(k.index); !field.IsZero() {
			part, err := layoutOf(field.Interface())
			if err != nil {
				return layout{}, fmt.Errorf("%s: %w", k.name, err)
			}
			object.add(k.name, part)
		}
	}
	return object.close('}'), nil
}

// apart is the schema with its reference in a schema of its own, unless there is
// nothing beside it: engines of draft 7 and older pass over what stands there.
func (s *Schema) apart() *Schema {
	if s.Ref == "" || reflect.DeepEqual(*s, Schema{Ref: s.Ref}) {
		return s
	}
	apart := *s
	apart.Ref = ""
	apart.AllOf = append([]*Schema{{Ref: s.Ref}}, s.AllOf...)
	return &apart
}

func layoutOf(keyword any) (layout, error) {
	switch keyword := keyword.(type) {
	case *Schema:
		return keyword.layout()
	case Members:
		object := layout{line: []byte{'{'}}
		for _, m := range keyword {
			part, err := m.Schema.layout()
			if err != nil {
				return layout{}, fmt.Errorf("%s: %w", m.Name, err)
			}
			object.add(m.Name, part)
		}
		return object.close('}'), nil
	case []*Schema:
		return list(keyword)
	case []any:
		return list(keyword)
	case []string:
		return list(keyword)
	default:
		line, err := encode(keyword)
		return layout{line: line}, err
	}
}

func list[T any](items []T) (layout, error) {
	array := layout{line: []byte{'['}}
	for _, item := range items {
		part, err := layoutOf(item)
		if err != nil {
			return layout{}, err
		}
		array.add("", part)
	}
	return array.close(']'), nil
}

// add adds a part to an object or array; the items of an array have no name.
func (l *layout) add(name string, part layout) {
	if len(l.parts) > 0 {
		l.line = append(l.line, ", "...)
	}
	if l.line[0] == '{' {
		quoted, _ := encode(name) // a text can always be written
		l.names = append(l.names, append(quoted, ": "...))
		l.line = append(l.line, l.names[len(l.names)-1]...)
	}
	l.parts = append(l.parts, part)
	if len(l.line) <= width {
		l.line = append(l.line, part.line...)
	}
}

func (l layout) close(bracket byte) layout {
	l.line = append(l.line, bracket)
	return l
}

// write adds the value to a line that already has so many bytes.
func (l layout) write(out []byte, indent string, used int) []byte {
	if len(l.parts) == 0 || used+len(l.line) <= width {
		return append(out, l.line...)
	}
	out = append(out, l.line[0])
	inner := indent + "  "
	column := 0
	for i, part := range l.parts {
		if i > 0 {
			out = append(out, ',')
		}
		if i > 0 && l.fits(i, column) {
			out = append(out, ' ')
			column += len(", ")
		} else {
			out = append(append(out, '\n'), inner...)
			column = len(inner)
		}
		if l.names != nil {
			out = append(out, l.names[i]...)
			column += len(l.names[i])
		}
		out = part.write(out, inner, column+len(","))
		column += len(part.line)
	}
	out = append(append(out, '\n'), indent...)
	return append(out, l.line[len(l.line)-1])
}

// fits reports whether an item may follow the one before it on its line, as the
// texts of a long list do.
func (l layout) fits(i, column int) bool {
	return l.names == nil && len(l.parts[i].parts) == 0 && len(l.parts[i-1].parts) == 0 &&
		column+len(", ")+len(l.parts[i].line) <= width
}

// encode is [json.Marshal] without escapes meant for HTML, and with escapes for
// what cannot be seen.
func encode(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return visible(bytes.TrimSuffix(buffer.Bytes(), []byte{'\n'})), nil
}

// brailleBlank is a symbol, and drawn as nothing.
const brailleBlank = '\u2800'

// visible replaces characters by escapes that are invisible or join the one
// before them. In JSON text they stand in
// strings only.
func visible(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/8)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r < unicode.MaxASCII || unicode.IsPrint(r) && !unicode.In(r, unicode.M, unicode.Other_Default_Ignorable_Code_Point) && r != brailleBlank:
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
