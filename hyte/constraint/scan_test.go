package constraint_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte/constraint"
)

const (
	yes = "" // no rule is broken

	syntax    = constraint.RuleJSONSyntax
	encoding  = constraint.RuleJSONEncoding
	duplicate = constraint.RuleJSONDuplicate
	trailing  = constraint.RuleJSONTrailing
)

// grammar goes through RFC 8259 production by production: what belongs to it,
// what nearly does, and what it leaves to the reader.
var grammar = []struct {
	name, text string
	rule       constraint.Rule
}{
	{"null", `null`, yes},
	{"true", `true`, yes},
	{"false", `false`, yes},
	{"a lonely text", `"asd"`, yes},
	{"an empty text", `""`, yes},
	{"a lonely number", `42`, yes},
	{"lonely and negative", `-0.1`, yes},
	{"half a word", `nul`, syntax},
	{"a word and more", `truee`, trailing},
	{"a wrong word", `trux`, syntax},
	{"capitals", `NULL`, syntax},
	{"undefined", `undefined`, syntax},
	{"a name", `a`, syntax},
	{"a star", `*`, syntax},
	{"an angle bracket", `<.>`, syntax},
	{"nothing", ``, syntax},
	{"blanks", " \t\r\n", syntax},
	{"NUL", "\x00", syntax},

	{"an empty array", `[]`, yes},
	{"in an array", `[[]   ]`, yes},
	{"everything", `[null, 1, "1", {}, []]`, yes},
	{"line breaks", "[1\n,\r\n1\t]", yes},
	{"one null", `[null]`, yes},
	{"blanks around", " [1] ", yes},
	{"a comma before", `[,1]`, syntax},
	{"a comma after", `[1,]`, syntax},
	{"two commas", `[1,,2]`, syntax},
	{"only a comma", `[,]`, syntax},
	{"two commas after", `[1,,]`, syntax},
	{"no comma", `[1 true]`, syntax},
	{"a colon", `["": 1]`, syntax},
	{"a semicolon", `[1;2]`, syntax},
	{"not closed", `[`, syntax},
	{"not closed after a value", `[""`, syntax},
	{"not closed after a comma", `[1,`, syntax},
	{"closed as an object", `[1}`, syntax},
	{"closed twice", `[1]]`, trailing},
	{"a comma afterwards", `[],`, trailing},
	{"an end", `]`, syntax},
	{"form feed", "[\f]", syntax},
	{"vertical tab", "[\v1]", syntax},
	{"no-break space", "[\u00a0]", syntax},
	{"line separator", "[\u2028]", syntax},
	{"NUL in an array", "[\x00]", syntax},
	{"NUL afterwards", "[]\x00", trailing},
	{"byte order mark", "\ufeff[]", yes},
	{"byte order mark and a blank", "\ufeff []", yes},
	{"a blank and a byte order mark", " \ufeff[]", syntax},
	{"two byte order marks", "\ufeff\ufeff[]", syntax},
	{"byte order mark behind", "[]\ufeff", trailing},

	{"an empty object", `{}`, yes},
	{"a member", `{"a":[]}`, yes},
	{"an empty name", `{"":0}`, yes},
	{"line breaks in it", "{\n\"a\"\t:\r1 , \"b\" : 2}", yes},
	{"an escaped NUL in a name", `{"foo\u0000bar": 42}`, yes},
	{"long names", `{"x":[{"id": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}], "id": "x"}`, yes},
	{"no value", `{"a":}`, syntax},
	{"no colon", `{"a" 1}`, syntax},
	{"nor anything", `{"a"}`, syntax},
	{"a comma for a colon", `{"a",1}`, syntax},
	{"two colons", `{"a"::1}`, syntax},
	{"no name", `{:1}`, syntax},
	{"a bare name", `{a:1}`, syntax},
	{"single quotes", `{'a':1}`, syntax},
	{"a number for a name", `{1:1}`, syntax},
	{"a word for a name", `{null:null}`, syntax},
	{"an array for a name", `{[]:1}`, syntax},
	{"a comma at the end", `{"a":0,}`, syntax},
	{"many commas", `{"a":0,,,,,}`, syntax},
	{"a comma at the beginning", `{,"a":0}`, syntax},
	{"no comma between", `{"a":1 "b":2}`, syntax},
	{"a name alone after a comma", `{"a":1,"b"}`, syntax},
	{"closed as an array", `{"a":1]`, syntax},
	{"open", `{`, syntax},
	{"open after a name", `{"a"`, syntax},
	{"open after a colon", `{"a":`, syntax},
	{"open after a value", `{"a":1`, syntax},
	{"a second one", `{}{}`, trailing},
	{"a comment behind", `{"a":1}/**/`, trailing},
	{"a comment", `{"a":/*x*/1}`, syntax},
	{"a line comment", "{\"a\":1} // x", trailing},
	{"twice", `{"a":1,"a":2}`, duplicate},
	{"twice and alike", `{"a":1,"a":1}`, duplicate},
	{"twice with escapes", `{"\u0061\n":1,"a\u000A":2}`, duplicate},
	{"the empty name twice", `{"":1,"":1}`, duplicate},
	{"twice in different objects", `{"a":{"a":1},"b":{"a":1}}`, yes},
	{"in other letters", `{"a":1,"A":2}`, yes},
	{"after an object inside", `{"a":{"b":1,"c":2},"b":1,"a":2}`, duplicate},
	{"composed and not", "{\"\u00e4\":1,\"a\u0308\":2}", yes},
	{"a pair, escaped and not", `{"\ud801\udc37":1,"𐐷":2}`, duplicate},

	{"zero", `0`, yes},
	{"minus zero", `-0`, yes},
	{"digits", `123`, yes},
	{"minus", `-123`, yes},
	{"fraction", `123.456789`, yes},
	{"zeros", `0.000`, yes},
	{"exponent", `1e22`, yes},
	{"capital", `1E22`, yes},
	{"exponent with plus", `1E+2`, yes},
	{"with minus", `1e-2`, yes},
	{"zero exponent", `0e+1`, yes},
	{"leading zeros in it", `1e0001`, yes},
	{"too great", `123123e100000`, yes},
	{"too small", `123e-10000000`, yes},
	{"very long", strings.Repeat("7", 300), yes},
	{"a leading zero", `[012]`, syntax},
	{"and minus", `[-012]`, syntax},
	{"two zeros", `[00]`, syntax},
	{"only minus", `[-]`, syntax},
	{"two minus", `[--1]`, syntax},
	{"a plus", `[+1]`, syntax},
	{"no digit before the point", `[.5]`, syntax},
	{"none after", `[1.]`, syntax},
	{"none but an exponent", `[1.e1]`, syntax},
	{"an exponent without digits", `[1e]`, syntax},
	{"and plus", `[1e+]`, syntax},
	{"an exponent with a point", `[1e1.5]`, syntax},
	{"two e", `[1ee2]`, syntax},
	{"two signs", `[1e+-2]`, syntax},
	{"hexadecimal", `[0x1]`, syntax},
	{"with letters", `[1a]`, syntax},
	{"a blank in it", `[1 000]`, syntax},
	{"infinity", `[Infinity]`, syntax},
	{"minus infinity", `[-Infinity]`, syntax},
	{"not a number", `[NaN]`, syntax},
	{"full-width digits", "[\uff11]", syntax},
	{"cut off at the minus", `-`, syntax},
	{"cut off at the point", `1.`, syntax},
	{"cut off at e", `1e`, syntax},
	{"1 000", `1 000`, trailing},
	{"two points", `[1.2.3]`, syntax},

	{"escapes", `"\"\\\/\b\f\n\r\t"`, yes},
	{"by number", `"\u0060\u012a\u12AB"`, yes},
	{"a surrogate pair", `"\uD801\udc37"`, yes},
	{"two pairs", `"\ud83d\ude39\ud83d\udc8d"`, yes},
	{"the last code point", "\"\U0010ffff\"", yes},
	{"non-characters", `"\uFFFF\uFDD0\uDBFF\uDFFE"`, yes},
	{"DEL", "\"a\x7fa\"", yes},
	{"separators", "\"\u2028\u2029\"", yes},
	{"an escaped NUL", `"\u0000"`, yes},
	{"a backslash and u", `"\\u0000"`, yes},
	{"a backslash and n", `"\\n"`, yes},
	{"eight and more", `"1234567\n12345678\"1"`, yes},
	{"half a pair", `["\uDADA"]`, syntax},
	{"half and more", `["\uD888\u1234"]`, syntax},
	{"half and a letter", `["\ud800abc"]`, syntax},
	{"two first halves", `["\uD800\uD800"]`, syntax},
	{"the wrong half", `["\uDFAA"]`, syntax},
	{"the halves swapped", `["\uDd1e\uD834"]`, syntax},
	{"half and an escape", `["\uD800\n"]`, syntax},
	{"half in a name", `{"\uD800":1}`, syntax},
	{"an unknown escape", `["\a"]`, syntax},
	{"of no character", `["\` + "\x00" + `"]`, syntax},
	{"an x", `["\x00"]`, syntax},
	{"a capital U", `["\U0000"]`, syntax},
	{"single quote", `["\'"]`, syntax},
	{"three digits", `["\u00A"]`, syntax},
	{"no digits", `["\u"]`, syntax},
	{"no hexadecimal digit", `["\u00gg"]`, syntax},
	{"a sign", `["\u+123"]`, syntax},
	{"an underscore", `["\u1_23"]`, syntax},
	{"digits of Arabic", "[\"\\u\u0661\u0662\u0663\u0664\"]", syntax},
	{"half a pair and half an escape", `["\uD834\uDd"]`, syntax},
	{"bracket in an escape", `["\u[00"]`, syntax},
	{"a line break", "[\"a\nb\"]", syntax},
	{"a tab", "[\"\t\"]", syntax},
	{"NUL in a text", "[\"a\x00a\"]", syntax},
	{"the last control character", "[\"\x1f\"]", syntax},
	{"not closed text", `"abc`, syntax},
	{"only a quotation mark", `"`, syntax},
	{"ended by an escape", `"\"`, syntax},
	{"ended in an escape", `"\`, syntax},
	{"ended in a number", `"\u00`, syntax},
	{"single-quoted", `['a']`, syntax},
	{"without quotes", `[abc]`, syntax},
	{"only escapes", `[\n]`, syntax},
	{"an escaped quotation mark outside", `[\u0022a"]`, syntax},

	{"Latin-1", "[\"\xe9\"]", encoding},
	{"outside a text", "[\xff]", encoding},
	{"overlong", "[\"\xc0\xaf\"]", encoding},
	{"overlong NUL", "[\"\xe0\x80\x80\"]", encoding},
	{"UTF-8 of a surrogate", "[\"\xed\xa0\x80\"]", encoding},
	{"beyond Unicode", "[\"\xf4\xbf\xbf\xbf\"]", encoding},
	{"a continuation alone", "[\"\x81\"]", encoding},
	{"cut off UTF-8", "[\"\xe0\xff\"]", encoding},
	{"in a name", "{\"\xb9\":0}", encoding},
	{"at the end", "[]\xe5", encoding},
	{"UTF-16 with a mark", "\xff\xfe[\x00]\x00", encoding},
	{"UTF-16 without", "\x00[\x00]", encoding},
}

func TestScanGrammar(t *testing.T) {
	for _, c := range grammar {
		t.Run(c.name, func(t *testing.T) {
			tree, fault := constraint.Tree([]byte(c.text))
			if got := ruleOf(fault); got != c.rule {
				t.Fatalf("%q: %q, want %q", c.text, got, c.rule)
			}
			others := constraint.WithoutMark([]byte(c.text)) // who refuse it
			compareWithJSONText(t, others, tree, fault)
			compareWithEncodingJSON(t, others, tree, fault)
			if fault != nil {
				checkPlace(t, others, fault)
			}
		})
	}
}

func ruleOf(fault *constraint.Violation) constraint.Rule {
	if fault == nil {
		return yes
	}
	return fault.Rule
}

// Strings are searched eight bytes at a time: what ends or spoils one must be
// seen at every place of the eight, whatever stands around it.
func TestScanStringsOfEveryLength(t *testing.T) {
	for length := range 20 {
		for at := range length + 1 {
			for _, fill := range []string{"a", "!", "\x7f", "#", "[", "]"} {
				before, after := strings.Repeat(fill, at), strings.Repeat(fill, length-at)
				for c := range rune(0x80) {
					text := []byte(`"` + before + string(c) + after + `"`)
					var want string
					err := json.Unmarshal(text, &want)
					tree, fault := constraint.Tree(text)
					if (err == nil) != (fault == nil) || err == nil && tree != want {
						t.Fatalf("%q: %v, %v, want %q, %v", text, tree, fault, want, err)
					}
				}
			}
		}
	}
}

// A stranger may choose the names of an object. That none comes twice must not
// take time by the square of their number.
func TestScanManyNames(t *testing.T) {
	const many = 60_000
	for name, form := range map[string]string{"distinct": `"%d":1,`, "of one length and ends": `"x%05dx":1,`, "escaped": `"\u0061%d":1,`} {
		t.Run(name, func(t *testing.T) {
			object := "{" + numbered(form, many)
			begun := time.Now()
			for last, want := range map[string]constraint.Rule{`"last":1`: yes, fmt.Sprintf(strings.TrimSuffix(form, ","), 0): duplicate, fmt.Sprintf(strings.TrimSuffix(form, ","), many-1): duplicate} {
				_, fault := constraint.Tree([]byte(object + last + "}"))
				if ruleOf(fault) != want {
					t.Errorf("%s: %v, want %q", last, fault, want)
				}
			}
			if took := time.Since(begun); took > 5*time.Second {
				t.Errorf("it takes %v", took)
			}
		})
	}
}

// Names are compared one by one in small objects and otherwise in large ones;
// objects inside begin anew and leave the outer names as they were.
func TestScanFindsEveryDuplicate(t *testing.T) {
	for count := range 40 {
		for first := range count {
			var b bytes.Buffer
			b.WriteByte('{')
			for i := range count {
				fmt.Fprintf(&b, `"n%d":{"n0":0,"x":{"y":1},"n1":[{"n0":1}]},`, i)
			}
			fmt.Fprintf(&b, `"n%d":1}`, first)
			_, fault := constraint.Tree(b.Bytes())
			if ruleOf(fault) != duplicate || fault.Location != fmt.Sprintf("/n%d", first) {
				t.Fatalf("of %d names the one at %d comes twice: %v", count, first, fault)
			}
		}
	}
}

// Where a text goes wrong is said by the value that was being read, or after
// which something else was expected.
func TestScanLocations(t *testing.T) {
	for text, want := range map[string]string{
		`[`: "/0", `[x`: "/0", `[1`: "/0", `[1 2]`: "/0", `[1,`: "/1", `[1,x]`: "/1", `[1,]`: "/0", `[[],[1,x]]`: "/1/1",
		`{`: "", `{x`: "", `{"a`: "", `{"a"`: "/a", `{"a":`: "/a", `{"a":1`: "/a", `{"a":1,`: "/a", `{"a":1,}`: "/a", `{"a":1,"b"x`: "/b",
		`{"":x}`: "/", `{"a/b":[{"~":x}]}`: "/a~1b/0/~0", `{"a":{},x}`: "/a", `{"a":[],"b":[{}x]}`: "/b/0", `[1]x`: "", `x`: "",
	} {
		_, fault := constraint.Tree([]byte(text))
		if fault == nil || fault.Location != want {
			t.Errorf("%s: %v, want %q", text, fault, want)
		}
	}
}

// Reading a text costs its copy, and what holds what was read; not the tokens.
func TestScanDoesNotAllocate(t *testing.T) {
	unknown := []byte(`{"x":` + strings.Repeat(`{"a":[true,null,-1.5e3,"plain"],"b":`, 20) + `1` + strings.Repeat(`}`, 20) + `}`)
	decoder := letterType.NewDecoder()
	var l letter
	decoder.Decode(unknown, &l)
	// The copy of the text, and the one violation with its location.
	if allocations := testing.AllocsPerRun(100, func() { decoder.Decode(unknown, &l) }); allocations > 5 {
		t.Errorf("%v allocations", allocations)
	}
}
