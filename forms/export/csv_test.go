package export_test

import (
	"encoding/csv"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

func TestCSV(t *testing.T) {
	at := time.Date(2021, 1, 12, 10, 0, 0, 0, time.UTC)
	name := hyte.Text{"fi": "Hämeenlinna", "sv": "Tavastehus"}
	person := &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "aino@example.fi", Telephone: "+358401234567"}
	secret := &hyte.Person{GivenName: "=1+1", FamilyName: "@Mallikas", Email: "m@example.fi", ContactVisibility: hyte.VisibleToNobody}
	answer := hyte.Answer{ReceivedAt: at, Nomination: &hyte.Nomination{
		Representatives: []hyte.Representative{{Person: person, Deputy: secret}},
		Decision:        &hyte.Decision{Body: "Kunnanhallitus", CaseNumber: "5/00.01/2021"},
	}}
	late := hyte.Answer{ReceivedAt: at.AddDate(0, 0, 7), State: hyte.StateLate, Nomination: answer.Nomination}
	roster := &hyte.Roster{Nominators: []hyte.Entry{
		{Seat: "m", Nominator: "municipality:109", Name: name, Status: hyte.Answered, Counted: &answer, Others: []hyte.Answer{late}},
		{Seat: "m", Nominator: "municipality:061", Name: hyte.Text{"fi": "Forssa"}, Status: hyte.Missing},
		{Seat: "m", Nominator: "municipality:082", Name: hyte.Text{"fi": "Hattula"}, Status: hyte.LateOnly, Others: []hyte.Answer{late}},
	}}
	var out strings.Builder
	if err := export.CSV(&out, roster, "sv"); err != nil {
		t.Fatal(err)
	}
	want := "seat,nominator,organization,status,received_at,number,role,given_name,family_name,job_title,unit,sector,email,telephone,contact_visibility,decision_body,decision_date,decision_section,case_number\r\n" +
		"m,municipality:109,Tavastehus,received,2021-01-12T12:00:00+02:00,1,representative,Aino,Esimerkki,,,,aino@example.fi,'+358401234567,organizer,Kunnanhallitus,,,5/00.01/2021\r\n" +
		"m,municipality:109,Tavastehus,received,2021-01-12T12:00:00+02:00,1,deputy,'=1+1,'@Mallikas,,,,,,secret,Kunnanhallitus,,,5/00.01/2021\r\n" +
		"m,municipality:061,Forssa,missing,,,,,,,,,,,,,,,\r\n" +
		"m,municipality:082,Hattula,late,2021-01-19T12:00:00+02:00,,,,,,,,,,,,,,\r\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// No cell is a formula to any spreadsheet, whatever people write.
func TestCSVHasNoFormulas(t *testing.T) {
	var persons []hyte.Representative
	for _, start := range []string{"=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"} {
		text := start + `HYPERLINK("https://example.org")`
		persons = append(persons, hyte.Representative{Person: &hyte.Person{GivenName: text, FamilyName: text, JobTitle: text, Unit: text}})
	}
	answer := &hyte.Answer{Nomination: &hyte.Nomination{Representatives: persons}}
	roster := &hyte.Roster{Nominators: []hyte.Entry{{Name: hyte.Text{"fi": "-Forssa"}, Counted: answer}}}
	var out strings.Builder
	if err := export.CSV(&out, roster, "fi"); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil || len(rows) != 1+len(persons) {
		t.Fatalf("%d rows, error %v", len(rows), err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("a cell begins with %q", cell[:1])
			}
		}
	}
}

func TestCSVFails(t *testing.T) {
	broken := errors.New("broken pipe")
	roster := &hyte.Roster{Nominators: make([]hyte.Entry, 1000)}
	if err := export.CSV(failing{broken}, roster, "fi"); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
