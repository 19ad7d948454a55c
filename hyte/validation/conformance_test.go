package validation_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-playground/validator/v10"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/hytekit/hytekit/hyte/validation"
)

// conformance is where the cases are that every engine runs; its README.md says
// what their members mean.
const conformance = "../../schema/testdata/conformance/"

type conformanceCase struct {
	Name       string
	Call       string
	Event      string
	At         time.Time
	Document   json.RawMessage
	Text       *string
	Received   []json.RawMessage
	Violations []struct {
		Rule     hyte.Rule
		Location string
		Severity constraint.Severity
		Params   *constraint.Params
	}
}

func readCases(t *testing.T, file string, to any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func conformanceCalls(t *testing.T) map[string]*hyte.ResolvedCall {
	t.Helper()
	var named map[string]struct {
		Call, Patch any
		Base        string
	}
	readCases(t, conformance+"calls.json", &named)
	calls := map[string]*hyte.ResolvedCall{}
	for name, n := range named {
		document := n.Call
		if n.Base != "" {
			document = mergePatch(named[n.Base].Call, n.Patch)
		}
		call, violations := hyte.DecodeCall(text(t, document))
		if len(violations) > 0 {
			t.Fatalf("call %s: %v", name, violations)
		}
		if calls[name], violations = call.Resolve(); calls[name] == nil {
			t.Fatalf("call %s: %v", name, violations)
		}
	}
	return calls
}

func conformanceEvents(t *testing.T) map[string]*event.Inquiry {
	t.Helper()
	var named map[string]json.RawMessage
	readCases(t, conformance+"events.json", &named)
	events := map[string]*event.Inquiry{}
	for name, text := range named {
		inquiry, violations := event.Read(text)
		if inquiry == nil {
			t.Fatalf("event %s: %v", name, violations)
		}
		events[name] = inquiry
	}
	return events
}

// mergePatch is RFC 7396.
func mergePatch(target, patch any) any {
	changes, ok := patch.(map[string]any)
	if !ok {
		return patch
	}
	merged := map[string]any{}
	if object, ok := target.(map[string]any); ok {
		maps.Copy(merged, object)
	}
	for name, value := range changes {
		if merged[name] = mergePatch(merged[name], value); value == nil {
			delete(merged, name)
		}
	}
	return merged
}

// TestConformance gives every case to encoding/json and validator. A case is
// left to the binder only if it breaks a rule that Inexpressible lists, and
// each such case is counted with what the binder made of it.
func TestConformance(t *testing.T) {
	v, calls, events, tally := newValidator(t), conformanceCalls(t), conformanceEvents(t), map[string]int{}
	files, err := filepath.Glob(conformance + "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if base := filepath.Base(file); base == "calls.json" || base == "events.json" {
			continue
		}
		var of struct {
			Kind  string
			Cases []conformanceCase
		}
		readCases(t, file, &of)
		for _, c := range of.Cases {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".json")+"/"+c.Name, func(t *testing.T) {
				var inquiry document.Inquiry = calls[c.Call]
				if c.Event != "" {
					inquiry = events[c.Event]
				}
				ctx := validation.WithInquiry(t.Context(), inquiry)
				if !c.At.IsZero() {
					ctx = validation.WithInquiryAt(t.Context(), inquiry, c.At)
				}
				check := func(document any) hyte.Violations {
					t.Helper()
					return checkTwice(t, ctx, v, document)
				}
				switch of.Kind {
				case answerKind().Name():
					tally[runCase[answer](t, c, answerKind().Type(), check)]++
				case "received":
					tally[runCase[hyte.Received](t, c, hyte.ReceivedType(), check)]++
				case "reply":
					tally[runCase[hyte.Reply](t, c, hyte.ReplyKind().Type(), check)]++
				case "refusal", "withdrawal":
					tally[runCase[hyte.Notice](t, c, hyte.RefusalKind().Type(), check)]++
				case "call":
					tally[runCase[hyte.Call](t, c, hyte.CallType(), check)]++
				case "body":
					tally[runCase[body.Body](t, c, body.Kind().Type(), check)]++
				case "plan":
					tally[runCase[plan.Plan](t, c, plan.Kind().Type(), check)]++
				case "registration":
					tally[runCase[event.Registration](t, c, event.RegistrationKind().Type(), check)]++
				case "question":
					tally[runCase[event.Question](t, c, event.QuestionKind().Type(), check)]++
				case "event":
					tally[runCase[event.Event](t, c, event.Kind().Type(), check)]++
				case "roster":
					tally[runRoster(t, c, calls[c.Call], check)]++
				default:
					t.Fatalf("unknown kind %q", of.Kind)
				}
			})
		}
	}
	for _, what := range slices.Sorted(maps.Keys(tally)) {
		t.Logf("%4d %s", tally[what], what)
	}
	if tally[agrees] < 400 {
		t.Errorf("only %d cases could be compared", tally[agrees])
	}
}

const agrees = "cases: the violations are those of the case"

// checkTwice is Check, after a look at whether the error of validator itself says
// the same but for warnings.
func checkTwice(t *testing.T, ctx context.Context, v *validator.Validate, document any) hyte.Violations {
	t.Helper()
	all := check(t, ctx, v, document)
	if diff := cmp.Diff(onlyErrors(all), errorsOf(t, ctx, v, document), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("validator itself (-Check +StructCtx):\n%s", diff)
	}
	return all
}

// runRoster checks what the roster is made of, and the roster itself. What a case
// expects is found while the roster is made.
func runRoster(t *testing.T, c conformanceCase, call *hyte.ResolvedCall, check func(any) hyte.Violations) string {
	t.Helper()
	var received []hyte.Received
	for _, data := range c.Received {
		r := bind[hyte.Received](t, data)
		if violations := check(r); violations.Invalid() {
			t.Errorf("received: %v", violations)
		}
		received = append(received, *r)
	}
	if violations := check(call.Roster(received, c.At)); len(violations) > 0 {
		t.Errorf("roster: %v", violations)
	}
	return "rosters: what they are made of, and they themselves, are right"
}

// runCase says what became of the case.
func runCase[T any](t *testing.T, c conformanceCase, typ *constraint.Type, check func(any) hyte.Violations) string {
	t.Helper()
	data := []byte(c.Document)
	if c.Text != nil {
		data = []byte(*c.Text)
	}
	structural := typ.Decode(data, new(T))
	data = constraint.WithoutMark(data) // as a host does before it binds
	document := new(T)
	if err := bindStrictly(data, document); err != nil {
		if len(structural) == 0 && !refusedAlone(parse(t, data)) {
			t.Fatalf("the binder refuses what hyte reads: %v", err)
		}
		for _, s := range structural {
			isInexpressible(t, s.Rule)
		}
		return "refused by the binder"
	}
	got := check(document)
	if len(structural) > 0 {
		for _, s := range structural {
			isInexpressible(t, s.Rule)
		}
		return "taken by the binder: " + explain(t, typ, parse(t, data), structural, data)
	}
	want := make(hyte.Violations, len(c.Violations))
	for i, e := range c.Violations {
		want[i] = hyte.Violation{Rule: e.Rule, Location: e.Location, Severity: e.Severity}
		if e.Severity == "" {
			want[i].Severity = hyte.Error
		}
		if e.Params != nil {
			want[i].Params = *e.Params
		} else if i < len(got) {
			want[i].Params = got[i].Params
		}
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-case +validator):\n%s", diff)
	}
	return agrees
}

func isInexpressible(t *testing.T, rule hyte.Rule) {
	t.Helper()
	if !slices.ContainsFunc(validation.Inexpressible(), func(e validation.Exception) bool { return e.Rule == rule }) {
		t.Errorf("%s is left to the binder, but not on the list", rule)
	}
}
