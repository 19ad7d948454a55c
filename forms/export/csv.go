package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// columns are the names of the columns, stable API.
var columns = [...]string{
	"seat", "nominator", "organization", "status", "received_at",
	"number", "role", "given_name", "family_name", "job_title", "unit", "sector",
	"email", "telephone", "contact_visibility",
	"decision_body", "decision_date", "decision_section", "case_number",
}

// CSV writes a roster as CSV (RFC 4180, UTF-8): a line of column names, one
// line for each person of the answers that count, and one for each organization
// without any. Organizations have their names in the language.
//
// A cell that a spreadsheet would take for a formula begins with an apostrophe.
// Contact details that a person keeps secret are left out: those are for the
// registry only. The errors are those of w.
func CSV(w io.Writer, roster *hyte.Roster, language string) error {
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	write := func(cells []string) error {
		for i, cell := range cells {
			cells[i] = noFormula(cell)
		}
		return rows.Write(cells)
	}
	if err := write(append([]string{}, columns[:]...)); err != nil {
		return err
	}
	for i := range roster.Nominators {
		for _, cells := range entryRows(&roster.Nominators[i], language) {
			if err := write(cells); err != nil {
				return err
			}
		}
	}
	rows.Flush()
	return rows.Error()
}

func entryRows(e *hyte.Entry, language string) [][]string {
	head := []string{e.Seat, e.Nominator, e.Name.In(language), string(e.Status), receivedAt(e)}
	if e.Counted == nil {
		return [][]string{append(head, make([]string, len(columns)-len(head))...)}
	}
	n := e.Counted.Nomination
	var rows [][]string
	for i := range n.Representatives {
		person := func(role string, p *hyte.Person) {
			if p == nil {
				return
			}
			row := append(head[:len(head):len(head)], strconv.Itoa(i+1), role)
			row = append(row, personCells(p)...)
			rows = append(rows, append(row, decisionCells(n.Decision)...))
		}
		person("representative", n.Representatives[i].Person)
		person("deputy", n.Representatives[i].Deputy)
	}
	return rows
}

// receivedAt is the time of the answer that gives the entry its status, in
// Europe/Helsinki (RFC 3339): the one that counts, else the latest that is
// late or in conflict. It is empty where there is none, or nobody knows.
func receivedAt(e *hyte.Entry) string {
	var at time.Time
	switch {
	case e.Counted != nil:
		at = e.Counted.ReceivedAt
	case e.Status == hyte.LateOnly, e.Status == hyte.Conflict:
		for i := range e.Others {
			if s := e.Others[i].State; s == hyte.StateLate && e.Status == hyte.LateOnly || s == hyte.StateConflicting {
				at = e.Others[i].ReceivedAt
			}
		}
	}
	if at.IsZero() {
		return ""
	}
	return at.In(hyte.Helsinki()).Format(time.RFC3339)
}

func personCells(p *hyte.Person) []string {
	email, telephone := p.Email, p.Telephone
	if p.ContactVisibility == hyte.VisibleToNobody {
		email, telephone = "", ""
	}
	visibility := p.ContactVisibility
	if visibility == "" {
		visibility = hyte.VisibleToOrganizer
	}
	return []string{
		p.GivenName, p.FamilyName, p.JobTitle, p.Unit, string(p.Sector),
		email, telephone, string(visibility),
	}
}

func decisionCells(d *hyte.Decision) []string {
	if d == nil {
		d = new(hyte.Decision)
	}
	return []string{d.Body, d.Date, d.Section, d.CaseNumber}
}

// noFormula keeps a spreadsheet from taking a cell for a formula: one that
// begins like it gets an apostrophe, which makes it text.
func noFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}
