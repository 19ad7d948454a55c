package export

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
)

// List is a table for people.
type List struct {
	Title   string
	Columns []Column
	Rows    [][]Cell // each as long as Columns
}

// Column is what a column of a [List] says.
type Column struct {
	Head        string
	Explanation string // a sentence or two
	Width       int    // in characters
}

// Lists are what a roster says as tables, in the words of one language: heads,
// statuses and the names of organizations. What the language lacks is Finnish.
// Contact details that a person keeps secret are left out: those are for the
// registry only.
type Lists struct {
	call     *hyte.Call
	roster   *hyte.Roster
	language string
	words    *texts.Catalog
}

// New makes the lists of the roster of a call. Of the call come the names of its
// groups of organizations; without it they have their ids.
func New(call *hyte.Call, roster *hyte.Roster, language string) *Lists {
	words := Words(language)
	if call != nil {
		words = words.Variant(nomination.VariantOf(call))
	}
	return &Lists{call, roster.WithoutSecrets(), language, words}
}

// HasPersons reports whether the roster is of persons, and not of replies.
func (l *Lists) HasPersons() bool { return l.call == nil || l.call.AsksPersons() }

// Persons has a line for each person of the answers that count, and for each who sat
// for the organization and has left in mid-term.
func (l *Lists) Persons() *List {
	personColumns := l.columns(personColumns)
	list := l.empty("list.persons", entryColumns, personColumns)
	for i := range l.roster.Nominators {
		for _, line := range l.sat(&l.roster.Nominators[i]) {
			list.Rows = append(list.Rows, append(cells(entryColumns, line), cells(personColumns, line)...))
		}
	}
	return list
}

// whole is all in one list: as Persons, with a line for each organization of which
// nobody counts, and how each came to stand as it does.
func (l *Lists) whole() *List {
	personColumns, trailColumns := l.columns(personColumns), slices.Concat(l.questions(), l.columns(trailColumns))
	if !l.HasPersons() {
		personColumns = l.columns(decisionColumns)
	}
	list := l.empty("list.persons", entryColumns, personColumns, trailColumns)
	for i := range l.roster.Nominators {
		e := &l.roster.Nominators[i]
		sat := l.sat(e)
		for _, line := range sat {
			list.Rows = append(list.Rows, slices.Concat(cells(entryColumns, line), cells(personColumns, line), cells(trailColumns, line)))
		}
		if len(sat) == 0 {
			about := line{lists: l, entry: e}
			persons := make([]Cell, len(personColumns))
			if !l.HasPersons() {
				persons = cells(personColumns, about)
			}
			list.Rows = append(list.Rows, slices.Concat(cells(entryColumns, about), persons, cells(trailColumns, about)))
		}
	}
	return list
}

// Organizations has a line for each organization that the call asks, in its order.
func (l *Lists) Organizations() *List {
	about := answerColumns
	if !l.HasPersons() {
		about = slices.Concat([]column{othersColumn}, decisionColumns)
	}
	answerColumns := slices.Concat(l.questions(), l.columns(about), l.columns(trailColumns))
	list := l.empty("list.organizations", entryColumns, answerColumns)
	for i := range l.roster.Nominators {
		line := line{lists: l, entry: &l.roster.Nominators[i]}
		list.Rows = append(list.Rows, append(cells(entryColumns, line), cells(answerColumns, line)...))
	}
	return list
}

// columns are those that say something of the roster.
func (l *Lists) columns(all []column) []column {
	return slices.DeleteFunc(slices.Clone(all), func(c column) bool { return c.when != nil && !c.when(l.roster) })
}

func (l *Lists) empty(title string, groups ...[]column) *List {
	list := &List{Title: l.words.Text(title)}
	for _, group := range groups {
		for _, c := range group {
			list.Columns = append(list.Columns, Column{cmp.Or(c.title, l.words.Text(c.head)), l.words.Text(c.explanation()), c.width})
		}
	}
	return list
}

func cells(columns []column, of line) []Cell {
	row := make([]Cell, len(columns))
	for i, c := range columns {
		row[i] = c.cell(of)
	}
	return row
}

// line is what a row of a list is about.
type line struct {
	lists  *Lists
	entry  *hyte.Entry
	number int          // of the representative, from 1; 0 in a row about an organization
	role   string       // "role.deputy"; empty in a row about an organization
	person *hyte.Person // nil in a row about an organization
	pool   bool         // a deputy of all, the number being the order in which deputies step in

	standing *hyte.Standing // of the person, where representatives changed in mid-term
}

// sat are those who are named, and those who have left.
func (l *Lists) sat(e *hyte.Entry) []line { return append(l.named(e), l.left(e)...) }

// named are the persons of the answer that counts, each deputy behind whom he or
// she deputizes for.
func (l *Lists) named(e *hyte.Entry) []line {
	if e.Counted == nil {
		return nil
	}
	var lines []line
	add := func(i int, p *hyte.Person, deputy, pool bool) {
		if p != nil {
			lines = append(lines, line{l, e, i + 1, roleOf(deputy), p, pool, standingOf(e, p, deputy)})
		}
	}
	for i, r := range e.Counted.Said().Representatives {
		add(i, r.Person, false, false)
		add(i, r.Deputy, true, false)
	}
	for i := range e.Counted.Said().Deputies {
		add(i, &e.Counted.Said().Deputies[i], true, true)
	}
	return lines
}

// seatName is what the call calls a group of organizations, or its id.
func (l *Lists) seatName(id string) string {
	if l.call != nil {
		for i := range l.call.Seats {
			if seat := &l.call.Seats[i]; seat.ID == id {
				return nomination.SeatName(l.words, seat).In(l.language)
			}
		}
	}
	return id
}
