package constraint_test

import (
	"testing"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// What is wrong is told from the text alone, and a violation never repeats it.
func TestCause(t *testing.T) {
	for _, c := range []struct {
		format, text string
		want         constraint.Params
	}{
		{"email", "aino.example.fi", constraint.Params{Cause: constraint.CauseAtMissing}},
		{"email", "aino@@example.fi", constraint.Params{Cause: constraint.CauseAtTwice}},
		{"email", "aino mallikas@example.fi", constraint.Params{Cause: constraint.CauseBlank}},
		{"email", "aino@example,fi", constraint.Params{Cause: constraint.CauseComma}},
		{"email", "päivi@example.fi", constraint.Params{Cause: constraint.CauseLetter}},
		{"email", "aino@пример.fi", constraint.Params{Cause: constraint.CauseLetter}},
		{"email", "aino;mallikas@example.fi", constraint.Params{Cause: constraint.CauseSign}},
		{"email", "<aino@example.fi", constraint.Params{Cause: constraint.CauseSign}},
		{"email", "aino@exam_ple.fi", constraint.Params{Cause: constraint.CauseSign}},
		{"email", "@example.fi", constraint.Params{}},
		{"email", "aino@example", constraint.Params{}},
		{"telephone", "040 123 4567 (vaihde)", constraint.Params{Cause: constraint.CauseText}},
		{"telephone", "40 123 4567", constraint.Params{Cause: constraint.CausePrefix}},
		{"caldate", "2021-02-31", constraint.Params{Cause: constraint.CauseDay, Max: 28}},
		{"caldate", "2021-13-01", constraint.Params{Cause: constraint.CauseMonth}},
		{"caldate", "15.1.21", constraint.Params{Cause: constraint.CauseYear}},
		{"caldate", "15.1.", constraint.Params{Cause: constraint.CauseYear}},
		{"caldate", "15.", constraint.Params{}},
		{"caldate", "15.1.2021 asti", constraint.Params{}},
		{"caldate", "huomenna", constraint.Params{}},
	} {
		format := format(t, c.format)
		if got := format.Cause(c.text); got.Cause != c.want.Cause || got.Max != c.want.Max {
			t.Errorf("%s %q: %+v, want %+v", c.format, c.text, got, c.want)
		}
	}
}

func TestEmailStranger(t *testing.T) {
	for text, want := range map[string]rune{
		"aino@example.fi": 0, "aino@äyriäinen.fi": 0, "päivi@example.fi": 'ä', "aino;m@example.fi": ';',
		"aino@exam_ple.fi": '_', "Aino Mallikas <päivi@example.fi>": 'ä', "ÄITI(at)example.fi": 'Ä', "": 0, "äää": 'ä',
	} {
		if got := constraint.EmailStranger(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
