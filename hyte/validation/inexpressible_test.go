package validation_test

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/body"
	"github.com/hytekit/hytekit/hyte/event"
	"github.com/hytekit/hytekit/hyte/plan"
	"github.com/hytekit/hytekit/hyte/validation"
)

// declaredRules are the values of all constants of type Rule in package hyte
// and the packages below.
func declaredRules(t *testing.T) map[hyte.Rule]bool {
	t.Helper()
	rules := map[hyte.Rule]bool{}
	for _, folder := range []string{"..", "../body", "../organization", "../plan", "../event", "../constraint"} {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("no source in %s: %v", folder, err)
		}
		for _, file := range files {
			source, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(source, func(node ast.Node) bool {
				spec, ok := node.(*ast.ValueSpec)
				if !ok || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Rule") {
					return true
				}
				if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
					rule, err := strconv.Unquote(literal.Value)
					if err != nil {
						t.Fatal(err)
					}
					rules[hyte.Rule(rule)] = true
				}
				return true
			})
		}
	}
	return rules
}

// reportedRules are those of the errors that validator returns for any of the
// documents in this package's tests, and those that only Check returns.
func reportedRules(t *testing.T) (byValidator, byCheck map[hyte.Rule]bool) {
	v, calls := newValidator(t), calls(t)
	byValidator, byCheck = map[hyte.Rule]bool{}, map[hyte.Rule]bool{}
	report := func(ctx context.Context, document any) {
		for _, v := range errorsOf(t, ctx, v, document) {
			byValidator[v.Rule] = true
		}
		for _, v := range check(t, ctx, v, document) {
			byCheck[v.Rule] = true
		}
	}
	for _, c := range answerCases {
		report(validation.WithInquiry(t.Context(), calls[c.call]), bind[answer](t, answered(t, c.change)))
	}
	for _, c := range arrivals {
		report(validation.WithInquiryAt(t.Context(), calls[c.call], c.at), bind[answer](t, answered(t, decided)))
	}
	for _, c := range callCases {
		report(t.Context(), bind[hyte.Call](t, changedCall(t, c.change)))
	}
	for _, c := range receivedCases {
		report(validation.WithInquiry(t.Context(), calls["example"]), bind[hyte.Received](t, []byte(c.document)))
	}
	var bodies, plans, events, registrations, questions struct {
		Kind  string
		Cases []conformanceCase
	}
	readCases(t, conformance+"body.json", &bodies)
	for _, c := range bodies.Cases {
		report(t.Context(), bind[body.Body](t, c.Document))
	}
	readCases(t, conformance+"plan.json", &plans)
	for _, c := range plans.Cases {
		report(t.Context(), bind[plan.Plan](t, c.Document))
	}
	readCases(t, conformance+"event.json", &events)
	for _, c := range events.Cases {
		report(t.Context(), bind[event.Event](t, c.Document))
	}
	known := conformanceEvents(t)
	readCases(t, conformance+"registration.json", &registrations)
	for _, c := range registrations.Cases {
		report(withEvent(t.Context(), known, c), bind[event.Registration](t, c.Document))
	}
	readCases(t, conformance+"question.json", &questions)
	for _, c := range questions.Cases {
		report(withEvent(t.Context(), known, c), bind[event.Question](t, c.Document))
	}
	twice := calls["example"].Roster(nil, time.Time{})
	countTwice(twice)
	report(validation.WithInquiry(t.Context(), calls["example"]), twice)
	return byValidator, byCheck
}

// Every rule is either reported or on the list of those that are not, and the
// list holds no other.
func TestInexpressible(t *testing.T) {
	// No area in the register is without municipalities, so that no document
	// breaks this rule.
	never := []hyte.Rule{hyte.RuleSeatEmpty}
	// Their reasons say when these are errors.
	sometimes := []hyte.Rule{hyte.RuleCandidatePairMissing, hyte.RuleCandidatePairFew, hyte.RuleDeadlinePassed}

	declared := declaredRules(t)
	if len(declared) < 60 {
		t.Fatalf("only %d rules found", len(declared))
	}
	listed := map[hyte.Rule]string{}
	for _, e := range validation.Inexpressible() {
		if _, twice := listed[e.Rule]; twice || e.Reason == "" || !declared[e.Rule] {
			t.Errorf("%s: on the list twice, without a reason, or no rule", e.Rule)
		}
		listed[e.Rule] = e.Reason
	}
	byValidator, byCheck := reportedRules(t)
	for _, rule := range slices.Sorted(maps.Keys(declared)) {
		reason, isListed := listed[rule]
		switch {
		case slices.Contains(never, rule) && (byCheck[rule] || isListed):
			t.Errorf("%s can be broken after all", rule)
		case slices.Contains(never, rule):
		case slices.Contains(sometimes, rule):
			if !isListed || !byValidator[rule] {
				t.Errorf("%s: on the list: %v, reported: %v", rule, isListed, byValidator[rule])
			}
		case isListed == byValidator[rule]:
			t.Errorf("%s: on the list: %v, reported: %v", rule, isListed, byValidator[rule])
		}
		if warned := strings.Contains(reason, "warning"); isListed && warned != byCheck[rule] {
			t.Errorf("%s: a warning: %v, returned by Check: %v", rule, warned, byCheck[rule])
		}
	}
}

// withEvent is the context of a case about what answers an event.
func withEvent(ctx context.Context, events map[string]*event.Inquiry, c conformanceCase) context.Context {
	if c.At.IsZero() {
		return validation.WithInquiry(ctx, events[c.Event])
	}
	return validation.WithInquiryAt(ctx, events[c.Event], c.At)
}
