package kinds_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
)

type suite struct {
	Kind  string
	Cases []struct {
		Name       string
		Document   json.RawMessage
		Violations []struct {
			Rule     constraint.Rule
			Location string
			Severity constraint.Severity
			Params   constraint.Params
		}
	}
}

// TestConformance tries the cases of the organizer's documents that answer nothing and
// that nobody answers. Package hyte tries those of its own kinds.
func TestConformance(t *testing.T) {
	files, err := filepath.Glob("../../schema/testdata/conformance/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	tried := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var s suite
		if err := json.Unmarshal(data, &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		kind, ok := kinds.Named(s.Kind)
		if !ok || slices.ContainsFunc(hyte.Kinds(), func(k *document.Kind) bool { return k == kind }) {
			continue
		}
		for _, c := range s.Cases {
			tried++
			t.Run(s.Kind+"/"+c.Name, func(t *testing.T) {
				var want hyte.Violations
				for _, v := range c.Violations {
					if v.Severity == "" {
						v.Severity = hyte.Error
					}
					want = append(want, hyte.Violation{Rule: v.Rule, Location: v.Location, Severity: v.Severity, Params: v.Params})
				}
				_, got := kind.Alone().Read(c.Document, time.Time{})
				if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("-want +got\n%s", diff)
				}
			})
		}
	}
	if tried == 0 {
		t.Error("no case was tried")
	}
}

func TestNamesAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range kinds.All() {
		if seen[k.Name()] || seen["/"+k.Plural()] {
			t.Errorf("two kinds are called %q or %q", k.Name(), k.Plural())
		}
		seen[k.Name()], seen["/"+k.Plural()] = true, true
	}
}
