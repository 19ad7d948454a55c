package constraint_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestEncoding(t *testing.T) {
	wide := func(text string, each int, littleEndian bool) string {
		var b strings.Builder
		for _, unit := range utf16.Encode([]rune(text)) {
			bytes := make([]byte, each)
			if littleEndian {
				bytes[0], bytes[1] = byte(unit), byte(unit>>8)
			} else {
				bytes[each-1], bytes[each-2] = byte(unit), byte(unit>>8)
			}
			b.Write(bytes)
		}
		return b.String()
	}
	for name, c := range map[string]struct{ text, want string }{
		"nothing":          {"", ""},
		"a digit":          {"1", ""},
		"UTF-8":            {minimal, ""},
		"with a mark":      {"\ufeff" + minimal, ""},
		"Latin-1":          {"{\"id\":\"\xe4\"}", ""},
		"a NUL":            {"[\x00]", ""},
		"UTF-16LE":         {wide("\ufeff"+minimal, 2, true), "UTF-16"},
		"UTF-16BE":         {wide("\ufeff"+minimal, 2, false), "UTF-16"},
		"UTF-16LE, bare":   {wide(minimal, 2, true), "UTF-16"},
		"UTF-16BE, bare":   {wide(minimal, 2, false), "UTF-16"},
		"UTF-16, a digit":  {wide("1", 2, true), "UTF-16"},
		"UTF-32LE":         {wide("\ufeff"+minimal, 4, true), "UTF-32"},
		"UTF-32BE":         {wide("\ufeff"+minimal, 4, false), "UTF-32"},
		"UTF-32LE, bare":   {wide(minimal, 4, true), "UTF-32"},
		"UTF-32BE, a list": {wide("[]", 4, false), "UTF-32"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := constraint.Encoding([]byte(c.text)); got != c.want {
				t.Errorf("Encoding is %q, want %q", got, c.want)
			}
			_, violations := read(t, c.text)
			named := len(violations) == 1 && violations[0].Rule == constraint.RuleJSONEncoding && violations[0].Params.Encoding == c.want
			if c.want != "" && !named {
				t.Errorf("violations %v do not name the encoding", violations)
			}
		})
	}
}

func TestAMarkIsNoPartOfTheDocument(t *testing.T) {
	if _, violations := read(t, "\ufeff"+minimal); len(violations) > 0 {
		t.Errorf("with a mark: %v", violations)
	}
	members, violations := constraint.Members([]byte("\ufeff{\"a\": [1], \"b\":2}"))
	if string(members["a"]) != "[1]" || string(members["b"]) != "2" || len(violations) > 0 {
		t.Errorf("members %q, %v", members, violations)
	}
	if texts, violations := constraint.Texts([]byte("\ufeff{\"a\":\"b\"}")); texts["a"] != "b" {
		t.Errorf("texts %v, %v", texts, violations)
	}
}
