package export_test

import (
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
	person := &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki", Email: "aino@example.fi", Telephone: "+358401234567", Sector: "culture-and-library"}
	secret := &hyte.Person{GivenName: "=1+1", FamilyName: "@Mallikas", Email: "m@example.fi", ContactVisibility: hyte.VisibleToNobody}
	answer := hyte.Answer{ReceivedAt: at, Nomination: &hyte.Nomination{
		Representatives: []hyte.Representative{{Person: person, Deputy: secret}},
		Decision:        &hyte.Decision{Body: "Kunnanhallitus", Date: "2021-01-11", Section: "12", CaseNumber: "5/00.01/2021"},
	}}
	late := hyte.Answer{ReceivedAt: at.AddDate(0, 0, 7), State: hyte.StateLate, Nomination: answer.Nomination}
	roster := &hyte.Roster{Nominators: []hyte.Entry{
		{Seat: "m", Nominator: "municipality:109", Name: name, Status: hyte.EntryAnswered, Counted: &answer, Others: []hyte.Answer{late}},
		{Seat: "m", Nominator: "municipality:061", Name: hyte.Text{"fi": "Forssa"}, Status: hyte.EntryMissing},
		{Seat: "other", Nominator: "municipality:082", Name: hyte.Text{"fi": "Hattula"}, Status: hyte.EntryLate, Others: []hyte.Answer{late}},
	}}
	call := &hyte.Call{Seats: []hyte.Seat{{ID: "m", Nominators: &hyte.Nominators{Kind: hyte.NominatorMunicipality}}}}
	var out strings.Builder
	if err := export.CSV(&out, call, roster, "sv", ';'); err != nil {
		t.Fatal(err)
	}
	want := "\uFEFFGrupp av organisationer;Organisationens kod;Organisation;Status;Ankomsttid;Representantens nummer;Representant eller ersättare;Förnamn;Efternamn;Tjänstebeteckning;Enhet;Verksamhetsområde;E-postadress;Telefonnummer;Vem får se kontaktuppgifterna;Beslutsfattare;Beslutets datum;Paragraf (§);Ärendenummer (diarienummer)\r\n" +
		"Kommuner;municipality:109;Tavastehus;Svar mottaget;2021-01-12 12:00:00;1;Representant;Aino;Esimerkki;;;Kultur och bibliotek;aino@example.fi;040 123 4567\u200b;Endast avsändaren av begäran;Kunnanhallitus;2021-01-11;§ 12;5/00.01/2021\u200b\r\n" +
		"Kommuner;municipality:109;Tavastehus;Svar mottaget;2021-01-12 12:00:00;1;Ersättare;'=1+1;'@Mallikas;;;;;;Endast registratorskontoret hos avsändaren av begäran (syns inte i förteckningar);Kunnanhallitus;2021-01-11;§ 12;5/00.01/2021\u200b\r\n" +
		"Kommuner;municipality:061;Forssa;Inget svar;;;;;;;;;;;;;;;\r\n" +
		"other;municipality:082;Hattula;Försenat svar;2021-01-19 12:00:00;;;;;;;;;;;;;;\r\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// A number and a date of ours stay what they are; a text stays a text.
func TestCSVKeepsTexts(t *testing.T) {
	for text, kept := range map[string]bool{
		"Aino": false, "§ 12": false, "FOR/7/00.01.03/2021": false, "municipality:061": false, "aino1@a.fi": false, "Yksikkö 3": false, "Tosimies": false, "": false,
		"3": true, "061": true, "3-4": true, "12.3.": true, "2/2021": true, "1234567-8": true, "Maalis 3": true, "3. maaliskuuta 2021": true, "mars 3": true, "3 A": true,
		"5 %": true, "5 €": true, "1E5": true, "12:30": true, "TOSI": true, "epätosi": true, "False": true, "#N/A": true, "１/２": true, "½": true,
	} {
		roster := &hyte.Roster{Nominators: []hyte.Entry{{Name: hyte.Text{"fi": text}}}}
		var out strings.Builder
		if err := export.CSV(&out, nil, roster, "fi", '\t'); err != nil {
			t.Fatal(err)
		}
		want := text
		if kept {
			want += "\u200b"
		}
		if got := strings.Split(strings.Split(out.String(), "\r\n")[1], "\t")[2]; got != want {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestCSVFails(t *testing.T) {
	broken := errors.New("broken pipe")
	roster := &hyte.Roster{Nominators: make([]hyte.Entry, 1000)}
	if err := export.CSV(failing{broken}, nil, roster, "fi", ';'); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
