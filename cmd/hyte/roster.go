package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/spf13/cobra"
)

func (a *app) rosterCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "roster --call CALL [FLAG]... FILE...|-",
		Short: "Shows who has answered a call, and who is missing.",
		Long: `A FILE holds received documents, {"id", "receivedAt", "nomination"}, or nominations
by themselves, which count as received in time and before all others. It is one
document, a JSON array, or one document after another (NDJSON). The order of files
and documents changes nothing, and a document that comes twice counts once.

Of each organization the latest answer before the deadline counts. Documents with
errors are reported on stderr, are not on the roster, and make the exit status 1;
so does what the organizer must settle.

CSV (RFC 4180) has a line for each person, and one for each organization without
any; a cell that a spreadsheet would take for a formula begins with an apostrophe.
Contact details that their owner keeps secret are left out of it.`,
		Example: `  hyte roster --call call.json received.ndjson

  # as it was on a day, in Swedish
  hyte roster --call call.json --at 2021-01-12T16:00:00+02:00 --lang sv received.ndjson

  # for a spreadsheet
  hyte roster --call call.json --format csv answers/*.json > roster.csv

  # those to remind
  hyte roster --call call.json --format json received.ndjson |
    jq -r '.nominators[] | select(.status == "missing").nominator'`,
		Args: needFiles,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	at := a.addInstant(command, "show the roster as it was then, 2021-01-15T16:15:00+02:00 (default now)")
	format := addChoice(command, "format", "how to print", "text", "json", "csv")
	lang := addLanguage(command)
	strict := addStrict(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		call, err := callAt.load(a, lang.value)
		if err != nil {
			return err
		}
		c := &collector{app: a, call: call, language: inLanguage(lang.value, call), reader: call.NewReader()}
		if err := c.readAll(a.sources(args)); err != nil {
			return err
		}
		if at.time.IsZero() {
			at.time = a.now()
		}
		roster := call.Roster(c.received, at.time.In(hyte.Helsinki()))
		if err := a.printRoster(format.value, c.language, call, roster); err != nil {
			return err
		}
		return c.status(roster, *strict)
	}
	return command
}

func (a *app) printRoster(format string, l *language, call *hyte.ResolvedCall, roster *hyte.Roster) error {
	out := a.output()
	var err error
	switch format {
	case "json":
		err = writeJSON(out, roster)
	case "csv":
		err = export.CSV(out, roster, l.code)
	default:
		err = (&rosterText{language: l, call: call, roster: roster}).write(out)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// collector reads documents for a roster.
type collector struct {
	app      *app
	call     *hyte.ResolvedCall
	language *language
	reader   *hyte.Reader
	received []hyte.Received
	invalid  int
	empty    int // sources
	failed   bool
}

// readAll reports what cannot be on the roster, and goes on.
func (c *collector) readAll(from *sources) error {
	for {
		source, d, err := from.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			c.app.notice("%v", err)
			if errors.Is(err, errNoDocuments) {
				c.empty++
			} else {
				c.failed = true
			}
			continue
		}
		received, violations := (*hyte.Received)(nil), faultOf(d)
		if d.Fault == "" {
			received, violations = c.read(d.Text)
			violations = ofSource(violations, d)
		}
		if !constraint.Invalid(violations) {
			c.received = append(c.received, *received)
			continue
		}
		c.invalid++
		if _, err := c.app.stderr.Write(c.language.appendReport(nil, source, d, violations)); err != nil {
			return err
		}
	}
}

// read reads a received document, or a nomination as one.
func (c *collector) read(text []byte) (*hyte.Received, []hyte.Violation) {
	if isReceived(text) {
		return c.call.ReadReceived(text)
	}
	n, violations := c.reader.Read(text)
	if constraint.Invalid(violations) {
		return nil, violations
	}
	n.Schema = ""
	n.Normalize()
	return &hyte.Received{ID: contentID(n), Nomination: n}, violations
}

// isReceived reports whether the document has a member that only a received
// document has.
func isReceived(text []byte) bool {
	members, _ := constraint.Members(text)
	for _, name := range []string{"nomination", "kind", "receivedAt", "accepts"} {
		if _, ok := members[name]; ok {
			return true
		}
	}
	return false
}

// contentID names a nomination by what it says, however it was written.
func contentID(n *hyte.Nomination) string {
	text, err := json.Marshal(n)
	if err != nil {
		panic("hyte: " + err.Error()) // nothing in the type can fail to be written
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// status is what the exit status says of the documents and the roster.
func (c *collector) status(roster *hyte.Roster, strict bool) error {
	if c.failed {
		return errFailed
	}
	found := c.invalid > 0 || strict && c.empty > 0
	for _, v := range roster.Violations {
		found = found || strict || v.Severity == string(hyte.Error)
	}
	if found {
		return errFound
	}
	return nil
}
