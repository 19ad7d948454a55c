package roster

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// shown is a part of the page as it is read.
func shown(t *testing.T, node view.Node) string {
	t.Helper()
	page, err := html.Parse(bytes.NewReader(view.AppendHTML(nil, node)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range page.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// decidedAt is when something was decided.
var decidedAt = time.Date(2021, 1, 11, 8, 0, 0, 0, time.UTC)

func viewIn(language string) rosterView {
	return rosterView{t: loadWords().For(language), call: &hyte.Call{}}
}

// Every step of the trail has words in every language, and says who, when and why.
func TestTrailInWords(t *testing.T) {
	kinds := []hyte.ReceivedKind{
		hyte.ReceivedWithdrawal, hyte.ReceivedRefusal, hyte.ReceivedAcceptance, hyte.ReceivedRejection,
		hyte.ReceivedSelection, hyte.ReceivedCorrection, hyte.ReceivedUndo, hyte.ReceivedConfirmation,
	}
	vias := []hyte.Via{hyte.ViaForm, hyte.ViaAPI, hyte.ViaMail, hyte.ViaPaper, hyte.ViaCLI}
	for _, language := range []string{"fi", "sv", "en"} {
		seen := map[string]bool{}
		for i, kind := range kinds {
			step := hyte.Step{
				ID: "1", Kind: kind, At: decidedAt, By: "Helmi Mallikas", Reason: "Asia on selvitetty.", Concerns: "abc", ArrivedAt: decidedAt.Add(-time.Hour),
				Via: vias[i%len(vias)], Undone: i%2 == 0, Decision: &hyte.Decision{Body: "Aluehallitus"},
			}
			got := shown(t, viewIn(language).step(step))
			for _, want := range []string{"Helmi Mallikas", "Asia on selvitetty.", "abc", "Aluehallitus"} {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q does not say %s", language, got, want)
				}
			}
			if strings.Contains(got, "trail.") || strings.Contains(got, "via.") || strings.ContainsAny(got, "{}") {
				t.Errorf("%s: %q", language, got)
			}
			name, _, _ := strings.Cut(got, ",")
			if name == "" || seen[name] {
				t.Errorf("%s: %s is called %q", language, kind, name)
			}
			seen[name] = true
		}
	}
	contested := shown(t, viewIn("fi").step(hyte.Step{Kind: hyte.ReceivedWithdrawal, At: decidedAt, Contested: true}))
	if contested != "Vastaus peruutettu , 11.1.2021 klo 10.00 (Selvitettävänä)" {
		t.Errorf("%q", contested)
	}
}

func TestStandingInWords(t *testing.T) {
	person := func(given string) *hyte.Person { return &hyte.Person{GivenName: given, FamilyName: "Esimerkki"} }
	e := &hyte.Entry{Standing: []hyte.Standing{
		{Person: person("Aino"), Decision: &hyte.Decision{Section: "8"}},
		{Person: person("Eino"), Deputy: true, Until: "2023-05-09"},
		{Person: person("Aura"), From: "2023-05-09"},
	}}
	if got, want := shown(t, viewIn("fi").standing(e)), "Edustajien vaihtuminen "+
		"Aino Esimerkki : Jatkaa tehtävässä (§ 8) Varaedustaja: Eino Esimerkki : Tehtävä päättyy 9.5.2023 Aura Esimerkki : Tehtävässä 9.5.2023 alkaen"; got != want {
		t.Errorf("%q", got)
	}
}

// Candidates of the answer that counts are told whether they are selected.
func TestSelectionInWords(t *testing.T) {
	answer := hyte.Answer{ID: "1", State: hyte.StateCounted, Nomination: &hyte.Nomination{Representatives: []hyte.Representative{
		{Person: &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}}, {Person: &hyte.Person{GivenName: "Eino", FamilyName: "Esimerkki"}},
	}}}
	got := shown(t, viewIn("sv").answer(&hyte.Entry{Places: 1, Selected: []int{1}}, answer))
	if !strings.HasPrefix(got, "Aino Esimerkki Har inte valts Eino Esimerkki Har valts ") {
		t.Errorf("%q", got)
	}
	if got := shown(t, viewIn("sv").answer(&hyte.Entry{Places: 1}, answer)); !strings.HasPrefix(got, "Aino Esimerkki Valet har inte gjorts Eino Esimerkki Valet har inte gjorts ") {
		t.Errorf("%q", got)
	}
}
