package schema_test

import (
	"encoding/json"
	"maps"
	"os"
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
		"no deputies, merged municipality": exampleCall(t, func(c *hyte.Call) {
			c.Deputies = ""
			c.Seats[0].Nominators.Region = "04"
			c.Seats[0].Representatives = &hyte.Quota{Min: 2}
			c.Seats = c.Seats[:1]
			c.GenderBalance = &hyte.GenderBalance{Mode: hyte.GenderRequired}
		}),
	}
}

// TestDifferential tries many documents, right and wrong, and holds the schema
// of a call to the Go rules: every rule, place, limit and the order must be the
// same.
func TestDifferential(t *testing.T) {
	for name, call := range calls(t) {
		for kind, document := range documents(t, call) {
			t.Run(kind+"/"+name, func(t *testing.T) {
				e := callEngines(t, call, kind)
				if violations := e.rules(mustMarshal(t, document)); len(violations) > 0 {
					t.Fatalf("the document to begin with is not right: %v", violations)
				}
				rapid.Check(t, func(t *rapid.T) { e.try(t, mutant(t, typeOf(kind), document)) })
			})
		}
	}
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

// TestDifferentialBase does the same for the schemas that know no call.
func TestDifferentialBase(t *testing.T) {
	example := exampleCall(t, nil)
	callText, err := os.ReadFile("../examples/kanta-hame-2021/call.json")
	if err != nil {
		t.Fatal(err)
	}
	documents := documents(t, example)
	documents["call"] = parse(t, callText)
	documents["resolved-call"] = parse(t, mustMarshal(t, example))
	for name, document := range documents {
		t.Run(name, func(t *testing.T) {
			e := baseEngines(t, name)
			rapid.Check(t, func(t *rapid.T) { e.try(t, mutant(t, typeOf(name), document)) })
		})
	}
}

func (e engines) try(t *rapid.T, document []byte) {
	if difference := e.disagreement(document); difference != "" {
		t.Fatalf("the schema (+) differs from the Go rules (-)\n%s\n%s", difference, document)
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
