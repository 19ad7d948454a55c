package nomination_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	ktexts "github.com/hytekit/hytekit/forms/nomination/texts"
)

// What was typed comes back from a draft, also what is wrong, and in another language; what
// was confirmed does not.
func TestDraft(t *testing.T) {
	f := form(t, "fi")
	typed := with(with(right(), "/decision/date", "eilen"), "/representatives/1/person/givenName", "Bertta")
	saved := f.Post(with(typed, forms.DraftName, "save"))
	if !saved.Save || saved.Changed || saved.Unknown != 0 {
		t.Fatalf("it is not saved: %+v", saved)
	}
	draft := string(f.Draft(saved.State))
	if strings.Contains(draft, `"consent":true`) || saved.State.Get("/consent") == "" {
		t.Errorf("a consent is in the draft, or is lost by saving it: %s", draft)
	}
	for _, language := range []string{"fi", "sv"} {
		f := form(t, language)
		post := f.Post(map[string][]string{
			forms.DraftName: {"open"}, "opened": {draft}, "/nominator": {"municipality:061"}, "/consent": {"true"}, "token": {"t0ken"},
		})
		for name := range saved.State.Values() {
			if got, want := post.State.Get(name), strings.TrimSpace(saved.State.Get(name)); name != "/consent" && got != want {
				t.Errorf("%s: %s is %q, not %q", language, name, got, want)
			}
		}
		if post.State.Get("/consent") != "" || post.Phase != forms.PhaseDraft || !post.Changed || post.Unknown != 0 || post.Token != "t0ken" {
			t.Errorf("%s: %+v", language, post)
		}
		s := htmlOf(f.Tree(forms.View{State: post.State, Phase: post.Phase}))
		if !strings.Contains(s, map[string]string{"fi": "Luonnos on avattu.", "sv": "Utkastet har öppnats."}[language]) {
			t.Errorf("%s: it is not said", language)
		}
	}
}

// A file that is no draft of the form changes nothing of what was typed.
func TestOtherDraft(t *testing.T) {
	f := form(t, "fi")
	for name, file := range map[string]string{
		"none": "", "a file's name": "kanta-hame-hyte-2021-draft.json", "of another call": `{"call":"other","nominator":"municipality:061"}`,
		"a list": `[]`, "of no call": `{"nominator":"municipality:061"}`,
	} {
		post := f.Post(with(with(right(), forms.DraftName, "open"), "opened", file))
		if post.Phase != forms.PhaseOtherDraft || post.State.Get("/nominator") != "municipality:109" || post.State.Get("/consent") == "" {
			t.Errorf("%s: %+v", name, post)
		}
	}
	if post := f.Post(with(right(), "opened", "draft.json")); post.Changed || post.Unknown != 0 {
		t.Errorf("the name of a file that is not opened: %+v", post)
	}
}

// A date of a draft is shown as a clerk types it, not as documents have it; one that there is
// not stays wrong.
func TestDraftShowsDatesAsTyped(t *testing.T) {
	f := form(t, "en")
	for saved, want := range map[string]string{
		"11.1.2021": "11.1.2021", "2021-01-11": "11.1.2021", "01.10.2021": "1.10.2021", "31/2/2021": "31.2.2021",
		"0.0.2021": "0.0.2021", "2021-1-5": "2021-1-5", "2021-01-1x": "2021-01-1x", "yesterday": "yesterday", "11.1.21": "11.1.21",
	} {
		draft := string(f.Draft(f.Post(with(right(), "/decision/date", saved)).State))
		post := f.Post(map[string][]string{forms.DraftName: {"open"}, "opened": {draft}})
		if got := post.State.Get("/decision/date"); got != want {
			t.Errorf("%q is shown as %q, not %q", saved, got, want)
		}
		if again := string(f.Draft(post.State)); again != draft {
			t.Errorf("the draft becomes another one:\n%s\n%s", draft, again)
		}
	}
}

// A page for several requests is saved as one file: with what is shared, which comes back also
// to a request that nobody has answered, and to one that the file does not have.
func TestSeriesDraft(t *testing.T) {
	s := series(t, letter(t), ktexts.Set())
	values := posted("elderly-council", "youth-council")
	values[forms.DraftName] = []string{"save"}
	saved := s.Post(values)
	if !saved.Save || saved.Changed {
		t.Fatalf("it is not saved: %+v", saved)
	}
	draft := string(s.Draft(saved.States))
	if strings.Contains(draft, `"consent":true`) {
		t.Errorf("a consent is in the draft: %s", draft)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(draft), &all); err != nil || len(all) != len(councils) {
		t.Fatalf("%v: %s", err, draft)
	}
	fewer, err := json.Marshal(map[string]json.RawMessage{"another": []byte(`{"call":"another"}`), councils[1]: all[councils[2]], councils[2]: all[councils[2]]})
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		file     string
		answered [3]bool
	}{"whole": {draft, [3]bool{true, false, true}}, "with others, without one": {string(fewer), [3]bool{false, false, true}}} {
		post := s.Post(map[string][]string{forms.DraftName: {"open"}, "opened": {test.file}, "/submitter/familyName": {"Toinen"}, "token": {"t0ken"}})
		if post.Phase != forms.PhaseDraft || !post.Changed || post.Token != "t0ken" {
			t.Fatalf("%s: %+v", name, post)
		}
		for i, state := range post.States {
			if state.Get("/submitter/familyName") != "Mallikas" || state.Get("/consent") != "" || state.Get("/decision/date") != "11.1.2021" {
				t.Errorf("%s: %s lacks what is shared, or has a consent", name, councils[i])
			}
			if answered := s.Document(i, state) != nil; answered != test.answered[i] {
				t.Errorf("%s: %s is answered: %t", name, councils[i], answered)
			}
		}
		page := htmlOf(s.Page(options, forms.SeriesView{States: post.States, Phase: post.Phase}))
		if !strings.Contains(page, "Luonnos on avattu.") || strings.Count(page, `name="draft" value="save"`) != 1 {
			t.Errorf("%s: it is not said, or there is no button", name)
		}
	}
	for _, other := range []string{"", "{}", "[]", "[1]", "[", `{"call":"elderly-council"}`, `{"elderly-council":{"call":"another"}}`, `{"elderly-council":1}`, strings.Repeat("[", 5000)} {
		values[forms.DraftName], values["opened"] = []string{"open"}, []string{other}
		post := s.Post(values)
		if post.Phase != forms.PhaseOtherDraft || post.States[0].Get("/submitter/familyName") != "Mallikas" {
			t.Errorf("%.20s: phase %d", other, post.Phase)
		}
	}
}
