package nomination_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	ktexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// TestChoiceIsAnnounced tells a screen reader how many are asked for, once it is another
// number.
func TestChoiceIsAnnounced(t *testing.T) {
	s := forms.NewSession(form(t, "fi"), nil, nil)
	for _, step := range []struct{ nominator, want string }{
		{"municipality:109", "Hämeenlinna nimeää yhden edustajan."},
		{"expertise-center:pikassos", "Sosiaalialan osaamiskeskus Pikassos nimeää vähintään yhden edustajan."},
		{"", "Kun valitset organisaation, näet, montako edustajaa se nimeää."},
	} {
		s.Set("/nominator", []string{step.nominator})
		if _, _, announced := said(t, s); announced != step.want {
			t.Errorf("%q announces %q, want %q", step.nominator, announced, step.want)
		}
	}
	s.Left("/nominator")
	s.Set(givenName, []string{"Aino"})
	if _, _, announced := said(t, s); announced != "" {
		t.Errorf("what changes nothing announces %q", announced)
	}
}

// TestGivenNominatorIsAddressed speaks to whoever has a personal link by name.
func TestGivenNominatorIsAddressed(t *testing.T) {
	f, err := form(t, "sv", func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 3} }).Giving("/nominator", "municipality:109")
	if err != nil {
		t.Fatal(err)
	}
	if asked := pointOf(t, htmlOf(f.Tree(forms.View{}))); asked[0] != "Tavastehus utser 2–3 representanter." {
		t.Errorf("asked %q", asked)
	}
}

// TestPoint is what each kind says first, in the order of the page.
func TestPoint(t *testing.T) {
	needs := "Tarvitset nimettävän nimen, yhteystiedot ja suostumuksen sekä päätöksen, jos se on tehty."
	next := "Lähetyksen jälkeen saat kuittauksen."
	for name, test := range map[string]struct {
		change func(*hyte.Call)
		view   forms.View
		want   [2]string
	}{
		"representatives": {func(*hyte.Call) {}, forms.View{}, [2]string{"Kun valitset organisaation, näet, montako edustajaa se nimeää.", needs + " " + next}},
		"candidates":      {withCandidates, forms.View{}, [2]string{"Organisaatiosi nimeää 1–4 ehdokasta (paikkoja: 1).", needs + " " + next}},
		"coordinators":    {asking(hyte.AsksCoordinators), forms.View{}, [2]string{"Kun valitset organisaation, näet, montako koordinaattoria se ilmoittaa.", "Tarvitset koordinaattorin nimen ja yhteystiedot. " + next}},
		"participants":    {asking(hyte.AsksParticipants), forms.View{}, [2]string{"Kun valitset organisaation, näet, montako osallistujaa se ilmoittaa.", "Tarvitset osallistujan nimen ja yhteystiedot. " + next}},
		"confirmed":       {func(c *hyte.Call) { c.Access = hyte.AccessConfirmed }, forms.View{}, [2]string{"Kun valitset organisaation, näet, montako edustajaa se nimeää.", needs + " Lähetyksen jälkeen saat sähköpostiin linkin, jolla vastaus vahvistetaan."}},
		"handed over":     {func(*hyte.Call) {}, forms.View{Handover: true}, [2]string{"Kun valitset organisaation, näet, montako edustajaa se nimeää.", needs}},
		"closed":          {func(*hyte.Call) {}, forms.View{Status: hyte.StatusClosed}, [2]string{}}, // there is nothing to select
	} {
		t.Run(name, func(t *testing.T) {
			got := pointOf(t, htmlOf(form(t, "fi", test.change).Tree(test.view)))
			if want := strings.TrimSpace(strings.Join(test.want[:], "\n")); strings.Join(got, "\n") != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// pointOf are the sentences of the point.
func pointOf(t *testing.T, html string) []string {
	t.Helper()
	var sentences []string
	for n := range htmlcheck.Elements(htmlcheck.Run(t, []byte(html)), "div") {
		if htmlcheck.Attr(n, "class") != "hyte-point" {
			continue
		}
		for p := range htmlcheck.Elements(n, "p") {
			if text := htmlcheck.Text(p); text != "" {
				sentences = append(sentences, text)
			}
		}
	}
	return sentences
}

// showPoints writes what is said first to each organization, of quotas of every sort.
func showPoints(t *testing.T, out *strings.Builder) {
	t.Helper()
	quotas := []hyte.Quota{{Min: 1, Max: 3}, {Min: 2}, {Min: 1}, {Min: 2, Max: 2}, {Min: 1, Max: 1}}
	for _, change := range []func(*hyte.Call){
		func(*hyte.Call) {}, withCandidates, asking(hyte.AsksCoordinators), asking(hyte.AsksParticipants),
	} {
		for _, quota := range quotas {
			f := inKeys(t, example(t, change, func(c *hyte.Call) {
				quota.Places = c.Seats[0].Quota().Places
				c.Seats[0].Representatives, c.Access = &quota, hyte.AccessConfirmed
			}), "fi")
			s := f.NewState()
			s.Set("/nominator", []string{"municipality:109"})
			out.WriteString(htmlOf(f.Tree(forms.View{State: s})))
		}
	}
}

// TestEveryQuotaIsSaid is a quick part of TestEveryTextIsUsed.
func TestEveryQuotaIsSaid(t *testing.T) {
	var shown strings.Builder
	showPoints(t, &shown)
	for _, key := range ktexts.For("fi").Keys() {
		if strings.HasPrefix(key, "nominator.quota.") && !strings.Contains(key, ".differs") && !strings.Contains(shown.String(), "⟦"+key+"⟧") {
			t.Errorf("nobody is told %q", key)
		}
	}
}
