package area_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/area/collation"
	"github.com/hytekit/hytekit/hyte/civil"
)

func inOrder(t *testing.T, lang string, names ...string) []string {
	t.Helper()
	var all []area.Municipality
	for _, name := range names {
		m, err := area.MunicipalityByName(name, civil.MustParse("2021-01-15"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b area.Municipality) int { return a.CompareNames(b, lang) })
	shown := "fi"
	if strings.HasPrefix(strings.ToLower(lang), "sv") {
		shown = "sv"
	}
	var sorted []string
	for _, m := range all {
		sorted = append(sorted, m.Name(shown))
	}
	return sorted
}

func TestCompareNames(t *testing.T) {
	names := []string{"Äänekoski", "Ähtäri", "Hämeenlinna", "Turku", "Ypäjä", "Hyvinkää", "Vaasa", "Hämeenkyrö"}
	finnish := []string{"Hyvinkää", "Hämeenkyrö", "Hämeenlinna", "Turku", "Vaasa", "Ypäjä", "Ähtäri", "Äänekoski"}
	swedish := []string{"Etseri", "Hyvinge", "Tavastehus", "Tavastkyro", "Vasa", "Ypäjä", "Åbo", "Äänekoski"}
	for lang, want := range map[string][]string{
		"fi": finnish, "fi-FI": finnish, "en": finnish, "se": finnish, "": finnish,
		"sv": swedish, "sv-FI": swedish, "SV": swedish,
	} {
		if diff := cmp.Diff(want, inOrder(t, lang, names...)); diff != "" {
			t.Errorf("%q: %s", lang, diff)
		}
	}
}

// The places in the table are those that collation gives, on every day.
func TestCompareNamesIsCollation(t *testing.T) {
	for _, on := range []string{"2019-01-01", "2020-12-31", "2021-01-01", "2026-12-31"} {
		want, err := area.Municipalities(civil.MustParse(on))
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range []string{"fi", "sv"} {
			got := slices.Clone(want)
			slices.Reverse(got)
			slices.SortFunc(got, func(a, b area.Municipality) int { return a.CompareNames(b, lang) })
			collation.Sort(lang, want, func(m area.Municipality) string { return m.Name(lang) })
			if !slices.Equal(got, want) {
				t.Errorf("%s on %s: CompareNames and collation differ", lang, on)
			}
		}
	}
}

func TestCompareNamesOfOne(t *testing.T) {
	before, err := area.LookupMunicipality(area.MustParseMunicipalityCode("109"), civil.MustParse("2020-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	after, err := area.LookupMunicipality(area.MustParseMunicipalityCode("109"), civil.MustParse("2026-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	var none area.Municipality
	if before.CompareNames(after, "fi") != 0 || none.CompareNames(none, "sv") != 0 {
		t.Error("a municipality is not at its own place")
	}
	if none.CompareNames(before, "fi") >= 0 || before.CompareNames(none, "sv") <= 0 {
		t.Error("the zero value does not come first")
	}
}
