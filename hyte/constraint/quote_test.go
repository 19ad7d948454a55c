package constraint_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func ExampleAppendQuote() {
	line := append([]byte(nil), `{"name":`...)
	line = constraint.AppendQuote(line, "Aino \"Aikku\"\tEsimerkki")
	fmt.Println(string(append(line, '}')))
	// Output: {"name":"Aino \"Aikku\"\tEsimerkki"}
}

// What is written is what jsontext writes, and every reader reads it.
func FuzzAppendQuote(f *testing.F) {
	for _, text := range []string{"", "a", "\"\\\b\f\n\r\t\x00\x1f\x7f/", "</script>&", "äŋ𐐷\u2028\ufeff", "\xff\xfe", "a\xc3\xc3\n\xc3", "1234567\"12345678\n"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		valid := strings.ToValidUTF8(text, "\ufffd")
		got := string(constraint.AppendQuote([]byte("x"), text)[1:])
		if want, err := jsontext.AppendQuote(nil, valid); err != nil || got != string(want) {
			t.Errorf("%q is written as %s, by jsontext as %s (%v)", text, got, want, err)
		}
		var read string
		if err := json.Unmarshal([]byte(got), &read); err != nil || read != valid {
			t.Errorf("%q is written as %s and read as %q, %v", text, got, read, err)
		}
		if tree, fault := constraint.Tree([]byte(got)); fault != nil || tree != valid {
			t.Errorf("%q is written as %s and read as %q, %v", text, got, tree, fault)
		}
	})
}
