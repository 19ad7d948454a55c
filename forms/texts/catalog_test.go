package texts_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/civil"
)

func TestDates(t *testing.T) {
	friday := civil.MustParse("2021-01-15")
	tests := []struct {
		language, date, weekday, moment, both string
	}{
		{"fi", "15.1.2021", "perjantaina 15.1.2021", "15.1.2021 klo\u00a016.05", "perjantaina 15.1.2021 klo\u00a016.05"},
		{"sv", "den 15\u00a0januari 2021", "fredagen den 15\u00a0januari 2021", "den 15\u00a0januari 2021 kl.\u00a016.05", "fredagen den 15\u00a0januari 2021 kl.\u00a016.05"},
		{"en", "15\u00a0January 2021", "Friday 15\u00a0January 2021", "15\u00a0January 2021 at\u00a016:05", "Friday 15\u00a0January 2021 at\u00a016:05"},
	}
	for _, test := range tests {
		t.Run(test.language, func(t *testing.T) {
			c := texts.For(test.language)
			got := []string{c.Date(friday), c.DateWithWeekday(friday), c.Moment(friday, 16, 5), c.MomentWithWeekday(friday, 16, 5)}
			if diff := cmp.Diff([]string{test.date, test.weekday, test.moment, test.both}, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got := c.Date(civil.Date{}); got != "" {
				t.Errorf("no date is written %q", got)
			}
		})
	}
}

func TestEveryDayReadsDifferently(t *testing.T) {
	for _, language := range texts.Languages() {
		c := texts.For(language)
		days, weekdays := map[string]bool{}, map[string]bool{}
		for d := civil.MustParse("2021-01-01"); d.Year == 2021; d = d.AddDays(1) {
			days[c.Date(d)] = true
			weekdays[c.DateWithWeekday(civil.Date{Year: 2021, Month: 1, Day: 1 + int(d.Weekday())})] = true
		}
		if len(days) != 365 || len(weekdays) != 7 {
			t.Errorf("%s: %d different days, %d weekdays", language, len(days), len(weekdays))
		}
	}
}

func TestParse(t *testing.T) {
	tests := []struct {
		name, give string
		want       error
	}{
		{"a catalog", `{"language": "se", "a": "b"}`, nil},
		{"no language", `{"a": "b"}`, texts.ErrLanguage},
		{"an empty language", `{"language": ""}`, texts.ErrLanguage},
		{"nothing", ``, texts.ErrSyntax},
		{"a list", `["a"]`, texts.ErrSyntax},
		{"a number", `{"language": "se", "a": 1}`, texts.ErrSyntax},
		{"an object within", `{"language": "se", "a": {}}`, texts.ErrSyntax},
		{"a key twice", `{"language": "se", "a": "b", "a": "c"}`, texts.ErrSyntax},
		{"more after it", `{"language": "se"} {}`, texts.ErrSyntax},
		{"cut off", `{"language": "se"`, texts.ErrSyntax},
		{"not UTF-8", "{\"language\": \"se\", \"a\": \"\xff\"}", texts.ErrSyntax},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, err := texts.Parse([]byte(test.give))
			if !errors.Is(err, test.want) || (c == nil) == (err == nil) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"language":"fi","a":"\u00e4 {b}"}`))
	f.Add(texts.For("en").AppendJSON(nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := texts.Parse(data)
		if err != nil {
			return
		}
		again, err := texts.Parse(c.AppendJSON(nil))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if !slices.Equal(c.Keys(), again.Keys()) {
			t.Fatal("other keys after writing and reading")
		}
		for _, key := range c.Keys() {
			if c.Text(key) != again.Text(key) {
				t.Fatalf("%q reads back as another text", key)
			}
		}
	})
}

func TestFill(t *testing.T) {
	tests := []struct {
		give string
		args []string
		want string
	}{
		{"enintään {max} merkkiä", []string{"max", "3"}, "enintään 3 merkkiä"},
		{"{a}{b}{a}", []string{"a", "1", "b", "{a}"}, "1{a}1"},
		{"{unknown}", []string{"a", "1"}, "{unknown}"},
		{"open { and }", []string{" and ", "x"}, "open x"},
		{"open {a", []string{"a", "1"}, "open {a"},
		{"nothing", nil, "nothing"},
	}
	for _, test := range tests {
		if got := texts.Fill(test.give, test.args...); got != test.want {
			t.Errorf("Fill(%q, %q) = %q, want %q", test.give, test.args, got, test.want)
		}
	}
}

// What is written from right to left turns nothing around; nothing else gets
// invisible characters.
func TestFillIsolates(t *testing.T) {
	for value, want := range map[string]string{
		"Hämeenlinna": "a Hämeenlinna (3)",
		"עיריית":      "a \u2068עיריית\u2069 (3)",
		"x مدينة":     "a \u2068x مدينة\u2069 (3)",
		"Ω ж 漢":       "a Ω ж 漢 (3)",
		"":            "a  (3)",
	} {
		if got := texts.Fill("a {name} (3)", "name", value); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestFallback(t *testing.T) {
	partly, err := texts.Parse([]byte(`{"language": "se", "label.email": "E-poasta"}`))
	if err != nil {
		t.Fatal(err)
	}
	whole := partly.Or(texts.For("fi"))
	if got := whole.Language(); got != "se" {
		t.Errorf("the language is %q", got)
	}
	if got := whole.Text("label.email"); got != "E-poasta" {
		t.Errorf("its own text is %q", got)
	}
	if got := whole.Text("button.submit"); got != "Lähetä vastaus" {
		t.Errorf("the text that it lacks is %q", got)
	}
	if got := texts.For("se", "sv").Language(); got != "sv" {
		t.Errorf("without a catalog of the first language the next one speaks, not %q", got)
	}
	if got := texts.For().Language(); got != "fi" {
		t.Errorf("without any language Finnish speaks, not %q", got)
	}
	if _, ok := partly.Lookup("button.submit"); ok {
		t.Error("falling back changed the catalog")
	}
}

func TestVariant(t *testing.T) {
	c, err := texts.Parse([]byte(`{"language": "en", "role": "member", "role!candidates": "candidate", "both": "same"}`))
	if err != nil {
		t.Fatal(err)
	}
	variant := c.Variant("!candidates")
	if got := variant.Text("role") + ", " + variant.Text("both"); got != "candidate, same" {
		t.Errorf("the variant says %q", got)
	}
	if got := variant.Variant("").Text("role") + ", " + c.Text("role"); got != "candidate, member" {
		t.Errorf("an empty variant says %q", got)
	}
}
