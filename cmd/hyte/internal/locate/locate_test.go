package locate_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/cmd/hyte/internal/locate"
)

const document = `{
  "call": "ä", "a/b": 1,
  "list": [ {"x": {}},
    {"x" : [true, null]} ]
}`

func TestPointer(t *testing.T) {
	for _, c := range []struct {
		text, pointer, want string
	}{
		{document, "", "1:1"},
		{"\n  {}", "", "2:3"},
		{document, "/call", "2:11"},
		{document, "/a~1b", "2:23"},
		{document, "/list", "3:11"},
		{document, "/list/0", "3:13"},
		{document, "/list/0/x", "3:19"},
		{document, "/list/1/x", "4:12"},
		{document, "/list/1/x/1", "4:19"},
		{document, "/list/1/y", "4:5"},      // missing: the object that lacks it
		{document, "/list/1/x/0/z", "4:13"}, // nothing beneath it
		{document, "/missing", "1:1"},
		{document, "no pointer", "1:1"},
		{`{"a":1,"b":`, "/b", "1:1"},
		{`{"a":1,"a":2}`, "/a", "1:6"},
		{"", "/a", "1:1"},
		{"\xff", "/a", "1:1"},
	} {
		line, column := locate.Pointer([]byte(c.text), c.pointer)
		if got := fmt.Sprintf("%d:%d", line, column); got != c.want {
			t.Errorf("%q: %s, want %s", c.pointer, got, c.want)
		}
	}
}

// FuzzPointer looks every value of a document up by its pointer.
func FuzzPointer(f *testing.F) {
	f.Add([]byte(document), "/list/1/x/1")
	f.Add([]byte(`[[],{"":{"~":"/"}}]`), "/1//~0")
	f.Add([]byte(`{"a":`), "/a")
	f.Fuzz(func(t *testing.T, text []byte, pointer string) {
		line, column := locate.Pointer(text, pointer)
		lines := strings.Split(string(text), "\n")
		if line < 1 || line > len(lines) || column < 1 || column > len([]rune(lines[line-1]))+1 {
			t.Fatalf("%d:%d is outside of the text", line, column)
		}
		if !json.Valid(text) {
			return
		}
		rest := strings.Join(lines[line-1:], "\n")
		at := string([]rune(rest)[column-1:])
		if strings.ContainsAny(at[:1], "}],:") {
			t.Fatalf("%d:%d is no value: %q", line, column, at)
		}
	})
}
