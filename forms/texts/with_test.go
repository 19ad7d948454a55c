package texts_test

import (
	"testing"

	"github.com/hytekit/hytekit/forms/texts"
)

// Other words stand for the special cases of a key too, and the catalog itself stays.
func TestWith(t *testing.T) {
	c, err := texts.Parse([]byte(`{"language": "fi", "a": "1", "a=1": "2", "a=1!x": "3", "a!x": "4", "a.b": "5", "ab": "6"}`))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		own  map[string]string
		want map[string]string // by key, of the catalog and then of its variant
	}{
		{"nothing", nil, map[string]string{"a": "1 4", "a=1": "2 3", "a.b": "5 5", "ab": "6 6"}},
		{"the general case", map[string]string{"a": "own"}, map[string]string{"a": "own own", "a=1": " ", "a.b": "5 5", "ab": "6 6"}},
		{"a special case", map[string]string{"a=1": "own"}, map[string]string{"a": "1 4", "a=1": "own own"}},
		{"both", map[string]string{"a": "own", "a=1": "one"}, map[string]string{"a": "own own", "a=1": "one one"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			with := c.With(test.own)
			for key, want := range test.want {
				if got := with.Text(key) + " " + with.Variant("!x").Text(key); got != want {
					t.Errorf("%s is %q, want %q", key, got, want)
				}
			}
			if c.Text("a") != "1" || with.Language() != "fi" {
				t.Error("the catalog was changed, or the language is lost")
			}
		})
	}
}
