package validation

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

var errNoValidator = errors.New("validation: the validator is nil: give what validator.New returns")

// Register teaches a host's validator the documents of hyte: the tags of their
// structs, under whatever tag name the validator reads, and the rules of whole
// documents. Call it once at start-up, before anything is validated; like all
// registering, it is not safe beside other use of the validator. Afterwards one
// validator serves all calls and any number of goroutines.
//
// Beside that it gives the validator
//
//   - every format of [constraint.Formats] as a tag for the host's own fields,
//     hyte_ and its name: hyte_telephone, hyte_businessid. No tag of validator's
//     or the host's is replaced;
//   - a tag name function that names fields as in JSON. A host that wants another
//     registers it afterwards: [Violations] does not depend on it.
//
// It fails if the validator then says something else of a document than hyte
// does. So it is when documents of hyte were validated before, since validator
// reads a struct's tags only once, or when required, min, max, oneof or unique
// were given another meaning.
func Register(v *validator.Validate) error {
	if v == nil {
		return errNoValidator
	}
	objects, err := allObjects()
	if err != nil {
		return err
	}
	for _, f := range constraint.Formats() {
		valid := func(fl validator.FieldLevel) bool { return f.Valid(fl.Field().String()) }
		if err := v.RegisterValidation(formatPrefix+f.Name, valid); err != nil {
			return fmt.Errorf("validation: format %s: %w", f.Name, err)
		}
	}
	v.RegisterTagNameFunc(jsonName)
	for _, o := range objects {
		zero := reflect.Zero(o.goType).Interface()
		v.RegisterStructValidationMapRules(o.tags, zero)
		v.RegisterStructValidationCtx(o.check, zero)
	}
	for _, o := range objects {
		// So that the tags are read now: what the host registers later, or
		// renames, no longer changes what they mean.
		_ = v.Struct(reflect.Zero(o.goType).Interface())
	}
	return probe(v)
}

// probe lets validator and hyte check the same documents, which break each kind
// of rule or just do not.
func probe(v *validator.Validate) error {
	nominations := []*hyte.Nomination{{}, {
		Call: "probe", Nominator: "municipality", Language: "FI", Representatives: make([]hyte.Representative, 101),
	}, {
		Representatives: []hyte.Representative{{Person: &hyte.Person{
			GivenName: strings.Repeat("å", 100), FamilyName: strings.Repeat("å", 101), Gender: "x", Email: "aino(at)example.fi",
		}}},
	}}
	for _, n := range nominations {
		if err := agree(v, n, validateAlone(n)); err != nil {
			return err
		}
	}
	call := &hyte.Call{Title: hyte.Text{}, Languages: []string{"fi", "fi"}, Seats: []hyte.Seat{
		{Name: hyte.Text{"FI": ""}, Representatives: &hyte.Quota{Min: -1, Max: 101}},
	}}
	return agree(v, call, call.Check())
}

func agree(v *validator.Validate, document any, want []hyte.Violation) error {
	got, err := Check(context.Background(), v, document)
	if err != nil {
		return err
	}
	for i := range max(len(got), len(want)) {
		if i < len(got) && i < len(want) && got[i].Rule == want[i].Rule && got[i].Location == want[i].Location {
			continue
		}
		first := slices.Concat(want[min(i, len(want)):], got[min(i, len(got)):])[0]
		return fmt.Errorf("validation: this validator and hyte disagree about the rule %s at %q: "+
			"register before documents of hyte are validated, and leave required, min, max, oneof and unique their meaning",
			first.Rule, first.Location)
	}
	return nil
}
