package validation_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/go-playground/validator/v10"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/validation"
)

const example = "../../examples/kanta-hame-2021/"

func newValidator(t testing.TB, options ...validator.Option) *validator.Validate {
	t.Helper()
	v := validator.New(options...)
	if err := validation.Register(v); err != nil {
		t.Fatal(err)
	}
	return v
}

// callTree is the example call as JSON values, to be changed.
func callTree(t testing.TB) map[string]any {
	t.Helper()
	data, err := os.ReadFile(example + "call.json")
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, data).(map[string]any)
}

// changedCall is the example call with each member of the JSON object in place
// of its own.
func changedCall(t testing.TB, change string) []byte {
	t.Helper()
	tree := callTree(t)
	maps.Copy(tree, parse(t, []byte(change)).(map[string]any))
	return text(t, tree)
}

func parse(t testing.TB, data []byte) any {
	t.Helper()
	var tree any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&tree); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return tree
}

func text(t testing.TB, tree any) []byte {
	t.Helper()
	data, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// calls are the example call and what else may be asked.
func calls(t testing.TB) map[string]*hyte.ResolvedCall {
	t.Helper()
	all := map[string]*hyte.ResolvedCall{}
	for name, change := range map[string]string{
		"example":   `{}`,
		"deputies":  `{"deputies": "required", "lateNominations": "refuse", "access": "invited"}`,
		"optional":  `{"deputies": "optional", "genderBalance": {"mode": "required"}}`,
		"pairs":     `{"genderBalance": {"mode": "recommended"}, "deputies": "optional", "seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 1, "max": 3, "places": 1}}]}`,
		"several":   `{"genderBalance": {"mode": "required"}, "seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 2, "max": 3, "places": 1}}]}`,
		"two":       `{"genderBalance": {"mode": "recommended"}, "seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 1, "places": 2}}]}`,
		"both":      `{"genderBalance": {"mode": "required"}, "seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 1, "places": 2}}]}`,
		"expected":  `{"seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "05"}, "representatives": {"min": 1, "max": 3, "expected": 2}}]}`,
		"term":      `{"body": {"id": "b", "kind": "board", "name": {"fi": "B", "sv": "B", "en": "B"}, "term": {"from": "2021-06-01"}}}`,
		"group":     `{"seats": [{"id": "all", "nominators": {"kind": "named", "organizations": [{"id": "group:all", "name": {"fi": "A", "sv": "A", "en": "A"}, "members": ["municipality:109"]}]}, "representatives": {}}]}`,
		"questions": `{"questions": [{"id": "unit", "kind": "line", "required": true, "label": {"fi": "A", "sv": "A", "en": "A"}}, {"id": "shared", "kind": "yes-no", "label": {"fi": "B", "sv": "B", "en": "B"}}]}`,
		"satakunta": `{"seats": [{"id": "all", "nominators": {"kind": "municipality", "region": "04"}, "representatives": {"min": 1}}]}`,
	} {
		call, violations := hyte.DecodeCall(changedCall(t, change))
		if len(violations) > 0 {
			t.Fatalf("call %s: %v", name, violations)
		}
		resolved, violations := call.Resolve()
		if resolved == nil {
			t.Fatalf("call %s: %v", name, violations)
		}
		all[name] = resolved
	}
	return all
}

const representative = `{"person": {"givenName": "Aino", "familyName": "Esimerkki", "email": "aino@example.fi"}}`

// richAnswer has every member.
const richAnswer = `{"$schema": "https://example.org/nomination", "call": "kanta-hame-hyte-2021", "nominator": "municipality:109",
	"representatives": [
		{"person": {"givenName": "Aino", "familyName": "Esimerkki", "jobTitle": "koordinaattori", "unit": "Konsernihallinto",
			"sector": "administration", "email": "aino@example.fi", "telephone": "+358401234567", "gender": "woman", "contactVisibility": "members"},
		 "deputy": {"givenName": "Onni", "familyName": "Mallikas", "telephone": "040 123 4568", "gender": "man"}},
		{"person": {"givenName": "Eino", "familyName": "Näyte", "email": "eino(at)example.fi", "gender": "man"}}],
	"genderBalanceReason": "Ei muita ehdokkaita", "decision": {"body": "Kunnanhallitus", "date": "2021-01-11", "section": "12", "caseNumber": "56/00.04.01/2021"},
	"submitter": {"givenName": "Kerttu", "familyName": "Kuvitelma", "jobTitle": "sihteeri", "email": "kerttu@example.fi", "telephone": "03 123 4567"},
	"consent": true, "language": "fi"}`

// answer is what most tests are about, and answerKind its kind.
type answer = hyte.Nomination

func answerKind() *document.Kind { return hyte.NominationKind() }

// answered is a right answer to the example call, with the change made: each member of
// the JSON object replaces that of the answer.
func answered(t testing.TB, change string) []byte {
	t.Helper()
	tree := parse(t, fmt.Appendf(nil, `{"call": "kanta-hame-hyte-2021", "nominator": "municipality:109", "representatives": [%s],
		"submitter": {"givenName": "Kerttu", "familyName": "Kuvitelma", "email": "kerttu@example.fi"}, "consent": true}`, representative)).(map[string]any)
	maps.Copy(tree, parse(t, []byte(change)).(map[string]any))
	return text(t, tree)
}

// person is a change to one person with the members given.
func person(members string) string {
	return `{"representatives": [{"person": ` + members + `}]}`
}

// bind reads JSON as services do that use validator.
func bind[T any](t testing.TB, data []byte) *T {
	t.Helper()
	document := new(T)
	if err := json.Unmarshal(data, document); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
	return document
}

// check is validation.Check of a document that can be validated.
func check(t testing.TB, ctx context.Context, v *validator.Validate, document any) hyte.Violations {
	t.Helper()
	violations, err := validation.Check(ctx, v, document)
	if err != nil {
		t.Fatal(err)
	}
	return violations
}

// errorsOf are the violations of what validator itself returns.
func errorsOf(t testing.TB, ctx context.Context, v *validator.Validate, document any) hyte.Violations {
	t.Helper()
	violations, err := validation.Violations(v.StructCtx(ctx, document), document)
	if err != nil {
		t.Fatal(err)
	}
	return violations
}

// lines say which rules are broken and where.
func lines(violations hyte.Violations) string {
	var b strings.Builder
	for _, v := range violations {
		fmt.Fprintf(&b, "%s %s %s\n", v.Severity, v.Rule, v.Location)
	}
	return b.String()
}

func onlyErrors(violations hyte.Violations) hyte.Violations {
	var errors hyte.Violations
	for _, v := range violations {
		if v.Severity == hyte.Error {
			errors = append(errors, v)
		}
	}
	return errors
}
