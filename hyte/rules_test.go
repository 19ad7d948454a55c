package hyte_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// withoutCases are the rules that plain data cannot show, and where they are
// tested instead.
var withoutCases = map[hyte.Rule]string{
	constraint.RuleJSONSize:     "a case of a megabyte: TestDecodeSize of package constraint",
	constraint.RuleJSONEncoding: "a case file is UTF-8 itself: TestDecodeWhatIsNotJSON of package constraint",
	constraint.RuleOmitted:      "it never comes alone: TestManyViolations",
	hyte.RuleCancelled:          "no call is cancelled: TestWindow, and the cases of what answers events",
	hyte.RuleSeatEmpty:          "no area is without municipalities on any day: TestNoAreaIsEmpty",
}

// ruleConstants are the values of all constants of the type Rule in the Go
// files of a folder.
func ruleConstants(t *testing.T, folder string) []hyte.Rule {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var rules []hyte.Rule
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok {
				rules = append(rules, ruleValues(t, spec)...)
			}
			return true
		})
	}
	return rules
}

func ruleValues(t *testing.T, spec *ast.ValueSpec) (rules []hyte.Rule) {
	t.Helper()
	if typ, ok := spec.Type.(*ast.Ident); !ok || typ.Name != "Rule" {
		return nil
	}
	for _, v := range spec.Values {
		literal, ok := v.(*ast.BasicLit)
		if !ok {
			t.Fatalf("%s is a rule and no literal", spec.Names[0])
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			t.Fatal(err)
		}
		rules = append(rules, hyte.Rule(text))
	}
	return rules
}

// Every rule has a case that breaks nothing else, and a near miss that breaks
// nothing at all.
func TestEveryRuleHasCases(t *testing.T) {
	about, alone := map[hyte.Rule]bool{}, map[hyte.Rule]bool{}
	// No document type is as deep as is allowed, so what is has unknown properties.
	nearMiss := map[hyte.Rule]bool{constraint.RuleJSONDepth: true}
	for _, file := range conformanceFiles(t) {
		if !isOurs(file.Kind) {
			continue
		}
		for _, c := range file.Cases {
			about[c.About] = true
			switch {
			case len(c.Violations) == 0:
				nearMiss[c.About] = true
			case len(c.Violations) == 1 && c.Violations[0].Rule == c.About:
				alone[c.About] = true
			}
		}
	}
	rules := append(ruleConstants(t, "."), ruleConstants(t, "constraint")...)
	if len(rules) < 60 {
		t.Fatalf("only %d rules were found: %v", len(rules), rules)
	}
	known := map[hyte.Rule]bool{}
	for _, rule := range rules {
		if known[rule] {
			t.Errorf("two constants say %s", rule)
		}
		known[rule] = true
		reason, excepted := withoutCases[rule]
		switch {
		case excepted && about[rule]:
			t.Errorf("%s has a case now, although %s", rule, reason)
		case excepted:
		case !alone[rule]:
			t.Errorf("no case breaks only %s", rule)
		case !nearMiss[rule]:
			t.Errorf("%s has no near miss", rule)
		}
	}
	for rule := range about {
		if !known[rule] {
			t.Errorf("cases are about %s, which is no rule", rule)
		}
	}
}

// If an area ever has no municipality, seat.empty can be reached and needs a case.
func TestNoAreaIsEmpty(t *testing.T) {
	first, last := area.Covered()
	for on := first; !on.After(last); on = firstOfNextMonth(on) {
		regions, err := area.Regions(on)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range regions {
			if m, err := area.MunicipalitiesOfRegion(r.Code(), on); err != nil || len(m) == 0 {
				t.Errorf("%s on %s: %d municipalities, %v", r, on, len(m), err)
			}
		}
		counties, err := area.Counties(on)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counties {
			if m, err := area.MunicipalitiesOfCounty(c.Code(), on); err != nil || len(m) == 0 {
				t.Errorf("%s on %s: %d municipalities, %v", c, on, len(m), err)
			}
		}
	}
}

// firstOfNextMonth is enough to see every change: they come with a month.
func firstOfNextMonth(d civil.Date) civil.Date {
	next := d.AddDays(32 - d.Day)
	return next.AddDays(1 - next.Day)
}
