package parity_test

import (
	"bytes"
	"flag"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema/internal/parity"
	"github.com/hytekit/hytekit/schema/internal/parity/invent"
)

// seed is that of the documents below. `make parity` tries others.
const seed = 20210115

const (
	documentsInvented = 40_000
	batchSize         = 100
	mostReported      = 5
)

// share says how many of the invented documents the engines try: one batch of
// so many. To compare them takes nearly all the time of this test.
var share = flag.Uint64("share", 16, "try one batch of so many in every engine")

// TestDifferential gives thousands of invented documents to every engine.
func TestDifferential(t *testing.T) {
	engines := localEngines(t)
	right, broken, tried, reported := 0, map[hyte.Rule]int{}, 0, 0
	for number := range uint64(documentsInvented / batchSize) {
		b := parity.Invent(seed, number, batchSize)
		for _, d := range b.Documents {
			if !d.Want.Invalid() {
				right++
			}
			for _, v := range d.Want {
				broken[v.Rule]++
			}
		}
		if number%*share != 0 {
			continue
		}
		tried += len(b.Documents)
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
	t.Logf("%d documents, %d of them right, %d rules broken; %d tried in every engine", documentsInvented, right, len(broken), tried)
	if right < documentsInvented/10 || right > documentsInvented*9/10 {
		t.Errorf("the documents try too little: %d of %d are right", right, documentsInvented)
	}
	about := map[hyte.Rule]bool{}
	for _, c := range suite(t).Cases {
		if isInvented(c.Kind) {
			about[c.About] = true
		}
	}
	for rule := range about {
		if broken[rule] < leastBroken && !notInvented[rule] {
			t.Errorf("%s is broken only %d times", rule, broken[rule])
		}
	}
}

// isInvented reports whether documents of the kind are invented: not those that organizers
// keep, nor events, of which a schema says little. The cases try them in every engine.
func isInvented(name string) bool {
	kind, ok := kinds.Named(name)
	return ok && invent.Invents(kind)
}

// leastBroken is how often the invented documents break every rule at least.
const leastBroken = 3

// notInvented are rules that no invented document breaks: it is JSON, and rosters
// are looked at as their readers see them. Cases and fuzz targets try these.
var notInvented = map[hyte.Rule]bool{
	constraint.RuleJSONSyntax: true, constraint.RuleJSONDuplicate: true, constraint.RuleJSONTrailing: true,
	hyte.RuleRosterContested: true, hyte.RuleRosterSamePerson: true, hyte.RuleRosterGenderBalance: true,
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
		b := parity.Invent(seed, number, 20)
		for i, d := range b.Documents {
			// Whether the call is open at an instant is left to chance, and what an event takes.
			wrong := slices.DeleteFunc(slices.Clone(d.Want), func(v hyte.Violation) bool {
				return v.Rule == hyte.RuleDeadlinePassed || v.Rule == hyte.RuleCallNotOpen || v.Rule == hyte.RuleDecisionInFuture ||
					v.Rule == hyte.RuleCancelled || v.Rule == event.RuleRegistrationNotOffered || v.Rule == event.RuleQuestionNotOffered
			})
			if len(b.Mutations[i]) == 0 {
				tried++
				if wrong.Invalid() {
					t.Fatalf("%s: %v in %s", b.Task.Kind.Name(), wrong, d.Text)
				}
			}
		}
	}
	if tried < 200 {
		t.Errorf("only %d right documents", tried)
	}
}

func TestInventIsRepeatable(t *testing.T) {
	one := parity.Invent(seed, 7, 50)
	again := parity.Invent(seed, 7, 50)
	if diff := cmp.Diff(one.Documents, again.Documents); diff != "" {
		t.Error(diff)
	}
	other := parity.Invent(seed+1, 7, 50)
	if bytes.Equal(one.Documents[0].Text, other.Documents[0].Text) {
		t.Error("another seed gives the same document")
	}
}
