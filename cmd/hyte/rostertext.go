package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// rosterText is a roster for people to read.
type rosterText struct {
	*language
	call   *hyte.ResolvedCall
	roster *hyte.Roster
	out    bytes.Buffer
}

func (t *rosterText) write(w io.Writer) error {
	t.printf("%s\n", t.call.Call.Title.In(t.code))
	words, err := t.deadlineWords(t.call.Call.Deadline)
	if err != nil {
		return err
	}
	t.printf("%s\n%s\n", words[0], t.word("roster.at", "at", t.moment(t.roster.At)))
	t.seats()
	t.answers()
	t.summary()
	t.lookAt()
	_, err = t.out.WriteTo(w)
	return err
}

func (t *rosterText) printf(format string, args ...any) { fmt.Fprintf(&t.out, format, args...) }

// seats writes a table for each seat, all with the same columns.
func (t *rosterText) seats() {
	byID := map[string]*hyte.Entry{}
	for i := range t.roster.Nominators {
		byID[t.roster.Nominators[i].Nominator] = &t.roster.Nominators[i]
	}
	var rows bytes.Buffer
	table := tabwriter.NewWriter(&rows, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "  %s\t%s\t%s", t.word("status"), t.word("organization"), t.word("received"))
	if t.call.Call.AsksPersons() {
		fmt.Fprintf(table, "\t%s", t.word("representatives"))
	}
	fmt.Fprintln(table)
	var headings []string // one for each row; empty within a seat
	for _, seat := range t.call.Call.Seats {
		heading := t.seatName(&seat)
		for _, e := range t.entriesOf(seat.ID, byID) {
			t.row(table, e)
			headings = append(headings, heading)
			heading = ""
		}
	}
	table.Flush() // a buffer takes everything
	lines := strings.Split(strings.TrimSuffix(rows.String(), "\n"), "\n")
	for i, heading := range headings {
		if heading != "" {
			t.printf("\n%s\n%s\n", heading, lines[0])
		}
		t.printf("%s\n", lines[i+1])
	}
}

// entriesOf are the entries of a seat in the alphabetical order of the language, and
// then those of organizations that the call does not name.
func (t *rosterText) entriesOf(seat string, byID map[string]*hyte.Entry) []*hyte.Entry {
	var of []*hyte.Entry
	for _, n := range t.call.NominatorsOf(seat, t.code) {
		of = append(of, byID[n.ID])
	}
	for i := range t.roster.Nominators {
		e := &t.roster.Nominators[i]
		if _, asked := t.call.Nominator(e.Nominator); !asked && e.Seat == seat {
			of = append(of, e)
		}
	}
	return of
}

func (t *rosterText) seatName(seat *hyte.Seat) string {
	return plain(nomination.SeatName(t.forms, seat).In(t.forms.Language()))
}

func (t *rosterText) row(w io.Writer, e *hyte.Entry) {
	received, names := "-", "-"
	if shown := shownAnswers(e); len(shown) > 0 {
		received = momentColumn(shown[len(shown)-1].ReceivedAt)
		names = t.people(e, shown)
	}
	fmt.Fprintf(w, "  %s\t%s\t%s", t.status(e), e.Name.In(t.code), received)
	if t.call.Call.AsksPersons() {
		fmt.Fprintf(w, "\t%s", names)
	}
	fmt.Fprintln(w)
}

// answers writes, of each of the call's own questions, what the organizations answer.
func (t *rosterText) answers() {
	for i := range t.call.Call.Questions {
		q := &t.call.Call.Questions[i]
		heading := "\n" + q.Label.In(t.code) + "\n"
		for j := range t.roster.Nominators {
			e := &t.roster.Nominators[j]
			if e.Counted == nil || e.Counted.Said().Answers[q.ID] == "" {
				continue
			}
			text := plain(export.AnswerText(q, e.Counted.Said().Answers[q.ID], t.forms))
			t.printf("%s  %s: %s\n", heading, e.Name.In(t.code), strings.Join(strings.Fields(text), " "))
			heading = ""
		}
	}
}

func (t *rosterText) status(e *hyte.Entry) string {
	through, _ := t.roster.NameOf(e.Jointly)
	status := t.word("status."+string(e.Status), "nominator", through.In(t.code))
	if e.Open > 0 {
		filled, expected := e.Filled()
		status = t.word("status.incomplete", "count", strconv.Itoa(filled), "expected", strconv.Itoa(expected))
	}
	if e.Contested {
		status += ", " + t.word("status.contested")
	}
	return status
}

// shownAnswers are those that a line of the roster is about.
func shownAnswers(e *hyte.Entry) []hyte.Answer {
	if e.Counted != nil {
		return []hyte.Answer{*e.Counted}
	}
	var shown []hyte.Answer
	for _, other := range e.Others {
		switch {
		case e.Status == hyte.EntryLate && other.State == hyte.StateLate:
			shown = []hyte.Answer{other} // the latest of them
		case e.Status == hyte.EntryConflict && other.State == hyte.StateConflicting:
			shown = append(shown, other)
		case e.Status == hyte.EntryUnconfirmed && other.State == hyte.StateUnconfirmed:
			shown = []hyte.Answer{other}
		}
	}
	return shown
}

// momentColumn is an instant in Finland in a form that sorts.
func momentColumn(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.In(hyte.Helsinki()).Format("2006-01-02 15:04")
}

// people are the names of those whom the answers name, the answers parted by
// strokes, and which of the candidates are selected.
func (t *rosterText) people(e *hyte.Entry, answers []hyte.Answer) string {
	var all []string
	for _, a := range answers {
		var names []string
		for i, r := range a.Said().Representatives {
			name := r.Person.Name()
			if r.Deputy != nil {
				name = t.word("deputy", "person", name, "deputy", r.Deputy.Name())
			}
			if a.State == hyte.StateCounted && slices.Contains(e.Selected, i) {
				name = t.word("selected", "person", name)
			}
			names = append(names, name)
		}
		all = append(all, strings.Join(names, ", "))
	}
	return strings.Join(all, " / ")
}

func (t *rosterText) summary() {
	s := t.roster.Summary
	t.printf("\n%s", t.word("summary", "answered", strconv.Itoa(s.Received+s.Replaced+s.Joint), "asked", strconv.Itoa(s.Asked)))
	if t.call.Call.AsksPersons() {
		t.printf(" %s", t.counted("summary.representatives", s.Representatives))
	}
	t.printf("\n")
	for _, status := range []hyte.EntryStatus{hyte.EntryMissing, hyte.EntryUnconfirmed, hyte.EntryLate, hyte.EntryConflict, hyte.EntryRejected, hyte.EntryJoint, hyte.EntryWithdrawn, hyte.EntryDeclined} {
		if names := t.namesOf(func(e *hyte.Entry) bool { return e.Status == status }); len(names) > 0 {
			t.printf("%s\n", t.word("summary."+string(status), "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", ")))
		}
	}
	if names := t.namesOf(func(e *hyte.Entry) bool { return e.Contested }); len(names) > 0 {
		t.printf("%s\n", t.word("summary.contested", "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", ")))
	}
	if s.Incomplete > 0 {
		names := t.namesOf(func(e *hyte.Entry) bool { return e.Open > 0 })
		t.printf("%s\n%s\n", t.word("summary.incomplete", "count", strconv.Itoa(s.Incomplete), "names", strings.Join(names, ", ")),
			t.word("summary.openPlaces", "count", strconv.Itoa(s.OpenPlaces)))
	}
	if s.Candidates > 0 {
		t.printf("%s\n", t.counted("summary.candidates", s.Candidates))
	}
	if g := t.roster.Gender; g.Mode != hyte.GenderOff {
		t.printf("%s\n", t.balance("gender", g))
		if g.Deputies != nil {
			t.printf("%s\n", t.balance("gender.deputies", g.Deputies))
		}
	}
}

func (t *rosterText) namesOf(such func(*hyte.Entry) bool) []string {
	var names []string
	for i := range t.roster.Nominators {
		if e := &t.roster.Nominators[i]; such(e) {
			names = append(names, e.Name.In(t.code))
		}
	}
	return names
}

func (l *language) balance(key string, b *hyte.Balance) string {
	text := l.word(key, "women", strconv.Itoa(b.Women), "men", strconv.Itoa(b.Men), "notStated", strconv.Itoa(b.NotStated))
	if b.State == hyte.BalanceOpen {
		text += ". " + l.word("balance.open")
	}
	return text
}

// lookAt writes what the organizer should look at.
func (t *rosterText) lookAt() {
	if len(t.roster.Violations) > 0 {
		t.printf("\n%s\n", t.word("look"))
	}
	for _, v := range t.roster.Violations {
		message := t.message(hyte.Violation{
			Rule: hyte.Rule(v.Rule), Location: v.Location, Severity: constraint.Severity(v.Severity),
			Params: constraint.Params{Other: v.Other},
		})
		about := ""
		for _, place := range []string{v.Location, v.Other} {
			if name := t.entryName(place); name != "" {
				about += ", " + name
			}
		}
		if about != "" {
			about = strings.TrimPrefix(about, ", ") + ": "
		}
		t.printf("  %s: %s%s\n", t.word("severity."+v.Severity), about, plain(message))
	}
}

// entryName is the organization at a place of the roster, or empty.
func (t *rosterText) entryName(place string) string {
	tokens := constraint.Tokens(place)
	if len(tokens) < 2 || tokens[0] != "nominators" {
		return ""
	}
	i, err := strconv.Atoi(tokens[1])
	if err != nil || i >= len(t.roster.Nominators) {
		return ""
	}
	return t.roster.Nominators[i].Name.In(t.code)
}
