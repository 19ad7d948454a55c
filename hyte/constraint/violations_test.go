package constraint_test

import (
	"errors"
	"testing"

	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestErr(t *testing.T) {
	warning := constraint.Violation{Rule: "text.missing", Location: "/title/sv", Severity: constraint.Warning}
	fault := constraint.Violation{Rule: "required", Location: "/id", Severity: constraint.Error}
	for _, test := range []struct {
		name string
		of   constraint.Violations
		want string
	}{
		{"none", nil, ""},
		{"a warning is no error", constraint.Violations{warning}, ""},
		{"one", constraint.Violations{warning, fault}, `the document is not valid: error required at "/id"`},
		{"several", constraint.Violations{fault, warning, fault, fault}, `the document is not valid: error required at "/id", and 2 more`},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := test.of.Err()
			if (err == nil) != (test.want == "") {
				t.Fatalf("%v", err)
			}
			var invalid *constraint.InvalidError
			if err == nil {
				return
			}
			if err.Error() != test.want || !errors.As(err, &invalid) || len(invalid.Violations) != len(test.of) {
				t.Errorf("%q, %v", err, invalid)
			}
		})
	}
}
