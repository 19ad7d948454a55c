package hyte_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// conformance is where the cases are that every engine runs; its README.md says
// what their members mean.
const conformance = "../schema/testdata/conformance"

type conformanceFile struct {
	Kind  string            `json:"kind"`
	Cases []conformanceCase `json:"cases"`
}

type conformanceCase struct {
	Name       string            `json:"name"`
	About      hyte.Rule         `json:"about"`
	Call       string            `json:"call"`
	Event      string            `json:"event"`
	At         time.Time         `json:"at"`
	Document   json.RawMessage   `json:"document"`
	Text       *string           `json:"text"`
	Received   []json.RawMessage `json:"received"`
	Violations []expected        `json:"violations"`
}

type expected struct {
	Rule     hyte.Rule           `json:"rule"`
	Location string              `json:"location"`
	Severity constraint.Severity `json:"severity"`
	Params   *constraint.Params  `json:"params"`
}

// conformanceFiles reads the cases, by file name.
func conformanceFiles(t testing.TB) map[string]conformanceFile {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(conformance, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]conformanceFile{}
	for _, name := range names {
		if base := filepath.Base(name); base == "calls.json" || base == "events.json" {
			continue
		}
		var file conformanceFile
		readStrictly(t, name, &file)
		files[filepath.Base(name)] = file
	}
	if len(files) == 0 {
		t.Fatalf("no cases in %s", conformance)
	}
	return files
}

func readStrictly(t testing.TB, name string, to any) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// conformanceCalls are the calls that the cases name.
func conformanceCalls(t testing.TB) map[string]*hyte.ResolvedCall {
	t.Helper()
	var named map[string]struct {
		Call, Patch any
		Base        string
	}
	readStrictly(t, filepath.Join(conformance, "calls.json"), &named)
	calls := map[string]*hyte.ResolvedCall{}
	for name, n := range named {
		document := n.Call
		if n.Base != "" {
			document = mergePatch(named[n.Base].Call, n.Patch)
		}
		data, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		calls[name] = resolve(t, data)
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

// resolve reads a call that the test relies on.
func resolve(t testing.TB, data []byte) *hyte.ResolvedCall {
	t.Helper()
	call, violations := hyte.DecodeCall(data)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	resolved, violations := call.Resolve()
	if resolved == nil {
		t.Fatal(violations)
	}
	return resolved
}

// run gives the case to the Go rules.
func (c conformanceCase) run(t *testing.T, kind string, call *hyte.ResolvedCall) hyte.Violations {
	t.Helper()
	document := []byte(c.Document)
	if c.Text != nil {
		document = []byte(*c.Text)
	}
	switch kind {
	case "nomination":
		if c.At.IsZero() {
			_, violations := call.Read(document)
			return violations
		}
		_, violations := call.NewReader().ReadAt(document, c.At)
		return violations
	case "reply":
		_, violations := call.Program(hyte.ReplyKind()).Read(document, c.At)
		return violations
	case "refusal":
		_, violations := call.Program(hyte.RefusalKind()).Read(document, c.At)
		return violations
	case "withdrawal":
		_, violations := call.Program(hyte.WithdrawalKind()).Read(document, c.At)
		return violations
	case "received":
		_, violations := call.ReadReceived(document)
		return violations
	case "call":
		call, violations := hyte.DecodeCall(document)
		if violations.Invalid() {
			return violations
		}
		return call.Check()
	case "roster":
		return c.roster(t, call)
	default:
		t.Fatalf("unknown kind %q", kind)
		return nil
	}
}

func (c conformanceCase) roster(t *testing.T, call *hyte.ResolvedCall) hyte.Violations {
	t.Helper()
	var received []hyte.Received
	for _, document := range c.Received {
		r, violations := call.ReadReceived(document)
		if violations.Invalid() {
			t.Fatalf("what is received must be valid: %v", violations)
		}
		received = append(received, *r)
	}
	var violations hyte.Violations
	for _, v := range call.Roster(received, c.At).Violations {
		violations = append(violations, hyte.Violation{
			Rule: hyte.Rule(v.Rule), Location: v.Location, Severity: constraint.Severity(v.Severity), Params: constraint.Params{Other: v.Other},
		})
	}
	return violations
}

// compare says how the violations differ from what the case expects, which may
// leave the params out.
func (c conformanceCase) compare(got hyte.Violations) string {
	want := make(hyte.Violations, len(c.Violations))
	got = slices.Clone(got)
	for i, e := range c.Violations {
		want[i] = hyte.Violation{Rule: e.Rule, Location: e.Location, Severity: e.Severity}
		if e.Severity == "" {
			want[i].Severity = hyte.Error
		}
		if e.Params != nil {
			want[i].Params = *e.Params
		} else if i < len(got) {
			got[i].Params = constraint.Params{}
		}
	}
	for i := len(want); i < len(got); i++ {
		got[i].Params = constraint.Params{}
	}
	return cmp.Diff(want, append(hyte.Violations{}, got...))
}

// isOurs reports whether this package has the kind. Package kinds tries the others.
func isOurs(kind string) bool {
	return slices.ContainsFunc(hyte.Kinds(), func(k *document.Kind) bool { return k.Name() == kind })
}

func TestConformance(t *testing.T) {
	calls := conformanceCalls(t)
	for name, file := range conformanceFiles(t) {
		if !isOurs(file.Kind) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			seen := map[string]bool{}
			for _, c := range file.Cases {
				if seen[c.Name] {
					t.Errorf("a second case %q", c.Name)
				}
				seen[c.Name] = true
				t.Run(c.Name, func(t *testing.T) {
					call := calls[c.Call]
					if call == nil && file.Kind != "call" {
						t.Fatalf("no call %q", c.Call)
					}
					if diff := c.compare(c.run(t, file.Kind, call)); diff != "" {
						t.Error(diff)
					}
				})
			}
		})
	}
}
