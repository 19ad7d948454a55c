package schema_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

func sortedNames(object map[string]any) []string { return slices.Sorted(maps.Keys(object)) }

// calls are calls that differ in what they ask of a nomination.
func calls(t testing.TB) map[string]*hyte.ResolvedCall {
	return map[string]*hyte.ResolvedCall{
		"the example": exampleCall(t, nil),
		"deputies required, pair required": exampleCall(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesRequired
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
		"deputies optional, two to three": exampleCall(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesOptional
			c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 3}
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
		"candidates and a group": exampleCall(t, func(c *hyte.Call) {
			c.Deputies = hyte.DeputiesPool
			c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 4, Places: 1}
			c.Seats[0].PersonFields = &hyte.PersonFields{Motivation: hyte.AskedOff}
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
			group := hyte.Organization{
				ID: "association:group", Name: hyte.Text{"fi": "Yhdistykset yhdessä"}, Members: []string{"association:member"},
				Representatives: &hyte.Quota{Min: 2},
			}
			c.Seats[1].Nominators.Organizations = append(c.Seats[1].Nominators.Organizations, group)
		}),
		"no deputies, merged municipality": exampleCall(t, func(c *hyte.Call) {
			c.Deputies = ""
			c.Seats[0].Nominators.Region = "04"
			c.Seats[0].Representatives = &hyte.Quota{Min: 2}
			c.Seats = c.Seats[:1]
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
	}
}

// TestDifferential tries many documents, right and wrong, and holds schemas to
// the Go rules: every rule, place, limit and the order must be the same. The
// documents are changed copies of right ones and of the cases of [ruleCases],
// so that rules meet other faults. At the end every rule that a schema can say
// must have been broken.
func TestDifferential(t *testing.T) {
	seen := map[hyte.Rule]bool{}
	run := func(name, kind string, e engines, right any, cases []any) {
		t.Run(name, func(t *testing.T) {
			if violations := e.errors(mustMarshal(t, right)); len(violations) > 0 {
				t.Fatalf("the document to begin with is not right: %v", violations)
			}
			rapid.Check(t, func(t *rapid.T) {
				document := right
				if len(cases) > 0 && rapid.Bool().Draw(t, "from a case") {
					document = anyOf(t, cases)
				}
				text := mutant(t, typeOf(kind), document)
				if difference := e.disagreement(text); difference != "" {
					t.Fatalf("the schema (+) differs from the Go rules (-)\n%s\n%s", difference, text)
				}
				for _, v := range e.errors(text) {
					seen[v.Rule] = true
				}
			})
		})
	}
	for name, s := range suites(t) {
		turns := 1
		if name == call {
			turns = 3 // it has the most places
		}
		for range turns {
			run(name, s.kind, s.engines, s.document, s.cases(t, name))
		}
	}
	for name, call := range calls(t) {
		for kind, document := range documents(t, call) {
			run(kind+" of "+name, kind, callEngines(t, call, kind), document, nil)
		}
	}
	for name, document := range baseDocuments(t) {
		run("base/"+name, name, baseEngines(t, name), document, nil)
	}
	for _, c := range ruleCases {
		if !seen[c.rule] {
			t.Errorf("no document broke %s: try more, or better ones", c.rule)
			seen[c.rule] = true
		}
	}
}

// baseDocuments are right ones of every kind. Calls are short here, with every
// member in few places, so that changes find all of them.
func baseDocuments(t testing.TB) map[string]any {
	t.Helper()
	short := hyte.Text{"fi": "x"}
	example := exampleCall(t, func(c *hyte.Call) {
		c.Title, c.Organizer.Name, c.Body.Name, c.FirstMeeting.Label = short, short, short, short
		c.Organizer.Contacts = c.Organizer.Contacts[:1]
		c.Organizer.Contacts[0].JobTitle = short
		c.Body.Tasks = []hyte.Text{short}
		c.Deadline.Time = "16:15"
		c.Seats = c.Seats[:2]
		c.Seats[0].Nominators = &hyte.Nominators{Kind: hyte.NominatorMunicipality, Municipalities: []string{"061", "109"}}
		c.Seats[1].Nominators.Organizations = []hyte.Organization{{ID: "joint-authority:fshky", Name: short, BusinessID: "2617416-4", Languages: []string{"fi"}}}
		c.Languages = []string{"fi", "sv"}
		c.PrivacyNotice = &hyte.PrivacyNotice{Controller: short, Contact: "tietosuoja@example.fi", URL: hyte.Text{"fi": "https://example.fi"}, Retention: short}
	})
	all := documents(t, example)
	all["call"] = parse(t, mustMarshal(t, example.Call))
	all["resolved-call"] = parse(t, mustMarshal(t, example))
	return all
}

// documents are right ones for the call.
func documents(t testing.TB, call *hyte.ResolvedCall) map[string]any {
	t.Helper()
	nomination := valid(call)
	return map[string]any{
		"nomination": nomination,
		"received":   map[string]any{"id": "1", "receivedAt": "2021-01-11T12:00:00+02:00", "nomination": nomination},
		"roster":     parse(t, mustMarshal(t, roster(t, call))),
	}
}

// roster is one of the call with an answer that counts, one replaced and one
// late.
func roster(t testing.TB, call *hyte.ResolvedCall) *hyte.Roster {
	t.Helper()
	n, violations := call.Read(mustMarshal(t, valid(call)))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	at := func(day int) time.Time { return time.Date(2021, 1, day, 12, 0, 0, 0, time.UTC) }
	other := *n
	other.Language = "sv"
	return call.Roster([]hyte.Received{
		{ID: "1", ReceivedAt: at(11), Nomination: n},
		{ID: "2", ReceivedAt: at(12), Nomination: &other},
		{ID: "3", ReceivedAt: at(18), Nomination: n},
	}, at(20))
}

func mustMarshal(t testing.TB, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
