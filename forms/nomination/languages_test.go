package nomination_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// A call may be in a language that no translator has written the form in. It is
// told so.
func TestLanguagesWithoutTexts(t *testing.T) {
	warning := func(location string) hyte.Violation {
		return hyte.Violation{
			Rule: "language.untranslated", Location: location, Severity: hyte.Warning,
			Params: constraint.Params{Allowed: texts.Languages()},
		}
	}
	for name, test := range map[string]struct {
		languages, forms []string
		want             hyte.Violations
	}{
		"all translated": {[]string{"sv", "fi", "en"}, []string{"sv", "fi", "en"}, nil},
		"the first not":  {[]string{"nb", "fi"}, []string{"fi"}, hyte.Violations{warning("/languages/0")}},
		"none":           {[]string{"nb", "se"}, []string{}, hyte.Violations{warning("/languages/0"), warning("/languages/1")}},
		"no code":        {[]string{"fi", "Norsk"}, []string{"fi"}, nil}, // format.language says so
	} {
		t.Run(name, func(t *testing.T) {
			call := &hyte.Call{Languages: test.languages}
			if diff := cmp.Diff(test.want, forms.CheckLanguages(call.Languages)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.forms, forms.Languages(call.Languages)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
