package export_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// changed is an organization in which one representative has taken the place of
// another, by an answer that came on paper.
func changed() hyte.Entry {
	person := func(given string) *hyte.Person { return &hyte.Person{GivenName: given, FamilyName: "Esimerkki"} }
	at := time.Date(2025, 3, 1, 10, 0, 0, 0, time.UTC)
	return hyte.Entry{
		Name: hyte.Text{"fi": "Forssa"}, Status: hyte.EntryReplaced,
		Counted: &hyte.Answer{
			ReceivedAt: at, Via: hyte.ViaPaper, EnteredBy: "Helmi Mallikas", EnteredAt: at.Add(time.Hour),
			Nomination: &hyte.Nomination{
				Representatives: []hyte.Representative{{Person: person("Aino")}, {Person: person("Eino"), Deputy: person("Lempi")}},
				Decision:        &hyte.Decision{Section: "15"},
			},
		},
		Standing: []hyte.Standing{
			{Person: person("Aino"), Decision: &hyte.Decision{Section: "8"}},
			{Person: person("Urho"), Until: "2025-04-01", Reason: hyte.ChangeMoved, Decision: &hyte.Decision{Section: "8"}},
			{Person: person("Lempi"), Deputy: true},
			{Person: person("Eino"), From: "2025-04-01", Decision: &hyte.Decision{Section: "15"}},
		},
		Trail: []hyte.Step{
			{Kind: hyte.ReceivedCorrection, At: at, ArrivedAt: at.Add(-time.Hour), By: "Helmi Mallikas", Reason: "Postileima"},
			{Kind: hyte.ReceivedRejection, At: at.AddDate(0, 0, 1), By: "Helmi Mallikas", Reason: "Erehdys", Undone: true},
			{Kind: hyte.ReceivedWithdrawal, Contested: true},
		},
	}
}

// Who stays keeps the own decision, who has left has a line with the end, and what was
// decided is told in words, also of an organization of which nobody counts.
func TestTrailAndStandingInCSV(t *testing.T) {
	missing := hyte.Entry{Name: hyte.Text{"fi": "Hattula"}, Status: hyte.EntryDeclined, Trail: []hyte.Step{{Kind: hyte.ReceivedRefusal, Reason: "=1+1"}}}
	var out strings.Builder
	if err := export.CSV(&out, nil, &hyte.Roster{Nominators: []hyte.Entry{changed(), missing}}, "en", ';'); err != nil {
		t.Fatal(err)
	}
	const how = `Paper;"Helmi Mallikas, 1 March 2025 at 13:00";` +
		`"Time of arrival corrected: 1 March 2025 at 11:00, 1 March 2025 at 12:00, Helmi Mallikas: Postileima; ` +
		`Answer not accepted, 2 March 2025 at 12:00, Helmi Mallikas: Erehdys (Undone); Answer withdrawn (Waiting to be settled)"`
	head := "In the role from;Role ended;Reason for the change;Decision made by;Date of the decision;Section (§);Case number;How it arrived;Answer entered by;Decisions and notices"
	want := []string{
		head,
		";;;;;§ 8;;" + how,
		"2025-04-01;;;;;§ 15;;" + how,
		";;;;;;;" + how,
		";2025-04-01;Moved away from the municipality;;;§ 8;;" + how,
		";;;;;;;;;Names no one: =1+1",
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\r\n"), "\r\n")
	for i := range lines {
		if cells := strings.SplitN(lines[i], ";", 16); len(cells) == 16 {
			lines[i] = cells[15]
		}
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// Organizations have a line each, with how they came to stand as they do.
func TestTrailInLists(t *testing.T) {
	lists := export.New(nil, &hyte.Roster{Nominators: []hyte.Entry{changed()}}, "en")
	organizations, persons := lists.Organizations(), lists.Persons()
	if got := organizations.Columns[len(organizations.Columns)-1].Head; got != "Decisions and notices" {
		t.Errorf("the last column is %q", got)
	}
	if got := organizations.Rows[0][5].Number; got != 2 {
		t.Errorf("%d representatives, of whom one has left", got)
	}
	if len(persons.Rows) != 4 || persons.Rows[3][5] != (export.Cell{}) {
		t.Errorf("%d persons; the place of who left is %v", len(persons.Rows), persons.Rows[3][5])
	}
}

// Whoever has answered jointly has no persons, and it is told through whom.
func TestJointAnswerInLists(t *testing.T) {
	roster := &hyte.Roster{Nominators: []hyte.Entry{
		{Nominator: "municipality:109", Name: hyte.Text{"fi": "Hämeenlinna", "sv": "Tavastehus"}},
		{Nominator: "municipality:061", Status: hyte.EntryJoint, Jointly: "municipality:109", Trail: []hyte.Step{{Kind: hyte.ReceivedNomination, Nominator: "municipality:109"}}},
	}}
	list := export.New(nil, roster, "sv").Organizations()
	row := list.Rows[1]
	if got := row[3].Text + "; " + row[len(row)-1].Text; got != "Har svarat tillsammans med en annan; Gemensamt svar: Tavastehus" {
		t.Errorf("the list says %q", got)
	}
}
