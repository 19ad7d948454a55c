package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// column is a column of a list: another is one more line here, and its texts.
type column struct {
	head  string // the key of the head, "head.status"; "explain.status" says more
	title string // the head itself, where it is none of the catalog's
	width int    // in characters
	cell  func(line) Cell
	when  func(*hyte.Roster) bool // the column is there; nil: always
}

// explanation is the key of the text that explains the column.
func (c column) explanation() string {
	_, name, _ := strings.Cut(c.head, ".")
	return "explain." + name
}

func hasCandidates(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool { return e.Places > 0 })
}

func hasOpenPlaces(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool { return e.Open > 0 })
}

func hasDecisionURL(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool {
		return e.Counted != nil && e.Counted.Said().Decision != nil && e.Counted.Said().Decision.URL != ""
	})
}

func hasMotivation(r *hyte.Roster) bool {
	return slices.ContainsFunc(r.Nominators, func(e hyte.Entry) bool {
		return e.Counted != nil && slices.ContainsFunc(e.Counted.Said().Representatives, func(p hyte.Representative) bool { return p.Motivation != "" })
	})
}

// entryColumns begin each list: which organization, and how it stands.
var entryColumns = []column{
	{head: "head.seat", width: 24, cell: func(l line) Cell { return TextCell(l.lists.seatName(l.entry.Seat)) }},
	{head: "head.nominator", width: 24, cell: func(l line) Cell { return TextCell(l.entry.Nominator) }},
	{head: "head.organization", width: 36, cell: func(l line) Cell { return TextCell(l.entry.Name.In(l.lists.language)) }},
	{head: "head.status", width: 26, cell: func(l line) Cell { return TextCell(l.status()) }},
	{head: "head.received", width: 18, cell: func(l line) Cell { return MomentCell(receivedAt(l.entry)) }},
}

// decisionColumns say which decision the answer that counts stands on, or the person who
// sits by an earlier one.
var decisionColumns = []column{
	{head: "label.decision.body", width: 28, cell: func(l line) Cell { return TextCell(l.decision().Body) }},
	{head: "label.decision.date", width: 14, cell: func(l line) Cell { return dateCell(l.decision().Date) }},
	{head: "label.decision.section", width: 14, cell: func(l line) Cell { return TextCell(section(l.decision().Section)) }},
	{head: "label.decision.caseNumber", width: 24, cell: func(l line) Cell { return TextCell(l.decision().CaseNumber) }},
	{head: "label.decision.url", width: 40, cell: func(l line) Cell { return TextCell(l.decision().URL) }, when: hasDecisionURL},
}

// answerColumns say more of an organization's answers.
var answerColumns = slices.Concat([]column{
	{head: "head.representatives", width: 16, cell: func(l line) Cell { return numberCell(l.count("role.representative")) }},
	{head: "head.deputies", width: 16, cell: func(l line) Cell { return numberCell(l.count("role.deputy")) }},
	{head: "head.open", width: 16, cell: func(l line) Cell { return numberCell(l.entry.Open) }, when: hasOpenPlaces},
	othersColumn,
}, decisionColumns)

var othersColumn = column{head: "head.others", width: 18, cell: func(l line) Cell { return numberCell(len(l.entry.Others)) }}

// personColumns say who is named.
var personColumns = slices.Concat([]column{
	{head: "head.number", width: 12, cell: func(l line) Cell { return l.place() }},
	{head: "head.role", width: 16, cell: func(l line) Cell { return TextCell(l.lists.words.Text(l.roleKey())) }},
	{head: "head.selection", width: 18, cell: func(l line) Cell { return TextCell(l.selection()) }, when: hasCandidates},
	{head: "label.givenName", width: 16, cell: func(l line) Cell { return TextCell(l.person.GivenName) }},
	{head: "label.familyName", width: 20, cell: func(l line) Cell { return TextCell(l.person.FamilyName) }},
	{head: "label.jobTitle", width: 26, cell: func(l line) Cell { return TextCell(l.person.JobTitle) }},
	{head: "label.unit", width: 26, cell: func(l line) Cell { return TextCell(l.person.Unit) }},
	{head: "label.sector", width: 26, cell: func(l line) Cell { return TextCell(l.lists.words.Text("option.sector." + string(l.person.Sector))) }},
	{head: "label.email", width: 34, cell: func(l line) Cell { return TextCell(l.person.Email) }},
	{head: "label.telephone", width: 18, cell: func(l line) Cell { return TextCell(texts.NationalTelephone(l.person.Telephone)) }},
	{head: "head.motivation", width: 50, cell: func(l line) Cell { return TextCell(l.motivation()) }, when: hasMotivation},
	{head: "label.contactVisibility", width: 30, cell: func(l line) Cell { return TextCell(visibilityText(l.person.ContactVisibility, l.lists.words)) }},
}, standingColumns, decisionColumns)

// status is how the organization stands, and what else there is to say of it.
func (l line) status() string {
	return StatusText(l.entry, l.lists.words)
}

// StatusText is how an organization stands in the words of [Words]: its status,
// whether it named fewer than expected, and whether another answer waits to be
// settled.
func StatusText(e *hyte.Entry, words *texts.Catalog) string {
	parts := []string{words.Text("status." + string(e.Status))}
	if e.Open > 0 {
		filled, expected := e.Filled()
		if e.Status == hyte.EntryAnswered {
			parts = nil
		}
		parts = append(parts, words.Text("status.incomplete", "count", strconv.Itoa(filled), "expected", strconv.Itoa(expected)))
	}
	if e.Contested {
		parts = append(parts, words.Text("status.contested"))
	}
	return strings.Join(parts, "; ")
}

// SelectionKey is the key of what was decided about a candidate, the i-th of the
// answer that counts: "selection.selected". It is empty where all who are named get
// a seat.
func SelectionKey(e *hyte.Entry, i int) string {
	switch {
	case e.Places == 0:
		return ""
	case len(e.Selected) == 0:
		return "selection.open"
	case slices.Contains(e.Selected, i):
		return "selection.selected"
	default:
		return "selection.not-selected"
	}
}

// place is the number of the representative; of those who have left there is none.
func (l line) place() Cell {
	if l.number == 0 {
		return Cell{}
	}
	return numberCell(l.number)
}

// roleKey is the key of the role: a candidate is a representative once selected.
func (l line) roleKey() string {
	if key := l.selectionKey(); key != "" && key != "selection.selected" && l.role == "role.representative" {
		return "role.candidate"
	}
	return l.role
}

// selection says what was decided about a candidate and the own deputy.
func (l line) selection() string { return l.lists.words.Text(l.selectionKey()) }

func (l line) selectionKey() string {
	if l.pool || l.number == 0 {
		return ""
	}
	return SelectionKey(l.entry, l.number-1)
}

// motivation is why the representative is proposed.
func (l line) motivation() string {
	if l.pool || l.number == 0 || l.role != "role.representative" {
		return ""
	}
	return l.entry.Counted.Said().Representatives[l.number-1].Motivation
}

// receivedAt is the time of the answer that gives the entry its status: the one
// that counts, else the latest that is late, in conflict or not
// confirmed. It is zero where there
// is none, or nobody knows.
func receivedAt(e *hyte.Entry) time.Time {
	if e.Counted != nil {
		return e.Counted.ReceivedAt
	}
	var at time.Time
	for i := range e.Others {
		late := e.Status == hyte.EntryLate && e.Others[i].State == hyte.StateLate
		conflict := e.Status == hyte.EntryConflict && e.Others[i].State == hyte.StateConflicting
		unconfirmed := e.Status == hyte.EntryUnconfirmed && e.Others[i].State == hyte.StateUnconfirmed
		if late || conflict || unconfirmed {
			at = e.Others[i].ReceivedAt
		}
	}
	return at
}

// count is how many persons the answer that counts names in a role.
func (l line) count(role string) int {
	count := 0
	for _, named := range l.lists.named(l.entry) {
		if named.role == role {
			count++
		}
	}
	return count
}

// decision is that by which the person sits, or else that of the answer that counts.
func (l line) decision() *hyte.Decision {
	switch {
	case l.standing != nil && l.standing.Decision != nil:
		return l.standing.Decision
	case l.standing != nil:
		return new(hyte.Decision)
	}
	if l.entry.Counted != nil && l.entry.Counted.Said().Decision != nil {
		return l.entry.Counted.Said().Decision
	}
	return new(hyte.Decision)
}

// section is as minutes are quoted: "§ 12". So it is also no number to a
// spreadsheet.
func section(number string) string {
	if number == "" || strings.Contains(number, "§") {
		return number
	}
	return "§ " + number
}

// visibilityText is as on the form, except where that names the organizer or the
// body, which a roster does not know.
func visibilityText(v hyte.Visibility, words *texts.Catalog) string {
	if v == "" {
		v = hyte.VisibleToOrganizer
	}
	if text, ok := words.Lookup("visibility." + string(v)); ok {
		return text
	}
	return words.Text("option.contactVisibility." + string(v))
}
