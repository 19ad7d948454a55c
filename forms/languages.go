package forms

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// RuleLanguageUntranslated says that the program has no texts of the form in a language of
// the inquiry (warning). params.allowed are those in which it has. It is a rule of this
// package because hyte knows no texts.
const RuleLanguageUntranslated hyte.Rule = "language.untranslated"

// Languages are those of an inquiry's languages in which the program has texts, in
// the inquiry's order: those of its forms.
func Languages(codes []string) []string {
	translated := texts.Languages()
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !slices.Contains(translated, code) })
}

// CheckLanguages warns of an inquiry's languages, its member languages, in which
// there is no form.
func CheckLanguages(codes []string) hyte.Violations {
	translated, form := texts.Languages(), Languages(codes)
	format, _ := constraint.FormatNamed("language")
	var found hyte.Violations
	for i, code := range codes {
		// What is no code at all is already reported as that.
		if !slices.Contains(form, code) && format.Valid(code) {
			found = append(found, hyte.Violation{
				Rule: RuleLanguageUntranslated, Location: "/languages/" + strconv.Itoa(i), Severity: hyte.Warning,
				Params: constraint.Params{Allowed: translated},
			})
		}
	}
	return found
}
