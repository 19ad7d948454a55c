package schema_test

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// definition is how a schema says a format.
type definition struct {
	Pattern string
	Const   *string
	AllOf   []definition
	Not     *definition
}

func (d definition) matches(text string) bool {
	if d.Pattern != "" && !regexp.MustCompile(d.Pattern).MatchString(text) || d.Const != nil && *d.Const != text {
		return false
	}
	for _, part := range d.AllOf {
		if !part.matches(text) {
			return false
		}
	}
	return d.Not == nil || !d.Not.matches(text)
}

// TestFormats holds what the schemas say of formats to what package constraint
// does, and keeps the verdicts for the tests in other languages.
func TestFormats(t *testing.T) {
	definitions := map[string]definition{}
	for name, text := range everySchema(t) {
		var root struct {
			Defs map[string]json.RawMessage `json:"$defs"`
		}
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		for rule, text := range root.Defs {
			var d definition
			if !strings.HasPrefix(rule, "format.") {
				continue
			}
			if err := json.Unmarshal(text, &d); err != nil {
				t.Fatal(err)
			}
			if known, ok := definitions[rule]; ok && !cmp.Equal(known, d) {
				t.Errorf("%s has another %s than other schemas", name, rule)
			}
			definitions[rule] = d
		}
	}
	verdicts := map[string]map[string]bool{}
	for _, f := range constraint.Formats() {
		d, ok := definitions[string(f.Rule)]
		if !ok {
			t.Errorf("no schema has %s", f.Rule)
			continue
		}
		of := map[string]bool{}
		for _, text := range append(texts, strings.Repeat("a", 64)+"@example.fi", strings.Repeat("a", 65)+"@example.fi", "a@"+strings.Repeat("b", 64)+".fi") {
			of[text] = d.matches(text)
			if want := text == "" || f.Valid(text); of[text] != want && (f.Exact || want) {
				t.Errorf("%s: the schema says %t of %q", f.Rule, of[text], text)
			}
		}
		verdicts[string(f.Rule)] = of
	}
	compareGolden(t, "testdata/patterns/texts.json", ascii(t, verdicts))
}

// ascii is a value in JSON with escapes for all that is not ASCII: nobody sees
// what the texts are made of otherwise.
func ascii(t *testing.T, value any) []byte {
	t.Helper()
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	var out []byte
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			out = append(out, byte(r))
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, "\\u%04x", unit)
		}
	}
	return append(out, '\n')
}

// TestPatternsElsewhere runs the tests in other languages; make test installs
// what runs them.
func TestPatternsElsewhere(t *testing.T) {
	for program, arguments := range map[string][]string{
		"node":    {"--test", "testdata/patterns/patterns.test.mjs"},
		"python3": {"testdata/patterns/patterns.py"},
	} {
		t.Run(program, func(t *testing.T) {
			path, err := exec.LookPath(program)
			if err != nil {
				t.Fatalf("%s is not on the path; install it, as make test does on Debian", program)
			}
			if output, err := exec.CommandContext(t.Context(), path, arguments...).CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, output)
			}
		})
	}
}
