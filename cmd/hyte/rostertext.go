package main

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

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
	fmt.Fprintf(table, "  %s\t%s\t%s\t%s\n", t.word("status"), t.word("organization"), t.word("received"), t.word("representatives"))
	var headings []string // one for each row; empty within a seat
	for _, seat := range t.call.Call.Seats {
		heading := t.seatName(&seat)
		for _, n := range t.call.NominatorsOf(seat.ID, t.code) {
			t.row(table, byID[n.ID])
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

func (t *rosterText) seatName(seat *hyte.Seat) string {
	if len(seat.Name) > 0 {
		return seat.Name.In(t.code)
	}
	return t.word("seat." + string(seat.Nominators.Kind))
}

func (t *rosterText) row(w io.Writer, e *hyte.Entry) {
	received, names := "-", "-"
	if shown := shownAnswers(e); len(shown) > 0 {
		received = momentColumn(shown[len(shown)-1].ReceivedAt)
		names = t.people(shown)
	}
	fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", t.word("status."+string(e.Status)), e.Name.In(t.code), received, names)
}

// shownAnswers are those that a line of the roster is about.
func shownAnswers(e *hyte.Entry) []hyte.Answer {
	if e.Counted != nil {
		return []hyte.Answer{*e.Counted}
	}
	var shown []hyte.Answer
	for _, other := range e.Others {
		switch {
		case e.Status == hyte.LateOnly && other.State == hyte.StateLate:
			shown = []hyte.Answer{other} // the latest of them
		case e.Status == hyte.Conflict && other.State == hyte.StateConflicting:
			shown = append(shown, other)
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
// strokes.
func (t *rosterText) people(answers []hyte.Answer) string {
	var all []string
	for _, a := range answers {
		var names []string
		for _, r := range a.Nomination.Representatives {
			name := r.Person.Name()
			if r.Deputy != nil {
				name = t.word("deputy", "person", name, "deputy", r.Deputy.Name())
			}
			names = append(names, name)
		}
		all = append(all, strings.Join(names, ", "))
	}
	return strings.Join(all, " / ")
}

func (t *rosterText) summary() {
	s := t.roster.Summary
	t.printf("\n%s %s\n",
		t.word("summary", "answered", strconv.Itoa(s.Received+s.Replaced), "asked", strconv.Itoa(s.Asked)),
		t.counted("summary.representatives", s.Representatives))
	for _, status := range []hyte.EntryStatus{hyte.Missing, hyte.LateOnly, hyte.Conflict, hyte.Withdrawn, hyte.Declined} {
		if names := t.namesOf(status); len(names) > 0 {
			t.printf("%s\n", t.word("summary."+string(status), "count", strconv.Itoa(len(names)), "names", strings.Join(names, ", ")))
		}
	}
	if g := t.roster.Gender; g.Mode != hyte.GenderOff {
		t.printf("%s\n", t.balance("gender", g))
		if g.Deputies != nil {
			t.printf("%s\n", t.balance("gender.deputies", g.Deputies))
		}
	}
}

func (t *rosterText) namesOf(status hyte.EntryStatus) []string {
	var names []string
	for i := range t.roster.Nominators {
		if e := &t.roster.Nominators[i]; e.Status == status {
			names = append(names, e.Name.In(t.code))
		}
	}
	return names
}

func (t *rosterText) balance(key string, b *hyte.Balance) string {
	return t.word(key, "women", strconv.Itoa(b.Women), "men", strconv.Itoa(b.Men), "notStated", strconv.Itoa(b.NotStated))
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
