package xlsx_test

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// tricky are texts that spreadsheets like to take for something else.
var tricky = []string{
	"3", "061", "12", "3-4", "12-3", "12.3.", "12.3.2021", "2/2021", "1/2", "1/2021", "12/3", "1 000", "1,5", "1.5", "5 %", "5 €", "1E5", "12:30", "12.30",
	"Maalis 3", "maaliskuu 2021", "3. maaliskuuta", "3 tammi", "Touko 2021", "mars 3", "3 A", "TOSI", "Epätosi", "true", "#N/A", "１２", "½",
	"1234567-8", "5/00.01/2021", "HML/56/00.04.01/2021", "2021-01-12", "2021-01-12T12:00:00", "§ 12", "12 §", "Aino", "Yksikkö 3", "-", "=1+1", "+1", "-1", "@SUM(A1)",
	`="3"`, `"3"`, "'3", "a;=1+1", "a,=1+1", "Espoo; Vantaa", `hän "itse"`, "johtaja\t=1+1",
}

// numbers are telephones, and how a list shows them.
var numbers = map[string]string{
	"+358401234567": "040 123 4567", "+35891234567": "09 123 4567", "+3589123456": "09 123 456", "+358401234": "040 123 4", "+4681234567": "00 46 81234567",
}

// trickyRoster has one organization whose persons, and whose decision, are called
// as tricky texts are, and one without an answer.
func trickyRoster(t testing.TB) *hyte.Roster {
	t.Helper()
	roster := exampleCall(t).Roster(nil, at)
	answer := &hyte.Answer{ID: "x", ReceivedAt: at, State: hyte.StateCounted, Nomination: &hyte.Nomination{
		Decision: &hyte.Decision{Body: "3-4", Date: "2021-01-11", Section: "12", CaseNumber: "2/2021"},
	}}
	named := func(p hyte.Person) {
		answer.Nomination.Representatives = append(answer.Nomination.Representatives, hyte.Representative{Person: &p})
	}
	for _, text := range tricky {
		named(hyte.Person{GivenName: text, FamilyName: "Esimerkki", Unit: text})
	}
	for number := range numbers {
		named(hyte.Person{GivenName: "Aino", FamilyName: number, Telephone: number})
	}
	roster.Nominators[0].Status, roster.Nominators[0].Counted = hyte.EntryAnswered, answer
	change(&roster.Nominators[2])
	return roster
}

// change lets one representative of an organization take the place of another, by an
// answer that came on paper and was accepted for a tricky reason.
func change(e *hyte.Entry) {
	aino, urho := &hyte.Person{GivenName: "Aino", FamilyName: "Esimerkki"}, &hyte.Person{GivenName: "Urho", FamilyName: "Esimerkki"}
	e.Status, e.Counted = hyte.EntryReplaced, &hyte.Answer{
		ID: "y", ReceivedAt: at, State: hyte.StateCounted, Via: hyte.ViaPaper, EnteredBy: "12.3.", Nomination: &hyte.Nomination{
			Representatives: []hyte.Representative{{Person: aino}},
		},
	}
	e.Standing = []hyte.Standing{
		{Person: urho, Until: "2021-04-01", Reason: hyte.ChangeResigned, Decision: &hyte.Decision{Date: "2020-12-01"}},
		{Person: aino, From: "2021-04-01", Decision: &hyte.Decision{Date: "2021-01-11"}},
	}
	e.Trail = []hyte.Step{{Kind: hyte.ReceivedAcceptance, Reason: "a;=1+1"}}
}

// LibreOffice in Finnish, told to look for numbers and dates of every form, keeps
// what people wrote a text, and takes our dates for dates.
func TestLibreOffice(t *testing.T) {
	roster, folder := trickyRoster(t), t.TempDir()
	var table bytes.Buffer
	if err := export.CSV(&table, exampleCall(t).Call, roster, "fi", ';'); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{"table.csv": table.Bytes(), "workbook.xlsx": write(t, roster, "fi")}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open(t, folder, "table.csv", "--infilter=CSV:59,34,76,1,,0,false,true")
	open(t, folder, "workbook.xlsx")

	persons := read(t, filepath.Join(folder, "table.fods"))[0]
	book := read(t, filepath.Join(folder, "workbook.fods"))
	if len(book) != 3 {
		t.Fatalf("%d sheets", len(book))
	}
	if want := len(roster.Nominators) - 1 + len(tricky) + len(numbers) + 2; len(persons) != want {
		t.Errorf("the table has %d rows, not %d", len(persons), want)
	}
	t.Run("CSV", func(t *testing.T) { checkPersons(t, persons, guarded) })
	t.Run("XLSX", func(t *testing.T) { checkPersons(t, book[0], func(text string) string { return text }) })
	t.Run("organizations", func(t *testing.T) {
		if len(book[1]) != len(roster.Nominators)+1 {
			t.Errorf("%d rows", len(book[1]))
		}
		checkRow(t, book[1][1], map[int]cell{1: {"string", "municipality:061"}, 3: {"string", "Vastaus saapunut"}, 4: {"date", "2021-01-18T12:00:00"}, 5: {"float", "59"}, 9: {"date", "2021-01-11"}, 10: {"string", "§ 12"}, 11: {"string", "2/2021"}})
		checkRow(t, book[1][2], map[int]cell{3: {"string", "Ei vastausta"}, 4: {}, 5: {"float", "0"}})
		checkRow(t, book[1][3], map[int]cell{12: {"string", "Paperi"}, 13: {"string", "12.3."}, 14: {"string", "Vastaus hyväksytty: a;=1+1"}})
	})
	t.Run("standing", func(t *testing.T) {
		last := 1 + len(tricky) + len(numbers)
		for _, rows := range [][][]cell{persons[last+1:], book[0][last:]} { // the table tells of who did not answer, too
			checkRow(t, rows[0], map[int]cell{5: {"float", "1"}, 7: {"string", "Aino"}, 15: {"date", "2021-04-01"}, 16: {}, 19: {"date", "2021-01-11"}})
			checkRow(t, rows[1], map[int]cell{5: {}, 7: {"string", "Urho"}, 15: {}, 16: {"date", "2021-04-01"}, 17: {"string", "Eronnut tehtävästä"}, 19: {"date", "2020-12-01"}})
		}
		checkRow(t, persons[last+1], map[int]cell{22: {"string", "Paperi"}, 23: {"string", "12.3."}, 24: {"string", "Vastaus hyväksytty: a;'=1+1"}})
	})
	t.Run("explanations", func(t *testing.T) {
		checkRow(t, book[2][1], map[int]cell{1: {"date", "2021-01-18T12:00:00"}})
		if got := len(book[2]) - 5; got != len(book[0][0])+len(book[1][0]) {
			t.Errorf("%d columns are explained", got)
		}
	})
}

// guarded is what a cell of CSV says of a text: an apostrophe stands before what
// would be a formula.
func guarded(text string) string {
	switch text {
	case "-", "=1+1", "+1", "-1", "@SUM(A1)", `="3"`:
		return "'" + text
	case "a;=1+1", "a,=1+1":
		return text[:2] + "'" + text[2:]
	case "johtaja\t=1+1":
		return "johtaja\t'=1+1"
	}
	return text
}

func checkPersons(t *testing.T, rows [][]cell, written func(string) string) {
	t.Helper()
	for i, text := range tricky {
		want := cell{"string", written(text)}
		checkRow(t, rows[1+i], map[int]cell{
			1: {"string", "municipality:061"}, 2: {"string", "Forssa"}, 4: {"date", "2021-01-18T12:00:00"}, 7: want, 10: want,
			15: {}, 16: {}, 18: {"string", "3-4"}, 19: {"date", "2021-01-11"}, 20: {"string", "§ 12"}, 21: {"string", "2/2021"},
		})
	}
	for _, row := range rows[1+len(tricky):][:len(numbers)] {
		number := strings.TrimPrefix(row[8].text, "'")
		checkRow(t, row, map[int]cell{5: {"float", row[5].text}, 13: {"string", numbers[number]}})
	}
}

func checkRow(t *testing.T, row []cell, want map[int]cell) {
	t.Helper()
	for i, want := range want {
		got := cell{}
		if i < len(row) {
			got = row[i]
		}
		got.text = strings.TrimSuffix(got.text, "\u200b")
		if got != want {
			t.Errorf("column %d: %q, not %q", i, got, want)
		}
	}
}

// open lets LibreOffice, set to Finnish, turn a file into XML of its own. It runs in
// a home of its own.
func open(t *testing.T, folder, name string, options ...string) {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		t.Fatal("soffice is missing: sh scripts/need.sh libreoffice installs it, or says how")
	}
	profile := filepath.Join(folder, "profile")
	if err := os.MkdirAll(filepath.Join(profile, "user"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(finnish), 0o600); err != nil {
		t.Fatal(err)
	}
	arguments := slices.Concat([]string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", "fods", "--outdir", folder}, options, []string{name})
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Dir, command.Env = folder, append(os.Environ(), "HOME="+folder)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// finnish are the settings of a Finnish user.
const finnish = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fi-FI</value></prop></item>
</oor:items>`

// cell is what LibreOffice made of a cell. The text of a date or number is its
// value, that of a formula the formula.
type cell struct{ kind, text string }

// read reads the sheets of a spreadsheet, without empty cells and lines at the end.
func read(t *testing.T, path string) (sheets [][][]cell) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Sheets []struct {
			Rows []struct {
				Repeated int `xml:"number-rows-repeated,attr"`
				Cells    []struct {
					Repeated int      `xml:"number-columns-repeated,attr"`
					Formula  string   `xml:"formula,attr"`
					Type     string   `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type,attr"`
					Value    string   `xml:"value,attr"`
					Date     string   `xml:"date-value,attr"`
					Lines    []inline `xml:"p"`
				} `xml:"table-cell"`
			} `xml:"table-row"`
		} `xml:"body>spreadsheet>table"`
	}
	if err := xml.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	for _, sheet := range document.Sheets {
		var rows [][]cell
		for _, row := range sheet.Rows {
			var cells []cell
			for _, c := range row.Cells {
				var lines []string
				for _, line := range c.Lines {
					lines = append(lines, string(line))
				}
				one := cell{c.Type, strings.Join(lines, "\n")}
				switch {
				case c.Formula != "":
					one = cell{"formula", c.Formula}
				case c.Type == "date":
					one.text = c.Date
				case c.Type != "string" && c.Type != "":
					one.text = c.Value
				}
				for range min(max(c.Repeated, 1), 100) {
					cells = append(cells, one)
				}
			}
			for len(cells) > 0 && cells[len(cells)-1] == (cell{}) {
				cells = cells[:len(cells)-1]
			}
			for range min(max(row.Repeated, 1), 100) {
				rows = append(rows, cells)
			}
		}
		for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
			rows = rows[:len(rows)-1]
		}
		sheets = append(sheets, rows)
	}
	return sheets
}

// inline is a line of text, with its blanks and tabs.
type inline string

// UnmarshalXML implements [xml.Unmarshaler].
func (l *inline) UnmarshalXML(d *xml.Decoder, _ xml.StartElement) error {
	for depth := 0; depth >= 0; {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			switch token.Name.Local {
			case "s":
				*l += " "
			case "tab":
				*l += "\t"
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			*l += inline(token)
		}
	}
	return nil
}
