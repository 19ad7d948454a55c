package forms_test

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/internal/htmlcheck"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

var update = flag.Bool("update", false, "write the golden pages anew")

var options = forms.PageOptions{
	Stylesheet:       "/assets/hyte.css",
	Head:             []view.Node{view.El("script", view.Attrs{view.Attr("type", "module"), view.Attr("src", "/assets/page.js")})},
	Mount:            func(form view.Node) view.Node { return view.El("div", view.Attrs{view.Attr("data-mount", "1")}, form) },
	LanguageURL:      func(language string) string { return "/kanta-hame-hyte-2021/" + language },
	AccessibilityURL: "https://example.fi/saavutettavuus",
}

// mistakes is a posted form with a mistake of every sort.
func mistakes() map[string][]string {
	m := right()
	with(m, "/nominator", "municipality:061")
	with(m, "/representatives/0/person/familyName", "")
	with(m, "/representatives/0/person/email", "aino.esimerkki")
	with(m, "/representatives/1/person/givenName", `<b>"Veikko" & Å</b>`)
	with(m, "/representatives/1/person/gender", "man")
	with(m, "/decision/date", "31.2.2021")
	with(m, "/genderBalanceReason", "Rivi\r\n</textarea><script>")
	with(m, "/submitter/email", "")
	return with(m, "/consent")
}

func receipt(status hyte.EntryStatus) forms.ReceiptView {
	return forms.ReceiptView{
		Receipt: forms.Receipt{
			ID:         "k7qf4m2c5x6a3b7d8e9f2g4h5i",
			ReceivedAt: time.Date(2021, 1, 18, 8, 5, 0, 0, time.UTC),
			Status:     status,
			Nominator:  "municipality:109",
		},
		Again: "/kanta-hame-hyte-2021/fi",
	}
}

func TestPages(t *testing.T) {
	pages := map[string]func(f *forms.Form) view.Node{
		"empty": func(f *forms.Form) view.Node {
			return f.Page(options, forms.View{Status: hyte.Open, Action: "/kanta-hame-hyte-2021/fi", Token: "t0ken"})
		},
		"rejected": func(f *forms.Form) view.Node {
			s := f.Post(mistakes()).State
			return f.Page(options, forms.View{State: s, Violations: f.Check(s), Phase: forms.Rejected, Status: hyte.Late, Token: "t0ken"})
		},
		"handover": func(f *forms.Form) view.Node {
			return f.Page(options, forms.View{Handover: true})
		},
		"handed": func(f *forms.Form) view.Node {
			s := forms.NewSession(f, handoverFindings, maps.All(right()))
			s.Submit()
			return view.Document(f.Language(), s.Title(), nil, view.El("main", nil, s.Tree()))
		},
		"closed":  func(f *forms.Form) view.Node { return f.Page(options, forms.View{Status: hyte.Closed}) },
		"receipt": func(f *forms.Form) view.Node { return f.ReceiptPage(options, receipt(hyte.Answered)) },
		"bare":    func(f *forms.Form) view.Node { return f.Page(forms.PageOptions{}, forms.View{}) },
	}
	for name, page := range pages {
		for _, language := range []string{"fi", "sv", "en"} {
			t.Run(name+"-"+language, func(t *testing.T) {
				html := htmlOf(page(form(t, language)))
				checks := htmlcheck.All()
				if name == "rejected" {
					checks = append(checks, htmlcheck.Wiring("hyte-summary", "hyte-problem", "hyte-advice"))
				} else if name != "handed" { // which shows what was typed
					checks = append(checks, htmlcheck.Untouched)
				}
				htmlcheck.Run(t, []byte(html), checks...)
				golden(t, name+"-"+language+".html", html)
			})
		}
	}
}

// golden compares a page with the one in testdata, a tag a line.
func golden(t *testing.T, name, html string) {
	t.Helper()
	got := strings.ReplaceAll(html, "><", ">\n<") + "\n"
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test ./forms -update writes it)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs, see go test ./forms -update (-want +got)\n%s", name, diff)
	}
}
