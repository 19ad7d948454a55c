package export_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// A table has a word for whatever a roster can hold, in every language.
func TestWordsForEveryCode(t *testing.T) {
	for _, language := range []string{"fi", "sv", "en"} {
		words := export.Words(language)
		if words.Language() != language {
			t.Errorf("%s speaks %s", language, words.Language())
		}
		if diff := cmp.Diff(export.Words("fi").Keys(), words.Keys()); diff != "" {
			t.Errorf("fi and %s have other keys:\n%s", language, diff)
		}
		for _, location := range []string{
			"/nominators/#/status", "/nominators/#/counted/nomination/representatives/#/person/sector", "/nominators/#/counted/nomination/representatives/#/person/contactVisibility",
			"/nominators/#/counted/via", "/nominators/#/trail/#/kind", "/nominators/#/standing/#/reason",
		} {
			value, ok := hyte.RosterType().Lookup(location)
			if !ok {
				t.Fatalf("rosters have no %s", location)
			}
			seen := 0
			for _, c := range value.Constraints {
				for _, allowed := range c.Allowed {
					seen++
					if text := cell(t, language, location, allowed); text == "" || strings.ContainsAny(text, "{}") {
						t.Errorf("%s: %q is called %q", language, allowed, text)
					}
				}
			}
			if seen < 4 {
				t.Errorf("%s has %d values", location, seen)
			}
		}
	}
	if got := export.Words("xx").Text("status.missing"); got != "Ei vastausta" {
		t.Errorf("without the language: %q", got)
	}
}

// cell is what a table says for a code at a place of a roster.
func cell(t *testing.T, language, location, code string) string {
	t.Helper()
	person := &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}
	entry := hyte.Entry{Status: hyte.EntryAnswered, Counted: &hyte.Answer{Nomination: &hyte.Nomination{Representatives: []hyte.Representative{{Person: person}}}}}
	column := 3
	switch {
	case strings.HasSuffix(location, "/status"):
		entry.Status = hyte.EntryStatus(code)
	case strings.HasSuffix(location, "/sector"):
		person.Sector, column = hyte.Sector(code), 11
	case strings.HasSuffix(location, "/via"):
		entry.Counted.Via, column = hyte.Via(code), 19
	case strings.HasSuffix(location, "/kind"):
		entry.Trail, column = []hyte.Step{{Kind: hyte.ReceivedKind(code)}}, 19
	case strings.HasSuffix(location, "/reason"):
		entry.Standing, column = []hyte.Standing{{Person: person, Reason: hyte.ChangeReason(code)}}, 17
	default:
		person.ContactVisibility, column = hyte.Visibility(code), 14
	}
	var out strings.Builder
	if err := export.CSV(&out, nil, &hyte.Roster{Nominators: []hyte.Entry{entry}}, language, ';'); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\r\n")
	return strings.Split(lines[1], ";")[column]
}
