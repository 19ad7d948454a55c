package documents_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
)

// cut renders what a reader finds, one line a document: its place and text.
func cut(source io.Reader, limit int) ([]string, error) {
	r := documents.NewReader(source, limit)
	var found []string
	for {
		d, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		if d.Index != len(found) {
			return found, fmt.Errorf("index %d of document %d", d.Index, len(found))
		}
		found = append(found, fmt.Sprintf("%d:%d %s%s", d.Line, d.Column, d.Text, d.Fault))
	}
}

func TestReader(t *testing.T) {
	long := strings.Repeat("x", 40)
	for _, c := range []struct {
		name, input string
		want        []string
	}{
		{"nothing", "", nil},
		{"blanks", " \r\n\t\n", nil},
		{"one", `{"a":1}`, []string{`1:1 {"a":1}`}},
		{"one on many lines", "\n {\n \"a\": [\n {\n}\n]\n}\n", []string{"2:2 {\n \"a\": [\n {\n}\n]\n}"}},
		{"lines", "{\"a\":1}\n{\"b\":2}\n", []string{`1:1 {"a":1}`, `2:1 {"b":2}`}},
		{"lines without a last end", "{\"a\":1}\n{\"b\":2}", []string{`1:1 {"a":1}`, `2:1 {"b":2}`}},
		{"lines of Windows", "{\"a\":1}\r\n\r\n{\"b\":2}\r\n", []string{`1:1 {"a":1}`, `3:1 {"b":2}`}},
		{"byte order mark", "\ufeff{\"a\":1}", []string{"1:1 \ufeff{\"a\":1}"}},
		{"byte order marks of files put together", "\ufeff{\n}\n\ufeff{\"b\":[\n]}\n\ufeff{}", []string{"1:1 \ufeff{\n}", "3:1 \ufeff{\"b\":[\n]}", "5:1 \ufeff{}"}},
		{"byte order mark before blanks", "\ufeff \n{\"a\":1}", []string{`2:1 {"a":1}`}},
		{"byte order mark before an array", "\ufeff[{}, {}]", []string{"1:2 {}", "1:6 {}"}},
		{"byte order mark before blanks and an array", "\ufeff\n[{}]", []string{"2:2 {}"}},
		{"byte order mark in an array", "[{},\ufeff{}]", []string{"1:2 {}", "1:5 json.syntax"}},
		{"two byte order marks", "\ufeff\ufeff{}", []string{"1:1 \ufeff\ufeff{}"}},
		{"only a byte order mark", "\ufeff", nil},
		{"UTF-16", "\xff\xfe{\x00}\x00", []string{"1:1 \xff\xfe{\x00"}},
		{"UTF-16 of the other kind", "\xfe\xff\x00{\x00}", []string{"1:1 \xfe\xff\x00{"}},
		{"UTF-16 without a mark", "\n\x00{\x00}\x00", []string{"1:1 \n\x00{\x00"}},
		{"one behind the other", "{\n}{\n}{}{\n}", []string{"1:1 {\n}", "2:2 {\n}", "3:2 {}", "3:4 {\n}"}},
		{"something behind", "{} x\n{}", []string{"1:1 {} x", "2:1 {}"}},
		{"something behind many lines", "{\n} x\n{}", []string{"1:1 {\n} x", "3:1 {}"}},
		{"another behind a blank", "{} {}\n{}", []string{"1:1 {} {}", "2:1 {}"}},
		{"brackets in texts", "{\"a\":\"}{\"}\n{\"b\":\"\\\"]\"}", []string{`1:1 {"a":"}{"}`, `2:1 {"b":"\"]"}`}},
		{"comma first", "{ \"a\": {}\n, \"b\": {}\n}", []string{"1:1 { \"a\": {}\n, \"b\": {}\n}"}},
		{"no objects", "1\n\"a\"\n[1,\n2]\nnull", []string{"1:1 1", "2:1 \"a\"", "3:1 [1,\n2]", "5:1 null"}},

		{"a line cut in a text", "{\"a\":\"x\n{\"b\":2}\n{\"c\":3}\n", []string{`1:1 {"a":"x`, `2:1 {"b":2}`, `3:1 {"c":3}`}},
		{"a line cut behind a value", "{\"a\":1\n{\"b\":2}\n", []string{`1:1 {"a":1`, `2:1 {"b":2}`}},
		{"a line cut behind a colon", "{\"a\":\n{\"b\":2}\n{\"c\":3}\n", []string{`1:1 {"a":`, `2:1 {"b":2}`, `3:1 {"c":3}`}},
		{"the last but one cut behind a colon", "{\"a\":\n{\"b\":2}\n", []string{`1:1 {"a":`, `2:1 {"b":2}`}},
		{"two lines cut", "{\"a\":\n{\"b\":[\n{\"c\":3}\n", []string{"1:1 {\"a\":\n{\"b\":[", `3:1 {"c":3}`}},
		{"a closing bracket too many", "{\"a\":1}}\n{\"b\":2}\n", []string{`1:1 {"a":1}}`, `2:1 {"b":2}`}},
		{"the end cut", "{\"a\":1}\n{\"b\":", []string{`1:1 {"a":1}`, `2:1 {"b":`}},
		{"many lines cut", "{\n \"a\": {\n  \"b\": 1\n }\n", []string{"1:1 {\n \"a\": {\n  \"b\": 1\n }"}},
		{"no closing quotation mark on many lines", "{\n \"a\": \"x,\n \"b\": 1\n}\n{}", []string{"1:1 {\n \"a\": \"x,\n \"b\": 1\n}", "5:1 {}"}},
		{"a stray line", "{}\n}\n{}", []string{"1:1 {}", "2:1 }", "3:1 {}"}},

		{"empty array", " [ ] ", nil},
		{"array", `[{"a":1}, {"ä":2} ,3]`, []string{`1:2 {"a":1}`, `1:11 {"ä":2}`, `1:20 3`}},
		{"array on many lines", "[\n{\"a\":[\n{}]},\n{}\n,\"x,]\"\n]\n", []string{"2:1 {\"a\":[\n{}]}", "4:1 {}", `5:2 "x,]"`}},
		{"array in an array", `[[{}],[]]`, []string{"1:2 [{}]", "1:7 []"}},
		{"array that does not end", `[{},`, []string{"1:2 {}", "1:5 json.syntax"}},
		{"array that does not end behind an item", `[{}`, []string{"1:2 {}", "1:4 json.syntax"}},
		{"array that does not begin", `[`, []string{"1:2 json.syntax"}},
		{"item that does not end", `[{},{"a":[1,{}`, []string{"1:2 {}", `1:5 {"a":[1,{}`}},
		{"comma before the end", `[{},]`, []string{"1:2 {}", "1:5 json.syntax"}},
		{"two commas", `[{},,{}]`, []string{"1:2 {}", "1:5 json.syntax"}},
		{"no comma", "[{}\n{}]", []string{"1:2 {}", "2:1 json.syntax"}},
		{"broken item", `[{"a":1],{}]`, []string{`1:2 {"a":1]`, "1:10 {}"}},
		{"something behind the array", "[{}]\n\n x", []string{"1:2 {}", "3:2 json.trailing_data"}},
		{"two arrays", "[{}][{}]", []string{"1:2 {}", "1:5 json.trailing_data"}},

		{"too long", "{\"a\":\"" + long + "\"}\n{}", []string{"1:1 {\"a\":\"xxxxxxxxxxxxxxx", "2:1 {}"}},
		{"too long with something behind", "{\n\"a\":\"" + long + "\"} x\n{}", []string{"1:1 {\n\"a\":\"xxxxxxxxxxxxxx", "3:1 {}"}},
		{"too long before another", "{\"a\":\"" + long + "\"}{}", []string{"1:1 {\"a\":\"xxxxxxxxxxxxxxx", "1:49 {}"}},
		{"too long and cut", "{\"a\":\"" + long + "\n{}\n{}", []string{"1:1 {\"a\":\"xxxxxxxxxxxxxxx", "2:1 {}", "3:1 {}"}},
		{"a cut line and much behind it", "{\"a\":[\n{}\n,\"" + long + "\"\n{}", []string{"1:1 {\"a\":[", "2:1 {}", "3:1 ,\"xxxxxxxxxxxxxxxxxxx", "4:1 {}"}},
		{"too long an item", "[{\"a\":\"" + long + "\"},{}]", []string{"1:2 {\"a\":\"xxxxxxxxxxxxxxx", "1:51 {}"}},
		{"too long an item without brackets", "[\"" + long + "\",{}]", []string{"1:2 \"xxxxxxxxxxxxxxxxxxxx", "1:45 {}"}},
		{"too long a line", long + "\n{}", []string{"1:1 xxxxxxxxxxxxxxxxxxxxx", "2:1 {}"}},
		{"too long to the end", "{\"a\":\"" + long, []string{"1:1 {\"a\":\"xxxxxxxxxxxxxxx"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := cut(strings.NewReader(c.input), 20)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestReaderLooksForCutLinesInDeepNesting(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 70)
	got, err := cut(strings.NewReader(deep+"\n{}\n"+deep+"\n"+strings.Repeat("}", 70)), 10000)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"1:1 " + deep, "2:1 {}", "3:1 " + deep + "\n" + strings.Repeat("}", 70)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestReaderReturnsTheErrorOfItsSource(t *testing.T) {
	broken := errors.New("the disk is broken")
	for _, input := range []string{"", "{}\n", "{}\n{\"a\"", "{}\nx", "{}\n{\"a\":1}", "[", "[{}", "[{},", `[{},{"a`, "{} ", "[1"} {
		source := io.MultiReader(strings.NewReader(input), iotest.ErrReader(broken))
		found, err := cut(source, 100)
		if !errors.Is(err, broken) {
			t.Errorf("%q: %q, error %v", input, found, err)
		}
		for _, d := range found {
			if strings.Contains(d, `"a"`) && !strings.HasSuffix(d, "}") {
				t.Errorf("%q: %q was handed out, and its end not read", input, d)
			}
		}
	}
}

func TestReaderGivesUpOnASourceThatGivesNothing(t *testing.T) {
	_, err := cut(silent{}, 100)
	if !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("error %v", err)
	}
}

type silent struct{}

func (silent) Read([]byte) (int, error) { return 0, nil }
