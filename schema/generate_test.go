package schema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte/constraint"
	"pgregory.net/rapid"
)

// The documents that the tests try are made as JSON values, so that they can be
// wrong in every way that JSON can be.

// letters are what names are made of here: plain, combining, astral, joined,
// and what only looks like a name.
var letters = []string{"A", "ä", "a\u0308", "𐐷", "李", "š", "\u200d", "-", "’", "x"}

// textsOf are values that formats are about, right and wrong.
var textsOf = map[string][]string{
	"line": {
		"", " ", "\u00a0\u2003", "\n", "\t", "a\nb", "a\n", "a\x00", "\u0085", "a\u2028b", "a\u202eb", "\u2066x", "Aino", "a\u0308",
		"\u200b", "\u3164", "\u2800", "\u0301", "\ufe0f", "\U000e0041", "\u202a\u202c", "\u202aa\ufeff\u202c", "\u200ba\u202eb\u200b", "\u0301a", "1", "\U0001f600", "\ue000",
	},
	"text":         {"a\r\n\tb\n", "\n", "\r", " \t", "\u2028", "a\x0bb", "a\u202eb", "\u202aa\nb\n\u202c", "\n\u202aa", "\u3164\n"},
	"email":        {"aino@example.fi", "aino(at)example.fi", " aino [at] example.fi ", "aino@@example.fi", "aino@example", "äiti@example.fi", "aino@example.fi\n", "\u2068aino@example.fi\u200b\u2069", "a(at)b@example.fi", "a@b(at)example.fi"},
	"telephone":    {"0401234567", "+358 (0)50 123 4567", "+46 8 123 456 78", "112", "040--", "0401234567\n", "٠٤٠١٢٣٤٥٦٧", "\u202d+358401234567\u202c", "040\u200b 123\u00ad4567", "040\u200b\u200b\u200b\u200b1234567"},
	"caldate":      {"2021-01-15", "2021-02-29", "2020-02-29", "1900-02-29", "2199-12-31", "2200-01-01", "15.1.2021", "2021-01-15\n"},
	"clock":        {"16:15", "00:00", "23:59", "24:00", "9:00", "16:15\n"},
	"instant":      {"2021-01-15T16:15:00+02:00", "2021-01-15T16:15:00Z", "2021-01-15T16:15:00.25Z", "2021-02-29T00:00:00Z", "2021-01-15t16:15:00z", "2021-01-15T24:00:00Z", "2021-01-15T16:15:60Z", "2021-01-15T16:15:00", "2021-01-15T16:15:00,5Z", "2021-01-15T6:15:00Z", "2021-01-15T16:15:00+24:00", "0001-01-01T00:00:00Z", "2200-01-01T00:00:00Z"},
	"businessid":   {"2617416-4", "2617416-5", "26174164", "112038-9", "2617416-1\n"},
	"language":     {"fi", "FI", "smn", "suom", "fi\n"},
	"municipality": {"109", "005", "5", "1090", "109\n"},
	"areacode":     {"05", "04", "5", "005"},
	"slug":         {"kanta-hame-hyte-2021", "-a", "a--b", "a-", "ä"},
	"orgid":        {"municipality:109", "municipality:061", "municipality:099", "joint-authority:fshky", "hospital-district:khshp", "kunta", "a:b:c", ":a"},
	"weburl":       {"https://example.fi/a?b#c", "http://example.fi", "https://example.fi/ä", "https://example.fi:/"},
	"origin":       {"https://www.example.fi", "https://example.fi:8443", "https://example.fi/", "https://EXAMPLE.fi", "http://example.fi"},
}

// texts are all of them, and the values that properties may have.
var texts = slices.Concat(slices.Concat(slices.Collect(func(yield func([]string) bool) {
	for _, f := range constraint.Formats() {
		if !yield(textsOf[f.Name]) {
			return
		}
	}
})...), []string{
	"woman", "man", "youth", answer, "withdrawal", "acceptance", "refusal", "none", "optional", "required", "named", "municipality", "other", "counted", "error",
})

// values are what stands where something else should.
var values = []any{
	nil, true, false, json.Number("0"), json.Number("-0"), json.Number("1"), json.Number("1.0"), json.Number("1e0"), json.Number("1.5"),
	json.Number("100"), json.Number("101"), json.Number("-1"), json.Number("1e400"), json.Number("1e-400"), json.Number("5000"), json.Number("9007199254740993"),
	[]any{},
	map[string]any{},
	[]any{nil},
	[]any{""},
	[]any{"fi", "fi"},
	[]any{"fi", json.Number("1"), ""},
	map[string]any{"": ""},
	map[string]any{"fi": "x"},
	map[string]any{"FI": "x", "": json.Number("5")},
}

// mutant draws a changed copy of a document of the type.
func mutant(t *rapid.T, typ *constraint.Type, document any) []byte {
	root := clone(document)
	for range rapid.IntRange(0, 4).Draw(t, "changes") {
		if rapid.IntRange(0, 2).Draw(t, "sense") == 0 {
			answerOtherwise(t, root)
		} else {
			root = change(t, typ, root)
		}
	}
	text, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// representative draws one with a gender, perhaps with a deputy, perhaps wrong.
func representative(t *rapid.T, i int) any {
	person := func(name string) any {
		gender := rapid.SampledFrom([]any{"woman", "woman", "man", "man", "not-stated", "", "x", nil}).Draw(t, "gender")
		contact := rapid.SampledFrom([]string{"040 123 4567", "040 123 4567", "040 123 4567", ""}).Draw(t, "telephone")
		return map[string]any{"givenName": fmt.Sprint(name, i), "familyName": "Esimerkki", "telephone": contact, "gender": gender}
	}
	r := map[string]any{"person": person("Aino")}
	switch rapid.IntRange(0, 9).Draw(t, "deputy") {
	case 0, 1, 2:
		r["deputy"] = person("Onni")
	case 3:
		r["deputy"] = nil
	case 4:
		delete(r, "person")
	case 5:
		return nil
	}
	return r
}

func clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(value))
		for name, member := range value {
			copied[name] = clone(member)
		}
		return copied
	case []any:
		copied := make([]any, len(value))
		for i, item := range value {
			copied[i] = clone(item)
		}
		return copied
	default:
		return value
	}
}

// place is where a value stands in a document.
type place struct {
	pointer string
	holder  any // nil for the whole
	name    string
	value   any
}

func places(pointer string, holder any, name string, value any, out []place) []place {
	out = append(out, place{pointer, holder, name, value})
	switch value := value.(type) {
	case map[string]any:
		for _, member := range sortedNames(value) {
			out = places(pointer+constraint.Pointer(member), value, member, value[member], out)
		}
	case []any:
		for i, item := range value {
			token := fmt.Sprint(i)
			out = places(pointer+"/"+token, value, token, item, out)
		}
	}
	return out
}

// anyOf draws one of several. rapid prefers the first of them; here all have
// their turn.
func anyOf[T any](t *rapid.T, all []T) T {
	return all[rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "which"), 0)).IntN(len(all))]
}

// change makes one change somewhere in the document.
func change(t *rapid.T, typ *constraint.Type, root any) any {
	p := anyOf(t, places("", nil, "", root, nil))
	value, known := typ.Lookup(p.pointer)
	switch kind := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case kind <= 1 && p.holder != nil:
		return remove(root, p)
	case kind == 2:
		return set(root, p, clone(rapid.SampledFrom(values).Draw(t, "value")))
	case kind <= 5 && known && value.Kind == constraint.KindInteger:
		return set(root, p, rapid.SampledFrom([]any{
			json.Number("-1"), json.Number("0"), json.Number("1"), json.Number("99"), json.Number("1e2"), json.Number("101"), json.Number("5001"), json.Number("1.5"),
		}).Draw(t, "number"))
	case kind <= 5 && known && value.Kind.JSONType() == "string":
		return set(root, p, textFor(t, value))
	case kind == 6:
		return set(root, p, rapid.SampledFrom(texts).Draw(t, "text"))
	default:
		return grow(t, typ, root, p)
	}
}

// textFor draws a text that the rules of a value are about: one of its own
// words, or one whose length is about its limit.
func textFor(t *rapid.T, value *constraint.Value) string {
	var words []string
	for _, c := range value.Constraints {
		words = append(words, c.Allowed...)
		words = append(words, textsOf[c.Tag]...)
		if c.Limit > 0 {
			length := max(c.Limit+rapid.IntRange(-1, 1).Draw(t, "length"), 0)
			words = append(words, ofLength(rapid.SampledFrom(letters).Draw(t, "letter"), length))
		}
	}
	return rapid.SampledFrom(append(words, rapid.SampledFrom(texts).Draw(t, "text"))).Draw(t, "word")
}

// ofLength is a text of as many code points.
func ofLength(letter string, length int) string {
	points := []rune(strings.Repeat(letter, length+1))
	return string(points[:length])
}

// grow adds a property, an item or what a rule counts.
func grow(t *rapid.T, typ *constraint.Type, root any, p place) any {
	switch holder := p.value.(type) {
	case map[string]any:
		names := []string{"", "unknown", "/a~b", "fi", "sv", "xx", "FI", "e\u0301"}
		if value, ok := typ.Lookup(p.pointer); ok && value.Object != nil {
			for _, property := range value.Object.Properties() {
				names = append(names, property.Name)
			}
		}
		holder[rapid.SampledFrom(names).Draw(t, "name")] = clone(anything(t))
		return root
	case []any:
		if len(holder) > 0 {
			copies := rapid.SampledFrom([]int{1, 2, 99, 100}).Draw(t, "copies")
			for range copies {
				holder = append(holder, clone(holder[0]))
			}
			return set(root, p, holder)
		}
		return set(root, p, append(holder, clone(anything(t))))
	default:
		return root
	}
}

func anything(t *rapid.T) any {
	if rapid.Bool().Draw(t, "is a text") {
		return rapid.SampledFrom(texts).Draw(t, "text")
	}
	return rapid.SampledFrom(values).Draw(t, "value")
}

func remove(root any, p place) any {
	if holder, ok := p.holder.(map[string]any); ok {
		delete(holder, p.name)
	}
	return root
}

func set(root any, p place, value any) any {
	switch holder := p.holder.(type) {
	case map[string]any:
		holder[p.name] = value
	case []any:
		holder[index(p.name)] = value
	default:
		return value
	}
	return root
}

// parse reads a JSON value for the generators.
func parse(t testing.TB, text []byte) any {
	t.Helper()
	var value any
	if err := parseInto(&value, text); err != nil {
		t.Fatal(err)
	}
	return value
}

func parseInto(value *any, text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	return decoder.Decode(value)
}
