package nomination_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const (
	sender   = "/nominator"
	senderID = "hyte-field-nominator"
)

// looked is what a search shows.
type looked struct {
	Settled  string // what it must show, "-" if that is what was typed
	Expanded string
	Active   string
	Options  []string
	Problem  string
	Chosen   string // what the list holds
	Said     string
}

func look(t *testing.T, s *forms.Session) looked {
	t.Helper()
	root := htmlcheck.Run(t, view.AppendHTML(nil, s.Tree()))
	box := htmlcheck.ByID(root, senderID)
	l := looked{Settled: "-", Expanded: htmlcheck.Attr(box, "aria-expanded"), Problem: htmlcheck.Text(htmlcheck.ByID(root, senderID+"-error"))}
	for _, a := range box.Attr {
		if a.Key == "data-hyte-text" {
			l.Settled = strings.TrimPrefix(a.Val, "=")
		}
	}
	for o := range htmlcheck.Elements(htmlcheck.ByID(root, senderID+"-options"), "li") {
		l.Options = append(l.Options, htmlcheck.Text(o))
	}
	if active := htmlcheck.Attr(box, "aria-activedescendant"); active != "" {
		l.Active = htmlcheck.Text(htmlcheck.ByID(root, active))
	}
	for name, values := range s.Values() {
		if name == sender {
			l.Chosen = strings.Join(values, "|")
		}
	}
	for p := range htmlcheck.Elements(root, "p") {
		if htmlcheck.Attr(p, "role") == "status" {
			l.Said += htmlcheck.Text(p)
		}
	}
	return l
}

func searching(t *testing.T, language string) *forms.Session {
	t.Helper()
	return forms.NewSession(form(t, language, firstkind.AsksEverywhere(t)), nil, nil)
}

// The whole way of a person through the search, by what they do.
func TestSearch(t *testing.T) {
	type step struct {
		what, text string
		want       looked
	}
	tammela := []string{"Tammela"}
	for name, test := range map[string]struct {
		language string
		steps    []step
	}{
		"by keys": {"fi", []step{
			{forms.SearchType, "tammel", looked{Settled: "-", Expanded: "true", Options: tammela}},
			{forms.SearchPause, "tammel", looked{Settled: "-", Expanded: "true", Options: tammela, Said: "Hakutuloksia: 1."}},
			{"ArrowDown", "tammel", looked{Settled: "-", Expanded: "true", Active: "Tammela", Options: tammela, Said: "Hakutuloksia: 1."}},
			{"Home", "tammel", looked{Settled: "-", Expanded: "true", Options: tammela, Said: "Hakutuloksia: 1."}},
			{"ArrowUp", "tammel", looked{Settled: "-", Expanded: "true", Active: "Tammela", Options: tammela, Said: "Hakutuloksia: 1."}},
			{"Enter", "tammel", looked{Settled: "Tammela", Expanded: "false", Chosen: "municipality:834", Said: "Valittu: Tammela. Tammela nimeää yhden edustajan."}},
			{forms.SearchType, "Tammel", looked{Settled: "-", Expanded: "true", Options: tammela}},
			{forms.SearchPause, "Tammel", looked{Settled: "-", Expanded: "true", Options: tammela, Said: "Hakutuloksia: 1."}},
			{"Escape", "Tammel", looked{Settled: "-", Expanded: "false", Said: "Hakutuloksia: 1."}},
			{forms.SearchLeave, "Tammel", looked{Settled: "-", Expanded: "false", Problem: "Valitse organisaatio hakutuloksista.", Said: "Valitse organisaatio hakutuloksista."}},
			{forms.SearchType, "", looked{Settled: "", Expanded: "false"}},
		}},
		"a whole name is a choice": {"fi", []step{
			{forms.SearchType, "aanekoski", looked{Settled: "-", Expanded: "true", Options: []string{"Äänekoski"}}},
			{forms.SearchPause, "aanekoski", looked{Settled: "-", Expanded: "true", Options: []string{"Äänekoski"}, Said: "Hakutuloksia: 1."}},
			{forms.SearchLeave, "aanekoski", looked{Settled: "Äänekoski", Expanded: "false", Chosen: "municipality:992", Said: "Valittu: Äänekoski. Äänekoski nimeää yhden edustajan."}},
		}},
		"the beginning of a name is none": {"fi", []step{
			{forms.SearchType, "hattul", looked{Settled: "-", Expanded: "true", Options: []string{"Hattula"}}},
			{forms.SearchPause, "hattul", looked{Settled: "-", Expanded: "true", Options: []string{"Hattula"}, Said: "Hakutuloksia: 1."}},
			{forms.SearchPause, "hattul", looked{Settled: "-", Expanded: "true", Options: []string{"Hattula"}, Said: "Hakutuloksia: 1."}}, // told once
			{forms.SearchLeave, "hattul", looked{Settled: "-", Expanded: "false", Problem: "Valitse organisaatio hakutuloksista.", Said: "Valitse organisaatio hakutuloksista."}},
		}},
		"both names of a bilingual one": {"sv", []step{
			{forms.SearchType, "turku", looked{Settled: "-", Expanded: "true", Options: []string{"Åbo – Turku"}}},
			{forms.SearchPause, "turku", looked{Settled: "-", Expanded: "true", Options: []string{"Åbo – Turku"}, Said: "Sökresultat: 1."}},
			{forms.SearchChoose, "municipality:853", looked{Settled: "Åbo – Turku", Expanded: "false", Chosen: "municipality:853", Said: "Valt: Åbo – Turku. Åbo utser en representant."}},
		}},
		"the name by which it is found": {"fi", []step{
			{forms.SearchType, "Anár", looked{Settled: "-", Expanded: "true", Options: []string{"Inari (Anár)"}}},
			{forms.SearchPause, "Anár", looked{Settled: "-", Expanded: "true", Options: []string{"Inari (Anár)"}, Said: "Hakutuloksia: 1."}},
		}},
		"a former one explains its successor": {"sv", []step{
			{forms.SearchType, "Pertunmaa", looked{Settled: "-", Expanded: "true", Options: []string{"Mäntyharju (tidigare Pertunmaa)"}}},
			{forms.SearchPause, "Pertunmaa", looked{
				Settled: "-", Expanded: "true", Options: []string{"Mäntyharju (tidigare Pertunmaa)"},
				Said: "Pertunmaa är inte längre en egen kommun. Välj Mäntyharju. Sökresultat: 1.",
			}},
			{forms.SearchLeave, "Pertunmaa", looked{
				Settled: "-", Expanded: "false", Problem: "Pertunmaa är inte längre en egen kommun. Välj Mäntyharju.",
				Said: "Pertunmaa är inte längre en egen kommun. Välj Mäntyharju.",
			}},
			{"ArrowDown", "Pertunmaa", looked{
				Settled: "-", Expanded: "true", Active: "Mäntyharju (tidigare Pertunmaa)", Options: []string{"Mäntyharju (tidigare Pertunmaa)"},
				Problem: "Pertunmaa är inte längre en egen kommun. Välj Mäntyharju.",
				Said:    "Pertunmaa är inte längre en egen kommun. Välj Mäntyharju.",
			}},
			{"Enter", "Pertunmaa", looked{Settled: "Mäntyharju", Expanded: "false", Chosen: "municipality:507", Said: "Valt: Mäntyharju. Mäntyharju utser en representant."}},
		}},
		"nothing is found": {"en", []step{
			{forms.SearchType, "xyz", looked{Settled: "-", Expanded: "false"}},
			{forms.SearchPause, "xyz", looked{
				Settled: "-", Expanded: "false", Said: "No results. Check the spelling or select the organisation from the list.",
			}},
			{"Enter", "xyz", looked{Settled: "-", Expanded: "false", Said: "No results. Check the spelling or select the organisation from the list."}},
			{forms.SearchLeave, "xyz", looked{
				Settled: "-", Expanded: "false", Problem: "No results. Check the spelling or select the organisation from the list.",
				Said: "No results. Check the spelling or select the organisation from the list.",
			}},
		}},
		"who goes on is told nothing more of what was found": {"fi", []step{
			{forms.SearchPause, "", looked{Settled: "", Expanded: "false"}},
			{forms.SearchType, "tammel", looked{Settled: "-", Expanded: "true", Options: tammela}},
			{"ArrowDown", "tammel", looked{Settled: "-", Expanded: "true", Active: "Tammela", Options: tammela}},
			{forms.SearchPause, "tammel", looked{Settled: "-", Expanded: "true", Active: "Tammela", Options: tammela}},
			{"Escape", "tammel", looked{Settled: "-", Expanded: "false"}},
			{forms.SearchPause, "tammel", looked{Settled: "-", Expanded: "false"}},
			{"ArrowDown", "tammel", looked{Settled: "-", Expanded: "true", Active: "Tammela", Options: tammela}},
			{"Enter", "tammel", looked{Settled: "Tammela", Expanded: "false", Chosen: "municipality:834", Said: "Valittu: Tammela. Tammela nimeää yhden edustajan."}},
			{forms.SearchPause, "Tammela", looked{Settled: "Tammela", Expanded: "false", Chosen: "municipality:834", Said: "Valittu: Tammela. Tammela nimeää yhden edustajan."}},
		}},
		"what nobody can choose": {"fi", []step{
			{forms.SearchChoose, "municipality:588", looked{Settled: "", Expanded: "false"}},
			{"Enter", "", looked{Settled: "", Expanded: "false"}},
			{forms.SearchLeave, "  ", looked{Settled: "", Expanded: "false"}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := searching(t, test.language)
			for i, step := range test.steps {
				before := look(t, s)
				changed := s.Search(sender, step.what, step.text)
				got := look(t, s)
				if diff := cmp.Diff(step.want, got); diff != "" {
					t.Fatalf("step %d, %s %q (-want +got):\n%s", i+1, step.what, step.text, diff)
				}
				if !changed && !cmp.Equal(before, got) {
					t.Errorf("step %d, %s %q: the tree is another one, and nobody is told", i+1, step.what, step.text)
				}
			}
		})
	}
}

// Every option is there while nothing is typed, in the order of the alphabet and not of
// the regions, and the one that is chosen is where the keys begin.
func TestSearchShowsTheWholeList(t *testing.T) {
	s := searching(t, "fi")
	s.Search(sender, forms.SearchOpen, "")
	all := look(t, s).Options
	if len(all) != 308 || all[0] != "Akaa" || all[307] != "Äänekoski" {
		t.Fatalf("%d options, the first %q, the last %q", len(all), all[0], all[len(all)-1])
	}
	for _, key := range []string{"ArrowUp", "Enter", "ArrowDown"} {
		s.Search(sender, key, "")
	}
	if got := look(t, s); got.Active != "Äänekoski" || got.Chosen != "municipality:992" {
		t.Errorf("%q is active, %s chosen", got.Active, got.Chosen)
	}
	s.Search(sender, "ArrowDown", "")
	if got := look(t, s).Active; got != "Akaa" {
		t.Errorf("after the last option comes %q", got)
	}
}

// What is typed takes back what was chosen: nobody answers for an organization that they
// no longer see.
func TestSearchKeepsNoOldChoice(t *testing.T) {
	s := searching(t, "fi")
	s.Set(sender, []string{"municipality:109"})
	if got := look(t, s); got.Settled != "Hämeenlinna – Tavastehus" && got.Settled != "Hämeenlinna" {
		t.Errorf("the search shows %q", got.Settled)
	}
	if s.Search(sender, forms.SearchType, "Hämeenl"); !s.Reshaped() || look(t, s).Chosen != "" {
		t.Errorf("%+v", look(t, s))
	}
	if _, ok := s.Submit(); ok {
		t.Fatal("it was sent")
	}
	if got := look(t, s).Problem; got != "Valitse organisaatio hakutuloksista." {
		t.Errorf("the problem is %q", got)
	}
	s.Set(sender, []string{"municipality:109"})
	if got := look(t, s); got.Problem != "" || got.Settled == "-" {
		t.Errorf("%+v", got)
	}
}

// The list without a script: by region, with both names of bilingual municipalities.
func TestLongListIsGroupedByRegion(t *testing.T) {
	root := htmlcheck.Run(t, htmlOfBytes(form(t, "sv", firstkind.AsksEverywhere(t)).Tree(forms.View{})))
	list := htmlcheck.ByID(root, senderID)
	var regions []string
	options := 0
	for group := range htmlcheck.Elements(list, "optgroup") {
		regions = append(regions, htmlcheck.Attr(group, "label"))
	}
	var esbo *html.Node
	for o := range htmlcheck.Elements(list, "option") {
		options++
		if htmlcheck.Attr(o, "value") == "municipality:049" {
			esbo = o
		}
	}
	if len(regions) != 19 || regions[0] != "Nyland" || options != 309 {
		t.Errorf("%d regions (%v), %d options", len(regions), regions, options)
	}
	if esbo == nil || htmlcheck.Text(esbo) != "Esbo – Espoo" || htmlcheck.Attr(esbo.Parent, "label") != "Nyland" {
		t.Errorf("no Esbo – Espoo in Nyland")
	}
}

// A short list has no search.
func TestShortListHasNoSearch(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), nil, nil)
	if s.Search(sender, forms.SearchOpen, "") {
		t.Error("it opens")
	}
	if page := htmlOf(s.Tree()); strings.Contains(page, "hyte-search") {
		t.Error("there is a search")
	}
}

// The browser gets the search with the form's configuration.
func TestSearchComesWithTheConfiguration(t *testing.T) {
	config, err := form(t, "fi", firstkind.AsksEverywhere(t)).Config()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := forms.Open(config, nomination.Kind())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes", len(config))
	s := forms.NewSession(opened, nil, nil)
	s.Search(sender, forms.SearchType, "Pertunmaa")
	if got := look(t, s).Options; !cmp.Equal(got, []string{"Mäntyharju (aiemmin Pertunmaa)"}) {
		t.Errorf("%q", got)
	}
	page := func(f *forms.Form) string { return htmlOf(f.Tree(forms.View{Status: hyte.StatusOpen})) }
	if page(opened) != page(form(t, "fi", firstkind.AsksEverywhere(t))) {
		t.Error("the browser would make another list than the page has")
	}
}

func htmlOfBytes(n view.Node) []byte { return view.AppendHTML(nil, n) }
