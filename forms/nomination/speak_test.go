package nomination_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

func configIn(t *testing.T, language string, changes ...func(*hyte.Call)) []byte {
	t.Helper()
	config, err := form(t, language, changes...).Config()
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// Whatever somebody has done, the form in another language is the one in which the same was
// done from the beginning.
func TestSpeak(t *testing.T) {
	const add, removed = "/representatives", "/representatives/1"
	for name, test := range map[string]struct {
		findings []byte
		do       func(s *forms.Session)
	}{
		"nothing":    {do: func(*forms.Session) {}},
		"typed":      {do: func(s *forms.Session) { s.Set("/nominator", []string{"municipality:109"}) }},
		"left wrong": {do: func(s *forms.Session) { s.Set(email, []string{"onni(at)"}); s.Left(email) }},
		"rejected":   {do: func(s *forms.Session) { s.Check() }},
		"one more and undone": {do: func(s *forms.Session) {
			s.Set(givenName, []string{"Aino"})
			s.Press(forms.AddName, add)
			s.Set(deptFamily, []string{"Esimerkki"})
			s.Press(forms.RemoveName, removed)
		}},
		"last look": {do: func(s *forms.Session) { fillIn(s); s.Check() }},
		"sent":      {do: func(s *forms.Session) { fillIn(s); s.Check(); s.Submit() }},
		"handed over": {findings: handoverFindings, do: func(s *forms.Session) {
			fillIn(s)
			s.Check()
			s.Submit()
		}},
	} {
		said := func(s *forms.Session) string { // but for what is read out
			html := htmlOf(s.Tree())
			before, after, _ := strings.Cut(html, `role="status">`)
			_, after, _ = strings.Cut(after, "</p>")
			return s.Title() + before + after
		}
		s, want := forms.NewSession(form(t, "fi"), test.findings, nil), forms.NewSession(form(t, "sv"), test.findings, nil)
		test.do(s)
		test.do(want)
		if !s.Speak(configIn(t, "sv"), "") {
			t.Fatalf("%s: the form does not speak", name)
		}
		if diff := cmp.Diff(said(want), said(s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(maps.Collect(want.Values()), maps.Collect(s.Values())); diff != "" {
			t.Errorf("%s: values (-want +got):\n%s", name, diff)
		}
		if html := htmlOf(s.Tree()); name != "handed over" && !strings.Contains(html, "Språket har bytts.") {
			t.Errorf("%s: the change is not told", name)
		}
	}
}

func fillIn(s *forms.Session) {
	for _, name := range slices.Sorted(maps.Keys(right())) {
		s.Set(name, right()[name])
	}
}

// What did not come, or is another form's, changes nothing but a notice.
func TestSpeakOfNothing(t *testing.T) {
	other := configIn(t, "sv", func(c *hyte.Call) { c.ID = "other-2021" })
	for name, config := range map[string]string{"nothing": "", "garbage": "<!doctype html>", "another call": string(other)} {
		s := filled(t, right())
		s.Check()
		if s.Speak([]byte(config), "https://example.fi/sv") {
			t.Errorf("%s is spoken", name)
		}
		html := htmlOf(s.Tree())
		if !strings.Contains(html, "Kieltä ei voitu vaihtaa.") || strings.Contains(html, "https://example.fi/sv") || s.Focus() != "hyte-notice" {
			t.Errorf("%s: nothing is said of it, or the focus is at %q", name, s.Focus())
		}
		s.Set("/consent", right()["/consent"])
		if document, ok := s.Submit(); !ok || !strings.Contains(string(document), `"language":"fi"`) || strings.Contains(htmlOf(s.Tree()), "Kieltä ei voitu") {
			t.Errorf("%s: the answer is %s, or the notice stays", name, document)
		}
	}
}

// The address of the page is that of the other language from then on.
func TestSpeakAtAnAddress(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), forms.View{Action: "/kanta-hame/fi"}.Findings(), nil)
	if !s.Speak(configIn(t, "en"), "/kanta-hame/en") || !strings.Contains(htmlOf(s.Tree()), `action="/kanta-hame/en"`) {
		t.Error("the form is posted to the old address")
	}
	fillIn(s)
	if document, ok := s.Submit(); !ok || !strings.Contains(string(document), `"language":"en"`) {
		t.Errorf("the answer is %s", document)
	}
}

// showSpeak changes the language of a form that says the keys of its texts.
func showSpeak(t *testing.T, shown *strings.Builder) {
	t.Helper()
	f := inKeys(t, example(t), "fi")
	config, err := f.Config()
	if err != nil {
		t.Fatal(err)
	}
	s := forms.NewSession(f, nil, nil)
	for _, config := range [][]byte{config, nil} {
		s.Speak(config, "")
		shown.WriteString(htmlOf(s.Tree()))
	}
	s.Draft()
	shown.WriteString(htmlOf(s.Tree()))
}
