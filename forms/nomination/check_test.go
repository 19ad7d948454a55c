package nomination_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	ktexts "github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// lastLook is what the last look shows, as one text.
func lastLook(t *testing.T, tree view.Node) string {
	t.Helper()
	root := htmlcheck.Run(t, view.AppendHTML(nil, tree))
	for n := range htmlcheck.Elements(root, "div") {
		if htmlcheck.Attr(n, "class") == "hyte-check" {
			return htmlcheck.Text(n)
		}
	}
	t.Fatal("there is no last look")
	return ""
}

// isHidden reports whether the form, or the last look, is out of sight.
func isHidden(t *testing.T, s *forms.Session, class string) bool {
	t.Helper()
	html := htmlOf(s.Tree())
	return strings.Contains(html, `<div class="`+class+`" hidden>`)
}

func TestCheckShowsWhatIsKept(t *testing.T) {
	s := filled(t, with(right(), "/consent"))
	s.Check()
	if s.Focus() != "hyte-check" || !strings.HasPrefix(s.Title(), "Tarkista vastaus") || isHidden(t, s, "hyte-check") {
		t.Errorf("focus %s, title %s", s.Focus(), s.Title())
	}
	text := lastLook(t, s.Tree())
	for _, want := range []string{
		"aino.esimerkki@example.fi", "Muutettu muotoon +358401234567.", "Hämeenlinna", "11.1.2021", "Ei annettu",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the last look has no %q: %s", want, text)
		}
	}
	if document, ok := s.Submit(); ok || document != nil || s.Focus() != "hyte-summary" {
		t.Errorf("without consent it is sent, focus %s", s.Focus())
	}
	if got := summary(t, s.Tree()); len(got) != 1 || got[0] != "Vahvista, että nimetyt henkilöt ovat suostuneet tehtävään." {
		t.Errorf("the summary says %q", got)
	}
	if isHidden(t, s, "hyte-check") {
		t.Error("what is confirmed at the last look is to be mended elsewhere")
	}
	s.Set("/consent", []string{"true"})
	if document, ok := s.Submit(); !ok || !strings.Contains(string(document), `"consent":true`) {
		t.Errorf("it is not sent: %s, %q", document, summary(t, s.Tree()))
	}
}

func TestCheckOfAWrongForm(t *testing.T) {
	s := filled(t, with(right(), email, "x"))
	s.Check()
	if s.Focus() != "hyte-summary" || !isHidden(t, s, "hyte-check") || len(summary(t, s.Tree())) != 1 {
		t.Errorf("focus %s, summary %q", s.Focus(), summary(t, s.Tree()))
	}
}

// Nobody is led to the last look by mending a mistake, as of what is confirmed there nothing
// was asked yet.
func TestMendingStaysOnTheForm(t *testing.T) {
	s := filled(t, with(with(right(), "/consent"), email, "x"))
	s.Check()
	s.Set(email, []string{"vaino.nayte@example.fi"})
	s.Left(email)
	if !isHidden(t, s, "hyte-check") || len(summary(t, s.Tree())) != 0 || strings.Contains(s.Title(), "Virhe") {
		t.Errorf("title %s, summary %q, the last look is hidden %v", s.Title(), summary(t, s.Tree()), isHidden(t, s, "hyte-check"))
	}
	if s.Check(); s.Focus() != "hyte-check" {
		t.Errorf("the focus is on %s", s.Focus())
	}
}

func TestChangeLeadsToTheControl(t *testing.T) {
	s := filled(t, right())
	for place, want := range map[string]string{repsEmail: "hyte-field-representatives-0-person-email", "": "hyte-field-nominator", "/none": "hyte-field-nominator"} {
		s.Check()
		s.Press(forms.EditName, place)
		if s.Focus() != want || !isHidden(t, s, "hyte-check") {
			t.Errorf("%q leads to %s", place, s.Focus())
		}
	}
}

// What was confirmed about persons does not outlive them.
func TestConsentEndsWithAChangeOfPersons(t *testing.T) {
	consents := func(s *forms.Session) string {
		for name, values := range s.Values() {
			if name == "/consent" {
				return strings.Join(values, "")
			}
		}
		return "-"
	}
	for name, test := range map[string]struct {
		change func(*forms.Session)
		kept   bool
	}{
		"another address": {func(s *forms.Session) { s.Set(repsEmail, []string{"aino.e@example.fi"}) }, true},
		"another sender":  {func(s *forms.Session) { s.Set("/submitter/givenName", []string{"Veikko"}) }, true},
		"a blank around":  {func(s *forms.Session) { s.Set(givenName, []string{" Aino "}) }, true},
		"another name":    {func(s *forms.Session) { s.Set(givenName, []string{"Aini"}) }, false},
	} {
		s := filled(t, with(right(), "/consent"))
		s.Check()
		s.Set("/consent", []string{"true"})
		s.Press(forms.EditName, "")
		test.change(s)
		s.Check()
		if got := consents(s) == "true"; got != test.kept {
			t.Errorf("%s: the consent is kept %v", name, got)
		}
		if told := strings.Contains(lastLook(t, s.Tree()), "Nimetyt henkilöt ovat muuttuneet."); told == test.kept {
			t.Errorf("%s: it is said %v", name, told)
		}
	}
	// One that a browser brings back with the page is about nobody.
	s := filled(t, right())
	s.Check()
	if got := consents(s); got == "true" {
		t.Error("a consent is kept that was given at no last look")
	}
}

func TestPostedSteps(t *testing.T) {
	f := form(t, "fi")
	for name, test := range map[string]struct {
		button, value          string
		changed, checks, sends bool
		focus                  string
	}{
		"no button":        {},
		"continue":         {button: forms.CheckName, value: forms.CheckName, checks: true},
		"send":             {button: forms.SendName, value: forms.SendName, sends: true},
		"change":           {button: forms.EditName, value: email, changed: true, focus: "hyte-field-submitter-email"},
		"another language": {button: forms.LanguageName, value: "sv", changed: true},
	} {
		values := right()
		if test.button != "" {
			values = with(values, test.button, test.value)
		}
		post := f.Post(values)
		if post.Changed != test.changed || post.Check != test.checks || post.Send != test.sends || post.Focus != test.focus || post.Unknown != 0 {
			t.Errorf("%s: %+v", name, post)
		}
		if post.State.Get("/consent") != "true" {
			t.Errorf("%s: the consent is lost", name)
		}
	}
	// What was confirmed about others is not sent.
	if post := f.Post(with(with(right(), forms.SendName, forms.SendName), "confirmed", "others")); post.State.Get("/consent") != "" {
		t.Error("a consent about others is sent")
	}
}

func TestReviewOfWarnings(t *testing.T) {
	f := form(t, "en")
	s := f.Post(right()).State
	look, ok := f.Review(forms.View{State: s}, hyte.Violations{{Rule: hyte.RuleCandidatePairMissing, Location: "/representatives", Severity: hyte.Warning}})
	text := lastLook(t, f.Tree(look))
	if !ok || !strings.Contains(text, "Check these once more") || !strings.Contains(text, "The details are right, send the answer") {
		t.Errorf("right %v: %s", ok, text)
	}
}

var shownRow = regexp.MustCompile(`(?s)<dt>(.*?)</dt><dd>(.*?)(?: <button.*?)?</dd>`)

// The last look and the receipt say the same of an answer, what is kept of it, and mark what
// is in another language than the page.
func TestLastLookAndReceiptAgree(t *testing.T) {
	f := form(t, "en", withQuestions)
	values := right()
	for name, value := range map[string]string{"email": "Hyvinvointiryhmä", "state": "begun", "state-2": "yes", "done": "a\nb"} {
		values["/answers/"+name] = []string{value}
	}
	values["/submitter/telephone"] = []string{"(03) 621-4200"}
	s := f.Post(values).State
	look, ok := f.Review(forms.View{State: s}, f.Check(s))
	if !ok {
		t.Fatalf("it is not looked at: %v", look.Violations)
	}
	rows := func(page string) (all []string) {
		for _, row := range shownRow.FindAllStringSubmatch(page, -1) {
			if !strings.Contains(row[2], "Not given") && row[2] != "" {
				all = append(all, row[1]+": "+row[2])
			}
		}
		return all
	}
	_, page, _ := strings.Cut(htmlOf(f.Tree(look)), `class="hyte-check"`)
	page, _, _ = strings.Cut(page, "<dt>Controller</dt>") // what is told about personal data
	looked := rows(page)
	s.Set("/consent", nil)
	received := rows(htmlOf(f.Summary(s).Node(2)))
	if diff := cmp.Diff(looked, received); diff != "" {
		t.Errorf("(-last look +receipt)\n%s", diff)
	}
	for _, want := range []string{"aino.esimerkki@example.fi", "+358401234567", "+35836214200", `<span lang="sv">Delad?</span>: `, `<span lang="fi">`} {
		if !slices.ContainsFunc(received, func(row string) bool { return strings.Contains(row, want) }) {
			t.Errorf("the receipt lacks %s", want)
		}
	}
}

// unconfirmable is the last look at an answer about which nothing is confirmed there.
func unconfirmable(t *testing.T, catalog *texts.Catalog) view.Node {
	t.Helper()
	kind := *nomination.Kind()
	kind.Layout = func(s *forms.Situation) forms.Layout {
		layout := nomination.Kind().Layout(s)
		layout.Sections = slices.Clone(layout.Sections)
		for i := range layout.Sections {
			layout.Sections[i].Confirms = nil
		}
		return layout
	}
	f, err := forms.New(&kind, example(t), catalog)
	if err != nil {
		t.Fatal(err)
	}
	s := f.Post(right()).State
	look, ok := f.Review(forms.View{State: s, Status: hyte.StatusOpen}, f.Check(s))
	if !ok {
		t.Fatal(look.Violations)
	}
	return f.Tree(look)
}

// A link comes first that leads past the rows with their buttons: to what must be answered, or
// to what should not be passed by.
func TestSkipOnTheLastLook(t *testing.T) {
	f := form(t, "fi")
	s := f.Post(right()).State
	look := func(status hyte.Status, violations ...hyte.Violation) view.Node {
		v, _ := f.Review(forms.View{State: s, Status: status}, violations)
		return f.Tree(v)
	}
	warning := hyte.Violation{Rule: hyte.RuleNominatorMerged, Location: "/nominator", Severity: hyte.Warning}
	for name, test := range map[string]struct {
		tree         view.Node
		text, target string
	}{
		"consent":             {look(hyte.StatusOpen), "Siirry suostumukseen ja lähetykseen", "hyte-field-consent"},
		"warnings":            {look(hyte.StatusOpen, warning), "Siirry huomautuksiin ja lähetykseen", "hyte-warnings"},
		"nothing to confirm":  {unconfirmable(t, ktexts.For("fi")), "Siirry lähetykseen", "hyte-send"},
		"nothing can be sent": {look(hyte.StatusNotOpen), "", ""},
		"the form":            {f.Tree(forms.View{State: s}), "", ""},
	} {
		html := htmlOf(test.tree)
		link := regexp.MustCompile(`<a class="hyte-skip" href="#([^"]*)">([^<]*)</a>`).FindStringSubmatchIndex(html)
		if test.target == "" {
			if link != nil {
				t.Errorf("%s: there is %s", name, html[link[0]:link[1]])
			}
			continue
		}
		if link == nil || html[link[2]:link[3]] != test.target || html[link[4]:link[5]] != test.text {
			t.Fatalf("%s: there is no link %q to %s", name, test.text, test.target)
		}
		first := strings.Index(html, `class="hyte-change"`)
		if first < link[0] || strings.Count(html, ` id="`+test.target+`"`) != 1 || strings.Index(html, ` id="`+test.target+`"`) < first {
			t.Errorf("%s: the link comes after others, or leads past nothing", name)
		}
	}
}
