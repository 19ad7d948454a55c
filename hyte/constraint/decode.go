package constraint

import (
	"math"
	"reflect"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"
)

const (
	// MaxBytes is the length, in bytes, of the longest JSON document that is
	// read. A nomination has about 1,000.
	MaxBytes = 1 << 20
	// MaxDepth is how deep arrays and objects may be nested, unknown ones
	// included.
	MaxDepth = 32
)

// Decoder reads JSON documents of one type, one after another. It reuses its
// buffers and is for one goroutine; [Type.Decode] makes one for a single
// document.
type Decoder struct {
	typ     *Type
	scanner scanner
}

// NewDecoder makes a decoder of the type's documents.
func (t *Type) NewDecoder() *Decoder { return &Decoder{typ: t} }

// Decode is [Decoder.Decode] for a single document.
func (t *Type) Decode(data []byte, document any) []Violation {
	return t.NewDecoder().Decode(data, document)
}

// Decode reads one JSON document into the struct that the pointer shows, and
// reports what does not fit there: unknown properties and wrong types, in
// document order. The struct then holds the rest; its rules are for [Type.Check].
// If the data is not one JSON document at all, the only violation says where
// and why (see [NotJSON]), and the struct is not to be used. The struct must be
// zero; a pointer to another type panics. The data are not kept.
func (d *Decoder) Decode(data []byte, document any) []Violation {
	object := d.typ.structOf(document)
	s := &d.scanner
	var out []Violation
	if s.start(data) {
		root := Value{Kind: KindObject, Object: d.typ}
		out = root.decode(s, s.next(), object, nil)
		s.end()
	}
	if s.fatal != nil {
		return []Violation{*s.fatal}
	}
	d.typ.Sort(out)
	return out
}

// decode reads the value that begins with a token of the kind, which has been
// read already.
func (v *Value) decode(s *scanner, kind jsontext.Kind, field reflect.Value, out []Violation) []Violation {
	switch {
	case kind == '"' && v.Kind == KindString:
		field.SetString(s.string())
	case kind == '{' && v.Kind == KindObject:
		if v.pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		return v.Object.decode(s, field, out)
	case kind == '[' && v.Kind == KindArray:
		return v.decodeArray(s, field, out)
	case kind == '{' && v.Kind == KindMap:
		return v.decodeMap(s, field, out)
	case kind == '"' && v.Kind == KindDateTime:
		return decodeInstant(s.string(), field, out)
	case (kind == 't' || kind == 'f') && v.Kind == KindBoolean:
		field.SetBool(kind == 't')
	case kind == '0' && v.Kind == KindInteger:
		return decodeInteger(s.number(), field, out)
	default:
		s.skip(kind)
		return append(out, Violation{Rule: RuleType, Params: Params{Type: v.Kind.JSONType()}, Severity: Error})
	}
	return out
}

// decode reads an object's members into the fields of the struct.
func (t *Type) decode(s *scanner, object reflect.Value, out []Violation) []Violation {
	expected := 0
	for s.next() == '"' {
		name, start := s.string(), len(out)
		i := t.member(name, expected)
		if i < 0 {
			out = append(out, Violation{Rule: RuleUnknownProperty, Severity: Error})
			s.skip(s.next())
		} else {
			p := &t.properties[i]
			out = p.Value.decode(s, s.next(), object.Field(p.field), out)
			expected = i + 1
		}
		beneath(out[start:], name)
	}
	return out
}

// member finds the property of the name, or -1; documents mostly come in the
// type's own order, so the next ones are tried first.
func (t *Type) member(name string, next int) int {
	for i := next; i < len(t.properties) && i < next+3; i++ {
		if t.properties[i].Name == name {
			return i
		}
	}
	if i, ok := t.index[name]; ok {
		return i
	}
	return -1
}

func (v *Value) decodeArray(s *scanner, field reflect.Value, out []Violation) []Violation {
	field.Set(reflect.MakeSlice(field.Type(), 0, 0))
	i := 0
	for kind := s.next(); s.fatal == nil && kind != ']'; kind = s.next() {
		field.Grow(1)
		field.SetLen(i + 1)
		start := len(out)
		out = v.Items.decode(s, kind, field.Index(i), out)
		beneathIndex(out[start:], i)
		i++
	}
	return out
}

func (v *Value) decodeMap(s *scanner, field reflect.Value, out []Violation) []Violation {
	items := reflect.MakeMap(field.Type())
	for s.next() == '"' {
		name, start := s.string(), len(out)
		item := reflect.New(field.Type().Elem()).Elem()
		out = v.Items.decode(s, s.next(), item, out)
		beneath(out[start:], name)
		items.SetMapIndex(reflect.ValueOf(name).Convert(field.Type().Key()), item)
	}
	field.Set(items)
	return out
}

func decodeInstant(text string, field reflect.Value, out []Violation) []Violation {
	if text == "" {
		return out // absent, as every empty text
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || !validInstant(text) {
		return append(out, Violation{Rule: RuleFormatDateTime, Severity: Error})
	}
	field.Set(reflect.ValueOf(t))
	return out
}

// decodeInteger reads a number that is whole, however it is written: JSON
// Schema holds 1.0 and 1e0 for integers too. As RFC 7493 advises, numbers are
// taken for what a float64 can hold, which is what JavaScript sees. One that is
// too great for the field becomes the greatest, which breaks the rule max.
func decodeInteger(number string, field reflect.Value, out []Violation) []Violation {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || f != math.Trunc(f) {
		return append(out, Violation{Rule: RuleType, Params: Params{Type: "integer"}, Severity: Error})
	}
	field.SetInt(int64(max(math.MinInt32, min(math.MaxInt32, f))))
	return out
}
