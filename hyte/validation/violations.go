package validation

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Check validates a document with validator and returns all its violations,
// warnings too, in document order: for a [hyte.Nomination] what
// [hyte.ResolvedCall.Validate] returns for the call of the context, for a
// [hyte.Call] what [hyte.Call.Check] does. The validator must have been given to
// [Register]. The document is a pointer to a struct of hyte, or to one of the
// host's own that holds some. An error says that the document could not be
// validated at all, because it is nil or no struct.
func Check(ctx context.Context, v *validator.Validate, document any) (hyte.Violations, error) {
	if v == nil {
		return nil, errNoValidator
	}
	s := settingOf(ctx)
	s.warnings = true
	return Violations(v.StructCtx(s.in(ctx), document), document)
}

// Violations turns what a validator that was given to [Register] returned for
// the document into violations, in document order, cut off by
// [constraint.Violations.Limit]. A nil error gives none.
// [validator.ValidationErrors] do, also where they are wrapped; every other
// error, such as a [validator.InvalidValidationError], comes back wrapped.
//
// Validator knows only errors, so there is no warning among the violations:
// [Check] has those too. What the host's own tags and rules report is called by
// the name of the tag.
func Violations(err error, document any) (hyte.Violations, error) {
	if err == nil {
		return nil, nil
	}
	failures, ok := errors.AsType[validator.ValidationErrors](err)
	if !ok {
		return nil, fmt.Errorf("validation: not validated: %w", err)
	}
	all := make([]found, 0, len(failures))
	for _, f := range failures {
		at, ok := locate(document, f.StructNamespace())
		if !ok {
			return nil, fmt.Errorf("validation: these errors are not about a %T: give the document that was validated", document)
		}
		all = append(all, found{at, violation(f, at.pointer())})
	}
	slices.SortStableFunc(all, func(a, b found) int { return a.at.compare(b.at) })
	// The name of an entry and its value have one place; a name that breaks a
	// rule comes first, and then the value is not looked at.
	all = slices.CompactFunc(all, func(a, b found) bool { return a.at.isEntry() && a.at.compare(b.at) == 0 })
	violations := make(hyte.Violations, 0, len(all))
	for _, f := range all {
		violations = append(violations, f.Violation)
	}
	return violations.Limit(), nil
}

// found is a violation on its way to its place among the others.
type found struct {
	at place
	hyte.Violation
}

// violation says what failed at the location. A rule of a whole document hands
// its violation over as the value that failed.
func violation(f validator.FieldError, location string) hyte.Violation {
	v, ok := f.Value().(hyte.Violation)
	if !ok {
		return tagViolation(f, location)
	}
	above := strings.TrimSuffix(location, v.Location)
	if v.Location = location; strings.HasPrefix(v.Params.Other, "/") {
		v.Params.Other = above + v.Params.Other
	}
	return v
}

func tagViolation(f validator.FieldError, location string) hyte.Violation {
	v := hyte.Violation{Rule: hyte.Rule(f.Tag()), Location: location, Severity: hyte.Error}
	switch tag := f.Tag(); tag {
	case "required":
		v.Rule = constraint.RuleRequired
	case "min":
		v.Rule = bySort(f.Kind(), constraint.RuleMinLength, constraint.RuleMinItems, constraint.RuleMinimum)
		v.Params.Min = limit(f)
	case "max":
		v.Rule = bySort(f.Kind(), constraint.RuleMaxLength, constraint.RuleMaxItems, constraint.RuleMaximum)
		v.Params.Max = limit(f)
	case "oneof":
		v.Rule, v.Params.Allowed = constraint.RuleOneOf, strings.Fields(f.Param())
	case "unique":
		v.Rule = constraint.RuleUniqueItems
	default:
		if name, ok := strings.CutPrefix(tag, formatPrefix); ok {
			if format, ok := constraint.FormatNamed(name); ok {
				v.Rule = format.Rule
				if text, ok := f.Value().(string); ok {
					v.Params = format.Cause(text)
				}
			}
		}
	}
	return v
}

// bySort chooses the rule of min or max for a text, a list or a number.
func bySort(kind reflect.Kind, text, items, number hyte.Rule) hyte.Rule {
	switch kind {
	case reflect.String:
		return text
	case reflect.Slice, reflect.Array, reflect.Map:
		return items
	default:
		return number
	}
}

// limit is the number of min or max; a host's own tag may have another.
func limit(f validator.FieldError) int {
	n, err := strconv.Atoi(f.Param())
	if err != nil {
		return 0
	}
	return n
}
