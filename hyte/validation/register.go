package validation

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/go-playground/validator/v10"

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
// reads a struct's tags only once, or when min, max, oneof or unique were given
// another meaning.
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
		zero := reflect.Zero(o.typ.GoType()).Interface()
		v.RegisterStructValidationMapRules(o.tags, zero)
		v.RegisterStructValidationCtx(o.check, zero)
	}
	return probe(v, objects)
}
