package constraint_test

import (
	"testing"
	"unicode"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// The table of what cannot be seen is generated: if this fails, Go knows a later
// version of Unicode, and go generate ./hyte/constraint brings the table up to it.
func TestALineShowsSomething(t *testing.T) {
	line := format(t, "line")
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		switch {
		case unicode.In(r, unicode.M, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector):
			if line.Valid(string(r)) {
				t.Errorf("%U alone is a line", r)
			}
		case r == 0x2800 || r == 0x1d159 || r == 0x13441 || r == 0x13442: // drawn as nothing
		case unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !line.Valid(string(r)):
			t.Errorf("%U alone is no line", r)
		}
	}
}

func TestTrimBlanks(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		" \u200b":                  "",
		"Aino":                     "Aino",
		"Väinö":                    "Väinö",
		"\u2068 Väinö\ufe0f\u2069": "Väinö",
		"\ufeffA\u00adn\u200d":     "A\u00adn",
		"\nA\t":                    "\nA\t",
		"e\u0301":                  "e\u0301",
		"\u3164x\u2800":            "\u3164x\u2800", // somebody wrote them
	} {
		if got := constraint.TrimBlanks(in); got != want {
			t.Errorf("TrimBlanks(%+q) = %+q, want %+q", in, got, want)
		}
	}
}
