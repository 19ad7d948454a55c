package validation

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

// probe lets validator and hyte check the same values, and reports the first
// disagreement. It also makes validator read the tags of every struct, so that
// what the host registers or renames later does not change what they mean.
func probe(v *validator.Validate, objects []object) error {
	for _, o := range objects {
		if err := o.probe(v); err != nil {
			return err
		}
	}
	for _, k := range kinds.All() {
		for _, fill := range [...]filling{{text: "\x00", items: 2}, {long: true, items: tooMany}} {
			d := reflect.New(k.Type().GoType())
			fill.object(d.Elem(), k.Type(), 0)
			if err := agree(v, k, d.Interface()); err != nil {
				return err
			}
		}
	}
	return nil
}

// filling fills a document with values that break rules.
type filling struct {
	text  string // of every text, unless it is long
	long  bool   // texts are one code point too long
	items int    // of every list; from tooMany on, they are empty
}

// tooMany is more than most lists may hold.
const tooMany = 101

// mostDepth is how many objects stand in each other, as one may hold its like.
const mostDepth = 5

func (f filling) object(o reflect.Value, t *constraint.Type, depth int) {
	if depth == mostDepth {
		return
	}
	for _, p := range t.Properties() {
		f.value(o.Field(p.Field()), p.Value, depth)
	}
}

func (f filling) value(v reflect.Value, of *constraint.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(f.textOf(of))
	case reflect.Int:
		v.SetInt(-1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.value(v.Elem(), of, depth)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("FI").Convert(v.Type().Key()), reflect.Zero(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), f.items, f.items))
		for i := range f.items % tooMany {
			f.value(v.Index(i), of.Items, depth)
		}
	case reflect.Struct:
		if of.Object != nil {
			f.object(v, of.Object, depth+1)
		}
	}
}

func (f filling) textOf(of *constraint.Value) string {
	for _, c := range of.Constraints {
		if f.long && c.Rule == constraint.RuleMaxLength {
			return strings.Repeat("å", c.Limit+1)
		}
	}
	return f.text
}

// probe breaks as many rules of the object as one value can.
func (o *object) probe(v *validator.Validate) error {
	value := reflect.New(o.typ.GoType())
	for i := range value.Elem().NumField() {
		switch field := value.Elem().Field(i); field.Kind() {
		case reflect.String:
			field.SetString("\x00")
		case reflect.Int:
			field.SetInt(-1)
		}
	}
	got, err := Violations(v.Struct(value.Interface()), value.Interface())
	if err != nil {
		return err
	}
	for _, want := range o.typ.Check(value.Interface()) {
		if !slices.ContainsFunc(got, func(v hyte.Violation) bool { return sameFinding(v, want) }) {
			return disagreement(o.typ.Name(), want)
		}
	}
	return nil
}

// agree compares what is said of a document in which some value is wrong.
func agree(v *validator.Validate, kind *document.Kind, d any) error {
	want := kind.Type().Check(d)
	if !kind.ValuesFirst() {
		want = kind.Alone().Check(d, nil)
	}
	got, err := Check(context.Background(), v, d)
	if err != nil {
		return err
	}
	name := kind.Type().Name()
	want = want.Limit()
	for i := range max(len(got), len(want)) {
		switch {
		case i == len(want):
			return disagreement(name, got[i])
		case i == len(got) || !sameFinding(got[i], want[i]):
			return disagreement(name, want[i])
		}
	}
	return nil
}

func sameFinding(a, b hyte.Violation) bool { return a.Rule == b.Rule && a.Location == b.Location }

func disagreement(document string, v hyte.Violation) error {
	return fmt.Errorf("validation: this validator and hyte disagree about the rule %s at %q of a %s: "+
		"register before documents of hyte are validated, and leave min, max, oneof and unique their meaning",
		v.Rule, v.Location, document)
}
