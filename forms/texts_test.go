package forms_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ruleIDs are the constants of type Rule in the sources of the domain: whoever
// adds a rule is told here that it has no message.
func ruleIDs(t *testing.T) []string {
	t.Helper()
	ids := map[string]bool{}
	for _, folder := range []string{"../hyte", "../hyte/constraint"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(source, func(n ast.Node) bool {
				if spec, ok := n.(*ast.ValueSpec); ok && isRule(spec.Type) {
					for _, value := range spec.Values {
						ids[unquoted(t, value)] = true
					}
				}
				return true
			})
		}
	}
	if len(ids) < 60 {
		t.Fatalf("only %d rules found: their constants are written in another way now", len(ids))
	}
	return slices.Sorted(maps.Keys(ids))
}

// unquoted is the text of a constant, which must be a literal to be found here.
func unquoted(t *testing.T, e ast.Expr) string {
	t.Helper()
	literal, ok := e.(*ast.BasicLit)
	if !ok {
		t.Fatalf("a rule that is no literal at %d", e.Pos())
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func isRule(e ast.Expr) bool {
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Rule"
}

func TestEveryRuleHasAMessageInEveryLanguage(t *testing.T) {
	for _, language := range texts.Languages() {
		c := texts.For(language)
		for _, id := range ruleIDs(t) {
			if _, ok := c.Lookup("rule." + id); !ok {
				t.Errorf("%s: no text for the rule %s", language, id)
			}
			for _, severity := range []constraint.Severity{hyte.Error, hyte.Warning} {
				message := forms.Message(language, fullViolation(id, severity, "/somewhere"))
				if strings.ContainsAny(message, "{}") || message == c.Text("rule.default") {
					t.Errorf("%s: %s %s says %q", language, severity, id, message)
				}
			}
		}
	}
}

// fullViolation has every param.
func fullViolation(id string, severity constraint.Severity, location string) hyte.Violation {
	return hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: severity, Params: constraint.Params{
		Min: 2, Max: 3, Type: "string", Allowed: []string{"one", "two"}, Successor: "municipality:109",
		Date: "2021-01-15", Time: "2021-01-15T14:15:00Z", Other: "/representatives/0", Line: 4, Column: 5,
	}}
}

// TestEveryTextIsUsed shows everything there is with a catalog of which every
// text is its own key, and looks for keys that never came up.
func TestEveryTextIsUsed(t *testing.T) {
	var shown strings.Builder
	for _, changes := range [][]func(*hyte.Call){
		{withDeputies(hyte.DeputiesOptional), withKinds},
		{withDeputies(hyte.DeputiesRequired), withGender(hyte.GenderRequired), withMeetingDays},
		{municipalitiesOnly, withGender(hyte.GenderOff), withClock},
	} {
		showEverything(t, &shown, forms.New(example(t, changes...), keysOf(t, "fi")))
	}
	for i, kind := range []hyte.BodyKind{hyte.Network, hyte.AdvisoryBoard, hyte.Committee, hyte.Board, hyte.OtherBody, hyte.WorkingGroup} {
		f := forms.New(example(t, func(c *hyte.Call) {
			c.Body.Kind = kind
			c.Deadline.Date = "2021-01-" + strconv.Itoa(16+i) // from a Saturday on
		}), keysOf(t, "fi"))
		shown.WriteString(htmlOf(f.Tree(forms.View{})))
	}
	everyMessage(t, &shown, keysOf(t, "fi"))
	everyMessage(t, &shown, keysOf(t, "sv")) // writes the names of months
	for _, key := range texts.For("fi").Keys() {
		switch key {
		case "language", "language.name": // not shown by the catalog itself
		default:
			if !strings.Contains(shown.String(), "⟦"+key+"⟧") {
				t.Errorf("no form and no message uses the text %q", key)
			}
		}
	}
}

// keysOf is a catalog whose texts are their keys and places.
func keysOf(t *testing.T, language string) *texts.Catalog {
	t.Helper()
	real := texts.For(language)
	catalog := []byte(`{"language":"` + language + `"`)
	for _, key := range real.Keys() {
		if key == "language" {
			continue
		}
		text := "⟦" + key + "⟧" + strings.Join(places.FindAllString(real.Text(key), -1), "")
		catalog = append(catalog, ","+strconv.Quote(key)+":"+strconv.Quote(text)...)
	}
	c, err := texts.Parse(append(catalog, '}'))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var places = regexp.MustCompile(`\{[A-Za-z]+\}`)

// showEverything writes every page of a form.
func showEverything(t *testing.T, out *strings.Builder, f *forms.Form) {
	t.Helper()
	for phase := forms.Editing; phase <= forms.NotNow; phase++ {
		for status := hyte.NotOpen; status <= hyte.Closed; status++ {
			s := f.Post(mistakes()).State
			out.WriteString(htmlOf(f.Page(options, forms.View{State: s, Violations: f.Check(s), Phase: phase, Status: status})))
		}
	}
	for _, reason := range []string{"", "lyhyt", strings.Repeat("x", 1001)} {
		s := f.Post(with(right(), "/genderBalanceReason", reason)).State
		out.WriteString(htmlOf(f.Tree(forms.View{State: s})))
	}
	out.WriteString(htmlOf(f.ReceiptPage(options, receipt(hyte.Answered))))
	out.WriteString(htmlOf(f.ReceiptPage(options, receipt(hyte.LateOnly))))
	session := forms.NewSession(f, nil, nil)
	for name, values := range right() {
		session.Set(name, values)
	}
	session.Submit()
	out.WriteString(htmlOf(session.Tree()))
	out.WriteString(htmlOf(f.Tree(forms.View{Handover: true})))
	for _, unit := range []string{"", strings.Repeat("ä", 100)} {
		handed := forms.NewSession(f, handoverFindings, maps.All(with(with(right(), "/representatives/0/person/unit", unit), "/decision/body", unit)))
		handed.Submit()
		html := htmlOf(handed.Tree())
		letter, err := url.PathUnescape(html)
		if err != nil {
			t.Fatal(err)
		}
		out.WriteString(html + letter)
	}
}

// everyMessage writes the message of every rule at every place of a nomination,
// in every special case.
func everyMessage(t *testing.T, out *strings.Builder, catalog *texts.Catalog) {
	t.Helper()
	call := example(t)
	onForm, onDocument := forms.New(call, catalog), forms.NewMessages(catalog, call)
	locations := []string{"", "/somewhere", "/representatives", "/representatives/1/person", "/representatives/1/deputy", "/submitter"}
	for name := range right() {
		locations = append(locations, name, strings.Replace(name, "/person/", "/deputy/", 1))
	}
	for _, id := range append(ruleIDs(t), "a.rule.of.tomorrow") {
		for _, location := range locations {
			for _, v := range variants(id, location) {
				out.WriteString(onForm.Message(v) + onDocument.Message(v))
			}
		}
	}
}

func variants(id, location string) []hyte.Violation {
	full := fullViolation(id, hyte.Error, location)
	warning := fullViolation(id, hyte.Warning, location)
	one := hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Max: 1}}
	all := []hyte.Violation{full, warning, one, {Rule: hyte.Rule(id), Location: location, Severity: hyte.Error}}
	for _, kind := range []string{"string", "boolean", "integer", "object", "array"} {
		all = append(all, hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Type: kind}})
	}
	for month := range 12 {
		date := "2021-" + string([]byte{'0' + byte((month+1)/10), '0' + byte((month+1)%10)}) + "-01"
		all = append(all, hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Date: date}})
	}
	return all
}

// withKinds gives the seats every form of quota.
func withKinds(c *hyte.Call) {
	c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 2}
	c.Seats[1].Representatives = &hyte.Quota{Min: 2}
	c.Seats[2].Representatives = &hyte.Quota{Min: 2, Max: 4}
}

func withMeetingDays(c *hyte.Call) {
	c.FirstMeeting = &hyte.Period{From: "2021-01-25", To: "2021-02-05"}
}

func withClock(c *hyte.Call) { c.Deadline.Time = "16:15" }
