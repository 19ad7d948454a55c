package node_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/schema/internal/node"
)

// TestRoundTrip reads the schemas that are kept and writes them again.
func TestRoundTrip(t *testing.T) {
	files, err := filepath.Glob("../../base/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := node.Parse(want)
		if err != nil {
			t.Fatal(file, err)
		}
		got, err := s.Write()
		if err != nil {
			t.Fatal(file, err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

func TestWrite(t *testing.T) {
	long := strings.Repeat("x", 60)
	cases := []struct {
		name string
		give *node.Schema
		want string
	}{
		{"everything", &node.Schema{}, "{}"},
		{"nothing", &node.Schema{Never: true}, "false"},
		{"a zero limit", &node.Schema{Minimum: node.Int(0)}, `{"minimum": 0}`},
		{"an empty constant", &node.Schema{Not: &node.Schema{Const: ""}}, `{"not": {"const": ""}}`},
		{"no escapes for HTML", &node.Schema{Pattern: "<&>"}, `{"pattern": "<&>"}`},
		{"escapes for what cannot be seen", &node.Schema{Pattern: "\u0000\u007f\u00a0\u202eä李\U000e0001\U0001f600"}, `{"pattern": "\u0000\u007f\u00a0\u202eä李\udb40\udc01` + "\U0001f600" + `"}`},
		{"properties in their order", &node.Schema{Properties: node.Members{{"b", &node.Schema{}}, {"a", &node.Schema{}}}}, `{"properties": {"b": {}, "a": {}}}`},
		{"a long line is broken", &node.Schema{Title: long, Description: long}, "{\n  \"title\": \"" + long + "\",\n  \"description\": \"" + long + "\"\n}"},
		{
			"a long list is filled",
			&node.Schema{Enum: []any{long, "a", long, "b", "c"}},
			"{\n  \"enum\": [\n    \"" + long + "\", \"a\",\n    \"" + long + "\", \"b\", \"c\"\n  ]\n}",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.give.Write()
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want+"\n", string(got)); diff != "" {
				t.Error(diff)
			}
			read, err := node.Parse(got)
			if err != nil {
				t.Fatal(err)
			}
			again, err := read.Write()
			if err != nil || !bytes.Equal(got, again) {
				t.Errorf("read and written again: %s, %v", again, err)
			}
		})
	}
	if _, err := (&node.Schema{Properties: node.Members{{"a", &node.Schema{Const: func() {}}}}}).Write(); err == nil || !strings.Contains(err.Error(), "properties: a: const") {
		t.Errorf("a constant that is no JSON: %v", err)
	}
}

func TestParseErrors(t *testing.T) {
	for text, place := range map[string]string{
		``:                                   `""`,
		`[]`:                                 `""`,
		`{"unknown": 1}`:                     `"/unknown"`,
		`{"maxLength": "x"}`:                 `"/maxLength"`,
		`{"properties": []}`:                 `"/properties"`,
		`{"properties": {"a": {"items": 5}}`: `"/properties/a/items"`,
		`{"allOf": {}}`:                      `"/allOf"`,
		`{"allOf": [{}, {"type": 1}]}`:       `"/allOf/1/type"`,
		`{"title": "a", "title": "b"}`:       `"/title"`,
		`{"not": tru}`:                       `"/not"`,
	} {
		if _, err := node.Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), place) {
			t.Errorf("%s: %v, want %s in it", text, err, place)
		}
	}
}
