package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "check [FLAG]... CALL...|-",
		Short: "Says whether a call is sound.",
		Long: `Errors make a call unusable: no other command works on it. Warnings are for the
organizer to think about. With them come the moment at which the deadline ends and
how many organizations each seat asks.`,
		Example: `  hyte check call.json

  # all calls of a folder; warnings fail, too
  hyte check --strict calls/*.json

  # when does the deadline end?
  hyte check --format json call.json | jq -r .deadline.end`,
		Args: needFiles,
	}
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	strict := addStrict(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		c := callCheck{language: inLanguage(lang.value, nil), json: format.value == "json", out: a.output(), strict: *strict}
		failed := false
		for _, name := range args {
			text, err := a.readDocument(name)
			if err != nil {
				a.notice("%v", err)
				failed = true
				continue
			}
			if err := c.check(name, text); err != nil {
				return err
			}
		}
		switch err := c.out.Flush(); {
		case err != nil:
			return err
		case failed:
			return errFailed
		case c.found:
			return errFound
		}
		return nil
	}
	return command
}

// callCheck prints what is to be said of calls.
type callCheck struct {
	*language
	json   bool
	strict bool
	out    *bufio.Writer
	found  bool // something that makes the exit status 1
}

// checkedCall is a line of JSON output.
type checkedCall struct {
	Source     string           `json:"source"`
	Call       string           `json:"call,omitempty"`
	Valid      bool             `json:"valid"`
	Violations []finding        `json:"violations"`
	Deadline   *checkedDeadline `json:"deadline,omitempty"`
	Seats      []checkedSeat    `json:"seats,omitempty"`
}

type checkedDeadline struct {
	LastDay string    `json:"lastDay"`
	End     time.Time `json:"end"` // exclusive
	Words   string    `json:"words"`
}

type checkedSeat struct {
	ID         string `json:"id"`
	Nominators int    `json:"nominators"`
	Min        int    `json:"min"`
	Max        int    `json:"max,omitempty"` // 0: no limit
}

func (c *callCheck) check(name string, text []byte) error {
	call, resolved, violations := readCall(text)
	c.found = c.found || resolved == nil || c.strict && hasWarning(violations)
	if c.json {
		return c.printJSON(name, call, resolved, violations)
	}
	verdict := "call.sound"
	switch {
	case resolved == nil:
		verdict = "call.unsound"
	case len(violations) > 0:
		verdict = "call.warnings"
	}
	fmt.Fprintf(c.out, "%s: %s\n", printable(name), c.word(verdict))
	whole := documents.Document{Line: 1, Column: 1, Text: text}
	c.out.Write(c.appendReport(nil, name, whole, violations))
	if call != nil && call.Deadline != nil {
		if words, err := c.deadlineWords(call.Deadline); err == nil {
			for _, sentence := range words {
				fmt.Fprintf(c.out, "  %s\n", sentence)
			}
		}
	}
	if resolved != nil {
		c.printSeats(resolved)
	}
	return nil // the writer keeps its first error
}

func (c *callCheck) printSeats(resolved *hyte.ResolvedCall) {
	t := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	for _, s := range seatsOf(resolved) {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", s.ID, c.word("seat.count", "count", strconv.Itoa(s.Nominators)), c.quota(s))
	}
	t.Flush() // the writer beneath keeps its first error
}

func (c *callCheck) quota(s checkedSeat) string {
	switch s.Max {
	case 0:
		return c.counted("quota.least", s.Min)
	case s.Min:
		return c.counted("quota.exact", s.Min)
	default:
		return c.word("quota.range", "min", strconv.Itoa(s.Min), "max", strconv.Itoa(s.Max))
	}
}

func seatsOf(resolved *hyte.ResolvedCall) []checkedSeat {
	var seats []checkedSeat
	for _, s := range resolved.Call.Seats {
		asked := len(resolved.NominatorsOf(s.ID, "fi"))
		seats = append(seats, checkedSeat{s.ID, asked, max(s.Representatives.Min, 1), s.Representatives.Max})
	}
	return seats
}

func (c *callCheck) printJSON(name string, call *hyte.Call, resolved *hyte.ResolvedCall, violations []hyte.Violation) error {
	line := checkedCall{Source: name, Valid: !constraint.Invalid(violations), Violations: c.findings(violations)}
	if call != nil && call.Deadline != nil {
		if end, err := call.Deadline.End(); err == nil {
			last, _ := call.Deadline.LastDay() // End has read it
			words, _ := c.deadlineWords(call.Deadline)
			line.Deadline = &checkedDeadline{last.String(), end, words[0]}
		}
	}
	if resolved != nil {
		line.Call = resolved.Call.ID
		line.Seats = seatsOf(resolved)
	}
	return writeJSON(c.out, line)
}

// writeJSON writes a value on one line.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(value)
}
