package schema_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// conformanceCase is a case of testdata/conformance, whose README.md says what
// its members mean, as far as a schema is concerned.
type conformanceCase struct {
	Name       string
	Call       string
	Document   json.RawMessage
	Text       *string
	Violations []struct {
		hyte.Violation
		Params *constraint.Params
	}
}

// expected are the case's violations that a schema can say.
func (c conformanceCase) expected(document []byte, got []hyte.Violation) []hyte.Violation {
	var want []hyte.Violation
	for _, e := range c.Violations {
		v := e.Violation
		if v.Severity == "" {
			v.Severity = hyte.Error
		}
		if v.Severity == hyte.Warning || inexpressible(v, document) {
			continue
		}
		if e.Params != nil {
			v.Params = *e.Params
		} else if i := len(want); i < len(got) {
			v.Params = got[i].Params
		}
		want = append(want, v)
	}
	return want
}

// TestConformance runs the cases that every engine runs.
func TestConformance(t *testing.T) {
	const folder = "testdata/conformance"
	calls := conformanceCalls(t, filepath.Join(folder, "calls.json"))
	names, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	validators := map[string]*schema.Validator{}
	for _, name := range names {
		var file struct {
			Kind  string
			Cases []conformanceCase
		}
		if filepath.Base(name) == "calls.json" {
			continue
		}
		readJSON(t, name, &file)
		if file.Kind == "roster" {
			continue // about how package hyte makes rosters
		}
		for _, c := range file.Cases {
			ran++
			key := file.Kind + " " + c.Call
			if validators[key] == nil {
				validators[key] = conformanceValidator(t, file.Kind, calls[c.Call])
			}
			document := []byte(c.Document)
			if c.Text != nil {
				document = []byte(*c.Text)
			}
			got := validators[key].Validate(document)
			if diff := cmp.Diff(c.expected(document, got), got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: %s: -want +got\n%s", filepath.Base(name), c.Name, diff)
			}
		}
	}
	if ran == 0 {
		t.Fatal("no case ran")
	}
}

func conformanceValidator(t *testing.T, kind string, call *hyte.ResolvedCall) *schema.Validator {
	t.Helper()
	if call == nil {
		return baseEngines(t, kind).validator
	}
	return callEngines(t, call, kind).validator
}

// conformanceCalls are the calls that the cases name.
func conformanceCalls(t *testing.T, name string) map[string]*hyte.ResolvedCall {
	t.Helper()
	var named map[string]struct {
		Call, Patch any
		Base        string
	}
	readJSON(t, name, &named)
	calls := map[string]*hyte.ResolvedCall{}
	for name, n := range named {
		document := n.Call
		if n.Base != "" {
			document = mergePatch(named[n.Base].Call, n.Patch)
		}
		call, violations := hyte.DecodeCall(mustMarshal(t, document))
		if len(violations) > 0 {
			t.Fatal(name, violations)
		}
		if calls[name], violations = call.Resolve(); calls[name] == nil {
			t.Fatal(name, violations)
		}
	}
	return calls
}

// mergePatch is RFC 7396.
func mergePatch(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	merged, _ := target.(map[string]any)
	if merged = maps.Clone(merged); merged == nil {
		merged = map[string]any{}
	}
	for name, value := range changes {
		if value == nil {
			delete(merged, name)
		} else {
			merged[name] = mergePatch(merged[name], value)
		}
	}
	return merged
}

func readJSON(t *testing.T, name string, to any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
