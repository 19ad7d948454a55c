package nomination_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/nomination/texts"
	"github.com/hytekit/hytekit/hyte"
)

// What the call asks itself becomes answers under the ids of the questions, also where
// such an id is a number or the name of something else on the form.
func TestAnswersInTheDocument(t *testing.T) {
	f := form(t, "fi", withQuestions)
	s := f.NewState()
	for name, value := range map[string]string{
		"/answers/email": " Sivistyslautakunta ", "/answers/done": "Toteutunut.\nJatkuu.", "/answers/state": "begun", "/answers/state-2": "no", "/answers/2025": "28.2.2025",
	} {
		if !s.Set(name, []string{value}) {
			t.Errorf("nothing is asked at %s", name)
		}
	}
	const want = `"answers":{"2025":"2025-02-28","done":"Toteutunut.\nJatkuu.","email":"Sivistyslautakunta","state":"begun","state-2":"no"}`
	if got := string(f.Document(s)); !strings.Contains(got, want) {
		t.Error(got)
	}
	if s.Set("/answers/free", []string{"x"}) || s.Set("/answers/#", []string{"x"}) {
		t.Error("what is not asked was kept")
	}
}

// What is wrong is said at each question, in its own words.
func TestAnswersThatAreWrong(t *testing.T) {
	f := form(t, "fi", withQuestions)
	s := f.NewState()
	var said []string
	collect := func() {
		said = nil
		for _, v := range f.Check(s) {
			if strings.HasPrefix(v.Location, "/answers") {
				said = append(said, v.Location+" "+f.Message(v))
			}
		}
	}
	collect()
	if diff := cmp.Diff([]string{"/answers/email Vastaa kysymykseen ”Vastuutaho”.", "/answers/state Vastaa kysymykseen ”Vaihe”."}, said); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	s.Set("/answers/email", []string{"\u0007"})
	s.Set("/answers/state", []string{"ended"})
	s.Set("/answers/state-2", []string{"perhaps"})
	s.Set("/answers/2025", []string{"ensi vuonna"})
	collect()
	if diff := cmp.Diff([]string{
		"/answers/2025 Kirjoita kohtaan ”Milloin?” päivämäärä muodossa päivä.kuukausi.vuosi, esimerkiksi 15.1.2021.",
		"/answers/email Kirjoita kohtaan ”Vastuutaho” tavallista tekstiä ilman ohjausmerkkejä.",
		"/answers/state Valitse kysymykseen ”Vaihe” jokin vaihtoehdoista.",
		"/answers/state-2 Valitse kysymykseen ”Delad?” jokin vaihtoehdoista.",
	}, said); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// A question that is there only in another language is marked, and no two elements share
// an id, whatever the ids of questions are.
func TestQuestionsOnThePage(t *testing.T) {
	f := form(t, "fi", withQuestions)
	page := htmlOf(f.Tree(forms.View{}))
	for _, want := range []string{
		`<span lang="sv">Delad?</span>`,
		`<p class="hyte-hint" id="hyte-field-answers-done-hint">Lyhyesti</p>`,
		`<p class="hyte-hint" id="hyte-field-answers-2025-hint">Esimerkiksi 15.1.2021</p>`,
		`<select id="hyte-field-answers-state--2" name="/answers/state-2"`,
		`<input type="radio" id="hyte-field-answers-state-2" name="/answers/state" value="state-2" required>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if t.Failed() {
		t.Log(page)
	}
	seen := map[string]bool{}
	for _, part := range strings.Split(page, ` id="`)[1:] {
		id, _, _ := strings.Cut(part, `"`)
		if seen[id] {
			t.Errorf("two elements have the id %s", id)
		}
		seen[id] = true
	}
}

// The messages of a document, too, name the question.
func TestMessagesOfQuestions(t *testing.T) {
	catalog := texts.For("sv")
	m := nomination.Kind().Messages(catalog, example(t, withQuestions))
	got := m.Message(hyte.Violation{Rule: hyte.RuleAnswerMissing, Location: "/answers/email", Severity: hyte.Error})
	if want := "Svara på frågan ”Ansvarig instans”."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
