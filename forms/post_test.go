package forms_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/internal/htmlcheck"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestPost(t *testing.T) {
	f := form(t, "fi")
	tests := []struct {
		name    string
		give    map[string][]string
		changed bool
		focus   string
		items   int
		unknown int
	}{
		{name: "nothing", items: 1},
		{name: "a whole form", give: right(), items: 1},
		{name: "a token", give: map[string][]string{"token": {"x"}}, items: 1},
		{name: "a name without values", give: map[string][]string{"token": {}, "/consent": {}, "/x": nil}, items: 1},
		{name: "what is not asked", give: map[string][]string{"/x": {"1", "2"}, "/representatives/0/deputy/email": {"x"}, "": {"y"}}, items: 1, unknown: 4},
		{name: "two values for one", give: map[string][]string{email: {"a", "b"}}, items: 1, unknown: 1},
		{name: "one more", give: with(right(), "add", "/representatives"), changed: true, focus: "hyte-field-representatives-1-person-givenName", items: 2},
		{name: "one more of nothing", give: map[string][]string{"add": {"/tasks"}}, items: 1, unknown: 1},
		{name: "one less of one", give: map[string][]string{"remove": {"/representatives/0"}}, items: 1, unknown: 1},
		{name: "one less", give: map[string][]string{deptFamily: {"x"}, "remove": {"/representatives/1"}}, changed: true, focus: "hyte-field-representatives-0-person-givenName", items: 1},
		{name: "the last of all there may be", give: map[string][]string{"/representatives/99/person/givenName": {"x"}, "add": {"/representatives"}}, items: 100, unknown: 1},
		{name: "beyond all there may be", give: map[string][]string{"/representatives/100/person/givenName": {"x"}}, items: 1, unknown: 1},
		{name: "odd indexes", give: map[string][]string{"/representatives/01/person/givenName": {"x"}, "/representatives/-1/person/givenName": {"x"}, "/representatives/#/person/givenName": {"x"}}, items: 1, unknown: 3},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := f.Post(test.give)
			if got.Changed != test.changed || got.Focus != test.focus || got.Unknown != test.unknown {
				t.Errorf("changed %v, focus %q, unknown %d", got.Changed, got.Focus, got.Unknown)
			}
			if items := got.State.Items("/representatives"); items != test.items {
				t.Errorf("%d items", items)
			}
		})
	}
}

// TestPlainButtonsKeepWhatWasTyped adds and removes as a browser without a
// script does.
func TestPlainButtonsKeepWhatWasTyped(t *testing.T) {
	f := form(t, "sv")
	values := with(right(), "/nominator", "expertise-center:pikassos")
	for _, press := range []string{"add", "add", "remove"} {
		target := "/representatives"
		if press == "remove" {
			target = "/representatives/1"
		}
		post := f.Post(with(values, press, target))
		if !post.Changed {
			t.Fatalf("%s does nothing", press)
		}
		page := htmlcheck.Run(t, view.AppendHTML(nil, f.Page(options, forms.View{State: post.State, Focus: post.Focus})), htmlcheck.All()...)
		if focused := htmlcheck.ByID(page, post.Focus); focused == nil {
			t.Errorf("%s: the focus goes nowhere", press)
		} else if _, ok := htmlcheck.Lookup(focused, "autofocus"); !ok {
			t.Errorf("%s: the focus does not go to %s", press, post.Focus)
		}
		values = shownValues(page)
		values["/representatives/"+string('0'+byte(post.State.Items("/representatives")-1))+"/person/jobTitle"] = []string{press}
	}
	s := f.Post(values).State
	if got := s.Get("/representatives/0/person/givenName"); got != "Aino" {
		t.Errorf("the first one is %q", got)
	}
	if got := s.Get("/representatives/1/person/jobTitle"); got != "remove" || s.Items("/representatives") != 2 {
		t.Errorf("the second one is %q of %d", got, s.Items("/representatives"))
	}
}

// shownValues are what a browser would send of a page.
func shownValues(page *html.Node) map[string][]string {
	values := map[string][]string{}
	add := func(n *html.Node, value string) {
		values[htmlcheck.Attr(n, "name")] = append(values[htmlcheck.Attr(n, "name")], value)
	}
	for n := range htmlcheck.Elements(page, "input", "select", "textarea") {
		_, checked := htmlcheck.Lookup(n, "checked")
		kind := htmlcheck.Attr(n, "type")
		switch {
		case n.Data == "textarea":
			if n.FirstChild != nil {
				add(n, n.FirstChild.Data)
			} else {
				add(n, "")
			}
		case n.Data == "select":
			var chosen *html.Node
			for o := range htmlcheck.Elements(n, "option") {
				if _, selected := htmlcheck.Lookup(o, "selected"); selected || chosen == nil {
					chosen = o
				}
			}
			add(n, htmlcheck.Attr(chosen, "value"))
		case kind == "radio" || kind == "checkbox":
			if checked {
				add(n, htmlcheck.Attr(n, "value"))
			}
		default:
			add(n, htmlcheck.Attr(n, "value"))
		}
	}
	return values
}

// names are the controls of a form with two representatives and deputies.
func names(f *forms.Form) []string {
	s := f.NewState()
	f.Press(s, forms.AddName, "/representatives")
	var names []string
	for name := range s.Values() {
		names = append(names, name)
	}
	return names
}

// TestNothingTypedIsLost fills forms with whatever people and programs type,
// shows them again and reads them back.
func TestNothingTypedIsLost(t *testing.T) {
	f := form(t, "fi", withDeputies(hyte.DeputiesOptional))
	all := names(f)
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.MapOf(rapid.SampledFrom(all), rapid.OneOf(
			rapid.StringMatching(`[A-Za-zÅÄÖåäö .@<>&"'/\\{}-]{0,12}`),
			rapid.SampledFrom([]string{"", " ", "true", "woman", "organizer", "municipality:109", "15.1.2021", "\u00a0", "a\r\nb", "\n\n"}),
			rapid.String(),
		)).Draw(t, "typed")
		values := map[string][]string{}
		for name, value := range typed {
			values[name] = []string{value}
		}
		checkPost(t, f, values)
	})
}

func FuzzPost(f *testing.F) {
	f.Add("%2Fsubmitter%2Femail=kirjaamo%40example.fi&%2Fconsent=true")
	f.Add("%2Frepresentatives%2F3%2Fperson%2FgivenName=%3Cb%3E&add=%2Frepresentatives")
	f.Add("remove=%2Frepresentatives%2F0&%2Frepresentatives%2F1%2Fperson%2Fgender=x")
	f.Add("%2FgenderBalanceReason=%0D%0A%0A%3C%2Ftextarea%3E&%2Fnominator=x%00%FF")
	form := form(f, "fi", withDeputies(hyte.DeputiesRequired))
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil || len(query) > 10_000 {
			return
		}
		checkPost(t, form, values)
	})
}

// checkPost shows what was posted, checks it, and compares what a browser would
// send of the page with what was posted.
func checkPost(t rapid.TB, f *forms.Form, values map[string][]string) {
	t.Helper()
	post := f.Post(values)
	violations := f.Check(post.State)
	for _, v := range violations {
		if strings.HasPrefix(string(v.Rule), "json.") || v.Rule == constraint.RuleType || v.Rule == constraint.RuleUnknownProperty || v.Rule == hyte.RuleCallMismatch {
			t.Fatalf("the document that the form makes is none: %v", v)
		}
	}
	v := forms.View{State: post.State, Violations: violations, Phase: forms.Rejected}
	root, err := html.Parse(strings.NewReader(htmlOf(f.Page(forms.PageOptions{}, v))))
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range append(htmlcheck.All(), htmlcheck.Wiring("hyte-summary", "hyte-problem", "hyte-advice")) {
		if faults := withoutTyped(check(root)); len(faults) > 0 {
			t.Fatalf("%q", faults)
		}
	}
	if post.Changed {
		return // what was removed is gone, and what followed has moved
	}
	shown := shownValues(root)
	for name := range post.State.Values() {
		want := ""
		if given := values[name]; len(given) > 0 {
			want = carried(given[0])
		}
		got := ""
		if len(shown[name]) > 0 {
			got = shown[name][0]
		}
		initial := strings.HasSuffix(name, "contactVisibility") && len(values[name]) == 0 && got == "organizer"
		unticked := name == "/consent" && got == "" && want != forms.Checked
		if carried(got) != want && !initial && !unticked {
			t.Fatalf("%s: %q was typed, %q is shown", name, want, got)
		}
	}
}

// carried is a text as HTML carries it, line breaks as a browser posts them.
func carried(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// withoutTyped leaves out faults about options that stand for what was typed:
// they may be blank or hold braces.
func withoutTyped(faults []string) []string {
	return slices.DeleteFunc(faults, func(fault string) bool {
		return strings.HasPrefix(fault, "<option>") || strings.HasPrefix(fault, "<label>") || strings.Contains(fault, " labels")
	})
}
