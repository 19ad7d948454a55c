package validation_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/internal/firstkind"
	"pgregory.net/rapid"
)

// texts are those that rules are about, or that look like them.
var texts = []string{
	"", " ", "\u00a0", "\t", "a", "Aino", "aino", "AINO", "Аino", "Ä", "A\u0308", "𐐷", "Áŋŧđčšž", "a\nb", "a\x00b", "\u202ea", "Esimerkki", "esimerkki ",
	"aino@example.fi", "AINO@EXAMPLE.FI", "aino(at)example.fi", "aino [at] example.fi", "aino@@example.fi", `"aino e"@example.fi`, "ä@example.fi", "aino@example",
	"+358401234567", "040 123 4567", "040-1234567", "112", "+46 8 123 456 78", "1234567",
	"2021-01-15", "2021-02-29", "2020-02-29", "2020-12-16", "2020-12-17", "2199-12-31", "15.1.2021", "16:15", "24:00",
	"2021-01-15T12:00:00Z", "2021-01-15t12:00:00+02:00", "2021-01-15T24:00:00Z", "0000-01-01T00:00:00Z", "2021-01-15T12:00:00,5Z",
	"kanta-hame-hyte-2021", "slug", "Slug", "-slug", "municipality:109", "municipality:061", "municipality:099", "municipality:091", "joint-authority:fshky", "109", "05", "07",
	"fi", "sv", "en", "FI", "suomi", "woman", "man", "not-stated", "Woman", "woman man", "sports", "other", "secret", "public", "member",
	"2617416-4", "2617416-5", "https://example.fi/", "http://example.fi/", "none", "optional", "required", "off", "recommended", "refuse", "record", "invited",
	"working-group", "named", "municipality", "authority", "statutory", firstkind.Kind().Name(), "withdrawal", "refusal", "acceptance", "2 §", "'a b'", "0x2C", "0x7C",
}

// members are names that a document does or does not have.
var members = []string{
	"$schema", "deputy", "email", "telephone", "consent", "Consent", "decision", "gender", "GENDER", "sector", "extra", "", "a/b~c", "a.b]", "x][0]", "fi", "sv", "FI",
	"genderBalanceReason", "contactVisibility", "min", "max", "region", "county", "municipalities", "organizations", "kind", "accepts", firstkind.SenderName,
}

var numbers = []json.Number{"-1", "0", "1", "2", "3", "100", "101", "1.0", "1e2", "1.5", "5000000000", "-0", "1e400"}

// slot is a value in a tree of JSON values, and how to put another in its place.
type slot struct {
	value any
	set   func(any)
}

func slots(value any, set func(any), all []slot) []slot {
	all = append(all, slot{value, set})
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			all = slots(value[name], func(v any) { value[name] = v }, all)
		}
	case []any:
		for i := range value {
			all = slots(value[i], func(v any) { value[i] = v }, all)
		}
	}
	return all
}

// clone copies the tree, so that changing the one leaves the other.
func clone(value any) any {
	switch value := value.(type) {
	case map[string]any:
		copied := maps.Clone(value)
		for name := range copied {
			copied[name] = clone(copied[name])
		}
		return copied
	case []any:
		copied := slices.Clone(value)
		for i := range copied {
			copied[i] = clone(copied[i])
		}
		return copied
	default:
		return value
	}
}

// mutate changes a few places of a document.
func mutate(t *rapid.T, tree any) any {
	tree = clone(tree)
	for range rapid.IntRange(0, 4).Draw(t, "changes") {
		all := slots(tree, func(v any) { tree = v }, nil)
		s := all[rapid.IntRange(1, max(1, len(all)-1)).Draw(t, "place")%len(all)]
		if rapid.IntRange(0, 24).Draw(t, "odd") == 0 {
			s.set(rapid.SampledFrom([]any{nil, true, false, json.Number("1"), "", []any{}, map[string]any{}, []any{nil}}).Draw(t, "type"))
			continue
		}
		switch value := s.value.(type) {
		case string:
			s.set(mutateText(t, value))
		case json.Number:
			s.set(rapid.SampledFrom(numbers).Draw(t, "number"))
		case []any:
			s.set(mutateList(t, value))
		case map[string]any:
			mutateObject(t, value)
		case bool:
			s.set(!value)
		}
	}
	return tree
}

func mutateText(t *rapid.T, text string) string {
	switch rapid.IntRange(0, 5).Draw(t, "text") {
	case 0:
		letter := rapid.SampledFrom([]string{"a", "å", "𐐷", "a\u0308", "\u200d", " "}).Draw(t, "letter")
		n := rapid.SampledFrom([]int{20, 21, 40, 100, 101, 200, 201, 254, 300, 500, 501, 1000, 1001}).Draw(t, "length")
		return strings.Repeat(letter, n/len([]rune(letter))) + strings.Repeat("b", n%len([]rune(letter)))
	case 1:
		return rapid.SampledFrom([]string{" ", "\u00a0", "\t", "\n", "\u2028", "\u202e"}).Draw(t, "blank") + text + " "
	case 2:
		return strings.ToUpper(text)
	default:
		return rapid.SampledFrom(texts).Draw(t, "other text")
	}
}

func mutateList(t *rapid.T, list []any) []any {
	if len(list) == 0 || rapid.IntRange(0, 5).Draw(t, "emptied") == 0 {
		return []any{}
	}
	n := rapid.SampledFrom([]int{1, 2, 2, 2, 3, 3, 10, 11, 20, 21, 30, 31, 100, 101}).Draw(t, "items")
	grown := slices.Clone(list)
	for len(grown) < n {
		grown = append(grown, clone(list[len(grown)%len(list)]))
	}
	return grown[:n]
}

func mutateObject(t *rapid.T, object map[string]any) {
	names := slices.Sorted(maps.Keys(object))
	switch change := rapid.IntRange(0, 3).Draw(t, "object"); {
	case change == 0:
		object[rapid.SampledFrom(members).Draw(t, "member")] = rapid.SampledFrom(texts).Draw(t, "its text")
	case len(names) == 0:
	case change == 1:
		// A member moves, with all that it holds, to another name.
		from, to := rapid.SampledFrom(names).Draw(t, "from"), rapid.SampledFrom(append(names, members...)).Draw(t, "to")
		object[to] = clone(object[from])
	default:
		delete(object, rapid.SampledFrom(names).Draw(t, "absent"))
	}
}
