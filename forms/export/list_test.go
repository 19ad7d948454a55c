package export_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// Every column has a head, an explanation and a width, in every language.
func TestColumnsAreExplained(t *testing.T) {
	for _, language := range []string{"fi", "sv", "en"} {
		answer := &hyte.Answer{Via: hyte.ViaPaper, EnteredBy: "Helmi Mallikas", Nomination: &hyte.Nomination{
			Representatives: []hyte.Representative{{Motivation: "x"}}, Decision: &hyte.Decision{URL: "https://example.fi/"},
		}}
		lists := export.New(nil, &hyte.Roster{Nominators: []hyte.Entry{{
			Places: 1, Open: 1, Counted: answer, Standing: []hyte.Standing{{}}, Trail: []hyte.Step{{}},
		}}}, language)
		for _, list := range []*export.List{lists.Persons(), lists.Organizations()} {
			if list.Title == "" || len(list.Columns) < 10 {
				t.Errorf("%s: list %q of %d columns", language, list.Title, len(list.Columns))
			}
			for _, c := range list.Columns {
				if c.Head == "" || !strings.HasSuffix(c.Explanation, ".") || strings.ContainsAny(c.Head+c.Explanation, "{}") || c.Width < 10 {
					t.Errorf("%s: %+v", language, c)
				}
			}
		}
	}
}

// An organization is in the list of organizations whatever it answered, and its
// persons are in theirs if they count.
func TestLists(t *testing.T) {
	at := time.Date(2021, 1, 12, 10, 0, 0, 0, time.UTC)
	person := func(name string, visibility hyte.Visibility) *hyte.Person {
		return &hyte.Person{GivenName: name, FamilyName: "Esimerkki", Email: "aino@example.fi", ContactVisibility: visibility}
	}
	answer := &hyte.Answer{ReceivedAt: at, Nomination: &hyte.Nomination{Representatives: []hyte.Representative{
		{Person: person("Aino", ""), Deputy: person("Eino", hyte.VisibleToNobody)}, {Person: person("Lempi", "")}, {},
	}, Decision: &hyte.Decision{Section: "12 §", Date: "soon"}}}
	roster := &hyte.Roster{Nominators: []hyte.Entry{
		{Name: hyte.Text{"fi": "Forssa"}, Status: hyte.EntryAnswered, Counted: answer, Others: []hyte.Answer{*answer}},
		{Name: hyte.Text{"fi": "Hattula"}, Status: hyte.EntryMissing},
	}}
	lists := export.New(nil, roster, "fi")
	texts := func(rows [][]export.Cell, columns ...int) (all [][]any) {
		for _, row := range rows {
			var some []any
			for _, i := range columns {
				switch c := row[i]; c.Type {
				case export.CellNumber:
					some = append(some, c.Number)
				case export.CellDate, export.CellMoment:
					some = append(some, c.Time.Format(time.DateTime))
				default:
					some = append(some, c.Text)
				}
			}
			all = append(all, some)
		}
		return all
	}
	want := [][]any{{1, "Edustaja", "Aino", "aino@example.fi"}, {1, "Varaedustaja", "Eino", ""}, {2, "Edustaja", "Lempi", "aino@example.fi"}}
	if diff := cmp.Diff(want, texts(lists.Persons().Rows, 5, 6, 7, 12)); diff != "" {
		t.Errorf("persons (-want +got)\n%s", diff)
	}
	want = [][]any{{"Forssa", "2021-01-12 12:00:00", 2, 1, 1, "soon", "12 §"}, {"Hattula", "", 0, 0, 0, "", ""}}
	if diff := cmp.Diff(want, texts(lists.Organizations().Rows, 2, 4, 5, 6, 7, 9, 10)); diff != "" {
		t.Errorf("organizations (-want +got)\n%s", diff)
	}
	if answer.Nomination.Representatives[0].Deputy.Email == "" {
		t.Error("the roster itself has changed")
	}
}

// Candidates, open places and answers to be settled are told in words, and have
// columns only where there are such.
func TestCandidatesInLists(t *testing.T) {
	person := func(given string) hyte.Representative {
		return hyte.Representative{Person: &hyte.Person{GivenName: given, FamilyName: "Esimerkki"}}
	}
	answer := &hyte.Answer{ID: "1", State: hyte.StateCounted, Nomination: &hyte.Nomination{
		Representatives: []hyte.Representative{person("Aino"), person("Eino"), person("Aura")}, Deputies: []hyte.Person{*person("Urho").Person},
	}}
	entry := hyte.Entry{Name: hyte.Text{"fi": "Forssa"}, Status: hyte.EntryAnswered, Counted: answer, Places: 2, Selected: []int{2}, Open: 1, Contested: true}
	lists := func(e hyte.Entry) *export.Lists {
		return export.New(nil, &hyte.Roster{Nominators: []hyte.Entry{e}, Summary: &hyte.Summary{}, Gender: &hyte.Balance{}}, "en")
	}
	column := func(list *export.List, head string) (cells []string) {
		for i, c := range list.Columns {
			if c.Head == head {
				for _, row := range list.Rows {
					cells = append(cells, fmt.Sprint(row[i].Text, row[i].Number))
				}
			}
		}
		return cells
	}
	for head, want := range map[string]string{
		"Selection":                "[Not selected0 Not selected0 Selected0 0]",
		"Representative or deputy": "Candidate0 Candidate0 Representative0 Deputy0",
		"Status":                   strings.Repeat("Answer received, 1 of 2 named; Another answer waiting to be settled0 ", 4),
	} {
		if got := fmt.Sprint(column(lists(entry).Persons(), head)); strings.Trim(got, "[] ") != strings.Trim(want, "[] ") {
			t.Errorf("%s: %s", head, got)
		}
	}
	if got := fmt.Sprint(column(lists(entry).Organizations(), "Open places")); got != "[1]" {
		t.Errorf("open places: %s", got)
	}
	entry.Places, entry.Selected, entry.Open = 0, nil, 0
	if got := append(column(lists(entry).Persons(), "Selection"), column(lists(entry).Organizations(), "Open places")...); got != nil {
		t.Errorf("without candidates and open places there are %v", got)
	}
}
