package tree_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/schema/internal/parity/tree"
)

const document = `{"b":[1,2.50,-0,{"a/b":"x\ny"},null],"a":{"":true,"~":false},"𐐷":"ä\u0000<"}`

func parse(t *testing.T, text string) tree.Value {
	t.Helper()
	v, err := tree.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// value is what any reader sees.
func value(t *testing.T, text []byte) (v any) {
	t.Helper()
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}

func TestWrite(t *testing.T) {
	root := parse(t, document)
	if got := string(tree.Write(root, "")); got != document {
		t.Errorf("%s, want %s", got, document)
	}
	for _, blanks := range []string{" ", "\t", "\r", "  "} {
		if diff := cmp.Diff(value(t, []byte(document)), value(t, tree.Write(root, blanks))); diff != "" {
			t.Errorf("with %q between tokens:\n%s", blanks, diff)
		}
	}
}

func TestEscapes(t *testing.T) {
	root := parse(t, document)
	for _, s := range tree.Slots(&root) {
		s.EscapeName()
		if text, ok := s.Value.(string); ok {
			s.Replace(tree.Escaped(text))
		}
	}
	written := tree.Write(root, "")
	if diff := cmp.Diff(value(t, []byte(document)), value(t, written)); diff != "" {
		t.Error(diff)
	}
	const want = `{"\u0062":[1,2.50,-0,{"\u0061\u002f\u0062":"\u0078\u000a\u0079"},null],"\u0061":{"":true,"\u007e":false},"\ud801\udc37":"\u00e4\u0000\u003c"}`
	if string(written) != want {
		t.Errorf("%s, want %s", written, want)
	}
}

func TestSlots(t *testing.T) {
	root := parse(t, document)
	var pointers []string
	for _, s := range tree.Slots(&root) {
		pointers = append(pointers, s.Pointer)
	}
	want := []string{"", "/b", "/b/0", "/b/1", "/b/2", "/b/3", "/b/3/a~1b", "/b/4", "/a", "/a/", "/a/~0", "/𐐷"}
	if diff := cmp.Diff(want, pointers); diff != "" {
		t.Error(diff)
	}
}

func TestChange(t *testing.T) {
	for name, c := range map[string]struct {
		at     int
		change func(tree.Slot)
		want   string
	}{
		"replace the whole": {0, func(s tree.Slot) { s.Replace("x") }, `"x"`},
		"the whole stays":   {0, tree.Slot.Remove, `{"a":[1,2],"b":{}}`},
		"remove a member":   {4, tree.Slot.Remove, `{"a":[1,2]}`},
		"remove an item":    {2, tree.Slot.Remove, `{"a":[2],"b":{}}`},
		"replace an item":   {3, func(s tree.Slot) { s.Replace(nil) }, `{"a":[1,null],"b":{}}`},
		"add a member":      {4, func(s tree.Slot) { s.Value.(*tree.Object).Set("c", true) }, `{"a":[1,2],"b":{"c":true}}`},
		"set a member":      {0, func(s tree.Slot) { s.Value.(*tree.Object).Set("a", tree.Number("5")) }, `{"a":5,"b":{}}`},
	} {
		t.Run(name, func(t *testing.T) {
			original := parse(t, `{"a":[1,2],"b":{}}`)
			copied := tree.Clone(original)
			c.change(tree.Slots(&copied)[c.at])
			if got := string(tree.Write(copied, "")); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if got := string(tree.Write(original, "")); got != `{"a":[1,2],"b":{}}` {
				t.Errorf("the original has become %s", got)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{"", "{", "[1", `{"a":1,"a":2}`, "\"\xff\""} {
		if v, err := tree.Parse([]byte(text)); err == nil {
			t.Errorf("%q is read as %v", text, v)
		}
	}
}
