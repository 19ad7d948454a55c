package main

import (
	"bytes"
	"encoding/json"
	"io"
)

// writeJSON writes a value on one line.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

// members are an object whose names are known only when it is written, in their
// order.
type members []member

type member struct {
	name  string
	value any
}

// MarshalJSON fails if a value does.
func (m members) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, each := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := writeJSON(&b, each.name); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := writeJSON(&b, each.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
