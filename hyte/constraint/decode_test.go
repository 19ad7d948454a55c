package constraint_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestDecodeTakesEverything(t *testing.T) {
	l, violations := read(t, full)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	want := letter{
		Schema: "https://a.fi/s", ID: "abc-1", Subject: texts{"fi": "Åäö", "sv": "𐐷𐐷𐐷𐐷𐐷"}, Kind: "note", Pages: 2, Secret: true,
		Sent:    time.Date(2021, 1, 15, 21, 59, 59, 5e8, time.UTC),
		Sender:  &party{Name: "Aino", Tags: []string{"a", "b"}, Partner: &party{Name: "Eino"}},
		Copies:  []string{"a@example.fi", "b@example.fi"},
		Parties: []party{{Name: "A"}, {Name: "B"}}, Counts: map[string]int{"a": 0, "b": 9}, Odd: "x",
	}
	if diff := cmp.Diff(want, l); diff != "" {
		t.Error(diff)
	}
}

// What is no JSON document is one violation that says where.
func TestDecodeWhatIsNotJSON(t *testing.T) {
	deep := func(n int) string { return `{"x":` + strings.Repeat("[", n) + strings.Repeat("]", n) + `}` }
	for name, c := range map[string]struct {
		text         string
		rule         constraint.Rule
		location     string
		line, column int
	}{
		"nothing":                   {"", constraint.RuleJSONSyntax, "", 1, 1},
		"white space":               {" \n ", constraint.RuleJSONSyntax, "", 2, 2},
		"two byte order marks":      {"\ufeff\ufeff" + minimal, constraint.RuleJSONSyntax, "", 1, 1},
		"a mistake behind a mark":   {"\ufeff{x", constraint.RuleJSONSyntax, "", 1, 2},
		"a mark within":             {`{"id":` + "\ufeff1}", constraint.RuleJSONSyntax, "/id", 1, 7},
		"only a mark":               {"\ufeff", constraint.RuleJSONSyntax, "", 1, 1},
		"garbage":                   {"x", constraint.RuleJSONSyntax, "", 1, 1},
		"comment":                   {"{\n  // x\n}", constraint.RuleJSONSyntax, "", 2, 3},
		"cut off in an object":      {`{"id":"a",`, constraint.RuleJSONSyntax, "/id", 1, 11},
		"cut off after a name":      {`{"id"`, constraint.RuleJSONSyntax, "/id", 1, 6},
		"cut off in a text":         {`{"id":"ab`, constraint.RuleJSONSyntax, "/id", 1, 10},
		"cut off in an array":       {`{"copies":["a"`, constraint.RuleJSONSyntax, "/copies/0", 1, 15},
		"no colon":                  {`{"id" 5}`, constraint.RuleJSONSyntax, "/id", 1, 7},
		"no comma":                  {`{"id":"a" "kind":"b"}`, constraint.RuleJSONSyntax, "/id", 1, 11},
		"comma before the end":      {`{"id":"a",}`, constraint.RuleJSONSyntax, "/id", 1, 10},
		"comma before an array end": {`{"copies":["a",]}`, constraint.RuleJSONSyntax, "/copies/0", 1, 15},
		"name without quotes":       {`{id:"a"}`, constraint.RuleJSONSyntax, "", 1, 2},
		"single quotes":             {`{'id':'a'}`, constraint.RuleJSONSyntax, "", 1, 2},
		"number for a name":         {`{5:1}`, constraint.RuleJSONSyntax, "", 1, 2},
		"array for a name":          {`{[1]:1}`, constraint.RuleJSONSyntax, "", 1, 2},
		"wrong bracket":             {`{"copies":["a"}`, constraint.RuleJSONSyntax, "/copies/0", 1, 15},
		"wrong brace":               {`{"id":"a"]`, constraint.RuleJSONSyntax, "/id", 1, 10},
		"only an end":               {`}`, constraint.RuleJSONSyntax, "", 1, 1},
		"a value missing":           {`{"id":}`, constraint.RuleJSONSyntax, "/id", 1, 7},
		"NaN":                       {`{"pages":NaN}`, constraint.RuleJSONSyntax, "/pages", 1, 10},
		"plus sign":                 {`{"pages":+5}`, constraint.RuleJSONSyntax, "/pages", 1, 10},
		"leading zero":              {`{"pages":05}`, constraint.RuleJSONSyntax, "/pages", 1, 11},
		"point without digits":      {`{"pages":1.}`, constraint.RuleJSONSyntax, "/pages", 1, 12},
		"upper-case literal":        {`{"secret":True}`, constraint.RuleJSONSyntax, "/secret", 1, 11},
		"unknown escape":            {`{"id":"a\x"}`, constraint.RuleJSONSyntax, "/id", 1, 9},
		"line break in a text":      {"{\"id\":\"a\nb\"}", constraint.RuleJSONSyntax, "/id", 1, 9},
		"NUL in a text":             {"{\"id\":\"a\x00\"}", constraint.RuleJSONSyntax, "/id", 1, 9},
		"lone high surrogate":       {`{"id":"a\ud801"}`, constraint.RuleJSONSyntax, "/id", 1, 9},
		"lone low surrogate":        {`{"id":"\udc37"}`, constraint.RuleJSONSyntax, "/id", 1, 8},
		"surrogates swapped":        {`{"id":"\udc37\ud801"}`, constraint.RuleJSONSyntax, "/id", 1, 8},
		"surrogate in a name":       {`{"\ud801":1}`, constraint.RuleJSONSyntax, "", 1, 3},
		"syntax in the unknown":     {`{"x":{"y":[1,,2]}}`, constraint.RuleJSONSyntax, "/x/y/1", 1, 14},
		"second line":               {"{\r\n \"id\": \"ää\" x}", constraint.RuleJSONSyntax, "/id", 2, 13},
		"column counts code points": {`{"id":"𐐷𐐷",x}`, constraint.RuleJSONSyntax, "/id", 1, 12},

		"not UTF-8":           {"{\"id\":\"a\xff\"}", constraint.RuleJSONEncoding, "", 1, 9},
		"UTF-8 cut off":       {"{\n\"id\":\"ä\xc3\"}", constraint.RuleJSONEncoding, "", 2, 8},
		"UTF-8 of surrogates": {"{\"id\":\"\xed\xa0\x81\"}", constraint.RuleJSONEncoding, "", 1, 8},
		"UTF-16":              {"\xff\xfe{\x00}\x00", constraint.RuleJSONEncoding, "", 1, 1},

		"duplicate name":           {`{"id":"a","id":"a"}`, constraint.RuleJSONDuplicate, "/id", 1, 11},
		"duplicate escaped name":   {`{"id":"a","\u0069d":"a"}`, constraint.RuleJSONDuplicate, "/id", 1, 11},
		"duplicate inside":         {"{\"sender\":\n{\"name\":1,\"name\":2}}", constraint.RuleJSONDuplicate, "/sender/name", 2, 11},
		"duplicate unknown":        {`{"x":1,"y":2,"x":3}`, constraint.RuleJSONDuplicate, "/x", 1, 14},
		"duplicate in the unknown": {`{"x":[{"y":1,"y":2}]}`, constraint.RuleJSONDuplicate, "/x/0/y", 1, 14},
		"duplicate in a map":       {`{"subject":{"fi":"a","fi":"b"}}`, constraint.RuleJSONDuplicate, "/subject/fi", 1, 22},
		"duplicate odd name":       {`{"a~b/c":"a","a~b/c":"a"}`, constraint.RuleJSONDuplicate, "/a~0b~1c", 1, 14},
		"duplicate of wrong type":  {`{"sender":[{"a":1,"a":2}]}`, constraint.RuleJSONDuplicate, "/sender/0/a", 1, 19},

		"a second document":     {minimal + minimal, constraint.RuleJSONTrailing, "", 1, 38},
		"a bracket too many":    {minimal + "\n }", constraint.RuleJSONTrailing, "", 2, 2},
		"garbage afterwards":    {minimal + " x", constraint.RuleJSONTrailing, "", 1, 39},
		"NUL afterwards":        {minimal + "\x00", constraint.RuleJSONTrailing, "", 1, 38},
		"no-break space":        {minimal + "\u00a0", constraint.RuleJSONTrailing, "", 1, 38},
		"after a wrong type":    {`[] 5`, constraint.RuleJSONTrailing, "", 1, 4},
		"comma afterwards":      {minimal + ",", constraint.RuleJSONTrailing, "", 1, 38},
		"too deep":              {deep(constraint.MaxDepth), constraint.RuleJSONDepth, "/x" + strings.Repeat("/0", constraint.MaxDepth-1), 1, 5 + constraint.MaxDepth},
		"much too deep":         {strings.Repeat(`[`, 100_000), constraint.RuleJSONDepth, strings.Repeat("/0", constraint.MaxDepth), 1, constraint.MaxDepth + 1},
		"too deep in the known": {`{"sender":` + strings.Repeat(`{"partner":`, 99), constraint.RuleJSONDepth, "/sender" + strings.Repeat("/partner", constraint.MaxDepth-1), 1, 11 + 11*(constraint.MaxDepth-1)},
	} {
		t.Run(name, func(t *testing.T) {
			_, violations := read(t, c.text)
			if !violations.NotJSON() {
				t.Fatalf("violations %v", violations)
			}
			v := violations[0]
			if v.Rule != c.rule || v.Location != c.location || v.Params.Line != c.line || v.Params.Column != c.column || v.Severity != constraint.Error {
				t.Errorf("%v, line %d, column %d; want %s at %q, line %d, column %d", v, v.Params.Line, v.Params.Column, c.rule, c.location, c.line, c.column)
			}
			if want := constraint.MaxDepth; c.rule == constraint.RuleJSONDepth && v.Params.Max != want {
				t.Errorf("max is %d, not %d", v.Params.Max, want)
			}
		})
	}
	if _, violations := read(t, deep(constraint.MaxDepth-1)); violations.NotJSON() {
		t.Errorf("depth %d is too deep: %v", constraint.MaxDepth, violations)
	}
}

func TestDecodeSize(t *testing.T) {
	fit := minimal + strings.Repeat(" ", constraint.MaxBytes-len(minimal))
	if _, violations := read(t, fit); len(violations) > 0 {
		t.Errorf("%d bytes: %v", len(fit), violations)
	}
	_, violations := read(t, fit+" ")
	want := constraint.Violations{{Rule: constraint.RuleJSONSize, Params: constraint.Params{Max: constraint.MaxBytes}, Severity: constraint.Error}}
	if diff := cmp.Diff(want, violations); diff != "" {
		t.Error(diff)
	}
}

// wrongFor are the JSON values that do not fit a kind.
func wrongFor(kind constraint.Kind) []string {
	var wrong []string
	for value, fits := range map[string]func() bool{
		`null`:         func() bool { return false },
		`"x"`:          func() bool { return kind == constraint.KindString || kind == constraint.KindDateTime },
		`true`:         func() bool { return kind == constraint.KindBoolean },
		`5`:            func() bool { return kind == constraint.KindInteger },
		`5.5`:          func() bool { return false },
		`1e400`:        func() bool { return false },
		`[]`:           func() bool { return kind == constraint.KindArray },
		`[null,{}]`:    func() bool { return kind == constraint.KindArray },
		`{}`:           func() bool { return kind == constraint.KindObject || kind == constraint.KindMap },
		`{"fi":[{}]}`:  func() bool { return kind == constraint.KindObject || kind == constraint.KindMap },
		`{"name":"x"}`: func() bool { return kind == constraint.KindObject || kind == constraint.KindMap },
	} {
		if !fits() {
			wrong = append(wrong, value)
		}
	}
	return wrong
}

// A value of the wrong type is reported as that alone, wherever it stands.
func TestDecodeWrongTypes(t *testing.T) {
	places := map[string]string{ // the location, and a document with a hole there
		"":                       `%s`,
		"/id":                    `{"id":%s,"sender":{"name":"Aino"}}`,
		"/sender":                `{"id":"abc","sender":%s}`,
		"/sender/name":           `{"id":"abc","sender":{"name":%s}}`,
		"/sender/partner":        `{"id":"abc","sender":{"name":"Aino","partner":%s}}`,
		"/sender/tags":           `{"id":"abc","sender":{"name":"Aino","tags":%s}}`,
		"/sender/tags/1":         `{"id":"abc","sender":{"name":"Aino","tags":["a",%s]}}`,
		"/subject":               `{"id":"abc","sender":{"name":"Aino"},"subject":%s}`,
		"/subject/sv":            `{"id":"abc","sender":{"name":"Aino"},"subject":{"fi":"a","sv":%s}}`,
		"/kind":                  `{"id":"abc","sender":{"name":"Aino"},"kind":%s}`,
		"/pages":                 `{"id":"abc","sender":{"name":"Aino"},"pages":%s}`,
		"/secret":                `{"id":"abc","sender":{"name":"Aino"},"secret":%s}`,
		"/sent":                  `{"id":"abc","sender":{"name":"Aino"},"sent":%s}`,
		"/copies":                `{"id":"abc","sender":{"name":"Aino"},"copies":%s}`,
		"/copies/0":              `{"id":"abc","sender":{"name":"Aino"},"copies":[%s]}`,
		"/parties":               `{"id":"abc","sender":{"name":"Aino"},"parties":%s}`,
		"/parties/1":             `{"id":"abc","sender":{"name":"Aino"},"parties":[{"name":"A"},%s]}`,
		"/parties/0/name":        `{"id":"abc","sender":{"name":"Aino"},"parties":[{"name":%s}]}`,
		"/counts":                `{"id":"abc","sender":{"name":"Aino"},"counts":%s}`,
		"/counts/a":              `{"id":"abc","sender":{"name":"Aino"},"counts":{"a":%s}}`,
		"/a~0b~1c":               `{"id":"abc","sender":{"name":"Aino"},"a~b/c":%s}`,
		"/sender/partner/tags/0": `{"id":"abc","sender":{"name":"Aino","partner":{"name":"A","tags":[%s]}}}`,
	}
	for location, document := range places {
		v, ok := letterType.Lookup(location)
		if !ok {
			t.Fatalf("no place %q", location)
		}
		for _, value := range wrongFor(v.Kind) {
			_, got := read(t, fmt.Sprintf(document, value))
			want := constraint.Violations{{
				Rule: constraint.RuleType, Location: location,
				Params: constraint.Params{Type: v.Kind.JSONType()}, Severity: constraint.Error,
			}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s at %q: %s", value, location, diff)
			}
		}
	}
}

func TestDecodeIntegers(t *testing.T) {
	for text, want := range map[string]string{
		"2": "", "10": "", "1e1": "", "2.0": "", "2.50e1": "maximum /pages", "0.2e1": "", "100E-1": "",
		"1": "minimum /pages", "11": "maximum /pages", "-3": "minimum /pages",
		"0": "", "-0": "", "0.0": "", // zero is absent
		"2.5": "type /pages", "1e-1": "type /pages", "-0.5": "type /pages", "1e400": "type /pages", "-1e400": "type /pages",
		"2147483648": "maximum /pages", "9223372036854775808": "maximum /pages", "1e300": "maximum /pages", "-1e300": "minimum /pages",
		"1" + strings.Repeat("0", 400):        "type /pages",
		"2." + strings.Repeat("0", 400):       "",
		"2." + strings.Repeat("0", 400) + "1": "", // a float64 does not hold the difference
	} {
		_, violations := read(t, `{"id":"abc","sender":{"name":"Aino"},"pages":`+text+`}`)
		if got := strings.Join(found(violations), ", "); got != want {
			t.Errorf("%.30s: %q, want %q", text, got, want)
		}
	}
}

func TestDecodeInstants(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "2021-01-15T23:59:59Z": "", "2021-01-15T23:59:59.123456789+02:00": "", "2020-02-29T00:00:00-05:30": "",
		"2021-01-15":                "format.date_time /sent",
		"2021-01-15T23:59Z":         "format.date_time /sent",
		"2021-01-15T23:59:59":       "format.date_time /sent",
		"2021-01-15 23:59:59Z":      "format.date_time /sent",
		"2021-01-15t23:59:59z":      "format.date_time /sent",
		"2021-01-15T3:59:59Z":       "format.date_time /sent",
		"2021-01-15T23:59:59,5Z":    "format.date_time /sent",
		"2021-02-29T00:00:00Z":      "format.date_time /sent",
		"2021-01-15T24:00:00Z":      "format.date_time /sent",
		"2021-01-15T23:59:60Z":      "format.date_time /sent",
		"2021-01-15T23:59:59+25:00": "format.date_time /sent",
		" 2021-01-15T23:59:59Z":     "format.date_time /sent",
	} {
		_, violations := read(t, `{"id":"abc","sender":{"name":"Aino"},"sent":"`+text+`"}`)
		if got := strings.Join(found(violations), ", "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestDecodeTexts(t *testing.T) {
	for text, want := range map[string]string{
		`""`: "", `"ab"`: "ab", `"\u0061b"`: "ab", `"\"\\"`: `"\`, `"\/"`: "/", `"\ud801\udc37"`: "𐐷", `"𐐷"`: "𐐷",
		`"\u00e4"`: "ä", `"\t"`: "\t", `"\u0000"`: "\x00", `"a\u0308"`: "a\u0308",
	} {
		l, _ := read(t, `{"id":"abc","sender":{"name":"Aino"},"a~b/c":`+text+`}`)
		if l.Odd != want {
			t.Errorf("%s is read as %q, not %q", text, l.Odd, want)
		}
	}
}

// Names may be written with escapes, and come in any order.
func TestDecodeNames(t *testing.T) {
	l, violations := read(t, ` { "\u0061\u007eb\/c" : "x", "s\u0065nder" : { "name" : "Aino" } , "\u0069d" : "abc" } `)
	if len(violations) > 0 || l.Odd != "x" || l.Sender.Name != "Aino" || l.ID != "abc" {
		t.Errorf("%+v, %v", l, violations)
	}
}

func TestDecodeUnknownProperties(t *testing.T) {
	want := []string{
		"unknown_property /sender/ID", "unknown_property /parties/0/x", "unknown_property /",
		"unknown_property /Id", "unknown_property /a~0b~1d", "unknown_property /left", "unknown_property /ä",
	}
	for _, document := range []string{
		`{"ä":1,"left":{"deep":[{}]},"a~b/d":1,"Id":"x","":1,"id":"abc","sender":{"ID":1,"name":"A"},"parties":[{"x":1,"name":"B"}]}`,
		`{"":"","Id":null,"parties":[{"name":"B","\u0078":[]}],"sender":{"name":"A","ID":1},"id":"abc","a~b\/d":1,"left":1,"\u00e4":1}`,
	} {
		_, violations := read(t, document)
		if diff := cmp.Diff(want, found(violations)); diff != "" {
			t.Error(diff)
		}
	}
}

// A decoder is used for many documents; what it gave before stays as it was.
func TestDecoderIsReused(t *testing.T) {
	decoder := letterType.NewDecoder()
	data := []byte(full)
	var first, second, third letter
	if violations := decoder.Decode(data, &first); len(violations) > 0 {
		t.Fatal(violations)
	}
	if violations := decoder.Decode([]byte(`{"id":`), &second); !violations.NotJSON() {
		t.Fatal(violations)
	}
	if violations := decoder.Decode([]byte(strings.ReplaceAll(minimal, "Aino", "Eino")), &third); len(violations) > 0 {
		t.Fatal(violations)
	}
	clear(data)
	want, _ := read(t, full)
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("the first document changed: %s", diff)
	}
	if third.Sender.Name != "Eino" {
		t.Errorf("the third is %+v", third)
	}
}

func TestDecodePanicsOnAnotherType(t *testing.T) {
	for name, document := range map[string]any{
		"a struct": letter{}, "another type": new(party), "nil": nil, "a nil pointer": (*letter)(nil),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if text, ok := recover().(string); !ok || !strings.Contains(text, "*constraint_test.letter belongs") {
					t.Errorf("panics with %v", text)
				}
			}()
			letterType.Decode([]byte(minimal), document)
		})
	}
}
