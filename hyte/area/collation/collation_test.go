package collation_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/area/collation"
	"github.com/hytekit/hytekit/hyte/civil"
)

func itself(s string) string { return s }

func TestSort(t *testing.T) {
	tests := []struct {
		name string
		lang string
		want []string
	}{
		{"the last letters", "fi", []string{"Aura", "Zeta", "Åland", "Äänekoski", "Övertorneå"}},
		{"the last letters", "sv", []string{"Aura", "Zeta", "Åbo", "Ähtäri", "Övertorneå"}},
		{"v and w are two letters", "fi", []string{"Vaasa", "Voikkaa", "Waasa", "Yli-Ii"}},
		{"v and w are two letters", "sv", []string{"Vasa", "Vörå", "Wasa", "Ypäjä"}},
		{"ü is a y", "fi", []string{"Ya", "Üb", "Yc"}},
		{"an accent decides last", "fi", []string{"Sa", "Ša", "Sb"}},
		{"letter case decides last", "fi", []string{"hamina", "Hamina", "hanko", "Hanko"}},
		{"blank and hyphen come before letters", "fi", []string{"Koski", "Koski Tl", "Koski-aho", "Koskia"}},
		{"Northern Sámi names", "fi", []string{"Anár", "Daa", "Eanodat", "Ohcejohka", "Soađegilli", "Sodankylä"}},
		{"English uses the Finnish order", "en", []string{"Zeta", "Åland", "Ähtäri", "Öja"}},
		{"a tag with a region", "sv-FI", []string{"Zeta", "Åland", "Ähtäri", "Öja"}},
		{"not a language", "???", []string{"Zeta", "Åland", "Ähtäri", "Öja"}},
		{"empty names come first", "fi", []string{"", "", "Akaa"}},
		{"nothing", "fi", nil},
	}
	for _, tt := range tests {
		t.Run(tt.lang+"/"+tt.name, func(t *testing.T) {
			got := slices.Clone(tt.want)
			slices.Reverse(got)
			collation.Sort(tt.lang, got, itself)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("order (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSortKeepsTheOrderOfItemsWithOneName(t *testing.T) {
	type item struct {
		name string
		n    int
	}
	items := []item{{"Äkäs", 1}, {"Akaa", 2}, {"Äkäs", 3}, {"Akaa", 4}, {"Äkäs", 5}}
	want := []item{{"Akaa", 2}, {"Akaa", 4}, {"Äkäs", 1}, {"Äkäs", 3}, {"Äkäs", 5}}
	collation.Sort("fi", items, func(i item) string { return i.name })
	if diff := cmp.Diff(want, items, cmp.AllowUnexported(item{})); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

// TestSortDoesNotDependOnTheFirstOrder includes names that collate as equal:
// the control character U+0001 has no weight.
func TestSortDoesNotDependOnTheFirstOrder(t *testing.T) {
	want := append(names(t, "fi"), "Akaa\x01", "\x01Akaa")
	collation.Sort("fi", want, itself)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		got := slices.Clone(want)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		collation.Sort("fi", got, itself)
		if !slices.Equal(got, want) {
			t.Fatal("two orders of the same names differ")
		}
	}
}

// alphabet is the order of the signs in the names of municipalities.
const alphabet = " -:abcdefghijklmnopqrstuvwxyzåäö"

// TestSortOfEveryMunicipality compares with the alphabet, sign by sign.
func TestSortOfEveryMunicipality(t *testing.T) {
	for _, lang := range []string{"fi", "sv"} {
		got := names(t, lang)
		want := slices.Clone(got)
		slices.SortStableFunc(want, func(a, b string) int { return slices.Compare(places(t, a), places(t, b)) })
		collation.Sort(lang, got, itself)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", lang, diff)
		}
	}
}

func places(t *testing.T, name string) []int {
	var p []int
	for _, sign := range strings.ToLower(name) {
		i := strings.IndexRune(alphabet, sign)
		if i < 0 {
			t.Fatalf("%q has a sign that the alphabet lacks", name)
		}
		p = append(p, i)
	}
	return p
}

func TestSortIsSafeForConcurrentUse(t *testing.T) {
	want := names(t, "fi")
	collation.Sort("fi", want, itself)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				got := slices.Clone(want)
				slices.Reverse(got)
				collation.Sort("fi", got, itself)
				if !slices.Equal(got, want) {
					t.Error("a concurrent sort gave another order")
				}
			}
		})
	}
	wg.Wait()
}

func names(t testing.TB, lang string) []string {
	all, err := area.Municipalities(civil.MustParse("2026-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, m := range all {
		list = append(list, m.Name(lang))
	}
	return list
}

func BenchmarkSort(b *testing.B) {
	list := names(b, "fi")
	b.ReportAllocs()
	for b.Loop() {
		collation.Sort("fi", slices.Clone(list), itself)
	}
}

func ExampleSort() {
	organizations := []struct{ id, name string }{
		{"municipality:992", "Äänekoski"},
		{"joint-authority:example", "Esimerkin kuntayhtymä"},
		{"municipality:109", "Hämeenlinna"},
		{"municipality:082", "Hattula"},
	}
	collation.Sort("fi", organizations, func(o struct{ id, name string }) string { return o.name })
	for _, o := range organizations {
		fmt.Println(o.name)
	}
	// Output:
	// Esimerkin kuntayhtymä
	// Hattula
	// Hämeenlinna
	// Äänekoski
}
