package export_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
)

// spreadsheet splits a table as spreadsheets do, at any of the separators: a
// quotation mark at the start of a cell quotes, two are one, and what follows the
// closing one is taken as it is.
func spreadsheet(text, separators string) (cells []string) {
	var cell strings.Builder
	quoted, fresh := false, true
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case fresh && c == '"':
			quoted = true
		case quoted && c == '"' && i+1 < len(text) && text[i+1] == '"':
			cell.WriteByte(c)
			i++
		case quoted && c == '"':
			quoted = false
		case !quoted && (strings.IndexByte(separators, c) >= 0 || c == '\r' || c == '\n'):
			cells = append(cells, cell.String())
			cell.Reset()
			fresh = true
			continue
		default:
			cell.WriteByte(c)
		}
		fresh = false
	}
	return append(cells, cell.String())
}

// naive splits a table at any of the separators, whatever is quoted, and drops
// the quotation marks.
func naive(text, separators string) []string {
	text = unseen.Replace(text) // as some programs do
	cells := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators+"\r\n", r) })
	for i := range cells {
		cells[i] = strings.Trim(cells[i], `"`)
	}
	return cells
}

var unseen = strings.NewReplacer("\u200b", "", "\u2066", "", "\ufeff", "")

// checkNoFormulas fails if any way of splitting the table makes a formula.
func checkNoFormulas(t rapid.TB, table string) {
	t.Helper()
	for _, separators := range []string{",", ";", "\t", ",;", ",;\t"} {
		for how, cells := range map[string][]string{"as a spreadsheet does": spreadsheet(table, separators), "at each": naive(table, separators)} {
			for _, cell := range cells {
				for _, start := range []string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
					if strings.HasPrefix(cell, start) {
						t.Fatalf("split %s, at %q, a cell begins with %q: %q in %q", how, separators, start, cell, table)
					}
				}
			}
		}
	}
}

// hostile are cells that some spreadsheet splits so that a formula begins.
var hostile = func() (cells []string) {
	for _, start := range []string{"=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"} {
		for _, before := range []string{"", "johtaja;", "johtaja,", "johtaja\t", "a;b; ", "a;\u00a0", "\u200b", "a;\u2066\ufeff", `"`, `a;"`, `a;""`, `a;'`, `;`, "\n"} {
			cells = append(cells, before+start+`1+1`, before+start+`HYPERLINK("https://example.org");x`)
		}
	}
	return append(cells, "a;=cmd|' /C calc'!A0;b", "yksikkö;@SUM(1+1)", "x;", `x;"`, "x,", `";=1`, `"";"=1"`)
}()

// No cell is a formula to any spreadsheet, whatever people write.
func TestCSVHasNoFormulas(t *testing.T) {
	var persons []hyte.Representative
	for _, text := range hostile {
		persons = append(persons, hyte.Representative{Person: &hyte.Person{GivenName: text, FamilyName: text, JobTitle: text, Unit: text}})
	}
	answer := &hyte.Answer{Nomination: &hyte.Nomination{
		Representatives: persons,
		Decision:        &hyte.Decision{Body: "Hallitus;=1", CaseNumber: "1;"},
	}}
	roster := &hyte.Roster{Nominators: []hyte.Entry{{Seat: "m", Name: hyte.Text{"fi": "-Forssa"}, Counted: answer}}}
	for _, separator := range []byte(";,\t") {
		var out strings.Builder
		if err := export.CSV(&out, nil, roster, "fi", separator); err != nil {
			t.Fatal(err)
		}
		checkNoFormulas(t, out.String())
		table := csv.NewReader(strings.NewReader(out.String()))
		table.Comma = rune(separator)
		rows, err := table.ReadAll()
		if err != nil || len(rows) != 1+len(persons) {
			t.Fatalf("%q: %d rows, error %v", separator, len(rows), err)
		}
	}
}

func TestTable(t *testing.T) {
	for cell, want := range map[string]string{
		"":                          "",
		"Aino":                      "Aino",
		"5/00.01/2021":              "5/00.01/2021",
		"a-b=c":                     "a-b=c",
		"+358401234567":             "'+358401234567",
		"johtaja;=1+1;x":            `"johtaja;'=1+1;x"`,
		"Espoo, Vantaa; Kauniainen": `"Espoo, Vantaa; Kauniainen"`,
		`hän sanoi "-"`:             `"hän sanoi ""-"""`,
		"＝1":                        "'＝1",
		"a;＋1":                      `"a;'＋1"`,
		" Aino":                     `" Aino"`,
	} {
		var out strings.Builder
		table := export.NewTable(&out, ',')
		if err := table.Write("x", cell); err != nil {
			t.Fatal(err)
		}
		if err := table.Flush(); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); got != "x,"+want+"\r\n" {
			t.Errorf("%q is written as %q, not %q", cell, got, want)
		}
	}
}

// Whatever is in the cells, no formula begins in the table, and the data can be
// read from it again.
func TestTableKeepsTheData(t *testing.T) {
	cell := rapid.OneOf(
		rapid.SampledFrom(hostile),
		rapid.StringMatching(`[a=+\-@＝＠;,\t"' ]{0,8}`),
		rapid.StringMatching("[a=;\r\n\"']{0,6}"),
	)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 1, 3).Draw(t, "rows")
		var out strings.Builder
		table := export.NewTable(&out, ',')
		for i, row := range rows {
			if err := table.Write(slices.Concat([]string{"seat"}, row)...); err != nil {
				t.Fatal(i, err)
			}
		}
		if err := table.Flush(); err != nil {
			t.Fatal(err)
		}
		checkNoFormulas(t, out.String())
		var read [][]string
		cells := spreadsheet(strings.ReplaceAll(out.String(), "\r\nseat,", "\nseat,"), ",")
		for len(cells) >= 4 {
			var row []string
			for _, cell := range cells[1:4] {
				row = append(row, export.Data(cell))
			}
			read, cells = append(read, row), cells[4:]
		}
		if diff := cmp.Diff(rows, read); diff != "" {
			t.Fatal(diff)
		}
	})
}
