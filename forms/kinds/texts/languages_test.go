package texts_test

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/kinds/texts"
	common "github.com/hytekit/hytekit/forms/texts"
)

var place = regexp.MustCompile(`\{([A-Za-z]+)\}`)

// places are the names in braces that a text has, each once.
func places(text string) []string {
	names := map[string]bool{}
	for _, match := range place.FindAllStringSubmatch(text, -1) {
		names[match[1]] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// TestLanguagesAgree compares the catalogs: the same keys, and in each text the
// same places.
func TestLanguagesAgree(t *testing.T) {
	finnish := texts.For("fi")
	for _, language := range common.Languages() {
		c := texts.For(language)
		for _, key := range c.Keys() {
			mine := c.Text(key)
			theirs, ok := finnish.Lookup(key)
			switch {
			case !ok:
				t.Errorf("%s: %q is not in Finnish", language, key)
			case mine == "":
				t.Errorf("%s: %q is empty", language, key)
			case isDateForm(key): // each language writes a date with other parts of it
			case !slices.Equal(places(mine), places(theirs)):
				t.Errorf("%s: %q has the places %v, in Finnish %v", language, key, places(mine), places(theirs))
			}
		}
	}
	for _, language := range []string{"fi", "sv", "en"} {
		for _, key := range finnish.Keys() {
			if _, ok := texts.Set()[language].Lookup(key); !ok {
				t.Errorf("%s: there is no %q", language, key)
			}
		}
	}
}

func isDateForm(key string) bool { return key == "date" || key == "date.weekday" }

// mistake is what no careful official writes, in a language or, "", in any.
type mistake struct {
	language string
	pattern  *regexp.Regexp
	why      string
}

var mistakes = []mistake{
	{"", regexp.MustCompile(`^\s|\s$|  `), "needless blanks"},
	{"", regexp.MustCompile(`["']|\.\.\.`), "a typewriter's quotes or dots"},
	{"", regexp.MustCompile(`\d-\d`), "a hyphen between numbers; ranges have a dash"},
	{"", regexp.MustCompile(`\d §|§ \d|\d (prosenttia|procent|per cent)`), "a line break between number and unit"},
	{"", regexp.MustCompile(`\b(klo|kl\.|at|section|artikel|Article) [\d{]`), "a line break before the number"},
	{"", regexp.MustCompile(`\d \d`), "a line break within a number"},
	{"fi", regexp.MustCompile(`[“„«»]|^[^”]*(”[^”]*”[^”]*)*”[^”]*$`), "quotes are ”…”"},
	{"sv", regexp.MustCompile(`[“„«»]|^[^”]*(”[^”]*”[^”]*)*”[^”]*$`), "quotes are ”…”"},
	{"en", regexp.MustCompile(`„|«|»|”[^“]*”`), "quotes are “…”"},
	{"fi", regexp.MustCompile(`\d\d:\d\d[^:+]|\bkello\b`), "clock times are klo 16.15"},
	{"en", regexp.MustCompile(`(?i)(?:^|[^{\w])(organiz(ation|er|e)s?|colors?|centers?|behaviors?|favor(ite)?s?|canceled|catalogs?)\b`), "spelling is British in what people read"},
}

// examples of data are written as data, not as text.
var dataKeys = []string{"rule.format.time", "rule.format.date", "rule.format.date_time", "hint.decision.caseNumber"}

func TestTypography(t *testing.T) {
	for _, language := range common.Languages() {
		c := texts.For(language)
		for _, key := range c.Keys() {
			text := c.Text(key)
			for _, m := range mistakes {
				if (m.language == "" || m.language == language) && !slices.Contains(dataKeys, key) && m.pattern.MatchString(text) {
					t.Errorf("%s: %q: %s: %q", language, key, m.why, text)
				}
			}
		}
	}
}

// TestTypographyFindsMistakes proves that the patterns can fail.
func TestTypographyFindsMistakes(t *testing.T) {
	for _, bad := range []string{
		"ends with a blank ", "two  blanks", `"quoted"`, "wait...", "1-3 edustajaa", "4 §", "§ 30", "40 prosenttia",
		"klo 16.15", "kl. {hour}", "section 4", "040 123", "“väärin”", "„falsch”", "”wrong”", "kello 16", "the organization", "Organizer", "Center of Expertise",
	} {
		if !slices.ContainsFunc(mistakes, func(m mistake) bool { return m.pattern.MatchString(bad) }) {
			t.Errorf("nothing is found in %q", bad)
		}
	}
}

// TestMessagesAreSentences holds the messages to the form of a sentence that
// says what to do: capital letter, full stop, no exclamation, no blame.
func TestMessagesAreSentences(t *testing.T) {
	blame := regexp.MustCompile(`(?i)!|\b(virheellinen|väärin|et ole|felaktig|du har glömt|invalid|wrong|you did not|please|illegal|failed)\b`)
	for _, language := range common.Languages() {
		c := texts.For(language)
		for _, key := range c.Keys() {
			if !strings.HasPrefix(key, "rule.") && !strings.HasPrefix(key, "form.") {
				continue
			}
			text := c.Text(key)
			if first := []rune(text)[0]; !strings.HasSuffix(text, ".") || strings.ToUpper(string(first)) != string(first) {
				t.Errorf("%s: %q is no sentence: %q", language, key, text)
			}
			if found := blame.FindString(text); found != "" {
				t.Errorf("%s: %q says %q: %q", language, key, found, text)
			}
		}
	}
}
