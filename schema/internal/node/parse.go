package node

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"github.com/go-json-experiment/json/jsontext"
)

// keyword is a field of Schema.
type keyword struct {
	name  string
	index int
}

// keywords are the fields of Schema that are keywords, in their order.
var keywords = func() (all []keyword) {
	t := reflect.TypeFor[Schema]()
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("json"); name != "-" {
			all = append(all, keyword{name, i})
		}
	}
	return all
}()

// Parse reads a schema. A keyword that Schema does not have is an error, so
// that none is lost.
func Parse(text []byte) (*Schema, error) {
	d := jsontext.NewDecoder(bytes.NewReader(text))
	s, err := parse(d)
	if err != nil {
		return nil, fmt.Errorf("schema: at %q: %w", d.StackPointer(), err)
	}
	return s, nil
}

func parse(d *jsontext.Decoder) (*Schema, error) {
	s := new(Schema)
	switch d.PeekKind() {
	case 't', 'f':
		token, err := d.ReadToken()
		s.Never = err == nil && !token.Bool()
		return s, err
	}
	fields := reflect.ValueOf(s).Elem()
	return s, members(d, func(name string) error {
		for _, k := range keywords {
			if k.name == name {
				return parseKeyword(d, fields.Field(k.index))
			}
		}
		return fmt.Errorf("no keyword %q is used here", name)
	})
}

// members calls read for every member of the object that comes next, with its
// value before it.
func members(d *jsontext.Decoder, read func(name string) error) error {
	if kind := d.PeekKind(); kind != '{' {
		return fmt.Errorf("an object belongs here, not %v", kind)
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		if err := read(name.String()); err != nil {
			return err
		}
	}
	_, err := d.ReadToken()
	return err
}

func parseKeyword(d *jsontext.Decoder, field reflect.Value) error {
	switch field.Interface().(type) {
	case *Schema:
		s, err := parse(d)
		field.Set(reflect.ValueOf(s))
		return err
	case []*Schema:
		return parseList(d, field)
	case Members:
		return members(d, func(name string) error {
			s, err := parse(d)
			field.Set(reflect.Append(field, reflect.ValueOf(Member{name, s})))
			return err
		})
	}
	raw, err := d.ReadValue()
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, field.Addr().Interface())
}

func parseList(d *jsontext.Decoder, field reflect.Value) error {
	if kind := d.PeekKind(); kind != '[' {
		return fmt.Errorf("an array belongs here, not %v", kind)
	}
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() != ']' {
		s, err := parse(d)
		if err != nil {
			return err
		}
		field.Set(reflect.Append(field, reflect.ValueOf(s)))
	}
	_, err := d.ReadToken()
	return err
}
