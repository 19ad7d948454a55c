package statement_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/golden"
)

func example(t testing.TB) []byte {
	t.Helper()
	text, err := os.ReadFile("../../examples/deploy/brand/accessibility.json")
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// changed is the example with other members; nil takes one away.
func changed(t *testing.T, members map[string]any) []byte {
	t.Helper()
	all := map[string]any{}
	if err := json.Unmarshal(example(t), &all); err != nil {
		t.Fatal(err)
	}
	for name, value := range members {
		all[name] = value
		if value == nil {
			delete(all, name)
		}
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestPage(t *testing.T) {
	s, violations := statement.Read(example(t))
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	for _, language := range []string{"fi", "sv", "en"} {
		p := s.In(language)
		page := view.AppendHTML(nil, view.Document(language, p.Title(), nil, view.El("main", nil, view.El("h1", nil, view.Text(p.Title())), p.Body())))
		golden.Compare(t, "testdata/"+language+".html", []byte(strings.NewReplacer("<p>", "\n<p>", "<h", "\n<h", "<li>", "\n<li>").Replace(string(page))+"\n"))
	}
}

func TestVariants(t *testing.T) {
	for _, test := range []struct {
		members map[string]any
		want    []string
	}{
		{map[string]any{"status": "full", "shortcomings": nil}, []string{"WCAG\u00a02.1, A- ja AA-taso"}},
		{map[string]any{"status": "none"}, []string{"ei vielä täytä"}},
		{map[string]any{"assessment": map[string]any{"on": "2026-01-02", "assessor": map[string]any{"sv": "Granskare"}}}, []string{`Arvion on tehnyt <span lang="sv">Granskare</span>.`, "2.1.2026"}},
		{map[string]any{"feedback": map[string]any{"url": map[string]any{"fi": "https://example.fi/palaute"}}}, []string{`<a href="https://example.fi/palaute">`}},
	} {
		s, violations := statement.Read(changed(t, test.members))
		if len(violations) > 0 {
			t.Errorf("%v: %v", test.members, violations)
			continue
		}
		page := string(view.AppendHTML(nil, s.In("fi").Body()))
		for _, want := range test.want {
			if !strings.Contains(page, want) {
				t.Errorf("%v: %q is not in %s", test.members, want, page)
			}
		}
	}
}

func TestRefused(t *testing.T) {
	shortcoming := map[string]any{"what": map[string]any{"fi": "Kuvat"}}
	for _, test := range []struct {
		members map[string]any
		want    string
	}{
		{map[string]any{"organization": nil}, `error required at "/organization"`},
		{map[string]any{"authority": nil}, `error required at "/authority"`},
		{map[string]any{"status": "perfect"}, `error one_of at "/status"`},
		{map[string]any{"shortcomings": nil}, `error required at "/shortcomings"`},
		{map[string]any{"status": "full", "shortcomings": []any{shortcoming}}, `error one_of at "/shortcomings/0/why"`},
		{map[string]any{"feedback": map[string]any{"telephone": "+358401234501"}}, `error required at "/feedback/email"`},
		{map[string]any{"reviewed": "2026-09-30"}, `error statement.reviewed at "/reviewed"`},
		{map[string]any{"prepared": "1.10.2026"}, `error format.date at "/prepared"`},
		{map[string]any{"score": 100}, `error unknown_property at "/score"`},
	} {
		_, violations := statement.Read(changed(t, test.members))
		if !slices.ContainsFunc(violations, func(v hyte.Violation) bool { return v.String() == test.want }) {
			t.Errorf("%v: %v, want %s", test.members, violations, test.want)
		}
	}
	if _, violations := statement.Read([]byte("{")); len(violations) != 1 || !violations.NotJSON() {
		t.Errorf("no JSON: %v", violations)
	}
}

// TestLanguagesAgree compares the catalogs: the same keys and places, and a message for the
// package's own rule.
func TestLanguagesAgree(t *testing.T) {
	place := regexp.MustCompile(`\{[a-z]+\}`)
	finnish := statement.Texts()["fi"]
	if _, ok := finnish.Lookup("rule." + string(statement.RuleReviewed)); !ok {
		t.Error("the rule has no message")
	}
	for _, language := range texts.Languages() {
		c := statement.Texts()[language]
		if !slices.Equal(c.Keys(), finnish.Keys()) {
			t.Errorf("%s has the keys %v, Finnish %v", language, c.Keys(), finnish.Keys())
		}
		for _, key := range c.Keys() {
			mine, theirs := place.FindAllString(c.Text(key), -1), place.FindAllString(finnish.Text(key), -1)
			if slices.Sort(mine); !slices.Equal(mine, slices.Sorted(slices.Values(theirs))) {
				t.Errorf("%s: %s has the places %v, in Finnish %v", language, key, mine, theirs)
			}
		}
	}
}
