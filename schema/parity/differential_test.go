package parity_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/parity"
)

// seed is that of the documents below. `make parity` tries others.
const seed = 20210115

const (
	documentsTried = 10_000
	batchSize      = 100
	mostReported   = 5
)

// TestDifferential gives thousands of invented documents to every engine.
func TestDifferential(t *testing.T) {
	engines := localEngines(t)
	right, broken, reported := 0, map[hyte.Rule]int{}, 0
	for number := range uint64(documentsTried / batchSize) {
		b, err := parity.Invent(seed, number, batchSize)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range b.Documents {
			if !constraint.Invalid(d.Want) {
				right++
			}
			for _, v := range d.Want {
				broken[v.Rule]++
			}
		}
		found, err := b.Try(engines...)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			if reported++; reported > mostReported {
				t.Fatal("and more")
			}
			report(t, d)
		}
	}
	t.Logf("%d documents, %d of them right, %d rules broken", documentsTried, right, len(broken))
	if right < documentsTried/10 || right > documentsTried*9/10 {
		t.Errorf("the documents try too little: %d of %d are right", right, documentsTried)
	}
	about := map[hyte.Rule]bool{}
	for _, c := range suite(t).Cases {
		about[c.About] = true
	}
	for rule := range about {
		if broken[rule] < leastBroken && !notInvented[rule] {
			t.Errorf("%s is broken only %d times", rule, broken[rule])
		}
	}
}

// leastBroken is how often the invented documents break every rule at least.
const leastBroken = 3

// notInvented are rules that no invented document breaks: it is JSON, and rosters
// are looked at as their readers see them. Cases and fuzz targets try these.
var notInvented = map[hyte.Rule]bool{
	constraint.RuleJSONSyntax: true, constraint.RuleJSONDuplicate: true, constraint.RuleJSONTrailing: true,
	hyte.RuleRosterSamePerson: true, hyte.RuleRosterGenderBalance: true,
}

func report(t *testing.T, d parity.Disagreement) {
	t.Helper()
	short, err := parity.Shrink(d)
	if err != nil {
		t.Fatal(err)
	}
	text, err := short.Report()
	if err != nil {
		t.Fatal(err)
	}
	t.Error(text)
}

// TestInventedRight makes sure that what nothing was done to breaks no rule: the
// inventor knows what the rules ask.
func TestInventedRight(t *testing.T) {
	tried := 0
	for number := range uint64(200) {
		b, err := parity.Invent(seed, number, 20)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range b.Documents {
			// Whether the call is open at an instant is left to chance.
			wrong := slices.DeleteFunc(slices.Clone(d.Want), func(v hyte.Violation) bool {
				return v.Rule == hyte.RuleDeadlinePassed || v.Rule == hyte.RuleCallNotOpen || v.Rule == hyte.RuleDecisionInFuture
			})
			if len(b.Mutations[i]) == 0 {
				tried++
				if constraint.Invalid(wrong) {
					t.Fatalf("%s: %v in %s", b.Task.Kind, wrong, d.Text)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d right documents", tried)
	}
}

func TestInventIsRepeatable(t *testing.T) {
	one, err := parity.Invent(seed, 7, 50)
	if err != nil {
		t.Fatal(err)
	}
	again, err := parity.Invent(seed, 7, 50)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one.Documents, again.Documents); diff != "" {
		t.Error(diff)
	}
	other, err := parity.Invent(seed+1, 7, 50)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(one.Documents[0].Text, other.Documents[0].Text) {
		t.Error("another seed gives the same document")
	}
}
