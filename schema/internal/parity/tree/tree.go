// Package tree holds a JSON document so that it can be changed member by member
// and written again in ways that readers must not tell apart: any order, any
// escapes, any blanks.
package tree

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Value is a JSON value: nil, bool, string, [Number], [*List] or [*Object].
type Value any

// Number is a number as it is written.
type Number string

// List is an array.
type List struct{ Items []Value }

// Object is an object. Its members have an order and may not have one name
// twice.
type Object struct{ Members []Member }

// Member is one name and value of an object.
type Member struct {
	Name    string
	Value   Value
	Escaped bool // the name is written in escapes
}

// Escaped is a text that is written in escapes.
type Escaped string

// Get finds a member's value; it is nil if there is none.
func (o *Object) Get(name string) Value {
	if i := o.index(name); i >= 0 {
		return o.Members[i].Value
	}
	return nil
}

// Set replaces a member in its place, or adds it as the last one.
func (o *Object) Set(name string, value Value) {
	if i := o.index(name); i >= 0 {
		o.Members[i].Value = value
		return
	}
	o.Members = append(o.Members, Member{Name: name, Value: value})
}

// Remove takes a member away.
func (o *Object) Remove(name string) {
	o.Members = slices.DeleteFunc(o.Members, func(m Member) bool { return m.Name == name })
}

func (o *Object) index(name string) int {
	return slices.IndexFunc(o.Members, func(m Member) bool { return m.Name == name })
}

// Parse reads a JSON document, which has no name twice.
func Parse(text []byte) (Value, error) {
	d := jsontext.NewDecoder(bytes.NewReader(text))
	v, err := read(d)
	if err != nil {
		return nil, fmt.Errorf("tree: %w", err)
	}
	return v, nil
}

func read(d *jsontext.Decoder) (Value, error) {
	token, err := d.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case 'n':
		return nil, nil
	case 't', 'f':
		return token.Bool(), nil
	case '"':
		return token.String(), nil
	case '0':
		return Number(token.String()), nil
	case '[':
		return readList(d)
	default:
		return readObject(d)
	}
}

func readList(d *jsontext.Decoder) (Value, error) {
	list := new(List)
	for d.PeekKind() != ']' {
		item, err := read(d)
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, item)
	}
	_, err := d.ReadToken()
	return list, err
}

func readObject(d *jsontext.Decoder) (Value, error) {
	object := new(Object)
	for d.PeekKind() != '}' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		member := Member{Name: name.String()}
		if member.Value, err = read(d); err != nil {
			return nil, err
		}
		object.Members = append(object.Members, member)
	}
	_, err := d.ReadToken()
	return object, err
}

// Clone copies a value with all that it holds.
func Clone(v Value) Value {
	switch v := v.(type) {
	case *List:
		items := make([]Value, len(v.Items))
		for i, item := range v.Items {
			items[i] = Clone(item)
		}
		return &List{items}
	case *Object:
		members := slices.Clone(v.Members)
		for i := range members {
			members[i].Value = Clone(members[i].Value)
		}
		return &Object{members}
	default:
		return v
	}
}

// Write is the value as JSON text on one line, with the blanks (spaces, tabs or
// carriage returns) after every token but the last.
func Write(v Value, blanks string) []byte { return write(nil, v, blanks) }

func write(dst []byte, v Value, blanks string) []byte {
	switch v := v.(type) {
	case nil:
		return append(dst, "null"...)
	case bool:
		return strconv.AppendBool(dst, v)
	case string:
		return quote(dst, v)
	case Escaped:
		return escape(dst, string(v))
	case Number:
		return append(dst, v...)
	case *List:
		dst = append(append(dst, '['), blanks...)
		for i, item := range v.Items {
			if i > 0 {
				dst = append(append(dst, ','), blanks...)
			}
			dst = append(write(dst, item, blanks), blanks...)
		}
		return append(dst, ']')
	case *Object:
		dst = append(append(dst, '{'), blanks...)
		for i, m := range v.Members {
			if i > 0 {
				dst = append(append(dst, ','), blanks...)
			}
			if m.Escaped {
				dst = escape(dst, m.Name)
			} else {
				dst = quote(dst, m.Name)
			}
			dst = append(append(append(dst, blanks...), ':'), blanks...)
			dst = append(write(dst, m.Value, blanks), blanks...)
		}
		return append(dst, '}')
	default:
		panic(fmt.Sprintf("tree: %T is no JSON value", v))
	}
}

func quote(dst []byte, text string) []byte {
	dst, err := jsontext.AppendQuote(dst, text)
	if err != nil {
		panic("tree: a text that is not UTF-8")
	}
	return dst
}

func escape(dst []byte, text string) []byte {
	dst = append(dst, '"')
	for _, unit := range utf16.Encode([]rune(text)) {
		dst = fmt.Appendf(dst, `\u%04x`, unit)
	}
	return append(dst, '"')
}

// Slot is a place in a document where a value stands.
type Slot struct {
	Pointer string // JSON Pointer (RFC 6901)
	Value   Value
	Parent  Value // the [*List] or [*Object] that holds it; nil for the whole
	index   int   // in its parent
	root    *Value
}

// Slots are all places of a document: the whole first, then what it holds, in
// order.
func Slots(root *Value) []Slot {
	return slotsOf(Slot{Value: *root, root: root}, nil)
}

func slotsOf(s Slot, out []Slot) []Slot {
	out = append(out, s)
	switch v := s.Value.(type) {
	case *List:
		for i, item := range v.Items {
			out = slotsOf(Slot{Pointer: s.Pointer + "/" + strconv.Itoa(i), Value: item, Parent: v, index: i}, out)
		}
	case *Object:
		for i, m := range v.Members {
			out = slotsOf(Slot{Pointer: s.Pointer + constraint.Pointer(m.Name), Value: m.Value, Parent: v, index: i}, out)
		}
	}
	return out
}

// Replace puts another value into the place.
func (s Slot) Replace(v Value) {
	switch parent := s.Parent.(type) {
	case *List:
		parent.Items[s.index] = v
	case *Object:
		parent.Members[s.index].Value = v
	default:
		*s.root = v
	}
}

// Remove takes the member or item away. The whole stays.
func (s Slot) Remove() {
	switch parent := s.Parent.(type) {
	case *List:
		parent.Items = slices.Delete(parent.Items, s.index, s.index+1)
	case *Object:
		parent.Members = slices.Delete(parent.Members, s.index, s.index+1)
	}
}

// EscapeName writes the name of the member in escapes.
func (s Slot) EscapeName() {
	if parent, ok := s.Parent.(*Object); ok {
		parent.Members[s.index].Escaped = true
	}
}
