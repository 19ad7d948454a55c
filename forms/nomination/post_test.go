package nomination_test

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/htmlcheck"
	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// What is not UTF-8 is never taken for an answer, whatever else is right.
func TestPostThatIsGarbled(t *testing.T) {
	f := form(t, "fi")
	for name, test := range map[string]struct {
		give    map[string][]string
		garbled int
	}{
		"UTF-8":                      {with(right(), "/decision/body", "Päivi \ufffd\u0000"), 0},
		"UTF-8 that says so":         {with(right(), "_charset_", "UTF-8"), 0},
		"Latin-1":                    {with(right(), "/decision/body", "P\xe4ivi"), 1},
		"a name":                     {with(right(), "/decision/b\xf6dy", "x"), 1},
		"half a character":           {with(right(), "/decision/body", "Aino\xc3"), 1},
		"half a surrogate pair":      {with(right(), "/decision/body", "\xed\xa0\x80"), 1},
		"a button":                   {with(right(), "add", "\xff"), 1},
		"a token":                    {with(right(), "token", "\xff"), 1},
		"what is not asked":          {with(right(), "/x", "\xff"), 1},
		"looks right, and says what": {with(right(), "_charset_", "windows-1252"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := f.Post(test.give)
			if got.Garbled != test.garbled || got.Unknown != 0 || got.Changed {
				t.Errorf("%d garbled, %d unknown, changed %v", got.Garbled, got.Unknown, got.Changed)
			}
			if text := got.State.Get("/decision/body"); !utf8.ValidString(text) || test.garbled == 0 && name == "UTF-8" && text != "Päivi \ufffd\u0000" {
				t.Errorf("the state holds %q", text)
			}
		})
	}
}

func TestPost(t *testing.T) {
	f := form(t, "fi")
	hundred := map[string][]string{"add": {"/representatives"}}
	for i := range 100 {
		hundred["/representatives/"+strconv.Itoa(i)+"/person/givenName"] = []string{"x"}
	}
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
		{name: "several buttons at once", give: map[string][]string{"add": {"/representatives", "/representatives"}, "remove": {"/representatives/0"}}, changed: true, focus: "hyte-field-representatives-1-person-givenName", items: 2, unknown: 2},
		{name: "one more of nothing", give: map[string][]string{"add": {"/tasks"}}, items: 1, unknown: 1},
		{name: "one less of one", give: map[string][]string{"remove": {"/representatives/0"}}, items: 1, unknown: 1},
		{name: "one less", give: map[string][]string{deptFamily: {"x"}, "remove": {"/representatives/1"}}, changed: true, focus: "hyte-field-representatives-0-person-givenName", items: 1},
		{name: "the last of all there may be", give: hundred, items: 100, unknown: 1},
		{name: "one far beyond", give: map[string][]string{"/representatives/98/person/givenName": {"x"}}, items: 2},
		{name: "one more after one far beyond", give: map[string][]string{"/representatives/98/person/givenName": {"x"}, "add": {"/representatives"}}, changed: true, focus: "hyte-field-representatives-2-person-givenName", items: 3},
		{name: "one less with gaps", give: map[string][]string{"/representatives/7/person/givenName": {"x"}, "/representatives/98/person/givenName": {"y"}, "remove": {"/representatives/98"}}, changed: true, focus: "hyte-field-representatives-1-person-givenName", items: 2},
		{name: "one less that was not posted", give: map[string][]string{"/representatives/7/person/givenName": {"x"}, "/representatives/98/person/givenName": {"y"}, "remove": {"/representatives/2"}}, items: 3, unknown: 1},
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

// TestPostKeepsTheOrderOfItems posts items with gaps between their indexes, as no
// browser does: each stays whole, and before those after it.
func TestPostKeepsTheOrderOfItems(t *testing.T) {
	post := form(t, "fi").Post(map[string][]string{
		"/representatives/40/person/givenName": {"Onni"}, "/representatives/40/person/familyName": {"Mallikas"},
		"/representatives/3/person/givenName": {"Aino"}, "/representatives/3/person/email": {"aino@example.fi"},
	})
	for name, want := range map[string]string{
		"/representatives/1/person/givenName": "Aino", "/representatives/1/person/email": "aino@example.fi", "/representatives/1/person/familyName": "",
		"/representatives/2/person/givenName": "Onni", "/representatives/2/person/familyName": "Mallikas", "/representatives/2/person/email": "",
	} {
		if got := post.State.Get(name); got != want {
			t.Errorf("%s is %q, not %q", name, got, want)
		}
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
	v := forms.View{State: post.State, Violations: violations, Phase: forms.PhaseRejected}
	root, err := html.Parse(strings.NewReader(htmlOf(f.Page(forms.PageOptions{}, v))))
	if err != nil {
		t.Fatal(err)
	}
	for _, check := range append(htmlcheck.All(), htmlcheck.Wiring("hyte-summary", "hyte-problem", "hyte-advice")) {
		if faults := withoutTyped(check(root)); len(faults) > 0 {
			t.Fatalf("%q", faults)
		}
	}
	kept := maps.Collect(post.State.Values())
	moved := slices.ContainsFunc(slices.Collect(maps.Keys(values)), func(name string) bool {
		_, there := kept[name]
		return !there && strings.HasPrefix(name, "/representatives/")
	})
	if post.Changed || moved {
		return // what was removed is gone, and what followed it, or a gap, has moved
	}
	shown := shownValues(root)
	for name := range kept {
		want := ""
		given := slices.DeleteFunc(slices.Clone(values[name]), func(text string) bool { return !utf8.ValidString(text) })
		if len(given) > 0 {
			want = carried(given[0])
		}
		got := ""
		if len(shown[name]) > 0 {
			got = shown[name][0]
		}
		initial := strings.HasSuffix(name, "contactVisibility") && len(given) == 0 && got == "organizer"
		unticked := (name == "/consent" || name == "same/submitter") && got == "" && want != forms.Checked
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

// TestNobodyMustChooseFirst adds more representatives than any organization may
// name while none is chosen: only what is chosen sets a limit.
func TestNobodyMustChooseFirst(t *testing.T) {
	f := form(t, "fi")
	s := f.NewState()
	hidden := func() (hidden bool) {
		for _, p := range f.Parts(s) {
			if p.Add != nil {
				hidden = p.Add.Hidden
			}
		}
		return hidden
	}
	for range 4 {
		if _, ok := f.Press(s, forms.AddName, "/representatives"); !ok || hidden() {
			t.Fatalf("no more than %d can be added", s.Items("/representatives"))
		}
	}
	s.Set("/nominator", []string{"municipality:109"})
	if !hidden() {
		t.Error("a municipality names one, and the button is not hidden")
	}
}

// deputiesOfTheFirstSeat are asked of the municipalities only.
func deputiesOfTheFirstSeat(c *hyte.Call) { c.Seats[0].Deputies = hyte.DeputiesOptional }

// A page without a script asks what any organization is asked. What was typed there and is
// not asked of the one that was chosen is counted; what nobody touched is not.
func TestPostCountsWhatIsDropped(t *testing.T) {
	f := form(t, "fi", deputiesOfTheFirstSeat)
	const municipality, authority = "municipality:109", "joint-authority:fshky"
	for _, test := range []struct {
		name, from, place, value string
		want                     int
	}{
		{"asked of who answers", municipality, "/representatives/0/deputy/givenName", "Onni", 0},
		{"asked of others", authority, "/representatives/0/deputy/givenName", "Onni", 1},
		{"asked of others and left empty", authority, "/representatives/0/deputy/givenName", " ", 0},
		{"asked of others, with its initial value", authority, "/representatives/0/deputy/contactVisibility", "organizer", 0},
		{"asked of others, and chosen", authority, "/representatives/0/deputy/contactVisibility", "public", 1},
		{"asked of nobody", authority, "/representatives/0/deputy/nobody", "x", 0},
	} {
		values := with(right(), "/nominator", test.from)
		post := f.Post(with(values, test.place, test.value))
		if post.Dropped != test.want {
			t.Errorf("%s: %d", test.name, post.Dropped)
		}
	}
}
