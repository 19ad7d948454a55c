package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
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
