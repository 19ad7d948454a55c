package kinds_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/hytekit/hytekit/forms"
	services "github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/forms/kinds"
	"github.com/hytekit/hytekit/forms/kinds/texts"
	common "github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	documents "github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/schema"
)

// conformance is what cases say of a kind: how often documents of it are right, and
// which rules they break.
type conformance struct {
	right  int
	broken map[constraint.Rule]bool
}

func readConformance(t *testing.T) map[string]*conformance {
	t.Helper()
	files, err := filepath.Glob("../../schema/testdata/conformance/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no conformance cases: ", err)
	}
	all := map[string]*conformance{}
	for _, file := range files {
		if base := filepath.Base(file); base == "calls.json" || base == "events.json" {
			continue // what the cases answer
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var suite struct {
			Kind  string
			Cases []struct {
				Violations []struct{ Rule constraint.Rule }
			}
		}
		if err := json.Unmarshal(data, &suite); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		c := all[suite.Kind]
		if c == nil {
			c = &conformance{broken: map[constraint.Rule]bool{}}
			all[suite.Kind] = c
		}
		for _, given := range suite.Cases {
			if len(given.Violations) == 0 {
				c.right++
			}
			for _, v := range given.Violations {
				c.broken[v.Rule] = true
			}
		}
	}
	return all
}

// withoutCase are the rules of kinds that no case breaks, and why.
var withoutCase = map[string]string{
	"body membership.lost":                 "it compares two versions of a document; TestSince breaks it",
	"body membership.rewritten":            "it compares two versions of a document; TestSince breaks it",
	"registration registration.full":       "it depends on those who registered before; TestFull breaks it",
	"call seat.empty":                      "no area is without municipalities on any day",
	"roster call.mismatch":                 "the suite makes its rosters of what was received; TestReadRoster breaks it",
	"roster " + string(firstkind.NotAsked): "the suite makes its rosters of what was received; TestReadRoster breaks it",
}

// TestEveryKindIsComplete makes a kind that was only half added loud: whoever adds one
// to the list is told here what it still lacks.
func TestEveryKindIsComplete(t *testing.T) {
	cases := readConformance(t)
	for _, kind := range documents.All() {
		t.Run(kind.Name(), func(t *testing.T) {
			checkMessages(t, kind)
			if _, err := schema.Base(kind.Name()); err != nil {
				t.Errorf("no schema: %v", err)
			}
			c := cases[kind.Name()]
			if c == nil {
				if len(kind.Rules()) > 0 {
					t.Fatal("no conformance cases")
				}
				return // nothing but tags, which those of other kinds show
			}
			if c.right == 0 {
				t.Error("no case is a right document")
			}
			for _, r := range kind.Rules() {
				if why := withoutCase[kind.Name()+" "+string(r.ID)]; (why == "") != c.broken[r.ID] {
					t.Errorf("%s: broken by a case: %t, excused: %q", r.ID, c.broken[r.ID], why)
				}
			}
		})
	}
}

// checkMessages looks for the sentence of every rule in every language.
func checkMessages(t *testing.T, kind *document.Kind) {
	t.Helper()
	for _, language := range common.Languages() {
		catalog := texts.Set()[language]
		for _, r := range kind.Rules() {
			if _, ok := catalog.Lookup("rule." + string(r.ID)); !ok {
				t.Errorf("no message in %q for %s", language, r.ID)
			}
		}
	}
}

// TestEveryResponseHasAForm asks an inquiry of every kind what may answer it.
func TestEveryResponseHasAForm(t *testing.T) {
	for _, inquiry := range []forms.Inquiry{firstkind.Inquiry(t)} {
		for _, response := range inquiry.Responses() {
			i := slices.IndexFunc(kinds.All(), func(k *forms.Kind) bool { return k.Document == response })
			if i < 0 {
				t.Errorf("%s answers %s, and has no form", response.Name(), inquiry.ID())
				continue
			}
			known := services.All()
			served, ok := known.Response(response)
			if !ok {
				t.Errorf("no service takes %s", response.Name())
				continue
			}
			for _, language := range inquiry.Languages() {
				f, err := forms.InLanguage(kinds.All()[i], inquiry, language, served.Texts)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Complete(); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
