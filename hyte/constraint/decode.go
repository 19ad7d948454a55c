package constraint

import (
	"bytes"
	"errors"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

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
	typ    *Type
	tokens *jsontext.Decoder
	source *bytes.Buffer
	text   string // the whole document, for texts to be parts of
	fatal  *Violation
}

// NewDecoder makes a decoder of the type's documents.
func (t *Type) NewDecoder() *Decoder {
	return &Decoder{typ: t, tokens: new(jsontext.Decoder), source: new(bytes.Buffer)}
}

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
	if len(data) > MaxBytes {
		return []Violation{{Rule: RuleJSONSize, Params: Params{Max: MaxBytes}, Severity: Error}}
	}
	if !utf8.Valid(data) {
		return []Violation{d.notUTF8(data)}
	}
	d.text, d.fatal = string(data), nil
	// A bytes.Buffer is read in place and never written to.
	*d.source = *bytes.NewBuffer(data)
	d.tokens.Reset(d.source)
	out := d.object(d.typ, object, nil)
	if d.fatal == nil {
		d.end()
	}
	if d.fatal != nil {
		return []Violation{*d.fatal}
	}
	d.typ.Sort(out)
	return out
}

// end makes sure that nothing but white space follows the document.
func (d *Decoder) end() {
	read := int(d.tokens.InputOffset())
	if rest := strings.TrimLeft(d.text[read:], " \t\r\n"); rest != "" {
		d.stop(RuleJSONTrailing, int64(len(d.text)-len(rest)))
	}
}

// object reads an object's members into the fields of the struct.
func (d *Decoder) object(t *Type, object reflect.Value, out []Violation) []Violation {
	if !d.opens('{') {
		return d.wrongType(KindObject, out)
	}
	next := 0
	for d.fatal == nil && d.tokens.PeekKind() != '}' {
		name, ok := d.raw()
		if !ok {
			return out
		}
		i := t.member(name, next)
		start := len(out)
		if i < 0 {
			unknown := d.unquoted(name)
			out = append(out, Violation{Rule: RuleUnknownProperty, Severity: Error})
			d.skip()
			beneath(out[start:], unknown)
			continue
		}
		p := &t.properties[i]
		out = d.value(p.Value, object.Field(p.field), out)
		beneath(out[start:], p.Name)
		next = i + 1
	}
	d.token()
	return out
}

// member finds the property that a quoted name stands for; documents mostly
// come in the type's own order, so the one after the last is tried first.
func (t *Type) member(quoted []byte, next int) int {
	if bytes.IndexByte(quoted, '\\') >= 0 {
		name, err := jsontext.AppendUnquote(nil, quoted)
		if err != nil {
			return -1
		}
		if i, ok := t.index[string(name)]; ok {
			return i
		}
		return -1
	}
	name := quoted[1 : len(quoted)-1]
	for i := next; i < len(t.properties) && i < next+3; i++ {
		if t.properties[i].Name == string(name) {
			return i
		}
	}
	if i, ok := t.index[string(name)]; ok {
		return i
	}
	return -1
}

func (d *Decoder) value(v *Value, field reflect.Value, out []Violation) []Violation {
	switch v.Kind {
	case KindObject:
		if d.tokens.PeekKind() != '{' {
			return d.wrongType(v.Kind, out)
		}
		if v.pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		return d.object(v.Object, field, out)
	case KindArray:
		return d.array(v, field, out)
	case KindMap:
		return d.mapping(v, field, out)
	}
	return d.scalar(v.Kind, field, out)
}

func (d *Decoder) array(v *Value, field reflect.Value, out []Violation) []Violation {
	if !d.opens('[') {
		return d.wrongType(KindArray, out)
	}
	field.Set(reflect.MakeSlice(field.Type(), 0, 0))
	for i := 0; d.fatal == nil && d.tokens.PeekKind() != ']'; i++ {
		field.Grow(1)
		field.SetLen(i + 1)
		start := len(out)
		out = d.value(v.Items, field.Index(i), out)
		beneathIndex(out[start:], i)
	}
	d.token()
	return out
}

func (d *Decoder) mapping(v *Value, field reflect.Value, out []Violation) []Violation {
	if !d.opens('{') {
		return d.wrongType(KindMap, out)
	}
	items := reflect.MakeMap(field.Type())
	for d.fatal == nil && d.tokens.PeekKind() != '}' {
		name, ok := d.raw()
		if !ok {
			return out
		}
		key := d.unquoted(name)
		start := len(out)
		item := reflect.New(field.Type().Elem()).Elem()
		out = d.value(v.Items, item, out)
		beneath(out[start:], key)
		items.SetMapIndex(reflect.ValueOf(key).Convert(field.Type().Key()), item)
	}
	d.token()
	field.Set(items)
	return out
}

func (d *Decoder) scalar(kind Kind, field reflect.Value, out []Violation) []Violation {
	switch got := d.tokens.PeekKind(); {
	case kind == KindString && got == '"':
		if raw, ok := d.raw(); ok {
			field.SetString(d.unquoted(raw))
		}
	case kind == KindDateTime && got == '"':
		return d.instant(field, out)
	case kind == KindBoolean && (got == 't' || got == 'f'):
		field.SetBool(d.token().Kind() == 't')
	case kind == KindInteger && got == '0':
		return d.integer(field, out)
	default:
		return d.wrongType(kind, out)
	}
	return out
}

func (d *Decoder) instant(field reflect.Value, out []Violation) []Violation {
	raw, ok := d.raw()
	if !ok {
		return out
	}
	text := d.unquoted(raw)
	if text == "" {
		return out // absent, as every empty text
	}
	if !validInstant(text) {
		return append(out, Violation{Rule: RuleFormatDateTime, Severity: Error})
	}
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return append(out, Violation{Rule: RuleFormatDateTime, Severity: Error})
	}
	field.Set(reflect.ValueOf(t))
	return out
}

// integer reads a number that is whole, however it is written: JSON Schema
// holds 1.0 and 1e0 for integers too. As RFC 7493 advises, numbers are taken
// for what a float64 can hold, which is what JavaScript sees. One that is too
// great for the field becomes the greatest, which breaks the rule max.
func (d *Decoder) integer(field reflect.Value, out []Violation) []Violation {
	raw, ok := d.raw()
	if !ok {
		return out
	}
	f, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || f != math.Trunc(f) {
		return append(out, Violation{Rule: RuleType, Params: Params{Type: "integer"}, Severity: Error})
	}
	field.SetInt(int64(max(math.MinInt32, min(math.MaxInt32, f))))
	return out
}

// wrongType reports the value and passes over it.
func (d *Decoder) wrongType(want Kind, out []Violation) []Violation {
	d.skip()
	return append(out, Violation{Rule: RuleType, Params: Params{Type: want.JSONType()}, Severity: Error})
}

// skip passes over one value.
func (d *Decoder) skip() {
	floor := d.tokens.StackDepth()
	for d.fatal == nil {
		if d.token(); d.tokens.StackDepth() == floor {
			return
		}
	}
}

// opens reads the token that opens an object or array, if it comes next.
func (d *Decoder) opens(kind jsontext.Kind) bool {
	if d.fatal != nil || d.tokens.PeekKind() != kind {
		return false
	}
	d.token()
	return d.fatal == nil
}

// token reads the next token, and goes no deeper than MaxDepth.
func (d *Decoder) token() jsontext.Token {
	if d.fatal != nil {
		return jsontext.Null
	}
	token, err := d.tokens.ReadToken()
	if err != nil {
		d.fail(err)
		return jsontext.Null
	}
	if d.tokens.StackDepth() > MaxDepth {
		d.stop(RuleJSONDepth, d.tokens.InputOffset()-1)
	}
	return token
}

// raw reads the next value, or the name of a member, as it is written.
func (d *Decoder) raw() (jsontext.Value, bool) {
	if d.fatal != nil {
		return nil, false
	}
	value, err := d.tokens.ReadValue()
	if err != nil {
		d.fail(err)
		return nil, false
	}
	return value, true
}

// unquoted is the text of the JSON string that was just read.
func (d *Decoder) unquoted(quoted jsontext.Value) string {
	if bytes.IndexByte(quoted, '\\') < 0 {
		end := int(d.tokens.InputOffset())
		return d.text[end-len(quoted)+1 : end-1]
	}
	text, err := jsontext.AppendUnquote(nil, quoted)
	if err != nil {
		d.fail(err)
	}
	return string(text)
}

// fail stops at what the tokenizer refuses. Its error is a SyntacticError unless
// the text has ended.
func (d *Decoder) fail(err error) {
	var syntactic *jsontext.SyntacticError
	switch known := errors.As(err, &syntactic); {
	case !known || errors.Is(err, io.ErrUnexpectedEOF):
		d.stop(RuleJSONSyntax, int64(len(d.text)))
	case errors.Is(err, jsontext.ErrDuplicateName):
		d.stop(RuleJSONDuplicate, syntactic.ByteOffset)
		d.fatal.Location = string(syntactic.JSONPointer)
	default:
		d.stop(RuleJSONSyntax, syntactic.ByteOffset)
	}
}

// stop ends the reading with the one violation that says why; its location is
// that of the value that was being read, or had just been.
func (d *Decoder) stop(rule Rule, offset int64) {
	v := place(rule, []byte(d.text), int(offset))
	v.Location = string(d.tokens.StackPointer())
	switch rule {
	case RuleJSONTrailing:
		v.Location = ""
	case RuleJSONDepth:
		v.Params.Max = MaxDepth
	}
	d.fatal = &v
}

func (d *Decoder) notUTF8(data []byte) Violation {
	offset := 0
	for offset < len(data) {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		offset += size
	}
	return place(RuleJSONEncoding, data, offset)
}

// place says where in the JSON text the offset lies.
func place(rule Rule, data []byte, offset int) Violation {
	before := data[:min(offset, len(data))]
	line := bytes.LastIndexByte(before, '\n') + 1
	return Violation{Rule: rule, Severity: Error, Params: Params{
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: utf8.RuneCount(before[line:]) + 1,
	}}
}
