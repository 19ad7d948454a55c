package nomination_test

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
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
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
	day := 14 // the deadline is on the 15th
	if status == hyte.EntryLate {
		day = 18
	}
	return forms.ReceiptView{
		Receipt: forms.Receipt{
			ID:         "k7qf4m2c5x6a3b7d8e9f2g4h5i",
			ReceivedAt: time.Date(2021, 1, day, 8, 5, 0, 0, time.UTC),
			Status:     status,
			Sender:     "municipality:109",
		},
		Again: "/kanta-hame-hyte-2021/fi",
	}
}

// sent is the receipt that the sender sees right after sending.
func sent(f *forms.Form) forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Receipt.Reference, v.Receipt.Calendar = "HKH-XX3K-6Z33", "/calendar.ics"
	v.Answer = f.Summary(f.Post(right()).State)
	v.Files = forms.ReceiptFiles{Page: "/receipt.html", Document: "/answer.json"}
	v.Mailed = true
	return v
}

// seenLater is the same at the same address, later.
func seenLater() forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Hidden = true
	return v
}

// contested is the receipt of an answer that changed nothing.
func contested() forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Receipt.Contested = true
	return v
}

// unconfirmed is the receipt of an answer that waits to be confirmed, and confirmed that of
// one that was.
func unconfirmed() forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Receipt.Unconfirmed = true
	return v
}

func confirmed() forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Receipt.ConfirmedAt = v.Receipt.ReceivedAt.Add(5 * time.Minute)
	return v
}

// overtaken was confirmed after the organization had taken its answer back.
func overtaken() forms.ReceiptView {
	v := confirmed()
	v.Receipt.Overtaken = true
	return v
}

// incomplete is that of one that took the place of another, and names fewer than are
// expected.
func incomplete() forms.ReceiptView {
	v := receipt(hyte.EntryAnswered)
	v.Receipt.Replaces = v.Receipt.ReceivedAt.Add(-25 * time.Hour)
	v.Receipt.Named, v.Receipt.Expected = 1, 2
	return v
}

// Before answers are taken nobody is told to answer.
func TestNotOpen(t *testing.T) {
	html := htmlOf(form(t, "fi").Page(options, forms.View{Status: hyte.StatusNotOpen}))
	if !strings.Contains(html, `<p>Vastauksia otetaan vastaan 17.12.2020 alkaen.</p>`) || strings.Contains(html, "Vastaa viimeistään") {
		t.Errorf("the page says\n%s", html)
	}
}

func TestPages(t *testing.T) {
	pages := map[string]func(f *forms.Form) view.Node{
		"empty": func(f *forms.Form) view.Node {
			return f.Page(options, forms.View{Status: hyte.StatusOpen, Action: "/kanta-hame-hyte-2021/fi", Token: "t0ken"})
		},
		"rejected": func(f *forms.Form) view.Node {
			s := f.Post(mistakes()).State
			return f.Page(options, forms.View{State: s, Violations: f.Check(s), Phase: forms.PhaseRejected, Status: hyte.StatusLate, Token: "t0ken"})
		},
		"handover": func(f *forms.Form) view.Node {
			return f.Page(options, forms.View{Handover: true})
		},
		"handed": func(f *forms.Form) view.Node {
			s := forms.NewSession(f, handoverFindings, maps.All(right()))
			s.Submit()
			return view.Document(f.Language(), s.Title(), nil, view.El("main", nil, s.Tree()))
		},
		"check": func(f *forms.Form) view.Node {
			s := f.Post(with(with(right(), "/genderBalanceReason", ""), "confirmed", "others")).State
			look, _ := f.Review(forms.View{State: s, Status: hyte.StatusOpen, Token: "t0ken"}, hyte.Violations{{
				Rule: hyte.RuleCandidatePairMissing, Location: "/representatives", Severity: hyte.Warning,
			}})
			return f.Page(options, look)
		},
		"closed":      func(f *forms.Form) view.Node { return f.Page(options, forms.View{Status: hyte.StatusClosed}) },
		"later":       func(f *forms.Form) view.Node { return f.Page(options, forms.View{Status: hyte.StatusClosed}) },
		"receipt":     func(f *forms.Form) view.Node { return f.ReceiptPage(options, receipt(hyte.EntryAnswered)) },
		"sent":        func(f *forms.Form) view.Node { return f.ReceiptPage(options, sent(f)) },
		"seen":        func(f *forms.Form) view.Node { return f.ReceiptPage(options, seenLater()) },
		"contested":   func(f *forms.Form) view.Node { return f.ReceiptPage(options, contested()) },
		"incomplete":  func(f *forms.Form) view.Node { return f.ReceiptPage(options, incomplete()) },
		"bare":        func(f *forms.Form) view.Node { return f.Page(forms.PageOptions{}, forms.View{}) },
		"unconfirmed": func(f *forms.Form) view.Node { return f.ReceiptPage(options, unconfirmed()) },
		"confirmed":   func(f *forms.Form) view.Node { return f.ReceiptPage(options, confirmed()) },
	}
	calls := map[string][]func(*hyte.Call){
		"candidates": {withCandidates, withTerms, withGender(hyte.GenderRequired), withDeputies(hyte.DeputiesPool)},
		"anyone":     {ofAnyone, ofPersons(hyte.PersonsAssociation)},
		"later":      {withTerm},
	}
	for name := range calls {
		if pages[name] == nil {
			pages[name] = pages["rejected"]
		}
	}
	for name, page := range pages {
		for _, language := range []string{"fi", "sv", "en"} {
			t.Run(name+"-"+language, func(t *testing.T) {
				html := htmlOf(page(form(t, language, calls[name]...)))
				checks := htmlcheck.All()
				if name == "rejected" || calls[name] != nil && name != "later" {
					checks = append(checks, htmlcheck.Wiring("hyte-summary", "hyte-problem", "hyte-advice"))
				} else if name != "handed" && name != "sent" && name != "check" { // which show what was typed
					checks = append(checks, htmlcheck.Untouched)
				}
				htmlcheck.Run(t, []byte(html), checks...)
				golden(t, name+"-"+language+".html", html)
			})
		}
	}
}

// A page without a script cannot take a demand back when another choice is made: the
// browser would not send what is right.
func TestDemandFollowsChoice(t *testing.T) {
	f := form(t, "fi", alsoOfAnyone)
	s := f.Post(map[string][]string{"/nominator": {"open:other"}}).State
	html := htmlOf(f.Page(options, forms.View{State: s}))
	for name, demand := range map[string]string{"/nominatorName": "aria-required", "/businessId": "", "/nominator": "required"} {
		_, tag, _ := strings.Cut(html, ` name="`+name+`"`)
		tag, _, _ = strings.Cut(tag, ">")
		var got string
		for _, word := range []string{" required", " aria-required"} {
			if strings.Contains(tag, word) {
				got += word
			}
		}
		if strings.TrimSpace(got) != demand {
			t.Errorf("%s has %q, not %q", name, got, demand)
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

// TestTitle shows what a screen reader hears first: what has happened to the answer, or that
// none is taken any more.
func TestTitle(t *testing.T) {
	f := form(t, "fi")
	for _, test := range []struct {
		view forms.View
		want string
	}{
		{forms.View{}, ""},
		{forms.View{Status: hyte.StatusOpen}, ""},
		{forms.View{Status: hyte.StatusLate}, ""},
		{forms.View{Status: hyte.StatusNotOpen}, ""},
		{forms.View{Status: hyte.StatusClosed}, "Vastausaika on päättynyt: "},
		{forms.View{Status: hyte.StatusClosed, Phase: forms.PhaseNotNow}, "Vastausta ei otettu vastaan: "},
		{forms.View{Status: hyte.StatusOpen, Phase: forms.PhaseRejected}, "Virhe: "},
		{forms.View{Phase: forms.PhaseUnavailable}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseOffline}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseBusy}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseConflict}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseTooLarge}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseDropped}, "Vastausta ei otettu vastaan: "},
		{forms.View{Phase: forms.PhaseForbidden}, ""}, // nothing was sent yet
		{forms.View{Phase: forms.PhaseLinkEnded}, ""},
	} {
		if got, want := f.Title(test.view), test.want+f.Title(forms.View{}); got != want {
			t.Errorf("phase %d, status %d: %q, want %q", test.view.Phase, test.view.Status, got, want)
		}
	}
}
