package nomination_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/htmlcheck"
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

func TestChoiceBringsOtherControls(t *testing.T) {
	s := forms.NewSession(form(t, "fi", withDeputies(hyte.DeputiesOptional), func(c *hyte.Call) { c.Seats[0].Deputies = hyte.DeputiesNone }), nil, nil)
	deputy := "/representatives/0/deputy/givenName"
	for _, step := range []struct {
		name, value string
		reshaped    bool
		deputy      string // what its control holds, "-" if there is none
	}{
		{deputy, "Veikko", false, "Veikko"},
		{"/nominator", "municipality:109", true, "-"},
		{"/nominator", "municipality:109", false, "-"},
		{givenName, "Aino", false, "-"},
		{"/nominator", "hospital-district:khshp", true, "Veikko"},
	} {
		s.Set(step.name, []string{step.value})
		if s.Reshaped() != step.reshaped {
			t.Errorf("%s %q: reshaped is %v", step.name, step.value, s.Reshaped())
		}
		got := "-"
		for name, values := range s.Values() {
			if name == deputy {
				got = values[0]
			}
		}
		if got != step.deputy {
			t.Errorf("%s %q: the deputy is %q", step.name, step.value, got)
		}
	}
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
	want := map[string]string{"hyte-field-submitter-email": "Lisää sähköpostiosoitteeseen @-merkki."}
	if diff := cmp.Diff(want, problems(t, s.Tree())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !strings.Contains(htmlOf(s.Tree()), `role="status">Lisää sähköpostiosoitteeseen`) {
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

// A message names the character that is wrong, of what the person typed nothing else, and
// only one that can be seen.
func TestWrongCharacterIsNamed(t *testing.T) {
	for typed, want := range map[string]string{
		"päivi@example.fi":       "Tarkista sähköpostiosoite: siinä ei voi olla merkkiä ”ä”.",
		"pa\u0308ivi@example.fi": "Tarkista sähköpostiosoite: siinä on merkki, jota osoitteissa ei ole.",
		"<b>@example.fi":         "Tarkista sähköpostiosoite: siinä ei voi olla merkkiä ”<”.",
		"a\u0001b@example.fi":    "Tarkista sähköpostiosoite: siinä on merkki, jota osoitteissa ei ole.",
	} {
		s := filled(t, nil)
		s.Set(email, []string{typed})
		s.Left(email)
		if got := problems(t, s.Tree())["hyte-field-submitter-email"]; got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
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
	} // what is confirmed is asked at the last look
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

// What the server found before it is asked again is no longer said: the answer may
// be right by now, as a date in its future is the next day.
func TestSubmitForgetsWhatTheServerFound(t *testing.T) {
	const future = `{"violations":[{"rule":"decision.in_future","location":"/decision/date","severity":"error"}]}`
	s := filled(t, right())
	s.Submit()
	s.Answer(422, []byte(future))
	if len(problems(t, s.Tree())) != 1 {
		t.Fatalf("problems: %q", problems(t, s.Tree()))
	}
	if _, ok := s.Submit(); !ok {
		t.Fatal("what only the server can judge is not sent again")
	}
	s.Answer(503, nil)
	s.Set(givenName, []string{"Helmi"})
	s.Left(givenName)
	if got := problems(t, s.Tree()); len(got) != 0 {
		t.Errorf("still there: %q", got)
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
	post := f.Post(with(with(mistakes(), "token", "t0ken"), "confirmed", ""))
	views := map[string]forms.View{
		"empty":    {Status: hyte.StatusOpen, Action: "/kanta-hame-hyte-2021/sv", Token: "t0ken"},
		"rejected": {State: post.State, Violations: f.Check(post.State), Phase: forms.PhaseRejected, Status: hyte.StatusLate, Token: "t0ken"},
		"busy":     {State: post.State, Phase: forms.PhaseBusy, Status: hyte.StatusOpen, Token: "t0ken"},
		"closed":   {State: post.State, Phase: forms.PhaseNotNow, Status: hyte.StatusClosed, Token: "t0ken"},
		"server only": {State: post.State, Phase: forms.PhaseRejected, Token: "t0ken", Violations: append(f.Check(post.State),
			hyte.Violation{Rule: hyte.RuleDecisionInFuture, Location: "/decision/date", Severity: hyte.Error})},
	}
	merged := f.Post(with(with(right(), "/nominator", "municipality:109"), "confirmed", "")).State
	review, _ := f.Review(forms.View{State: f.Post(with(right(), "confirmed", "others")).State, Token: "t0ken"}, nil)
	views["last look"] = review
	views["not confirmed"] = forms.View{State: f.Post(with(right(), "/consent")).State, Phase: forms.PhaseRejected, Token: "t0ken", Violations: hyte.Violations{{
		Rule: hyte.RuleConsentMissing, Location: "/consent", Severity: hyte.Error,
	}}}
	views["merged"] = forms.View{State: merged, Phase: forms.PhaseRejected, Token: "t0ken", Violations: hyte.Violations{{
		Rule: hyte.RuleNominatorMerged, Location: "/nominator", Severity: hyte.Error, Params: constraint.Params{Successor: "municipality:061"},
	}}}
	views["more than are listed"] = forms.View{State: merged, Phase: forms.PhaseRejected, Token: "t0ken", Violations: hyte.Violations{{
		Rule: constraint.RuleOmitted, Severity: hyte.Error, Params: constraint.Params{Count: 7},
	}}}
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
	page := forms.View{State: s, Status: hyte.StatusOpen, Token: "t"}
	want := shape(f.Tree(page))
	rejected := forms.View{State: f.Post(with(right(), "/consent")).State, Phase: forms.PhaseEditing, Status: hyte.StatusLate, Token: "u", Uncontrolled: true}
	rejected.Violations = f.Check(rejected.State)
	if diff := cmp.Diff(want, shape(f.Tree(rejected))); diff != "" {
		t.Errorf("(-editing +wrong)\n%s", diff)
	}
	notice := forms.View{Phase: forms.PhaseUnavailable, Token: "t", Announcement: "x"}
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

// A day after today, by the clock of the device, is said when the field is left.
// It keeps nobody from sending: the clock of the service decides.
func TestDecisionAfterTodayIsSaidEarly(t *testing.T) {
	f := form(t, "fi")
	s := forms.NewSession(f, nil, nil)
	for name, values := range f.Post(with(right(), "/decision/date", "12.1.2021")).State.Values() {
		s.Set(name, values)
	}
	s.Left("/decision/date")
	if got := problems(t, s.Tree()); len(got) > 0 {
		t.Errorf("without a clock: %v", got)
	}
	s.Clock(time.Date(2021, 1, 11, 12, 0, 0, 0, time.UTC))
	s.Left("/decision/date")
	if got := problems(t, s.Tree())["hyte-field-decision-date"]; got == "" {
		t.Errorf("the day after today: %q", got)
	}
	if _, ok := s.Submit(); !ok {
		t.Errorf("the clock of the device refuses an answer: %v", problems(t, s.Tree()))
	}
	s.Clock(time.Date(2021, 1, 12, 12, 0, 0, 0, time.UTC))
	s.Left("/decision/date")
	if got := problems(t, s.Tree()); len(got) > 0 {
		t.Errorf("today: %v", got)
	}
}
