package validation

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
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
	for _, n := range [...]*hyte.Nomination{
		{Call: "probe", Nominator: "probe:1", Representatives: make([]hyte.Representative, 101)},
		{Representatives: []hyte.Representative{{Person: &hyte.Person{
			GivenName: strings.Repeat("å", 100), FamilyName: strings.Repeat("å", 101), Gender: "x", Email: "aino(at)example.fi",
		}}}},
	} {
		if err := agree(v, n, validateAlone(n)); err != nil {
			return err
		}
	}
	call := &hyte.Call{Title: hyte.Text{}, Languages: []string{"fi", "fi"}, Seats: []hyte.Seat{
		{Name: hyte.Text{"FI": ""}, Representatives: &hyte.Quota{Min: -1, Max: 101}},
	}}
	return agree(v, call, call.Check())
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

func agree[T any](v *validator.Validate, document *T, want []hyte.Violation) error {
	got, err := Check(context.Background(), v, document)
	if err != nil {
		return err
	}
	name := reflect.TypeFor[T]().Name()
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
