package schema_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// declaredRules are all rules that package hyte declares: the constants whose
// names begin with Rule.
func declaredRules(t *testing.T) map[hyte.Rule]bool {
	t.Helper()
	rules := map[hyte.Rule]bool{}
	for _, pattern := range []string{"../hyte/*.go", "../hyte/body/*.go", "../hyte/organization/*.go", "../hyte/plan/*.go", "../hyte/event/*.go", "../hyte/constraint/*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatal(pattern, err)
		}
		for _, path := range paths {
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(file, func(n ast.Node) bool {
				spec, ok := n.(*ast.ValueSpec)
				if !ok || !strings.HasPrefix(spec.Names[0].Name, "Rule") || len(spec.Values) != 1 {
					return true
				}
				if value, ok := spec.Values[0].(*ast.BasicLit); ok {
					rule, err := strconv.Unquote(value.Value)
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

// inPart are the rules that a schema says in part: they are on the list and
// have cases too.
var inPart = map[hyte.Rule]bool{"format.business_id": true, "candidate.pair_missing": true}

// TestEveryRule makes sure that each rule is either listed as one that a schema
// cannot say, with its reason, or has a case that breaks only it and one that
// nearly does.
func TestEveryRule(t *testing.T) {
	breaks, nearly, listed := map[hyte.Rule]bool{}, map[hyte.Rule]bool{}, map[hyte.Rule]bool{}
	for _, c := range ruleCases {
		if c.passes {
			nearly[c.rule] = true
		} else {
			breaks[c.rule] = true
		}
	}
	declared := declaredRules(t)
	for _, e := range schema.Inexpressible() {
		if listed[e.Rule] || !declared[e.Rule] || e.Reason == "" {
			t.Errorf("%s: listed twice, unknown or without a reason", e.Rule)
		}
		listed[e.Rule] = true
	}
	for rule := range declared {
		switch {
		case listed[rule] && !inPart[rule]:
			if breaks[rule] {
				t.Errorf("%s is listed as inexpressible and has a case", rule)
			}
		case !breaks[rule] || !nearly[rule]:
			t.Errorf("%s: broken alone by a case: %t, nearly: %t", rule, breaks[rule], nearly[rule])
		case inPart[rule] && !listed[rule]:
			t.Errorf("%s is said in part and not listed", rule)
		}
	}
	for rule := range breaks {
		if !declared[rule] {
			t.Errorf("no rule %s", rule)
		}
	}
}

// TestExactFormats makes sure that patterns say a format completely, unless the
// list says that they cannot.
func TestExactFormats(t *testing.T) {
	for _, f := range constraint.Formats() {
		listed := slices.ContainsFunc(schema.Inexpressible(), func(e schema.Exception) bool { return e.Rule == f.Rule })
		if f.Exact == listed {
			t.Errorf("%s: its patterns are exact: %t, and it is listed as inexpressible: %t", f.Rule, f.Exact, listed)
		}
	}
}
