package nomination_test

import (
	"os"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// example is the call of Kanta-Häme, changed by the functions.
func example(t testing.TB, changes ...func(*hyte.Call)) *hyte.ResolvedCall {
	t.Helper()
	data, err := os.ReadFile("../../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	call, violations := hyte.DecodeCall(data)
	if len(violations) > 0 {
		t.Fatalf("the example: %v", violations)
	}
	for _, change := range changes {
		change(call)
	}
	resolved, violations := call.Resolve()
	if violations.Invalid() {
		t.Fatalf("the changed example: %v", violations)
	}
	return resolved
}

func form(t testing.TB, language string, changes ...func(*hyte.Call)) *forms.Form {
	t.Helper()
	f, err := nomination.InLanguage(example(t, changes...), language)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// municipalitiesOnly leaves the seat in which each names exactly one.
func municipalitiesOnly(c *hyte.Call) { c.Seats = c.Seats[:1] }

// withCandidates asks every organization for candidates, of whom one gets a seat.
func withCandidates(c *hyte.Call) {
	for i := range c.Seats {
		c.Seats[i].Representatives = &hyte.Quota{Max: 4, Places: 1}
	}
}

// withTerm takes changes of representatives during a term of office, and nothing else
// after the deadline.
func withTerm(c *hyte.Call) {
	c.Body.Term, c.LateNominations = &hyte.Term{From: "2021-06-01", To: "2025-05-31"}, hyte.LateRefuse
}

// withStanding makes a standing list.
func withStanding(c *hyte.Call) { c.LateNominations = hyte.LateAccept }

// ofAnyone leaves one seat, to which anyone may name.
func ofAnyone(c *hyte.Call) {
	c.Seats = []hyte.Seat{{ID: "anyone", Nominators: &hyte.Nominators{Kind: hyte.NominatorOpen}, Representatives: &hyte.Quota{Max: 1}}}
}

// alsoOfAnyone lets anyone else answer besides the organizations that the call asks.
func alsoOfAnyone(c *hyte.Call) {
	c.Seats = append(c.Seats, hyte.Seat{ID: "anyone", Nominators: &hyte.Nominators{Kind: hyte.NominatorOpen}, Representatives: &hyte.Quota{Max: 1}})
}

// ofPersons asks all organizations for such people, and why they are proposed.
func ofPersons(p hyte.Persons) func(*hyte.Call) {
	return func(c *hyte.Call) {
		for i := range c.Seats {
			c.Seats[i].Persons, c.Seats[i].PersonFields = p, &hyte.PersonFields{Motivation: hyte.AskedOptional}
		}
	}
}

func withDeputies(d hyte.Deputies) func(*hyte.Call) {
	return func(c *hyte.Call) { c.Deputies = d }
}

func withGender(mode hyte.GenderMode) func(*hyte.Call) {
	return func(c *hyte.Call) { c.GenderBalance = &hyte.GenderBalance{Mode: mode} }
}

// right is a posted form that breaks no rule.
func right() map[string][]string {
	return map[string][]string{
		"/nominator":                                  {"municipality:109"},
		"/representatives/0/person/givenName":         {"Aino"},
		"/representatives/0/person/familyName":        {"Esimerkki"},
		"/representatives/0/person/jobTitle":          {"hyvinvointikoordinaattori"},
		"/representatives/0/person/unit":              {""},
		"/representatives/0/person/sector":            {"culture-and-library"},
		"/representatives/0/person/gender":            {"woman"},
		"/representatives/0/person/email":             {" aino.esimerkki(at)example.fi "},
		"/representatives/0/person/telephone":         {"040 123 4567"},
		"/representatives/0/person/contactVisibility": {"organizer"},
		"/decision/body":                              {"Kunnanhallitus"},
		"/decision/date":                              {"11.1.2021"},
		"/decision/section":                           {"12"},
		"/decision/caseNumber":                        {"56/00.04.01/2021"},
		"/submitter/givenName":                        {"Onni"},
		"/submitter/familyName":                       {"Mallikas"},
		"/submitter/jobTitle":                         {""},
		"/submitter/email":                            {"kirjaamo@example.fi"},
		"/submitter/telephone":                        {""},
		"/consent":                                    {"true"},
	}
}

// with is a posted form with some values set; nil takes a name out.
func with(values map[string][]string, name string, given ...string) map[string][]string {
	if given == nil {
		delete(values, name)
	} else {
		values[name] = given
	}
	return values
}

func htmlOf(n view.Node) string { return string(view.AppendHTML(nil, n)) }

// withQuestions asks one of each kind, the first of them and a choice required.
func withQuestions(c *hyte.Call) {
	text := func(fi, sv string) hyte.Text { return hyte.Text{"fi": fi, "sv": sv, "en": fi} }
	option := func(id string) hyte.QuestionOption { return hyte.QuestionOption{ID: id, Label: text(id, id)} }
	c.Questions = []hyte.Question{
		{ID: "email", Kind: hyte.QuestionLine, Label: text("Vastuutaho", "Ansvarig instans"), Required: true},
		{ID: "done", Kind: hyte.QuestionText, Label: text("Mitä on tehty?", "Vad har gjorts?"), Hint: text("Lyhyesti", "Kort")},
		{ID: "state", Kind: hyte.QuestionChoice, Label: text("Vaihe", "Fas"), Options: []hyte.QuestionOption{option("begun"), option("state-2")}, Required: true},
		{ID: "state-2", Kind: hyte.QuestionYesNo, Label: hyte.Text{"sv": "Delad?"}},
		{ID: "2025", Kind: hyte.QuestionDate, Label: text("Milloin?", "När?")},
	}
}

// asking lets the call ask for others than representatives.
func asking(asks hyte.Asks) func(*hyte.Call) {
	return func(c *hyte.Call) {
		c.Asks, c.Body.Kind = asks, hyte.BodyOther
		if asks == hyte.AsksReplies {
			withQuestions(c)
		}
	}
}
