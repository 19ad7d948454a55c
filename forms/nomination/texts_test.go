package nomination_test

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
	"github.com/hytekit/hytekit/forms/kinds"
	ktexts "github.com/hytekit/hytekit/forms/kinds/texts"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// ruleIDs are the constants of type Rule in the sources of the domain: whoever
// adds a rule is told here that it has no message.
func ruleIDs(t *testing.T) []string {
	t.Helper()
	ids := map[string]bool{}
	for _, folder := range []string{"../../hyte", "../../hyte/body", "../../hyte/organization", "../../hyte/plan", "../../hyte/event", "../../hyte/constraint", ".."} {
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
	if selected, ok := e.(*ast.SelectorExpr); ok {
		e = selected.Sel
	}
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Rule"
}

func TestEveryRuleHasAMessageInEveryLanguage(t *testing.T) {
	for _, language := range texts.Languages() {
		c := ktexts.For(language)
		for _, id := range ruleIDs(t) {
			if _, ok := c.Lookup("rule." + id); !ok {
				t.Errorf("%s: no text for the rule %s", language, id)
			}
			for _, severity := range []constraint.Severity{hyte.Error, hyte.Warning} {
				message := kinds.Message(language, fullViolation(id, severity, "/somewhere"))
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
		Date: "2021-01-15", Time: "2021-01-15T14:15:00Z", Other: "/representatives/0", Line: 4, Column: 5, Encoding: "UTF-16",
	}}
}

// TestEveryTextIsUsed shows everything there is with a catalog of which every
// text is its own key, and looks for keys that never came up.
func TestEveryTextIsUsed(t *testing.T) {
	var shown strings.Builder
	for _, changes := range [][]func(*hyte.Call){
		{withDeputies(hyte.DeputiesOptional), withKinds},
		{withDeputies(hyte.DeputiesRequired), withGender(hyte.GenderRequired), withMeetingDays},
		{municipalitiesOnly, withGender(hyte.GenderOff), withClock, withMeetingDay},
		{withCandidates, withGender(hyte.GenderRequired), withTerms, withDeputies(hyte.DeputiesOptional)},
		{withCandidates, withGender(hyte.GenderRecommended), withOwnQuotas, withDeputies(hyte.DeputiesRequired)},
		{withCandidateQuotasOfOne},
		{withCandidateQuotas, withDeputies(hyte.DeputiesPool), ofPersons(hyte.PersonsYoung)},
		{withDeputies(hyte.DeputiesOptional), ofPersons(hyte.PersonsElected), withRegister},
		{withDeputies(hyte.DeputiesPool), ofPersons(hyte.PersonsAssociation), withCandidateQuotasOfOne},
		{ofPersons(hyte.PersonsYoung), func(c *hyte.Call) { c.Access = hyte.AccessConfirmed }},
		{ofAnyone, func(c *hyte.Call) { c.MultiSectoral = true }},
		{withTerms, withStanding},
		{withQuestions, func(c *hyte.Call) { c.Publication = hyte.PublishNames }},
		{asking(hyte.AsksCoordinators), withKinds, withTerms},
		{asking(hyte.AsksCoordinators), withOwnQuotas},
		{asking(hyte.AsksCoordinators), municipalitiesOnly},
		{asking(hyte.AsksParticipants), withKinds, withTerms},
		{asking(hyte.AsksParticipants), withOwnQuotas},
		{asking(hyte.AsksParticipants), municipalitiesOnly},
	} {
		showEverything(t, &shown, inKeys(t, example(t, changes...), "fi"))
	}
	for i, kind := range []hyte.BodyKind{hyte.BodyNetwork, hyte.BodyAdvisoryBoard, hyte.BodyCommittee, hyte.BodyBoard, hyte.BodyOther, hyte.BodyWorkingGroup} {
		f := inKeys(t, example(t, func(c *hyte.Call) {
			c.Body.Kind = kind
			c.Deadline.Date = "2021-01-" + strconv.Itoa(16+i) // from a Saturday on
		}), "fi")
		shown.WriteString(htmlOf(f.Tree(forms.View{})))
		shown.WriteString(htmlOf(f.Tree(forms.View{State: f.Post(right()).State}))) // of one that names one
	}
	for _, term := range []*hyte.Term{{}, {From: "2021-06-01"}, {To: "2025-05-31"}} {
		for _, size := range []*hyte.Size{{Min: 3}, {Max: 3}, {Min: 3, Max: 4}, {Min: 3, Max: 3}} {
			f := inKeys(t, example(t, func(c *hyte.Call) { c.Body.Term, c.Body.Size = term, size }), "fi")
			shown.WriteString(htmlOf(f.Page(options, forms.View{})))
		}
	}
	showSeries(t, &shown, keysOf(t, "fi"))
	showStages(t, &shown)
	showSearch(&shown, inKeys(t, example(t, firstkind.AsksEverywhere(t)), "fi"))
	showPoints(t, &shown)
	showSame(t, &shown)
	showSpeak(t, &shown)
	shown.WriteString(htmlOf(unconfirmable(t, keysOf(t, "fi"))))
	everyMessage(t, &shown, example(t, withQuestions), keysOf(t, "fi"))
	everyMessage(t, &shown, example(t), keysOf(t, "sv")) // writes the names of months
	everyMessage(t, &shown, example(t, withCandidates), keysOf(t, "fi"))
	everyMessage(t, &shown, example(t, asking(hyte.AsksCoordinators)), keysOf(t, "fi"))
	everyMessage(t, &shown, example(t, asking(hyte.AsksParticipants)), keysOf(t, "fi"))
	for _, key := range ktexts.For("fi").Keys() {
		switch key {
		case "language", "language.name": // not shown by the catalog itself
		default:
			if !strings.Contains(shown.String(), "⟦"+key+"⟧") {
				t.Errorf("no form and no message uses the text %q", key)
			}
		}
	}
}

// inKeys is a form that says the keys of its texts.
func inKeys(t *testing.T, call *hyte.ResolvedCall, language string) *forms.Form {
	t.Helper()
	return withCatalog(t, call, keysOf(t, language))
}

func withCatalog(t *testing.T, call *hyte.ResolvedCall, catalog *texts.Catalog) *forms.Form {
	t.Helper()
	f, err := forms.New(nomination.Kind(), call, catalog)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// keysOf is a catalog whose texts are their keys and places.
func keysOf(t *testing.T, language string) *texts.Catalog {
	t.Helper()
	real := ktexts.For(language)
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
	for phase := forms.PhaseEditing; phase <= forms.PhaseOtherDraft; phase++ {
		for status := hyte.StatusNotOpen; status <= hyte.StatusClosed; status++ {
			s := f.Post(mistakes()).State
			out.WriteString(htmlOf(f.Page(options, forms.View{State: s, Violations: f.Check(s), Phase: phase, Status: status})))
		}
	}
	for _, address := range []string{"päivi@example.fi", "päivi;a@example.fi", "a;b@example.fi"} {
		s := f.Post(with(right(), email, address)).State
		out.WriteString(htmlOf(f.Tree(forms.View{State: s, Violations: f.Check(s)})))
	}
	for _, reason := range []string{"", "lyhyt", strings.Repeat("x", 1001)} {
		s := f.Post(with(right(), "/genderBalanceReason", reason)).State
		out.WriteString(htmlOf(f.Tree(forms.View{State: s})))
	}
	s := f.Post(with(right(), "confirmed", "others")).State
	look, _ := f.Review(forms.View{State: s, Status: hyte.StatusOpen}, hyte.Violations{{Rule: hyte.RuleNominatorMerged, Location: "/nominator", Severity: hyte.Warning}})
	out.WriteString(htmlOf(f.Page(options, look)))
	out.WriteString(htmlOf(f.Page(options, forms.View{Status: hyte.StatusOpen, Action: "/kanta-hame-hyte-2021/fi"})))
	out.WriteString(htmlOf(f.ReceiptPage(options, receipt(hyte.EntryAnswered))))
	out.WriteString(htmlOf(f.ReceiptPage(options, receipt(hyte.EntryLate))))
	out.WriteString(htmlOf(f.ReceiptPage(options, contested())))
	out.WriteString(htmlOf(f.ReceiptPage(options, sent(f))))
	out.WriteString(htmlOf(f.ReceiptPage(options, seenLater())))
	out.WriteString(htmlOf(f.ReceiptPage(options, unconfirmed())))
	out.WriteString(htmlOf(f.ReceiptPage(options, confirmed())))
	out.WriteString(htmlOf(f.ReceiptPage(options, overtaken())))
	out.WriteString(htmlOf(f.ReceiptPage(options, incomplete())))
	for _, day := range f.ReceiptDays(receipt(hyte.EntryAnswered).Receipt) {
		out.WriteString(day.Title)
	}
	pressing := forms.NewSession(f, nil, maps.All(right()))
	for _, array := range []string{"/representatives", "/deputies"} {
		pressing.Press(forms.AddName, array)
		out.WriteString(htmlOf(pressing.Tree()))
		pressing.Set(array+"/1/person/givenName", []string{"Helmi"})
		pressing.Set(array+"/1/givenName", []string{"Helmi"})
		pressing.Press(forms.RemoveName, array+"/1")
		out.WriteString(htmlOf(pressing.Tree()))
		pressing.Press(forms.UndoName, array+"/1")
		out.WriteString(htmlOf(pressing.Tree()))
	}
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

// showSearch writes what a search says.
func showSearch(out *strings.Builder, f *forms.Form) {
	for _, text := range []string{"t", "Pertunmaa", "?!x"} {
		session := forms.NewSession(f, nil, nil)
		for _, what := range []string{forms.SearchType, forms.SearchPause, forms.SearchLeave, forms.SearchOpen} {
			session.Search("/nominator", what, text)
			out.WriteString(htmlOf(session.Tree()))
		}
		session.Search("/nominator", forms.SearchChoose, "municipality:109")
		out.WriteString(htmlOf(session.Tree()))
	}
}

// everyMessage writes the message of every rule at every place of a nomination,
// in every special case.
func everyMessage(t *testing.T, out *strings.Builder, call *hyte.ResolvedCall, catalog *texts.Catalog) {
	t.Helper()
	onForm, onDocument := withCatalog(t, call, catalog), nomination.Kind().Messages(catalog, call)
	locations := []string{"", "/somewhere", "/representatives", "/representatives/1/person", "/representatives/1/deputy", "/deputies/1", "/deputies/1/givenName", "/representatives/1/motivation", "/change/from", "/answers/2025", "/submitter", "/mode"}
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

// causes are all that formats know.
var causes = []string{
	constraint.CauseAtMissing, constraint.CauseAtTwice, constraint.CauseBlank, constraint.CauseComma, constraint.CauseLetter, constraint.CauseSign,
	constraint.CausePrefix, constraint.CauseText, constraint.CauseDay, constraint.CauseMonth, constraint.CauseYear,
}

func variants(id, location string) hyte.Violations {
	full := fullViolation(id, hyte.Error, location)
	warning := fullViolation(id, hyte.Warning, location)
	one := hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Max: 1}}
	all := hyte.Violations{full, warning, one, {Rule: hyte.Rule(id), Location: location, Severity: hyte.Error}}
	for _, kind := range []string{"string", "boolean", "integer", "object", "array"} {
		all = append(all, hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Type: kind}})
	}
	for _, cause := range causes {
		all = append(all, hyte.Violation{Rule: hyte.Rule(id), Location: location, Severity: hyte.Error, Params: constraint.Params{Cause: cause}})
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

func withMeetingDay(c *hyte.Call) { c.FirstMeeting = &hyte.Period{From: "2021-01-25"} }

func withClock(c *hyte.Call) { c.Deadline.Time = "16:15" }

// withTerms says everything that a request says beside whom it asks.
func withTerms(c *hyte.Call) {
	some := hyte.Text{"fi": "Suomeksi", "sv": "På svenska", "en": "In English"}
	c.CoOrganizers = []hyte.Organizer{{ID: "wellbeing-county:07", Name: some}, {ID: "wellbeing-county:08", Name: some}}
	c.CaseNumber, c.LegalBasis, c.Information, c.MultiSectoral = "HL/12/00.01.02/2020", some, []hyte.Text{some, some}, true
	c.Documents = []hyte.Document{{Name: some, URL: hyte.Text{"fi": "https://example.fi/saanto", "sv": "https://example.fi/stadga"}}}
	c.Body.Experts, c.Body.Term = []hyte.Text{some}, &hyte.Term{From: "2021-06-01", To: "2025-05-31", Label: some}
	c.Deadline.Original = "2021-01-08"
	c.Seats[0].Eligibility, c.Seats[0].Role, c.Seats[1].Role = []hyte.Text{some}, hyte.RoleChair, hyte.RoleViceChair
}

// withOwnQuotas gives organizations of one seat every form of a quota of their own.
func withOwnQuotas(c *hyte.Call) {
	n := c.Seats[1].Nominators
	one := n.Organizations[0]
	n.Organizations = nil
	for i, q := range []hyte.Quota{
		{Max: 1},
		{Min: 2, Max: 2},
		{},
		{Min: 2},
		{Min: 2, Max: 3},
		{Max: 1, Places: 1},
		{Min: 2, Max: 2, Places: 1},
		{Places: 1},
		{Min: 2, Places: 1},
		{Min: 2, Max: 3, Places: 1},
	} {
		one.ID, one.Representatives = "joint-authority:example-"+strconv.Itoa(i), &q
		n.Organizations = append(n.Organizations, one)
	}
}

// withCandidateQuotas gives the seats forms of quotas of several candidates.
func withCandidateQuotas(c *hyte.Call) {
	c.Seats[0].Representatives = &hyte.Quota{Min: 2, Max: 2, Places: 1}
	c.Seats[1].Representatives = &hyte.Quota{Min: 2, Places: 1}
	c.Seats[2].Representatives = &hyte.Quota{Min: 2, Max: 4, Places: 1}
}

func withCandidateQuotasOfOne(c *hyte.Call) {
	c.Seats[0].Representatives = &hyte.Quota{Max: 1, Places: 1}
	c.Seats[1].Representatives = &hyte.Quota{Places: 1}
}

// withRegister asks those that the register of areas knows, and anyone.
func withRegister(c *hyte.Call) {
	for i, kind := range []hyte.NominatorKind{hyte.NominatorCounty, hyte.NominatorRegionalCouncil, hyte.NominatorOpen} {
		c.Seats[i].Nominators, c.Seats[i].Name = &hyte.Nominators{Kind: kind}, nil
	}
	c.MembershipDate = "2023-01-01"
}
