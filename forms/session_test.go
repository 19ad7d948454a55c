package forms_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/internal/htmlcheck"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

const (
	email      = "/submitter/email"
	givenName  = "/representatives/0/person/givenName"
	repsEmail  = "/representatives/0/person/email"
	deptFamily = "/representatives/1/person/familyName"
)

// problems are the texts at the places of a tree, by the ids of the places.
func problems(t *testing.T, tree view.Node) map[string]string {
	t.Helper()
	root := htmlcheck.Run(t, view.AppendHTML(nil, tree))
	said := map[string]string{}
	for n := range htmlcheck.Elements(root, "p") {
		if text := htmlcheck.Text(n); text != "" && strings.HasPrefix(htmlcheck.Attr(n, "class"), "hyte-problem") {
			said[strings.TrimSuffix(htmlcheck.Attr(n, "id"), "-error")] = text
		}
	}
	return said
}

func summary(t *testing.T, tree view.Node) []string {
	t.Helper()
	root := htmlcheck.Run(t, view.AppendHTML(nil, tree))
	var texts []string
	for n := range htmlcheck.Elements(htmlcheck.ByID(root, "hyte-summary"), "li") {
		texts = append(texts, htmlcheck.Text(n))
	}
	return texts
}

func filled(t *testing.T, values map[string][]string) *forms.Session {
	t.Helper()
	return forms.NewSession(form(t, "fi"), nil, maps.All(values))
}

func TestControlIsJudgedWhenItIsLeft(t *testing.T) {
	s := filled(t, nil)
	if s.Left(givenName) {
		t.Error("passing by an empty control changes the tree")
	}
	if s.Set(email, []string{"kirjaamo"}) {
		t.Error("a control is judged while it is typed into")
	}
	if !s.Left(email) {
		t.Error("leaving a wrong answer changes nothing")
	}
	want := map[string]string{"hyte-field-submitter-email": "Kirjoita lähettäjän sähköpostiosoite muodossa nimi@example.fi."}
	if diff := cmp.Diff(want, problems(t, s.Tree())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !strings.Contains(htmlOf(s.Tree()), `role="status">Kirjoita lähettäjän`) {
		t.Error("what is wrong is not announced")
	}
	if got := summary(t, s.Tree()); len(got) > 0 {
		t.Errorf("a form that nobody submitted has a summary: %q", got)
	}
	if !s.Set(email, []string{"kirjaamo@example.fi"}) {
		t.Error("mending changes nothing")
	}
	if got := problems(t, s.Tree()); len(got) > 0 {
		t.Errorf("mended, and still there: %q", got)
	}
	s.Set(email, []string{"kirjaamo@"})
	if got := problems(t, s.Tree()); len(got) > 0 {
		t.Errorf("judged again while it is typed into: %q", got)
	}
	s.Set(email, []string{""})
	s.Left(email)
	want["hyte-field-submitter-email"] = "Kirjoita lähettäjän sähköpostiosoite."
	if diff := cmp.Diff(want, problems(t, s.Tree())); diff != "" {
		t.Errorf("emptied again (-want +got)\n%s", diff)
	}
}

func TestSubmitJudgesEverything(t *testing.T) {
	s := filled(t, nil)
	document, ok := s.Submit()
	if ok || document != nil {
		t.Fatal("an empty form is sent")
	}
	want := []string{
		"Valitse organisaatio, jonka puolesta vastaat.",
		"Kirjoita edustajan etunimi.",
		"Kirjoita edustajan sukunimi.",
		"Anna edustajan sähköpostiosoite tai puhelinnumero.",
		"Kirjoita lähettäjän etunimi.",
		"Kirjoita lähettäjän sukunimi.",
		"Kirjoita lähettäjän sähköpostiosoite.",
		"Vahvista nimettyjen henkilöiden suostumus tehtävään.",
	}
	if diff := cmp.Diff(want, summary(t, s.Tree())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got := s.Focus(); got != "hyte-summary" {
		t.Errorf("the focus goes to %q", got)
	}
	if got := s.Title(); !strings.HasPrefix(got, "Virhe: ") {
		t.Errorf("the title is %q", got)
	}
	htmlcheck.Run(t, view.AppendHTML(nil, s.Tree()), htmlcheck.Wiring("hyte-summary", "hyte-problem", "hyte-advice"))
	for name, values := range right() {
		s.Set(name, values)
	}
	if got := problems(t, s.Tree()); len(got) > 0 {
		t.Errorf("mended, and still there: %q", got)
	}
	if got := s.Title(); strings.HasPrefix(got, "Virhe: ") {
		t.Errorf("mended, and the title is %q", got)
	}
	if document, ok = s.Submit(); !ok || !strings.Contains(string(document), `"date":"2021-01-11"`) {
		t.Errorf("a right form is not sent: %s %q", document, problems(t, s.Tree()))
	}
}

func TestAfterSubmitWhatConcernsSeveralControlsIsJudgedToo(t *testing.T) {
	values := with(right(), email, "")
	s := filled(t, values)
	s.Submit()
	s.Set("/representatives/0/person/telephone", []string{""})
	s.Set(repsEmail, []string{""})
	s.Left(repsEmail)
	if got := problems(t, s.Tree())["hyte-part-contact-0"]; got != "Anna edustajan sähköpostiosoite tai puhelinnumero." {
		t.Errorf("it says %q", got)
	}
}

func TestPress(t *testing.T) {
	s := filled(t, with(right(), "/nominator", "hospital-district:khshp"))
	s.Press(forms.AddName, "/representatives")
	if got := s.Focus(); got != "hyte-field-representatives-1-person-givenName" {
		t.Errorf("the focus goes to %q", got)
	}
	s.Set("/representatives/1/person/givenName", []string{"Veikko"})
	s.Submit()
	if got := problems(t, s.Tree())["hyte-field-representatives-1-person-familyName"]; got != "Edustaja 2: Kirjoita edustajan sukunimi." {
		t.Errorf("it says %q", got)
	}
	s.Press(forms.RemoveName, "/representatives/0")
	values := maps.Collect(s.Values())
	if got := values[givenName]; !slices.Equal(got, []string{"Veikko"}) {
		t.Errorf("the second one did not move up: %q", got)
	}
	if _, there := values[deptFamily]; there {
		t.Error("there are still two")
	}
	if got := problems(t, s.Tree())["hyte-field-representatives-0-person-familyName"]; got != "Kirjoita edustajan sukunimi." {
		t.Errorf("what is wrong did not move up: %q", problems(t, s.Tree()))
	}
	before := htmlOf(s.Tree())
	for _, press := range [][2]string{{"remove", "/representatives/0"}, {"remove", "/representatives/7"}, {"remove", "/decision"}, {"add", "/submitter"}, {"nothing", ""}} {
		s.Press(press[0], press[1])
		if s.Focus() != "" || htmlOf(s.Tree()) != before {
			t.Errorf("%q does something", press)
		}
	}
}

func TestAnswers(t *testing.T) {
	const accepted = `{"id":"abc","receivedAt":"2021-01-11T10:00:00Z","status":"received","nominator":"municipality:109","further":1}`
	tests := []struct {
		name   string
		status int
		body   string
		focus  string
		want   string // a part of the tree
	}{
		{"accepted", 201, accepted, "hyte-receipt", "Vastaus on vastaanotettu"},
		{"accepted before", 200, accepted, "hyte-receipt", "Hämeenlinna"},
		{"late", 201, strings.Replace(accepted, "received\"", "late\"", 1), "hyte-receipt", "Vastaus saapui määräajan jälkeen"},
		{"a receipt that says nothing", 201, `{}`, "hyte-notice", "ei voitu tallentaa"},
		{"wrong", 422, `{"type":"x","status":422,"violations":[{"rule":"decision.in_future","location":"/decision/date","params":{},"severity":"error","message":"x"}]}`, "hyte-summary", "se on tulevaisuudessa"},
		{"over", 403, `{"violations":[{"rule":"deadline.passed","location":"","params":{"time":"2021-01-16T00:00:00+02:00"},"severity":"error"}]}`, "hyte-notice", "Määräaika päättyi 15.1.2021"},
		{"closed", 403, `{"violations":[{"rule":"deadline.passed","location":"","severity":"error"}]}`, "hyte-notice", "Vastausta ei otettu vastaan"},
		{"not yet open", 403, `{"violations":[{"rule":"call.not_open","location":"","severity":"error"}]}`, "hyte-notice", "aikaisintaan 17.12.2020"},
		{"wrong as a whole", 422, `{"violations":[{"rule":"call.mismatch","location":"","severity":"error"}]}`, "hyte-summary", "Lähetä vastaus siihen nimeämispyyntöön"},
		{"not invited", 403, `{}`, "hyte-notice", "henkilökohtaisesta linkistä"},
		{"sent before with other content", 409, ``, "hyte-notice", "jo vastaanotettu toinen"},
		{"too long", 413, `not JSON`, "hyte-notice", "liian pitkä"},
		{"too many", 429, `{"status":"x"}`, "hyte-notice", "lyhyessä ajassa"},
		{"broken", 500, `<html>`, "hyte-notice", "ei voitu tallentaa"},
		{"no answer", 0, ``, "hyte-notice", "Palvelimeen ei saatu yhteyttä"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := filled(t, right())
			if _, ok := s.Submit(); !ok {
				t.Fatal("not sent")
			}
			receipt, ok := s.Answer(test.status, []byte(test.body))
			if want := test.focus == "hyte-receipt"; ok != want || ok && string(receipt) != test.body {
				t.Errorf("accepted: %v, receipt %s", ok, receipt)
			}
			tree := htmlOf(s.Tree())
			if !strings.Contains(tree, test.want) || s.Focus() != test.focus {
				t.Errorf("focus %q; no %q in\n%s", s.Focus(), test.want, tree)
			}
			if !ok && !strings.Contains(tree, "municipality:109") {
				t.Error("the form is gone")
			}
			if ok && (strings.Contains(tree, "Aino") || s.Set(givenName, []string{"x"}) || s.Left(givenName)) {
				t.Error("the receipt is not the end")
			}
		})
	}
}

func TestWhatOnlyTheServerKnowsStaysUntilItIsChanged(t *testing.T) {
	const future = `{"violations":[{"rule":"decision.in_future","location":"/decision/date","severity":"error"}]}`
	s := filled(t, right())
	s.Submit()
	s.Answer(422, []byte(future))
	s.Set(givenName, []string{"Helmi"})
	s.Left(givenName)
	if len(problems(t, s.Tree())) != 1 {
		t.Errorf("another control took it away: %q", problems(t, s.Tree()))
	}
	s.Set("/decision/date", []string{"10.1.2021"})
	if got := problems(t, s.Tree()); len(got) != 0 {
		t.Errorf("changed, and still there: %q", got)
	}
}

// TestSessionBeginsWithThePage compares the tree of a session with the page
// that it takes over, values aside.
func TestSessionBeginsWithThePage(t *testing.T) {
	f := form(t, "sv")
	post := f.Post(with(mistakes(), "token", "t0ken"))
	views := map[string]forms.View{
		"empty":    {Status: hyte.Open, Action: "/kanta-hame-hyte-2021/sv", Token: "t0ken"},
		"rejected": {State: post.State, Violations: f.Check(post.State), Phase: forms.Rejected, Status: hyte.Late, Token: "t0ken"},
		"busy":     {State: post.State, Phase: forms.Busy, Status: hyte.Open, Token: "t0ken"},
		"closed":   {State: post.State, Phase: forms.NotNow, Status: hyte.Closed, Token: "t0ken"},
		"server only": {State: post.State, Phase: forms.Rejected, Token: "t0ken", Violations: append(f.Check(post.State),
			hyte.Violation{Rule: hyte.RuleDecisionInFuture, Location: "/decision/date", Severity: hyte.Error})},
	}
	for name, v := range views {
		t.Run(name, func(t *testing.T) {
			values := func(yield func(string, []string) bool) {
				if !yield("token", []string{v.Token}) || v.State == nil {
					return
				}
				v.State.Values()(yield)
			}
			s := forms.NewSession(f, v.Findings(), values)
			v.Uncontrolled = true
			if diff := cmp.Diff(htmlOf(f.Tree(v)), htmlOf(s.Tree())); diff != "" {
				t.Errorf("(-page +session)\n%s", diff)
			}
			if s.Token() != "t0ken" {
				t.Errorf("the token is %q", s.Token())
			}
		})
	}
}

// TestShapeIsTheSame compares the outlines of trees of one call in different
// states: the same elements at the same places.
func TestShapeIsTheSame(t *testing.T) {
	f := form(t, "en")
	s := f.Post(with(right(), "/submitter/email", "x")).State
	page := forms.View{State: s, Status: hyte.Open, Token: "t"}
	want := shape(f.Tree(page))
	rejected := forms.View{State: f.Post(with(right(), "/consent")).State, Phase: forms.Editing, Status: hyte.Late, Token: "u", Uncontrolled: true}
	rejected.Violations = f.Check(rejected.State)
	if diff := cmp.Diff(want, shape(f.Tree(rejected))); diff != "" {
		t.Errorf("(-editing +wrong)\n%s", diff)
	}
	notice := forms.View{Phase: forms.Unavailable, Token: "t", Announcement: "x"}
	if diff := cmp.Diff(want, shape(f.Tree(notice))); diff != "" {
		t.Errorf("(-editing +notice)\n%s", diff)
	}
}

func shape(n view.Node) string {
	var b strings.Builder
	var walk func(n view.Node, depth int)
	walk = func(n view.Node, depth int) {
		for _, slot := range n.Slots() {
			if slot.Tag() != "" && slot.Tag() != "option" {
				b.WriteString(strings.Repeat(" ", depth) + slot.Tag() + "\n")
			}
			walk(slot, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}
