package nomination_test

import (
	"maps"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	ktexts "github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/hyte"
)

// twoNamed has two representatives, the second one with a first name only.
func twoNamed() map[string][]string {
	return with(right(), "/representatives/1/person/givenName", "Helmi <b>")
}

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="(undo/[^"]*)" value="([^"]*)">`)

// posted is what a browser posts of a page beside the controls: what a removed item held.
func postedUndo(html string) url.Values {
	values := url.Values{}
	for _, m := range hiddenInput.FindAllStringSubmatch(html, -1) {
		values.Add(m[1], strings.NewReplacer("&lt;", "<", "&gt;", ">").Replace(m[2]))
	}
	return values
}

// Without a script, what was removed comes back with all that was in it, at its place.
func TestUndoWithoutScript(t *testing.T) {
	f := form(t, "fi")
	for _, index := range []string{"0", "1"} {
		before := f.Post(maps.Collect(f.Post(twoNamed()).State.Values())).State // as a browser posts it
		twoNamed := func() map[string][]string { return maps.Collect(before.Values()) }
		values := twoNamed()
		values[forms.RemoveName] = []string{"/representatives/" + index}
		removed := f.Post(values)
		if !removed.Changed || removed.State.Items("/representatives") != 1 {
			t.Fatalf("%s: %+v", index, removed)
		}
		html := htmlOf(f.Tree(forms.View{State: removed.State}))
		if !strings.Contains(html, `name="undo" value="/representatives/`+index+`"`) || !strings.Contains(html, "poistettiin.") {
			t.Fatalf("%s: nothing leads back: %s", index, html)
		}
		again := map[string][]string{}
		for name, given := range removed.State.Values() {
			again[name] = given
		}
		maps.Copy(again, postedUndo(html))
		kept := f.Post(again) // something else is sent in between
		if kept.Unknown > 0 || len(postedUndo(htmlOf(f.Tree(forms.View{State: kept.State})))) == 0 {
			t.Errorf("%s: what was removed is lost, or unknown: %d", index, kept.Unknown)
		}
		again[forms.UndoName] = []string{"/representatives/" + index}
		undone := f.Post(again)
		if !undone.Changed || undone.Unknown > 0 || string(f.Document(undone.State)) != string(f.Document(before)) {
			t.Errorf("%s: %+v\n%s\n%s", index, undone, f.Document(undone.State), f.Document(before))
		}
		if !strings.HasPrefix(undone.Focus, "hyte-field-representatives-"+index) {
			t.Errorf("%s: the focus is on %q", index, undone.Focus)
		}
		if strings.Contains(htmlOf(f.Tree(forms.View{State: undone.State})), `name="undo`) {
			t.Error("it can be undone twice")
		}
	}
}

// What no page has is unknown, and brings nothing back.
func TestUndoOfGarbage(t *testing.T) {
	f := form(t, "fi")
	for name, more := range map[string]map[string][]string{
		"nothing was removed": {forms.UndoName: {"/representatives/1"}},
		"another item":        {"undo/representatives/1/person/givenName": {"x"}, forms.UndoName: {"/representatives/0"}},
		"no item":             {"undo/nominator": {"x"}, forms.UndoName: {"/nominator"}},
		"no control":          {"undo/representatives/1/person/nobody": {"x"}},
		"a huge index":        {"undo/representatives/999999999999/person/givenName": {"x"}},
		"no place":            {"undo/": {"x"}, "undo//": {"x"}},
	} {
		values := right()
		maps.Copy(values, more)
		post := f.Post(values)
		if post.State.Items("/representatives") != 1 || post.Changed {
			t.Errorf("%s: %+v", name, post)
		}
	}
}

// With a script it is the same, and what happens is read out.
func TestUndoWithScript(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), nil, maps.All(twoNamed()))
	told := func(want string) {
		t.Helper()
		if html := htmlOf(s.Tree()); !strings.Contains(html, `role="status">`+want+`</p>`) {
			t.Errorf("%q is not read out in %s", want, html[max(0, len(html)-400):])
		}
	}
	values := func() map[string][]string { return maps.Collect(s.Values()) }
	before := values()
	s.Press(forms.RemoveName, "/representatives/0")
	told("Edustaja 1 poistettiin.")
	if s.Focus() == "" || len(values()) >= len(before) {
		t.Error("nothing was removed")
	}
	s.Press(forms.UndoName, "/representatives/0")
	told("Poisto kumottiin.")
	if after := values(); !maps.EqualFunc(before, after, func(a, b []string) bool { return strings.Join(a, "|") == strings.Join(b, "|") }) {
		t.Errorf("it came back as %v", after)
	}
	s.Press(forms.AddName, "/representatives")
	told("Lisättiin edustaja 3.")
	s.Press(forms.RemoveName, "/representatives/2")
	told("Edustaja 3 poistettiin.")
	if strings.Contains(htmlOf(s.Tree()), `name="undo"`) {
		t.Error("an empty item can come back")
	}
}

// A page on which something was removed without a script is taken over as it is.
func TestUndoIsTakenOver(t *testing.T) {
	f := form(t, "fi")
	values := twoNamed()
	values[forms.RemoveName] = []string{"/representatives/1"}
	state := f.Post(values).State
	html := htmlOf(f.Tree(forms.View{State: state, Uncontrolled: true}))
	held := maps.Collect(state.Values())
	maps.Copy(held, postedUndo(html))
	s := forms.NewSession(f, nil, maps.All(held))
	if got := htmlOf(s.Tree()); postedUndo(got).Encode() != postedUndo(html).Encode() {
		t.Errorf("taken over as\n%s", got)
	}
	s.Press(forms.UndoName, "/representatives/1")
	if got := maps.Collect(s.Values())["/representatives/1/person/givenName"]; len(got) != 1 || got[0] != "Helmi <b>" {
		t.Errorf("it came back as %q", got)
	}
}

// On the page of a letter, what was removed from one answer comes back to that answer.
func TestUndoInSeries(t *testing.T) {
	s := series(t, letter(t, func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Max: 3} }), ktexts.Set())
	name := "/inquiries/elderly-council/representatives/"
	values := map[string][]string{
		name + "0/person/givenName": {"Aino"}, name + "1/person/givenName": {"Helmi"}, forms.RemoveName: {name + "1"},
	}
	post := s.Post(values)
	html := htmlOf(s.Page(options, forms.SeriesView{States: post.States}))
	again := map[string][]string{name + "0/person/givenName": {"Aino"}, forms.UndoName: {name + "1"}}
	maps.Copy(again, postedUndo(html))
	if len(postedUndo(html)) == 0 {
		t.Fatalf("nothing leads back: %s", regexp.MustCompile("<[^>]*undo[^>]*>").FindAllString(html, -1))
	}
	undone := s.Post(again)
	found := false
	for i, state := range undone.States {
		found = found || strings.Contains(string(s.Document(i, state)), "Helmi")
	}
	if !undone.Changed || !found {
		t.Errorf("it did not come back: %s", html)
	}
}
