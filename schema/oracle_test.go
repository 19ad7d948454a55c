package schema_test

import (
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema"
)

// engines are a schema and the Go rules that should agree with it.
type engines struct {
	validator *schema.Validator
	rules     func(document []byte) hyte.Violations
}

// disagreement is what differs between the engines' violations of a document,
// or "". It leaves out what a schema cannot say.
func (e engines) disagreement(document []byte) string {
	want, got := e.errors(document), e.validator.Validate(document)
	if slices.ContainsFunc(e.rules(document), func(v hyte.Violation) bool { return v.Rule == constraint.RuleOmitted }) {
		// The list of the Go rules is full, and holds some that no schema says: that
		// of the schema goes on further.
		got = got[:min(len(got), len(want))]
	}
	return cmp.Diff(want, got, cmpopts.EquateEmpty())
}

// errors are the Go rules' violations that a schema can say. A schema takes every
// Business ID for right whose check digit alone is wrong, so the rules are asked
// about the document as it would be then.
func (e engines) errors(document []byte) hyte.Violations {
	violations := e.rules(document)
	if corrected, changed := correctDigits(document, violations); changed {
		violations = e.rules(corrected)
	}
	return slices.DeleteFunc(violations, inexpressible)
}

// inexpressible reports whether a violation is on the list of those that a
// schema cannot report. Where the list limits itself to a part of a rule, only
// that part is left out.
func inexpressible(v hyte.Violation) bool {
	switch {
	case hyte.Violations{v}.NotJSON():
		return false // the validator decodes as strictly as package hyte
	case v.Rule == hyte.RuleCandidatePairMissing:
		return v.Severity == hyte.Warning
	case v.Rule == constraint.RuleFormatBusinessID:
		return false // what is left has not the pattern
	default:
		return slices.ContainsFunc(schema.Inexpressible(), func(e schema.Exception) bool { return e.Rule == v.Rule })
	}
}

// correctDigits puts a right Business ID in the place of each that is one but
// for its check digit.
func correctDigits(document []byte, violations hyte.Violations) (corrected []byte, changed bool) {
	format, _ := constraint.FormatNamed("businessid")
	pattern := regexp.MustCompile(format.Patterns[0])
	var root any
	for _, v := range violations {
		if v.Rule != constraint.RuleFormatBusinessID {
			continue
		}
		if root == nil && parseInto(&root, document) != nil {
			return nil, false
		}
		tokens := constraint.Tokens(v.Location)
		holder := lookup(root, tokens[:len(tokens)-1]).(map[string]any)
		if pattern.MatchString(holder[tokens[len(tokens)-1]].(string)) {
			holder[tokens[len(tokens)-1]] = "2617416-4"
			changed = true
		}
	}
	if !changed {
		return nil, false
	}
	corrected, err := json.Marshal(root)
	return corrected, err == nil
}

// callEngines are those of a kind of document for one call.
func callEngines(t testing.TB, call schema.Inquiry, name string) engines {
	t.Helper()
	v, err := schema.NewValidator(call, name)
	if err != nil {
		t.Fatal(err)
	}
	return engines{validator: v, rules: rulesOf(call.Program(kindOf(name)))}
}

// baseEngines are those of a kind of document whatever the call.
func baseEngines(t testing.TB, name string) engines {
	t.Helper()
	text, err := schema.Base(name)
	if err != nil {
		t.Fatal(err)
	}
	v, err := schema.Compile(text)
	if err != nil {
		t.Fatal(err)
	}
	if rules, ok := ruleless[name]; ok {
		return engines{validator: v, rules: rules}
	}
	return engines{validator: v, rules: rulesOf(kindOf(name).Alone())}
}

// ruleless are the kinds whose base schema does not say what the rules of the kind
// alone do.
var ruleless = map[string]func([]byte) hyte.Violations{
	"roster":        tagRules(hyte.RosterType()),
	"resolved-call": tagRules(hyte.ResolvedCallType()),
	"call": func(document []byte) hyte.Violations {
		call, violations := hyte.DecodeCall(document)
		if len(violations) > 0 {
			return violations
		}
		return call.Check().Limit()
	},
}

func tagRules(t *constraint.Type) func([]byte) hyte.Violations {
	return func(document []byte) hyte.Violations {
		return t.Read(document, reflect.New(t.GoType()).Interface()).Limit()
	}
}

// lookup is the value in a JSON value that the tokens lead to.
func lookup(value any, tokens []string) any {
	for _, token := range tokens {
		switch container := value.(type) {
		case map[string]any:
			value = container[token]
		case []any:
			value = container[index(token)]
		}
	}
	return value
}

func index(token string) int {
	n := 0
	for _, digit := range token {
		n = 10*n + int(digit-'0')
	}
	return n
}

func typeOf(name string) *constraint.Type { return kindOf(name).Type() }

func kindOf(name string) *document.Kind {
	kind, ok := kinds.Named(name)
	if !ok {
		panic("no kind is called " + name)
	}
	return kind
}

func rulesOf(program *document.Program) func([]byte) hyte.Violations {
	return func(data []byte) hyte.Violations {
		_, violations := program.Read(data, time.Time{})
		return violations
	}
}

// kindsOfInquiry are the kinds whose schemas depend on the inquiry.
func kindsOfInquiry() (names []string) {
	for _, kind := range schema.All() {
		if kind.Document().AsksInquiry() && slices.Contains(hyte.Kinds(), kind.Document()) {
			names = append(names, kind.Document().Name())
		}
	}
	return names
}
