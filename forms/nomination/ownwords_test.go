package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// withOwnWords says two things in the call's own words, one of them in Finnish only.
func withOwnWords(c *hyte.Call) {
	c.Texts = map[string]hyte.Text{
		"hint.consent": {"fi": `Kysy <b>jokaiselta</b> "nimetyltä" & vastaa.`},
		"point.needs":  {"fi": "Tarvitset lautakunnan päätöksen.", "sv": "Du behöver nämndens beslut."},
	}
}

// What a call says in its own words stands on the form in place of the catalog's, whatever
// is asked for, and the widget makes the same of it. In another language the catalog's own
// words stay.
func TestOwnWords(t *testing.T) {
	for name, changes := range map[string][]func(*hyte.Call){
		"representatives": {withOwnWords},
		"candidates":      {withOwnWords, withCandidates},
		"coordinators":    {withOwnWords, asking(hyte.AsksCoordinators)},
		"young":           {withOwnWords, ofPersons(hyte.PersonsYoung)},
	} {
		t.Run(name, func(t *testing.T) {
			f := form(t, "fi", changes...)
			page := htmlOf(f.Page(options, forms.View{}))
			htmlcheck.Run(t, []byte(page), htmlcheck.All()...)
			for _, want := range []string{"Kysy &lt;b&gt;jokaiselta&lt;/b&gt;", "Tarvitset lautakunnan päätöksen."} {
				if strings.Count(page, want) != 1 {
					t.Errorf("the page says %d times %q", strings.Count(page, want), want)
				}
			}
			config, err := f.Config()
			if err != nil {
				t.Fatal(err)
			}
			widget, err := forms.Open(config, nomination.Kind())
			if err != nil {
				t.Fatal(err)
			}
			if htmlOf(widget.Tree(forms.View{})) != htmlOf(f.Tree(forms.View{})) {
				t.Error("the widget says it otherwise")
			}
			swedish := form(t, "sv", changes...)
			page = htmlOf(swedish.Page(options, forms.View{}))
			with, without := "Du behöver nämndens beslut.", form(t, "sv", changes[1:]...)
			before, after, found := strings.Cut(page, with)
			plain := htmlOf(without.Page(options, forms.View{}))
			if !found || !strings.HasPrefix(plain, before) || !strings.HasSuffix(plain, after) {
				t.Error("the Swedish page differs in more than the call's own Swedish words")
			}
		})
	}
}

// An error says the call's own words, on the form and where a program reads it.
func TestOwnWordsOfAnError(t *testing.T) {
	call := example(t, func(c *hyte.Call) {
		c.Texts = map[string]hyte.Text{"rule.consent.missing": {"fi": "Vahvista, että nuori ja huoltaja tietävät."}}
	})
	v := hyte.Violation{Rule: hyte.RuleConsentMissing, Location: "/consent", Severity: hyte.Error}
	f, err := nomination.InLanguage(call, "fi")
	if err != nil {
		t.Fatal(err)
	}
	for name, message := range map[string]string{
		"form":    f.Message(v),
		"program": nomination.Kind().Messages(texts.For("fi"), call).Message(v),
	} {
		if message != "Vahvista, että nuori ja huoltaja tietävät." {
			t.Errorf("the %s says %q", name, message)
		}
	}
}
