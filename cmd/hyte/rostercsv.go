package main

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// rosterColumns are the names of the columns, stable API.
var rosterColumns = [...]string{
	"seat", "nominator", "organization", "status", "received_at",
	"number", "role", "given_name", "family_name", "job_title", "unit", "sector",
	"email", "telephone", "contact_visibility",
	"decision_body", "decision_date", "decision_section", "case_number",
}

// writeRosterCSV writes the roster as CSV (RFC 4180): one line for each person
// of the answers that count, and one for each organization without any.
func writeRosterCSV(w io.Writer, l *language, roster *hyte.Roster) error {
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	write := func(cells []string) error {
		for i, cell := range cells {
			cells[i] = noFormula(cell)
		}
		return rows.Write(cells)
	}
	if err := write(append([]string{}, rosterColumns[:]...)); err != nil {
		return err
	}
	for i := range roster.Nominators {
		for _, cells := range entryRows(l, &roster.Nominators[i]) {
			if err := write(cells); err != nil {
				return err
			}
		}
	}
	rows.Flush()
	return rows.Error()
}

func entryRows(l *language, e *hyte.Entry) [][]string {
	head := []string{e.Seat, e.Nominator, e.Name.In(l.code), string(e.Status)}
	received := ""
	if shown := shownAnswers(e); len(shown) > 0 && !shown[len(shown)-1].ReceivedAt.IsZero() {
		received = shown[len(shown)-1].ReceivedAt.In(hyte.Helsinki()).Format(time.RFC3339)
	}
	if e.Counted == nil {
		head = append(head, received)
		return [][]string{append(head, make([]string, len(rosterColumns)-len(head))...)}
	}
	n := e.Counted.Nomination
	var rows [][]string
	for i, r := range n.Representatives {
		person := func(role string, p *hyte.Person) {
			row := append(head[:len(head):len(head)], received, strconv.Itoa(i+1), role)
			row = append(row, personCells(p)...)
			rows = append(rows, append(row, decisionCells(n.Decision)...))
		}
		person("representative", r.Person)
		if r.Deputy != nil {
			person("deputy", r.Deputy)
		}
	}
	return rows
}

// personCells leave out the contacts of a person who keeps them secret: those
// are for the registry only.
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
