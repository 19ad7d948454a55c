package main

import (
	"bufio"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "check [FLAG]... CALL...|-",
		Short: "Checks a call, and says when its deadline ends.",
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
		c := inquiryCheck{
			language: inLanguage(lang.value, a.kinds.texts), kinds: &a.kinds,
			json: format.value == "json", out: a.output(), strict: *strict,
		}
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

// inquiryCheck prints what is to be said of inquiries.
type inquiryCheck struct {
	*language
	kinds  *kinds
	json   bool
	strict bool
	out    *bufio.Writer
	found  bool // something that makes the exit status 1
}

// checkedDeadline is a member of JSON output.
type checkedDeadline struct {
	LastDay string    `json:"lastDay"`
	End     time.Time `json:"end"` // exclusive
	Words   string    `json:"words"`
}

func (c *inquiryCheck) check(name string, text []byte) error {
	inquiry, deadline, violations := c.kinds.read(text)
	c.found = c.found || inquiry == nil || c.strict && hasWarning(violations)
	if c.json {
		return c.printJSON(name, inquiry, deadline, violations)
	}
	verdict := "call.sound"
	switch {
	case inquiry == nil:
		verdict = "call.unsound"
	case len(violations) > 0:
		verdict = "call.warnings"
	}
	fmt.Fprintf(c.out, "%s: %s\n", printable(name), c.word(verdict))
	whole := documents.Document{Line: 1, Column: 1, Text: text}
	c.out.Write(c.appendReport(nil, name, whole, violations))
	if deadline != nil {
		if words, err := c.deadlineWords(deadline); err == nil {
			for _, sentence := range words {
				fmt.Fprintf(c.out, "  %s\n", sentence)
			}
		}
	}
	c.printSeats(seatsOf(inquiry))
	return nil // the writer keeps its first error
}

// printJSON prints one line, in which the inquiry stands under the name of its kind.
func (c *inquiryCheck) printJSON(name string, inquiry intake.Inquiry, deadline *hyte.Deadline, violations hyte.Violations) error {
	line := members{{"source", name}}
	if inquiry != nil {
		line = append(line, member{inquiry.Kind().Name(), inquiry.ID()})
	}
	line = append(line, member{"valid", !violations.Invalid()}, member{"violations", c.findings(violations)})
	if deadline != nil {
		if end, err := deadline.End(); err == nil {
			last, _ := deadline.LastDay() // End has read it
			words, _ := c.deadlineWords(deadline)
			line = append(line, member{"deadline", checkedDeadline{last.String(), end, words[0]}})
		}
	}
	if seats := seatsOf(inquiry); len(seats) > 0 {
		line = append(line, member{"seats", seats})
	}
	return writeJSON(c.out, line)
}
