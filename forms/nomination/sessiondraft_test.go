package nomination_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
)

// What the widget saves where no service is, a service opens, and the other way round.
func TestSessionDraft(t *testing.T) {
	typed := with(right(), email, "onni(at)")
	s := forms.NewSession(form(t, "fi"), handoverFindings, maps.All(typed))
	name, draft := s.Draft()
	if name != "kanta-hame-hyte-2021-draft.json" || strings.Contains(string(draft), `"consent":true`) || !strings.Contains(htmlOf(s.Tree()), name) {
		t.Errorf("%s: %s", name, draft)
	}
	served := form(t, "sv")
	post := served.Post(map[string][]string{forms.DraftName: {"open"}, "opened": {string(draft)}})
	if post.Phase != forms.PhaseDraft {
		t.Fatal("a service does not open it")
	}

	empty := forms.NewSession(served, handoverFindings, maps.All(map[string][]string{"/nominator": {"municipality:061"}, "/consent": {"true"}}))
	empty.Check()
	empty.OpenDraft(served.Draft(post.State))
	if diff := cmp.Diff(maps.Collect(post.State.Values()), maps.Collect(empty.Values())); diff != "" {
		t.Errorf("the widget opens another one (-service +widget):\n%s", diff)
	}
	html := htmlOf(empty.Tree())
	if !strings.Contains(html, "Utkastet har öppnats.") || empty.Focus() != "hyte-notice" || len(problems(t, empty.Tree())) > 0 {
		t.Errorf("focus at %q, and the page says %s", empty.Focus(), html)
	}
	if empty.Check(); len(summary(t, empty.Tree())) != 1 {
		t.Errorf("what is wrong is lost: %q", summary(t, empty.Tree()))
	}
}

// A file that is no draft of this form changes nothing of what was typed.
func TestSessionOpensNoOtherDraft(t *testing.T) {
	for name, draft := range map[string]string{"nothing": "", "no JSON": "PK\x03\x04", "of another call": `{"call":"other","nominator":"municipality:061"}`} {
		s := forms.NewSession(form(t, "en"), handoverFindings, maps.All(right()))
		before := maps.Collect(s.Values())
		s.OpenDraft([]byte(draft))
		if diff := cmp.Diff(before, maps.Collect(s.Values())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if !strings.Contains(htmlOf(s.Tree()), "Select a draft that was saved from this form.") || s.Focus() != "hyte-notice" {
			t.Errorf("%s: nothing is said of it, or the focus is at %q", name, s.Focus())
		}
	}
}
