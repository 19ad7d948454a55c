// Package locate finds the line and column of a JSON Pointer in a JSON text, so
// that an editor can jump to it.
package locate

import (
	"bytes"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Pointer returns where in the text the value at the JSON Pointer begins, line
// and column from 1, a column being a code point. For a value that is not there
// it is the nearest one around it; for a text that is no JSON document it is as
// far as that can be read.
func Pointer(text []byte, pointer string) (line, column int) {
	text = constraint.WithoutMark(text)
	before := text[:offset(text, pointer)]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

func offset(text []byte, pointer string) int {
	d := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	nearest := skipBlanks(text, 0)
	for {
		kind := d.PeekKind()
		start := skipBlanks(text, int(d.InputOffset()))
		inObject, length := d.StackIndex(d.StackDepth())
		isName := inObject == '{' && length%2 == 0
		if _, err := d.ReadToken(); err != nil {
			return nearest
		}
		if isName || kind == '}' || kind == ']' {
			continue
		}
		switch here := string(d.StackPointer()); {
		case here == pointer:
			return start
		case constraint.Within(pointer, here):
			nearest = start
		case kind == '{' || kind == '[':
			// Nothing inside is looked for.
			if err := skipInside(d); err != nil {
				return nearest
			}
		}
	}
}

// skipInside passes over the rest of the array or object that was just opened.
func skipInside(d *jsontext.Decoder) error {
	for depth := d.StackDepth(); d.StackDepth() >= depth; {
		if _, err := d.ReadToken(); err != nil {
			return err
		}
	}
	return nil
}

// skipBlanks passes over what stands between two values: blanks, and a comma or
// a colon.
func skipBlanks(text []byte, offset int) int {
	for offset < len(text) && bytes.IndexByte([]byte(" \t\r\n,:"), text[offset]) >= 0 {
		offset++
	}
	return offset
}
