package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/search"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
)

var entries = []search.Entry{
	{Names: []string{"Espoo", "Esbo"}},
	{Names: []string{"Inari", "Enare", "Anár"}},
	{Names: []string{"Koski Tl"}},
	{Names: []string{"Mänttä-Vilppula"}},
	{Names: []string{"Mäntyharju"}, Former: []string{"Pertunmaa"}},
	{Names: []string{"Nakkila"}},
	{Names: []string{"Pedersören kunta", "Pedersöre"}},
	{Names: []string{"Pertteli"}},
	{Names: []string{"Turku", "Åbo"}},
	{Names: []string{"Äänekoski"}},
	{}, // has no name
}

func TestFind(t *testing.T) {
	for _, test := range []struct {
		query string
		want  []string // the shown names of what is found
		by    string   // the name by which the first is found
	}{
		{"", nil, ""},
		{" \u200b-", nil, ""},
		{"xyz", nil, ""},
		{"espoo", []string{"Espoo"}, "Espoo"},
		{"ESB", []string{"Espoo"}, "Esbo"},
		{"Abo", []string{"Turku"}, "Åbo"},
		{"åbo", []string{"Turku"}, "Åbo"},
		{"A\u030abo", []string{"Turku"}, "Åbo"},
		{"Anár", []string{"Inari"}, "Anár"},
		{"anar", []string{"Inari"}, "Anár"},
		{"Aanekoski", []string{"Äänekoski"}, "Äänekoski"},
		{"koski", []string{"Koski Tl", "Äänekoski"}, "Koski Tl"},
		{"tl", []string{"Koski Tl"}, "Koski Tl"},
		{"mantta vilpp", []string{"Mänttä-Vilppula"}, "Mänttä-Vilppula"},
		{"Mänttä–Vilppula", []string{"Mänttä-Vilppula"}, "Mänttä-Vilppula"},
		{"vilp", []string{"Mänttä-Vilppula"}, "Mänttä-Vilppula"},
		{"  kunta ", []string{"Pedersören kunta"}, "Pedersören kunta"},
		{"pert", []string{"Pertteli", "Mäntyharju"}, "Pertteli"},
		{"Pertunmaa", []string{"Mäntyharju"}, "Pertunmaa"},
		{"n", []string{"Nakkila"}, "Nakkila"},
		{"kki", []string{"Nakkila"}, "Nakkila"},
		{"nar", []string{"Inari"}, "Inari"},
	} {
		found := search.Find(entries, test.query)
		var got []string
		for _, f := range found {
			got = append(got, entries[f.Index].Names[0])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q finds something else (-want +got):\n%s", test.query, diff)
			continue
		}
		if len(found) > 0 && found[0].Name != test.by {
			t.Errorf("%q is found by %q, want %q", test.query, found[0].Name, test.by)
		}
		if len(found) > 0 && found[0].Former != (test.by == "Pertunmaa") {
			t.Errorf("%q: former is %v", test.query, found[0].Former)
		}
	}
}

func TestNamed(t *testing.T) {
	twice := append(slices.Clone(entries), search.Entry{Names: []string{"turku"}}, search.Entry{Names: []string{"Pertunmaa"}})
	for _, test := range []struct {
		entries []search.Entry
		text    string
		want    int // -1 if it names none
		former  bool
	}{
		{entries, "turku", 8, false},
		{entries, " Abo ", 8, false},
		{entries, "Tur", -1, false},
		{entries, "", -1, false},
		{entries, "Pertunmaa", 4, true},
		{twice, "Turku", -1, false},
		{twice, "Pertunmaa", 12, false},
	} {
		found, ok := search.Named(test.entries, test.text)
		if ok != (test.want >= 0) || ok && (found.Index != test.want || found.Former != test.former) {
			t.Errorf("%q names %+v, %v; want %d", test.text, found, ok, test.want)
		}
	}
}

// Every letter of the register can be typed on a keyboard without it.
func TestFoldCoversTheRegister(t *testing.T) {
	first, last := area.Covered()
	for _, on := range []civil.Date{first, last} {
		all, err := area.Municipalities(on)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			for _, language := range []string{"fi", "sv", "se"} {
				folded := search.Fold(m.Name(language))
				if strings.Trim(folded, "abcdefghijklmnopqrstuvwxyz ") != "" {
					t.Errorf("%q folds to %q", m.Name(language), folded)
				}
			}
		}
	}
}

// Whoever types the whole of a municipality's name has it first, in any language.
func TestEveryMunicipalityIsFoundByItsNames(t *testing.T) {
	_, last := area.Covered()
	all, err := area.Municipalities(last)
	if err != nil {
		t.Fatal(err)
	}
	register := make([]search.Entry, len(all))
	for i, m := range all {
		register[i].Names = []string{m.Name("fi"), m.Name("sv")}
		if name := m.Name("se"); name != "" {
			register[i].Names = append(register[i].Names, name)
		}
	}
	for i := range register {
		for _, name := range register[i].Names {
			for _, typed := range []string{name, search.Fold(name)} {
				found := search.Find(register, typed)
				if !slices.ContainsFunc(found[:min(2, len(found))], func(f search.Found) bool { return f.Index == i }) {
					t.Errorf("%q does not find %q among the first two", typed, register[i].Names[0])
				}
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"", "Äänekoski", "A\u030abo", "Soađegilli", "Mänttä-Vilppula", "\xff", "ǅ", "İ", "ß'’"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := search.Fold(text)
		if again := search.Fold(folded); again != folded {
			t.Errorf("%q folds to %q, and that to %q", text, folded, again)
		}
		if !utf8.ValidString(folded) || strings.HasPrefix(folded, " ") || strings.HasSuffix(folded, " ") || strings.Contains(folded, "  ") {
			t.Errorf("%q folds to %q", text, folded)
		}
		for _, found := range search.Find([]search.Entry{{Names: []string{text}}}, text) {
			if found.Index != 0 || found.Name != text {
				t.Errorf("%q finds %+v", text, found)
			}
		}
		if got := len(search.Find([]search.Entry{{Names: []string{text}}}, text)); (got == 1) != (folded != "") {
			t.Errorf("%q finds itself %d times", text, got)
		}
	})
}
