package main

import (
	"bufio"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	kindlist "github.com/hytekit/hytekit/hyte/kinds"
	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "check [FLAG]... FILE...|-",
		Short: "Checks a call or another document of an organizer.",
		Long: `A document says its kind in $schema; one that does not is a call. Errors make a
document unusable: no other command works on it. Warnings are for the organizer to
think about. Of a call, the moment at which the deadline ends and how many
organizations each seat asks come with them.

With --since, the earlier version of a document that is kept up to date, such as a
body with its members, what has got lost since is an error, too.`,
		Example: `  hyte check call.json

  # all calls of a folder; warnings fail, too
  hyte check --strict calls/*.json

  # has anybody who sat in the council got lost?
  hyte check --since body-2024.json body.json

  # when does the deadline end?
  hyte check --format json call.json | jq -r .deadline.end`,
		Args: needFiles,
	}
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	strict := addStrict(command)
	since := command.Flags().String("since", "", "an earlier version of the document, a `FILE`")
	command.RunE = func(_ *cobra.Command, args []string) error {
		earlier, err := a.earlierVersion(*since, args)
		if err != nil {
			return err
		}
		c := inquiryCheck{
			language: inLanguage(lang.value, a.kinds.texts), kinds: &a.kinds,
			json: format.value == "json", out: a.output(), strict: *strict, earlier: earlier,
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
	// earlier is an earlier version of the document, nil if there is none.
	earlier []byte
	out     *bufio.Writer
	found   bool // something that makes the exit status 1
}

// checkedDeadline is a member of JSON output.
type checkedDeadline struct {
	LastDay string    `json:"lastDay"`
	End     time.Time `json:"end"` // exclusive
	Words   string    `json:"words"`
}

func (c *inquiryCheck) check(name string, text []byte) error {
	if kept := c.kinds.keptBy(text); kept != nil {
		return c.checkKept(name, text, kept)
	}
	if c.earlier != nil {
		return usagef("--since: %s is no document that is compared with an earlier version", name)
	}
	inquiry, deadline, violations := c.kinds.read(text)
	c.found = c.found || inquiry == nil || c.strict && hasWarning(violations)
	if c.json {
		return c.printJSON(name, inquiry, deadline, violations)
	}
	c.verdict(name, text, violations)
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

// verdict says in a line whether a document is sound, and then what is to be said of it.
func (c *inquiryCheck) verdict(name string, text []byte, violations hyte.Violations) {
	verdict := "call.sound"
	switch {
	case violations.Invalid():
		verdict = "call.unsound"
	case len(violations) > 0:
		verdict = "call.warnings"
	}
	fmt.Fprintf(c.out, "%s: %s\n", printable(name), c.word(verdict))
	whole := documents.Document{Line: 1, Column: 1, Text: text}
	c.out.Write(c.appendReport(nil, name, whole, violations))
}

// checkKept is check for a document that nobody answers.
func (c *inquiryCheck) checkKept(name string, text []byte, kept *kindlist.Kept) error {
	if c.earlier != nil && c.kinds.keptBy(c.earlier).Kind != kept.Kind {
		return usagef("--since: %s is of another kind of document", name)
	}
	_, violations := kept.Kind.Alone().Read(text, time.Time{})
	if c.earlier != nil && !violations.Invalid() {
		violations = append(violations, kept.Since(text, c.earlier)...)
		kept.Kind.Type().Sort(violations)
	}
	c.found = c.found || violations.Invalid() || c.strict && hasWarning(violations)
	if c.json {
		return writeJSON(c.out, members{
			{"source", name}, {"kind", kept.Kind.Name()}, {"valid", !violations.Invalid()}, {"violations", c.findings(violations)},
		})
	}
	c.verdict(name, text, violations)
	return nil
}

// earlierVersion reads the file of --since, which is for one document. It is nil without
// the flag.
func (a *app) earlierVersion(name string, args []string) ([]byte, error) {
	if name == "" {
		return nil, nil
	}
	if len(args) != 1 {
		return nil, usagef("--since: give one FILE to compare with it")
	}
	text, err := a.readDocument(name)
	if err != nil {
		return nil, err
	}
	kept := a.kinds.keptBy(text)
	if kept == nil || kept.Since == nil {
		return nil, usagef("--since: %s is no document that is compared with an earlier version", name)
	}
	if _, violations := kept.Kind.Alone().Read(text, time.Time{}); violations.Invalid() {
		return nil, usagef("--since: %s has errors: hyte check tells which", name)
	}
	return text, nil
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
