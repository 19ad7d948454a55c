package constraint_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Structure and rules are one list, and no mistake is reported twice.
func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		document string
		want     []string
	}{
		"valid":                      {minimal, nil},
		"schema is allowed":          {`{"$schema":"x","id":"abc","sender":{"name":"Aino"}}`, nil},
		"rules only":                 {`{"id":"ab","sender":{}}`, []string{"min_length /id", "required /sender/name"}},
		"nothing there":              {`{}`, []string{"required /id", "required /sender"}},
		"both":                       {`{"x":1,"id":"ab","sender":{"name":"Aino"}}`, []string{"min_length /id", "unknown_property /x"}},
		"both in document order":     {`{"sender":{"y":1},"id":5}`, []string{"type /id", "required /sender/name", "unknown_property /sender/y"}},
		"wrong type is not missing":  {`{"id":5,"sender":[]}`, []string{"type /id", "type /sender"}},
		"nor its members":            {`{"id":"abc","sender":{"name":"A","partner":5}}`, []string{"type /sender/partner"}},
		"nor its items":              {`{"id":"abc","sender":{"name":"A"},"parties":[5,{}]}`, []string{"type /parties/0", "required /parties/1/name"}},
		"root":                       {`null`, []string{"type "}},
		"list with a wrong item":     {`{"id":"abc","sender":{"name":"A"},"copies":["a@a.fi",5,6]}`, []string{"type /copies/1", "type /copies/2"}},
		"same and wrong items":       {`{"id":"abc","sender":{"name":"A"},"copies":["a@a.fi","a@a.fi",5]}`, []string{"type /copies/2"}},
		"size counts wrong items":    {`{"id":"abc","sender":{"name":"A"},"copies":[1,2,3,4]}`, []string{"max_items /copies", "type /copies/0", "type /copies/1", "type /copies/2", "type /copies/3"}},
		"empty text and wrong items": {`{"id":"abc","sender":{"name":"A"},"copies":["",null]}`, []string{"required /copies/0", "type /copies/1"}},
		"wrong name and type":        {`{"id":"abc","sender":{"name":"A"},"subject":{"FI":5,"sv":"a"}}`, []string{"type /subject/FI"}},
		"place that begins alike":    {`{"id":"abc","sender":{"name":"A","partner":{}},"send":1}`, []string{"required /sender/partner/name", "unknown_property /send"}},
		"unknown above known":        {`{"":{},"id":"","sender":{"name":"A"}}`, []string{"required /id", "unknown_property /"}},
		"empty instant":              {`{"id":"abc","sender":{"name":"A"},"sent":""}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, violations := read(t, c.document)
			if diff := cmp.Diff(c.want, found(violations)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A value that breaks a rule is noticed while the document is read, wherever it is.
func TestReadNotices(t *testing.T) {
	for member, want := range map[string]string{
		`"kind":"memo"`:                        "one_of /kind",
		`"pages":1`:                            "minimum /pages",
		`"copies":[]`:                          "min_items /copies",
		`"copies":["a@a.fi","a"]`:              "format.email /copies/1",
		`"copies":["a@a.fi","a@a.fi"]`:         "unique_items /copies",
		`"parties":[{"name":"A"},{"tags":[]}]`: "required /parties/1/name",
		`"parties":[{"name":"A","tags":[""]}]`: "required /parties/0/tags/0",
		`"subject":{"FI":"a"}`:                 "format.language /subject/FI",
		`"subject":{"fi":""}`:                  "required /subject/fi",
		`"counts":{"a":10}`:                    "maximum /counts/a",
		`"a~b/c":"xyz"`:                        "max_length /a~0b~1c",
	} {
		_, violations := read(t, minimal[:len(minimal)-1]+","+member+"}")
		if diff := cmp.Diff([]string{want}, found(violations)); diff != "" {
			t.Errorf("%s: %s", member, diff)
		}
	}
}

// A stranger may send a document that is nothing but mistakes. The work must
// not grow with the square of its length; these would take minutes then.
func TestReadHostileDocuments(t *testing.T) {
	for name, document := range map[string]string{
		"wrong items":        `{"parties":[` + strings.Repeat("1,", 120_000) + `1]}`,
		"empty items":        `{"parties":[` + strings.Repeat("{},", 120_000) + `{}]}`,
		"wrong and empty":    `{"parties":[` + strings.Repeat("1,{},", 60_000) + `1]}`,
		"wrong texts":        `{"copies":[` + strings.Repeat(`0,"",`, 60_000) + `0]}`,
		"unknown properties": `{` + numbered(`"x%d":1,`, 80_000) + `"y":1}`,
		"names of a map":     `{"subject":{` + numbered(`"X%d":"",`, 70_000) + `"fi":"a"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, violations := read(t, document); len(violations) < 60_000 {
				t.Errorf("%d violations", len(violations))
			}
		})
	}
}
