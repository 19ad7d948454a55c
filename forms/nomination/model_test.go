package nomination_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	ktexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// control finds a control of a form in a state.
func control(t *testing.T, f *forms.Form, s *forms.State, name string) *forms.Control {
	t.Helper()
	var find func(parts []forms.Part) *forms.Control
	find = func(parts []forms.Part) *forms.Control {
		for i := range parts {
			for j := range parts[i].Controls {
				if parts[i].Controls[j].Name == name {
					return &parts[i].Controls[j]
				}
			}
			if c := find(parts[i].Parts); c != nil {
				return c
			}
		}
		return nil
	}
	return find(f.Parts(s))
}

func TestWhatIsAskedFollowsTheCall(t *testing.T) {
	const deputy = "/representatives/0/deputy/familyName"
	const gender = "/representatives/0/person/gender"
	tests := []struct {
		name                           string
		changes                        []func(*hyte.Call)
		deputy, required, gender, why  bool
		representatives, add, quotaMin int
	}{
		{name: "the example", gender: true, representatives: 1, add: 1},
		{name: "one each", changes: []func(*hyte.Call){municipalitiesOnly}, gender: true, representatives: 1},
		{name: "gender is not asked", changes: []func(*hyte.Call){withGender(hyte.GenderOff)}, representatives: 1, add: 1},
		{name: "no word about gender", changes: []func(*hyte.Call){func(c *hyte.Call) { c.GenderBalance = nil }}, representatives: 1, add: 1},
		{name: "deputies as they like", changes: []func(*hyte.Call){municipalitiesOnly, withDeputies(hyte.DeputiesOptional)}, deputy: true, gender: true, representatives: 1},
		{name: "deputies for all", changes: []func(*hyte.Call){municipalitiesOnly, withDeputies(hyte.DeputiesRequired)}, deputy: true, required: true, gender: true, representatives: 1},
		{name: "two each", changes: []func(*hyte.Call){func(c *hyte.Call) {
			municipalitiesOnly(c)
			c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 3}
		}}, gender: true, representatives: 2, add: 1},
		{name: "candidates", changes: []func(*hyte.Call){withCandidates}, gender: true, why: true, representatives: 1, add: 1},
		{name: "candidates, whatever their gender", changes: []func(*hyte.Call){withCandidates, withGender(hyte.GenderOff)}, representatives: 1, add: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := form(t, "en", test.changes...)
			s := f.NewState()
			c := control(t, f, s, deputy)
			if (c != nil) != test.deputy || c != nil && c.Required != test.required {
				t.Errorf("deputy: %+v", c)
			}
			if got := control(t, f, s, gender) != nil; got != test.gender {
				t.Errorf("gender asked: %v", got)
			}
			if got := control(t, f, s, "/genderBalanceReason") != nil; got != test.why {
				t.Errorf("reason asked: %v", got)
			}
			if got := s.Items("/representatives"); got != test.representatives {
				t.Errorf("%d representatives", got)
			}
			add := 0
			for _, p := range f.Parts(s) {
				if p.Add != nil {
					add++
				}
			}
			if add != test.add {
				t.Errorf("%d buttons to add one", add)
			}
			page := view.AppendHTML(nil, f.Page(options, forms.View{}))
			htmlcheck.Run(t, page, append(htmlcheck.All(), htmlcheck.Untouched)...)
		})
	}
}

func TestControl(t *testing.T) {
	f := form(t, "sv", withDeputies(hyte.DeputiesOptional))
	s := f.NewState()
	tests := []struct {
		name string
		want forms.Control
	}{
		{"/representatives/0/person/givenName", forms.Control{ID: "hyte-field-representatives-0-person-givenName", Type: forms.Line, Label: "Förnamn", Required: true, MaxLength: 100, Autocomplete: "on"}},
		{"/representatives/0/deputy/email", forms.Control{ID: "hyte-field-representatives-0-deputy-email", Type: forms.Line, Label: "E-postadress", MaxLength: 254, Autocomplete: "on", InputMode: "email"}},
		{"/submitter/email", forms.Control{ID: "hyte-field-submitter-email", Type: forms.Line, Label: "E-postadress", Required: true, MaxLength: 254, Autocomplete: "email", InputMode: "email"}},
		{"/submitter/jobTitle", forms.Control{ID: "hyte-field-submitter-jobTitle", Type: forms.Line, Label: "Tjänstebeteckning", MaxLength: 200, Autocomplete: "organization-title"}},
		{"/decision/date", forms.Control{ID: "hyte-field-decision-date", Type: forms.Line, Label: "Beslutets datum", Hint: "Till exempel 15.1.2021", Autocomplete: "on"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := control(t, f, s, test.name)
			if got == nil {
				t.Fatal("not asked")
			}
			test.want.Name = test.name
			if diff := cmp.Diff(test.want, *got, ignoreUnexported); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

var ignoreUnexported = cmp.FilterPath(func(p cmp.Path) bool {
	field, ok := p.Last().(cmp.StructField)
	return ok && field.Name()[0] >= 'a' && field.Name()[0] <= 'z'
}, cmp.Ignore())

func TestOptionsComeFromTheRules(t *testing.T) {
	f := form(t, "fi")
	visibility := control(t, f, f.NewState(), "/representatives/0/person/contactVisibility")
	var values []string
	for _, o := range visibility.Options[0].Options {
		values = append(values, o.Value)
	}
	if want := []string{"organizer", "secret", "members", "public"}; !slices.Equal(values, want) || visibility.Initial != want[0] {
		t.Errorf("options %q, initial %q", values, visibility.Initial)
	}
	gender := control(t, f, f.NewState(), "/representatives/0/person/gender")
	if last := gender.Options[0].Options[2]; last.Value != "not-stated" || last.Label["fi"] != "Ei ilmoiteta" || gender.Required || gender.Initial != "" {
		t.Errorf("gender: %+v", gender)
	}
}

func TestOrganizationsAreInTheOrderOfTheLanguage(t *testing.T) {
	last := func(language string) string {
		f := form(t, language)
		municipalities := control(t, f, f.NewState(), "/nominator").Options[0]
		return municipalities.Options[len(municipalities.Options)-1].Label.In(language)
	}
	if got := last("fi"); got != "Ypäjä" {
		t.Errorf("the last one in Finnish is %q", got)
	}
	f := form(t, "sv")
	groups := control(t, f, f.NewState(), "/nominator").Options
	var labels []string
	for _, g := range groups {
		labels = append(labels, g.Label.In("sv"))
	}
	if want := []string{"Kommuner", "Samkommuner", "Övriga organisationer"}; !slices.Equal(labels, want) {
		t.Errorf("groups %q", labels)
	}
}

func TestChoosingAnOrganizationShowsAsManyAsItNames(t *testing.T) {
	f := form(t, "fi", func(c *hyte.Call) { c.Seats[1].Representatives = &hyte.Quota{Min: 2, Max: 2} })
	s := f.NewState()
	if got := s.Items("/representatives"); got != 1 {
		t.Errorf("%d before one is chosen", got)
	}
	s.Set("/nominator", []string{"joint-authority:fshky"})
	if got := s.Items("/representatives"); got != 2 {
		t.Errorf("%d after one is chosen", got)
	}
	for _, p := range f.Parts(s) {
		if p.Add != nil && !p.Add.Hidden {
			t.Error("more than it may name can be added")
		}
	}
}

// The words are for the organization chosen, or for all as long as none is.
func TestWordsForWhoeverNamesOne(t *testing.T) {
	const one, several = "municipality:109", "expertise-center:pikassos"
	words := map[bool][2]string{
		false: {"part.representatives.hint", "label.consent"},
		true:  {"part.representatives.hint=1", "label.consent=1"},
	}
	tests := []struct {
		name, nominator string
		changes         []func(*hyte.Call)
		one             bool
		lead            string
		asked           string // at the head of the form, where that is something else
	}{
		{name: "none chosen", asked: "Kun valitset organisaation, näet, montako edustajaa se nimeää."},
		{name: "one that names one", nominator: one, one: true, lead: "Hämeenlinna nimeää yhden edustajan."},
		{name: "one that may name several", nominator: several, lead: "Sosiaalialan osaamiskeskus Pikassos nimeää vähintään yhden edustajan."},
		{name: "all name one", changes: []func(*hyte.Call){municipalitiesOnly, withDeputies(hyte.DeputiesNone)}, one: true, asked: "Organisaatiosi nimeää yhden edustajan."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := form(t, "fi", test.changes...)
			s := f.NewState()
			s.Set("/nominator", []string{test.nominator})
			got := map[string]string{}
			for _, p := range f.Parts(s) {
				got[p.ID] = p.Hint
				for _, c := range p.Controls {
					got[c.Name] = c.Label
				}
			}
			catalog := ktexts.For("fi")
			if test.asked == "" {
				test.asked = test.lead
			}
			if head := htmlOf(f.Tree(forms.View{State: s})); !strings.Contains(head, "<p>"+test.asked+"</p>") {
				t.Errorf("the head does not say %q", test.asked)
			}
			for i, place := range []string{"hyte-part-representatives", "/consent"} {
				want := catalog.Text(words[test.one][i])
				if i == 0 && test.lead != "" {
					want = test.lead + " " + catalog.Text("part.representatives.hint=1")
				}
				if got[place] != want {
					t.Errorf("%s says %q, want %q", place, got[place], want)
				}
			}
		})
	}
	// A deputy makes two persons of one representative.
	f := form(t, "fi", withDeputies(hyte.DeputiesRequired))
	s := f.NewState()
	s.Set("/nominator", []string{one})
	if got, want := control(t, f, s, "/consent").Label, ktexts.For("fi").Text("label.consent"); got != want {
		t.Errorf("with deputies: %q, want %q", got, want)
	}
}

func TestMembersAreThoseOfTheBody(t *testing.T) {
	for kind, want := range map[hyte.BodyKind]string{hyte.BodyWorkingGroup: "Även övriga medlemmar i arbetsgruppen", hyte.BodyCommittee: "Även övriga ledamöter i kommittén"} {
		f := form(t, "sv", func(c *hyte.Call) { c.Body.Kind = kind })
		c := control(t, f, f.NewState(), "/representatives/0/person/contactVisibility")
		var labels []string
		for _, o := range c.Options[0].Options {
			labels = append(labels, o.Label.In("sv"))
		}
		if !slices.Contains(labels, want) {
			t.Errorf("%s: %q", kind, labels)
		}
	}
}

func TestLanguageOfTheCall(t *testing.T) {
	if _, err := nomination.InLanguage(example(t), "de"); !errors.Is(err, forms.ErrLanguage) {
		t.Errorf("got %v", err)
	}
	// A call in Northern Sámi speaks its first language until there is a catalog.
	f, err := nomination.InLanguage(example(t, func(c *hyte.Call) { c.Languages = []string{"sv", "se"} }), "se")
	if err != nil || f.Language() != "sv" {
		t.Errorf("%v, %v", f.Language(), err)
	}
}

func TestPassageInAnotherLanguageIsMarked(t *testing.T) {
	f := form(t, "en", func(c *hyte.Call) {
		delete(c.Body.Name, "en")
		delete(c.Seats[2].Nominators.Organizations[0].Name, "en")
		delete(c.PrivacyNotice.URL, "en")
	})
	page := htmlcheck.Run(t, view.AppendHTML(nil, f.Page(options, forms.View{})), htmlcheck.All()...)
	marked := map[string]bool{}
	for n := range htmlcheck.Elements(page, "span", "option", "a", "button") {
		if htmlcheck.Attr(n, "lang") == "fi" || htmlcheck.Attr(n, "hreflang") == "fi" {
			marked[htmlcheck.Text(n)] = true
		}
	}
	for _, want := range []string{
		"Kanta-Hämeen alueellinen hyvinvoinnin ja terveyden edistämisen työryhmä",
		"Kanta-Hämeen sairaanhoitopiirin kuntayhtymä (KHSHP)", "Privacy notice", "Suomeksi",
	} {
		if !marked[want] {
			t.Errorf("%q is not marked; marked are %v", want, marked)
		}
	}
}

func TestConfigMakesTheSameForm(t *testing.T) {
	for _, language := range texts.Languages() {
		f := form(t, language)
		config, err := f.Config()
		if err != nil {
			t.Fatal(err)
		}
		again, err := forms.Open(config, nomination.Kind())
		if err != nil {
			t.Fatal(err)
		}
		v := forms.View{State: f.Post(mistakes()).State, Phase: forms.PhaseRejected}
		v.Violations = f.Check(v.State)
		w := forms.View{State: again.Post(mistakes()).State, Phase: forms.PhaseRejected, Violations: v.Violations}
		if diff := cmp.Diff(htmlOf(f.Tree(v)), htmlOf(again.Tree(w))); diff != "" {
			t.Errorf("%s (-form +opened)\n%s", language, diff)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	config, err := form(t, "fi").Config()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{``, `{}`, `[]`, `{"call":{},"texts":{"language":"fi"}}`, string(config[:len(config)/2]), string(config[:len(config)-20]) + `}`} {
		if f, err := forms.Open([]byte(bad), nomination.Kind()); !errors.Is(err, forms.ErrConfig) || f != nil {
			t.Errorf("%.40q: %v", bad, err)
		}
	}
}
