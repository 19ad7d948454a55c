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
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/kinds"
)

type suite struct {
	Kind  string
	Cases []struct {
		Name       string
		Event      string
		At         time.Time
		Document   json.RawMessage
		Violations []struct {
			Rule     constraint.Rule
			Location string
			Severity constraint.Severity
			Params   constraint.Params
		}
	}
}

// TestConformance tries the cases of the organizer's documents, and of what answers
// events. Package hyte tries those of its own kinds.
func TestConformance(t *testing.T) {
	files, err := filepath.Glob("../../schema/testdata/conformance/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	tried, events := 0, conformanceEvents(t)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Base(name) == "events.json" {
			continue
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
				program := kind.Alone()
				if c.Event != "" {
					program = events[c.Event].Program(kind)
				}
				_, got := program.Read(c.Document, c.At)
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

// conformanceEvents are the events that cases name.
func conformanceEvents(t *testing.T) map[string]*event.Inquiry {
	t.Helper()
	data, err := os.ReadFile("../../schema/testdata/conformance/events.json")
	if err != nil {
		t.Fatal(err)
	}
	var named map[string]json.RawMessage
	if err := json.Unmarshal(data, &named); err != nil {
		t.Fatal(err)
	}
	events := map[string]*event.Inquiry{}
	for name, text := range named {
		inquiry, violations := event.Read(text)
		if inquiry == nil {
			t.Fatalf("%s: %v", name, violations)
		}
		events[name] = inquiry
	}
	return events
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
