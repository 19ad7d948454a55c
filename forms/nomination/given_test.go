package nomination_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// giving is the form under the personal link of an organization.
func giving(t *testing.T, id string, changes ...func(*hyte.Call)) *forms.Form {
	t.Helper()
	f, err := form(t, "fi", changes...).Giving("/nominator", id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Who answers is shown, not asked, and in the document whatever is posted.
func TestGiven(t *testing.T) {
	f := giving(t, "municipality:109")
	page := htmlOf(f.Page(forms.PageOptions{}, forms.View{}))
	htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
	if !strings.Contains(page, "<dd>Hämeenlinna</dd>") || strings.Contains(page, `name="/nominator`) || strings.Contains(page, "Hattula") {
		t.Errorf("the page asks who answers\n%s", page)
	}
	values := right()
	values["/nominator"] = []string{"municipality:061"}
	post := f.Post(values)
	if post.Dropped != 0 {
		t.Error("an answer that is given is told to be dropped")
	}
	document := f.Document(post.State)
	if violations := f.Check(post.State); violations.Invalid() || !strings.Contains(string(document), `"nominator":"municipality:109"`) {
		t.Errorf("%v\n%s", violations, document)
	}
	if empty := string(f.Document(f.NewState())); !strings.Contains(empty, `"nominator":"municipality:109"`) {
		t.Errorf("the empty form makes %s", empty)
	}
	state, left := f.Load(document)
	if len(left) > 0 || string(f.Document(state)) != string(document) {
		t.Errorf("read back: %v\n%s", left, f.Document(state))
	}
}

// The form asks as if the organization had been chosen: also where anyone may answer.
func TestGivenDecidesTheLayout(t *testing.T) {
	chosen := form(t, "fi", alsoOfAnyone)
	s := chosen.NewState()
	s.Set("/nominator", []string{"municipality:109"})
	f := giving(t, "municipality:109", alsoOfAnyone)
	var want []string
	for _, c := range allControls(chosen.Parts(s)) {
		if c.Name != "/nominator" {
			want = append(want, c.Name)
		}
	}
	var got []string
	for _, c := range allControls(f.Parts(f.NewState())) {
		got = append(got, c.Name)
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("asked\n%v, want\n%v", got, want)
	}
}

// The widget makes the same form of the configuration.
func TestGivenInTheWidget(t *testing.T) {
	f := giving(t, "municipality:109")
	config, err := f.Config()
	if err != nil {
		t.Fatal(err)
	}
	opened, err := forms.Open(config, nomination.Kind())
	if err != nil {
		t.Fatal(err)
	}
	session := forms.NewSession(opened, nil, nil)
	if got, want := htmlOf(session.Tree()), htmlOf(f.Tree(forms.View{Uncontrolled: true})); got != want {
		t.Errorf("the widget shows\n%s\nwant\n%s", got, want)
	}
	for _, broken := range []string{`{"/nominator":"municipality:999"}`, `{"/consent":"true"}`, `{"/nothing":"x"}`, `{"/nominator":1}`, `[]`} {
		odd := strings.Replace(string(config), `"given":{"/nominator":"municipality:109"}`, `"given":`+broken, 1)
		if _, err := forms.Open([]byte(odd), nomination.Kind()); !errors.Is(err, forms.ErrConfig) {
			t.Errorf("%s: error %v", broken, err)
		}
	}
}

func TestGivingWhatIsNotAsked(t *testing.T) {
	f := form(t, "sv")
	for place, value := range map[string]string{
		"/nominator": "municipality:091", "/decision/date": "2021-01-01", "/nothing": "x", "": "", "/representatives/0/person/givenName": "Aino",
	} {
		if _, err := f.Giving(place, value); !errors.Is(err, forms.ErrLayout) {
			t.Errorf("%s: error %v", place, err)
		}
	}
}

// Whoever may not answer sees no form, and loses nothing that was typed.
func TestKeptOut(t *testing.T) {
	f := form(t, "en")
	for phase, want := range map[forms.Phase]string{
		forms.PhaseForbidden: "The form can only be sent from your organisation’s own link.",
		forms.PhaseLinkEnded: "The link is no longer valid.",
	} {
		empty := htmlOf(f.Page(forms.PageOptions{}, forms.View{Phase: phase}))
		htmlcheck.Run(t, []byte(empty), htmlcheck.All()...)
		if !strings.Contains(empty, want) || strings.Contains(empty, "<form") {
			t.Errorf("phase %d:\n%s", phase, empty)
		}
		filled := htmlOf(f.Page(forms.PageOptions{}, forms.View{Phase: phase, State: f.Post(right()).State}))
		if !strings.Contains(filled, want) || !strings.Contains(filled, "Esimerkki") {
			t.Errorf("phase %d loses what was typed\n%s", phase, filled)
		}
	}
}

// The forms of one inquiry lead to each other with the same personal link.
func TestLinksKeepTheQuery(t *testing.T) {
	call := example(t)
	refusal, _ := noticeForms(t, call)
	f := giving(t, "municipality:109")
	if links := linksOf(f.Tree(forms.View{Action: "/x/fi?link=abc"})); len(links) == 0 || !strings.HasPrefix(links[0], "/x/fi/refusal?link=abc ") {
		t.Errorf("links %q", links)
	}
	if links := linksOf(refusal.Tree(forms.View{Action: "/x/fi/refusal?link=abc"})); len(links) == 0 || !strings.HasPrefix(links[0], "/x/fi?link=abc ") {
		t.Errorf("links %q", links)
	}
}
