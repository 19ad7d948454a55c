package constraint

import (
	"math"
	"reflect"
	"strconv"
	"time"
)

const (
	// MaxBytes is the length, in bytes, of the longest JSON document that is
	// read. An answer to a call has about 1,000.
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
func (t *Type) Decode(data []byte, document any) Violations {
	return t.NewDecoder().Decode(data, document)
}

// Decode reads one JSON document into the struct that the pointer shows, and
// reports what does not fit there: unknown properties and wrong types, in
// document order. The struct then holds the rest; its rules are for [Type.Check].
// If the data is not one JSON document at all, the only violation says where
// and why (see [NotJSON]), and the struct is not to be used. The struct must be
// zero; a pointer to another type panics. The data are not kept.
func (d *Decoder) Decode(data []byte, document any) Violations {
	d.scanner.doubt = true
	return d.decode(data, document)
}

// Read decodes a document and checks its rules, as [Type.Read] does. While a text
// is in hand its tag is asked too: a valid document is gone through once, and
// [Type.Check] is left to find out what is wrong with any other.
func (d *Decoder) Read(data []byte, document any) Violations {
	d.scanner.doubt = false
	decoded := d.decode(data, document)
	if len(decoded) == 0 && !d.scanner.doubt {
		return nil
	}
	return d.typ.Verify(document, decoded)
}

func (d *Decoder) decode(data []byte, document any) Violations {
	object := d.typ.structOf(document)
	s := &d.scanner
	var out Violations
	if s.start(data) {
		root := Value{Kind: KindObject, Object: d.typ}
		out = root.decode(s, s.value(), object, nil)
		s.end()
	}
	if s.fatal != nil {
		return Violations{*s.fatal}
	}
	d.typ.Sort(out)
	return out
}

// decode reads the value that begins with the token, which has been read
// already.
func (v *Value) decode(s *scanner, t token, field reflect.Value, out Violations) Violations {
	switch {
	case t == '"' && v.Kind == KindString:
		text := s.string()
		field.SetString(text)
		s.doubt = s.doubt || v.brokenByText(text) != nil
		return out
	case t == '{' && v.Kind == KindObject:
		if v.pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		return v.Object.decode(s, field, out)
	case t == '[' && v.Kind == KindArray:
		out = v.decodeArray(s, field, out)
	case t == '{' && v.Kind == KindMap:
		s.doubt = true // its names are for check
		return v.decodeMap(s, field, out)
	case t == '"' && v.Kind == KindDateTime:
		out = decodeInstant(s.string(), field, out)
	case (t == 't' || t == 'f') && v.Kind == KindBoolean:
		field.SetBool(t == 't')
	case t == '0' && v.Kind == KindInteger:
		out = decodeInteger(s.number(), field, out)
	default:
		s.skip(t)
		return append(out, Violation{Rule: RuleType, Params: Params{Type: v.Kind.JSONType()}, Severity: Error})
	}
	s.doubt = s.doubt || v.brokenBy(field, v.absent(field)) != nil
	return out
}

// decode reads an object's members into the fields of the struct.
func (t *Type) decode(s *scanner, object reflect.Value, out Violations) Violations {
	var had propertySet
	for next := 0; ; {
		i, ok := s.property(t, next, &had)
		if !ok {
			break
		}
		if i < 0 {
			out = append(out, Violation{Rule: RuleUnknownProperty, Severity: Error})
			beneath(out[len(out)-1:], s.name())
			s.skip(s.value())
			continue
		}
		p, start := &t.properties[i], len(out)
		out = p.Value.decode(s, s.value(), object.Field(p.field), out)
		if len(out) > start {
			beneath(out[start:], p.Name)
		}
		next = i + 1
	}
	s.doubt = s.doubt || t.needed&^had != 0
	return out
}

// indexOf is the index of the property of that name, or -1.
func (t *Type) indexOf(name string) int {
	if i, ok := t.index[name]; ok {
		return i
	}
	return -1
}

func (v *Value) decodeArray(s *scanner, field reflect.Value, out Violations) Violations {
	i := 0
	for ; s.item(); i++ {
		field.Grow(1)
		field.SetLen(i + 1)
		start := len(out)
		out = v.Items.decode(s, s.value(), field.Index(i), out)
		beneathIndex(out[start:], i)
	}
	if i == 0 {
		field.Set(reflect.MakeSlice(field.Type(), 0, 0)) // empty, not absent
	}
	return out
}

func (v *Value) decodeMap(s *scanner, field reflect.Value, out Violations) Violations {
	items := reflect.MakeMap(field.Type())
	for s.member() {
		name, start := s.name(), len(out)
		item := reflect.New(field.Type().Elem()).Elem()
		out = v.Items.decode(s, s.value(), item, out)
		beneath(out[start:], name)
		items.SetMapIndex(reflect.ValueOf(name).Convert(field.Type().Key()), item)
	}
	field.Set(items)
	return out
}

func decodeInstant(text string, field reflect.Value, out Violations) Violations {
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
func decodeInteger(number string, field reflect.Value, out Violations) Violations {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || f != math.Trunc(f) {
		return append(out, Violation{Rule: RuleType, Params: Params{Type: "integer"}, Severity: Error})
	}
	field.SetInt(int64(max(math.MinInt32, min(math.MaxInt32, f))))
	return out
}
