package constraint_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func newMinimal() *letter { return &letter{ID: "abc", Sender: &party{Name: "Aino"}} }

// Each case changes a valid letter in one way; the near misses break nothing.
func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*letter)
		want   []string
	}{
		"nothing":                 {func(*letter) {}, nil},
		"required text":           {func(l *letter) { l.ID = "" }, []string{"required /id"}},
		"required object":         {func(l *letter) { l.Sender = nil }, []string{"required /sender"}},
		"required deeper":         {func(l *letter) { l.Sender.Partner = &party{} }, []string{"required /sender/partner/name"}},
		"required in an item":     {func(l *letter) { l.Parties = []party{{Name: "A"}, {}} }, []string{"required /parties/1/name"}},
		"required item":           {func(l *letter) { l.Copies = []string{""} }, []string{"required /copies/0"}},
		"required in a map":       {func(l *letter) { l.Subject = texts{"fi": "a", "sv": ""} }, []string{"required /subject/sv"}},
		"min_length":              {func(l *letter) { l.ID = "ab" }, []string{"min_length /id"}},
		"min_length met":          {func(l *letter) { l.ID = "abc" }, nil},
		"max_length":              {func(l *letter) { l.ID = "abcdefghi" }, []string{"max_length /id"}},
		"max_length met":          {func(l *letter) { l.ID = "abcdefgh" }, nil},
		"max_length in bytes":     {func(l *letter) { l.Sender.Name = "äääää" }, nil},
		"max_length astral":       {func(l *letter) { l.Sender.Name = "𐐷𐐷𐐷𐐷𐐷" }, nil},
		"max_length astral over":  {func(l *letter) { l.Sender.Name = "𐐷𐐷𐐷𐐷𐐷𐐷" }, []string{"max_length /sender/name"}},
		"max_length combining":    {func(l *letter) { l.Sender.Name = "a\u0308a\u0308a\u0308" }, []string{"max_length /sender/name"}},
		"first rule only":         {func(l *letter) { l.ID = "Ä" }, []string{"min_length /id"}},
		"then the next":           {func(l *letter) { l.ID = "ÄÄÄ" }, []string{"format.id /id"}},
		"format":                  {func(l *letter) { l.Sender.Name = "a\nb" }, []string{"format.line /sender/name"}},
		"only blanks":             {func(l *letter) { l.Sender.Name = " " }, []string{"format.line /sender/name"}},
		"one_of":                  {func(l *letter) { l.Kind = "Note" }, []string{"one_of /kind"}},
		"one_of met":              {func(l *letter) { l.Kind = "order" }, nil},
		"one_of not all words":    {func(l *letter) { l.Kind = "note order" }, []string{"one_of /kind"}},
		"minimum":                 {func(l *letter) { l.Pages = 1 }, []string{"minimum /pages"}},
		"minimum negative":        {func(l *letter) { l.Pages = -2 }, []string{"minimum /pages"}},
		"minimum met":             {func(l *letter) { l.Pages = 2 }, nil},
		"maximum":                 {func(l *letter) { l.Pages = 11 }, []string{"maximum /pages"}},
		"maximum met":             {func(l *letter) { l.Pages = 10 }, nil},
		"zero is absent":          {func(l *letter) { l.Pages = 0 }, nil},
		"minimum of a map's":      {func(l *letter) { l.Counts = map[string]int{"a": -1} }, []string{"minimum /counts/a"}},
		"zero of a map's":         {func(l *letter) { l.Counts = map[string]int{"a": 0} }, nil},
		"min_items":               {func(l *letter) { l.Copies = []string{} }, []string{"min_items /copies"}},
		"min_items of nil":        {func(l *letter) { l.Copies = nil }, nil},
		"min_items of a map":      {func(l *letter) { l.Subject = texts{} }, []string{"min_items /subject"}},
		"max_items":               {func(l *letter) { l.Parties = []party{{Name: "A"}, {Name: "B"}, {Name: "C"}, {Name: "D"}} }, []string{"max_items /parties"}},
		"max_items met":           {func(l *letter) { l.Parties = []party{{Name: "A"}, {Name: "B"}, {Name: "C"}} }, nil},
		"max_items of a map":      {func(l *letter) { l.Subject = texts{"fi": "a", "sv": "b", "en": "c"} }, []string{"max_items /subject"}},
		"unique_items":            {func(l *letter) { l.Copies = []string{"a@a.fi", "b@a.fi", "a@a.fi"} }, []string{"unique_items /copies"}},
		"unique_items met":        {func(l *letter) { l.Copies = []string{"a@a.fi", "A@a.fi"} }, nil},
		"items beside the list":   {func(l *letter) { l.Copies = []string{"a", "a"} }, []string{"unique_items /copies", "format.email /copies/0", "format.email /copies/1"}},
		"items beside max_items":  {func(l *letter) { l.Sender.Tags = []string{"a", "B", "c"} }, []string{"max_items /sender/tags", "format.id /sender/tags/1"}},
		"name of a map":           {func(l *letter) { l.Subject = texts{"FI": "a"} }, []string{"format.language /subject/FI"}},
		"name and value of a map": {func(l *letter) { l.Subject = texts{"FI": ""} }, []string{"format.language /subject/FI"}},
		"empty name of a map":     {func(l *letter) { l.Subject = texts{"": "a"} }, []string{"format.language /subject/"}},
		"odd name of a map":       {func(l *letter) { l.Subject = texts{"a/~b": "a"} }, []string{"format.language /subject/a~1~0b"}},
		"look-alike names":        {func(l *letter) { l.Counts = map[string]int{"\u00e4": 1, "a\u0308": 1} }, []string{"format.id /counts/a\u0308", "format.id /counts/\u00e4"}},
		"odd property":            {func(l *letter) { l.Odd = "xxx" }, []string{"max_length /a~0b~1c"}},
		"document order": {
			func(l *letter) {
				*l = letter{
					Odd: "xxx", Counts: map[string]int{"b": 10, "a": 10}, Parties: []party{{}, {Name: "A", Tags: []string{""}}},
					Copies: []string{""}, Sender: &party{Partner: &party{}}, Sent: time.Unix(0, 0), Pages: 1, Kind: "x",
					Subject: texts{"sv": "", "fi": ""}, Schema: "\n",
				}
			},
			[]string{
				"format.line /$schema", "required /id", "required /subject/fi", "required /subject/sv", "one_of /kind",
				"minimum /pages", "required /sender/name", "required /sender/partner/name", "required /copies/0",
				"required /parties/0/name", "required /parties/1/tags/0", "maximum /counts/a", "maximum /counts/b", "max_length /a~0b~1c",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newMinimal()
			c.change(l)
			if diff := cmp.Diff(c.want, found(letterType.Check(l))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestViolationsHoldTheLimits(t *testing.T) {
	l := &letter{ID: "ab", Kind: "x", Pages: 1, Sender: &party{Name: strings.Repeat("a", 6), Tags: []string{"a", "b", "c"}}, Copies: []string{}}
	want := constraint.Violations{
		{Rule: constraint.RuleMinLength, Location: "/id", Params: constraint.Params{Min: 3}, Severity: constraint.Error},
		{Rule: constraint.RuleOneOf, Location: "/kind", Params: constraint.Params{Allowed: []string{"note", "order"}}, Severity: constraint.Error},
		{Rule: constraint.RuleMinimum, Location: "/pages", Params: constraint.Params{Min: 2}, Severity: constraint.Error},
		{Rule: constraint.RuleMaxLength, Location: "/sender/name", Params: constraint.Params{Max: 5}, Severity: constraint.Error},
		{Rule: constraint.RuleMaxItems, Location: "/sender/tags", Params: constraint.Params{Max: 2}, Severity: constraint.Error},
		{Rule: constraint.RuleMinItems, Location: "/copies", Params: constraint.Params{Min: 1}, Severity: constraint.Error},
	}
	got := letterType.Check(l)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	got[1].Params.Allowed[0] = "changed"
	if letterType.Check(l)[1].Params.Allowed[0] != "note" {
		t.Error("who changes a violation changes the type")
	}
	if got[0].String() != `error min_length at "/id"` {
		t.Errorf("a violation is written %s", got[0])
	}
}

func TestInvalid(t *testing.T) {
	warning, fault := constraint.Violation{Severity: constraint.Warning}, constraint.Violation{Severity: constraint.Error}
	for want, lists := range map[bool][]constraint.Violations{
		false: {nil, {warning}}, true: {{fault}, {warning, fault}},
	} {
		for _, violations := range lists {
			if violations.Invalid() != want {
				t.Errorf("Invalid(%v) is %v", violations, !want)
			}
		}
	}
}

func TestCheckOfAValidDocumentAllocatesNothing(t *testing.T) {
	l, violations := read(t, full)
	if len(violations) > 0 {
		t.Fatal(violations)
	}
	l.Subject, l.Counts, l.Copies = nil, nil, nil // maps and unique lists do
	if n := testing.AllocsPerRun(100, func() { letterType.Check(&l) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
