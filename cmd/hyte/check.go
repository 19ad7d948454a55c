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
		Use:   "check [FLAG]... FILE|FOLDER...|-",
		Short: "Checks a call or another document of an organizer.",
		Long: `A document says its kind in $schema; one that does not is a call. Errors make a
document unusable: no other command works on it. Warnings are for the organizer to
think about. Of a call, the moment at which the deadline ends and how many
organizations each seat asks come with them, of an event until when people register
and ask. Of a call whose answers count when they are confirmed it also says what hyte
serve needs for that.

Several documents are also held together: an organization that another of them lists
is known, and what refers to a body, call or plan that is not among them is a warning.
A FOLDER stands for the .json files in it. A document alone is not blamed for what it
cannot know.

With --since, the earlier version of a document that is kept up to date, such as a
body with its members, what has got lost since is an error, too.`,
		Example: `  hyte check call.json

  # all calls of a folder; warnings fail, too
  hyte check --strict calls/*.json

  # do the documents of a folder fit together?
  hyte check plans

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
		files, failed := a.inFolders(args, oneDocument)
		var all []*checkedDocument
		for _, name := range files {
			text, err := a.readDocument(name)
			if err != nil {
				a.notice("%v", err)
				failed = true
				continue
			}
			d, err := c.read(name, text)
			if err != nil {
				return err
			}
			all = append(all, d)
		}
		judgeTogether(all)
		for _, d := range all {
			if err := c.print(d); err != nil {
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

// checkedDocument is one file with what is to be said of it.
type checkedDocument struct {
	name       string
	text       []byte
	kind       string         // the name of its kind
	kept       *kindlist.Kept // the kind, if nobody answers such documents
	document   any            // nil if it cannot be used
	inquiry    intake.Inquiry // the document, if it is one
	deadline   *hyte.Deadline
	violations hyte.Violations
}

func (c *inquiryCheck) read(name string, text []byte) (*checkedDocument, error) {
	d := &checkedDocument{name: name, text: text, kept: c.kinds.keptBy(text)}
	if d.kept != nil {
		d.kind = d.kept.Kind.Name()
		return d, c.readKept(d)
	}
	if c.earlier != nil {
		return nil, usagef("--since: %s is no document that is compared with an earlier version", name)
	}
	d.kind = c.kinds.inquiryNamed(text)
	d.inquiry, d.deadline, d.violations = c.kinds.read(text)
	if d.inquiry != nil {
		d.document = d.inquiry
	} else if collection, ok := c.kinds.service.Collection(d.kind); ok {
		d.document, _ = collection.Inquiry.Alone().Read(text, time.Time{}) // another document may mend it
	}
	return d, nil
}

// readKept reads a document that nobody answers.
func (c *inquiryCheck) readKept(d *checkedDocument) error {
	if c.earlier != nil && c.kinds.keptBy(c.earlier).Kind != d.kept.Kind {
		return usagef("--since: %s is of another kind of document", d.name)
	}
	d.document, d.violations = d.kept.Kind.Alone().Read(d.text, time.Time{})
	if c.earlier != nil && !d.violations.Invalid() {
		d.violations = append(d.violations, d.kept.Since(d.text, c.earlier)...)
		d.kept.Kind.Type().Sort(d.violations)
	}
	return nil
}

func (c *inquiryCheck) print(d *checkedDocument) error {
	c.found = c.found || d.document == nil || d.violations.Invalid() || c.strict && hasWarning(d.violations)
	if c.json {
		return c.printJSON(d)
	}
	c.verdict(d.name, d.text, d.violations)
	for _, one := range c.deadlines(d) {
		for _, sentence := range one.sentences {
			fmt.Fprintf(c.out, "  %s\n", sentence)
		}
	}
	if d.inquiry != nil && d.inquiry.Confirmed() {
		fmt.Fprintf(c.out, "  %s\n", c.word("call.confirmed"))
	}
	c.printSeats(d.inquiry)
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

// printJSON prints one line, in which an inquiry stands under the name of its kind.
func (c *inquiryCheck) printJSON(d *checkedDocument) error {
	line := members{{"source", d.name}}
	switch {
	case d.kept != nil:
		line = append(line, member{"kind", d.kind})
	case d.inquiry != nil:
		line = append(line, member{d.kind, d.inquiry.ID()})
	}
	line = append(line, member{"valid", !d.violations.Invalid()}, member{"violations", c.findings(d.violations)})
	if all := c.deadlines(d); len(all) > 0 {
		first := all[0].checkedDeadline
		if words, err := c.deadlineWords(d.deadline); err == nil {
			first.Words = words[0]
		}
		line = append(line, member{"deadline", first})
		if len(all) > 1 {
			line = append(line, member{"deadlines", all})
		}
	}
	if d.inquiry != nil && d.inquiry.Confirmed() {
		line = append(line, member{"confirmed", true})
	}
	if seats := seatsOf(d.inquiry); len(seats) > 0 {
		line = append(line, member{"seats", seats})
	}
	return writeJSON(c.out, line)
}
