package parity_test

import (
	"os"
	"slices"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/schema"
	"github.com/hytekit/hytekit/schema/internal/parity"
)

// localEngines are those that run on this machine and are quick. One that does not
// start is a failure.
func localEngines(t *testing.T) []parity.Engine {
	t.Helper()
	bridge, err := parity.NewBridge()
	if err != nil {
		t.Fatal(err)
	}
	ajv, err := parity.Ajv("../../engines")
	if err != nil {
		t.Fatal(err)
	}
	python, err := parity.Python("../../engines")
	if err != nil {
		t.Fatal(err)
	}
	hyperjump, err := parity.Node("../../engines", "hyperjump")
	if err != nil {
		t.Fatal(err)
	}
	cfworker, err := parity.Node("../../engines", "cfworker")
	if err != nil {
		t.Fatal(err)
	}
	engines := []parity.Engine{bridge, parity.Schema{}, santhosh{}, ajv, hyperjump, cfworker, python}
	closeAfter(t, engines...)
	return engines
}

// allEngines are the local ones and Perl's. On invented documents that one would take as
// long as all others together, and it takes numbers that Perl cannot hold for texts.
func allEngines(t *testing.T) []parity.Engine {
	t.Helper()
	perl, err := parity.Perl("../../engines")
	if err != nil {
		t.Fatal(err)
	}
	closeAfter(t, perl)
	return append(localEngines(t), perl)
}

func closeAfter(t *testing.T, engines ...parity.Engine) {
	t.Cleanup(func() {
		for _, e := range engines {
			if err := e.Close(); err != nil && !t.Failed() {
				t.Error(err)
			}
		}
	})
}

func suite(t *testing.T) *parity.Suite {
	t.Helper()
	s, err := parity.LoadSuite(os.DirFS("../../testdata/conformance"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestConformance gives every case to every engine: first to the Go rules, then
// to the others.
func TestConformance(t *testing.T) {
	engines, s := allEngines(t), suite(t)
	for task, batch := range batches(t, s) {
		documents := parity.Documents(task, batch.texts...)
		said := map[string][]string{}
		for _, e := range engines {
			var err error
			if said[e.Name()], err = e.Judge(task, documents); err != nil {
				t.Fatal(err)
			}
		}
		for i, c := range batch.cases {
			t.Run(c.File+"/"+c.Name, func(t *testing.T) {
				// What a case of a roster expects is found while the roster is made.
				if diff := c.Difference(documents[i].Want); diff != "" && c.Kind != "roster" {
					t.Errorf("the Go rules: %s", diff)
				}
				for name, disagreements := range said {
					if disagreements[i] != "" {
						t.Errorf("%s: %s", name, disagreements[i])
					}
				}
			})
		}
	}
	t.Logf("%d cases, %d engines beside the Go rules", len(s.Cases), len(engines))
}

// TestConformanceInOneLanguage gives every case to the schemas that make forms: they
// say the same.
func TestConformanceInOneLanguage(t *testing.T) {
	var engines []parity.Engine
	for _, e := range allEngines(t) {
		if _, ours := e.(*parity.Bridge); !ours { // it reads no schema
			engines = append(engines, e)
		}
	}
	for task, batch := range batches(t, suite(t)) {
		task.Language = "sv"
		documents := parity.Documents(task, batch.texts...)
		for _, e := range engines {
			said, err := e.Judge(task, documents)
			if err != nil {
				t.Fatal(err)
			}
			for i, c := range batch.cases {
				if said[i] != "" {
					t.Errorf("%s/%s: %s: %s", c.File, c.Name, e.Name(), said[i])
				}
			}
		}
	}
}

type batch struct {
	cases []*parity.Case
	texts [][]byte
}

// batches are the cases by task, so that a schema is compiled once.
func batches(t *testing.T, s *parity.Suite) map[parity.Task]*batch {
	t.Helper()
	of := map[parity.Task]*batch{}
	for i := range s.Cases {
		task, text, err := s.Task(&s.Cases[i])
		if err != nil {
			t.Fatal(err)
		}
		b := of[task]
		if b == nil {
			b = new(batch)
			of[task] = b
		}
		b.cases, b.texts = append(b.cases, &s.Cases[i]), append(b.texts, text)
	}
	return of
}

// TestInexpressibleIsNotCaught makes sure that the list of what a schema cannot
// say is not longer than it has to be: of every rule on it there is a document
// that breaks only that rule, and whose schema, in every engine, finds nothing
// wrong. TestConformance has made sure of the verdicts.
func TestInexpressibleIsNotCaught(t *testing.T) {
	s := suite(t)
	passes := map[hyte.Rule]bool{}
	for task, batch := range batches(t, s) {
		documents := parity.Documents(task, batch.texts...)
		for i, c := range batch.cases {
			// No schema sees the text itself; what else breaks a rule would be seen.
			if c.Text == nil && len(documents[i].Seen) == 0 {
				for _, v := range c.Violations {
					passes[v.Rule] = true
				}
			}
		}
	}
	for _, e := range schema.Inexpressible() {
		textual := slices.Contains(aboutText, e.Rule)
		switch {
		case textual && passes[e.Rule]:
			t.Errorf("%s is about the text, and a case has it in a document", e.Rule)
		case !textual && !passes[e.Rule] && !withoutCase[e.Rule]:
			t.Errorf("%s is listed as inexpressible, and no case shows a document that breaks it unseen", e.Rule)
		}
	}
}

// aboutText are rules about the JSON text.
var aboutText = []hyte.Rule{"json.syntax", "json.encoding", "json.duplicate_name", "json.trailing_data", "json.depth", "json.size"}

// withoutCase are rules that no document of the suite can break: see
// TestEveryRuleHasCases of package hyte.
var withoutCase = map[hyte.Rule]bool{
	hyte.RuleSeatEmpty: true, "violations.omitted": true, body.RuleMembershipLost: true, body.RuleMembershipChange: true,
	event.RuleFull: true, // depends on who has registered before
}
