package schema_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"pgregory.net/rapid"
)

func sortedNames(object map[string]any) []string { return slices.Sorted(maps.Keys(object)) }

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
	// Documents are other ones each time: what chance has left out is tried some more.
	all := suites(t)
	for range 10 {
		for _, c := range ruleCases {
			if !seen[c.rule] {
				s := all[c.kind]
				run(c.kind, s.kind, s.engines, s.document, s.cases(t, c.kind))
			}
		}
	}
	for _, c := range ruleCases {
		if !seen[c.rule] {
			t.Errorf("no document broke %s: try more, or better ones", c.rule)
			seen[c.rule] = true
		}
	}
}

func mustMarshal(t testing.TB, value any) []byte {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
