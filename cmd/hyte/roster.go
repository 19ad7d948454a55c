package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/export/xlsx"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
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

Of each organization the latest answer before the deadline counts, if it is from
the sender of the one before it, is confirmed, or was accepted or entered by the
organizer; any other waits to be settled. Documents with errors are reported on
stderr, are not on the roster, and make the exit status 1, and so does what is wrong
and will stay so. What is still open, such as a balance of women and men that those
who are missing decide, does not. Contact details for the registry only are left out.

CSV and XLSX are for people, in the words of --lang; JSON is for programs. CSV opens
in a Finnish or Swedish spreadsheet: a semicolon stands between cells (--separator
gives another), and a byte order mark says that it is UTF-8. It has a line for each
person, also for those who have left in mid-term, and one for each organization without
any; each tells how the answer came and what was decided. Telephone numbers are as they
are dialed in Finland. What a spreadsheet would take for a number or a date has a
zero-width space behind it and stays a text. An apostrophe stands before what it
would take for a formula, also behind a comma, semicolon or tab within a cell.

XLSX has a sheet of persons, one of organizations, and one that explains their
columns. With --out the roster is written to a file of that name; a new one may be
read by its owner only.`,
		Example: `  hyte roster --call call.json received.ndjson

  # as it was on a day, in Swedish
  hyte roster --call call.json --at 2021-01-12T16:00:00+02:00 --lang sv received.ndjson

  # for a spreadsheet, in Finnish
  hyte roster --call call.json --format xlsx --lang fi --out roster.xlsx answers/*.json
  hyte roster --call call.json --format csv --lang fi answers/*.json > roster.csv

  # those to remind
  hyte roster --call call.json --format json received.ndjson |
    jq -r '.nominators[] | select(.status == "missing").nominator'`,
		Args: needFiles,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	at := a.addInstant(command, "show the roster as it was then, 2021-01-15T16:15:00+02:00 (default now)")
	format := addChoice(command, "format", "how to print", "text", "json", "csv", "xlsx")
	separator := addChoice(command, "separator", "what stands between the cells of CSV", ";", ",", "tab")
	out := command.Flags().String("out", "", "write the roster into `FILE`")
	lang := addLanguage(command)
	strict := addStrict(command)
	command.RunE = func(_ *cobra.Command, args []string) error {
		switch {
		case format.value == "xlsx" && *out == "" && a.showsOutput:
			return usagef("a terminal cannot show a workbook; give --out FILE")
		case format.value != "csv" && command.Flags().Changed("separator"):
			return usagef("--separator is for --format csv")
		}
		call, err := callAt.loadCall(a, lang.value)
		if err != nil {
			return err
		}
		language := inLanguage(lang.value, a.kinds.texts).answering(call, formOf(call)).speakingOf(nomination.VariantOf(call.Call))
		c := &collector{app: a, call: call, language: language, reader: call.NewReader(), replies: call.Program(hyte.ReplyKind()).NewReader()}
		if err := c.readAll(a.sources(args)); err != nil {
			return err
		}
		if at.time.IsZero() {
			at.time = a.now()
		}
		roster := call.Roster(c.received, at.time.In(hyte.Helsinki())).WithoutSecrets()
		p := rosterPrinter{c.language, call, roster, separator.value}
		if err := a.printTo(*out, func(w io.Writer) error { return p.print(w, format.value) }); err != nil {
			return err
		}
		return c.status(roster, *strict)
	}
	return command
}

// loadCall reads a call: other inquiries have no roster.
func (c *callFlag) loadCall(a *app, languageCode string) (*hyte.ResolvedCall, error) {
	inquiry, err := c.load(a, languageCode)
	if err != nil {
		return nil, err
	}
	call, ok := inquiry.(*hyte.ResolvedCall)
	if !ok {
		return nil, usagef("a roster is that of a call, and %s is a %s", printable(c.path), inquiry.Kind().Name())
	}
	return call, nil
}

// rosterPrinter prints a roster in each format.
type rosterPrinter struct {
	language  *language
	call      *hyte.ResolvedCall
	roster    *hyte.Roster
	separator string // as the flag says it
}

func (p rosterPrinter) print(w io.Writer, format string) error {
	switch format {
	case "json":
		return writeJSON(w, p.roster)
	case "csv":
		separator := p.separator[0]
		if p.separator == "tab" {
			separator = '\t'
		}
		return export.CSV(w, p.call.Call, p.roster, p.language.code, separator)
	case "xlsx":
		return xlsx.Write(w, p.call.Call, p.roster, p.language.code)
	default:
		return (&rosterText{language: p.language, call: p.call, roster: p.roster}).write(w)
	}
}

// printTo prints on stdout or, if there is a path, into a file. A new file may be
// read by its owner only: rosters hold personal data. If printing fails, a file that
// was there stays as it was.
func (a *app) printTo(path string, print func(io.Writer) error) error {
	if path == "" {
		out := a.output()
		if err := print(out); err != nil {
			return err
		}
		return out.Flush()
	}
	var content bytes.Buffer
	if err := print(&content); err != nil {
		return err
	}
	return os.WriteFile(path, content.Bytes(), 0o600)
}

// collector reads documents for a roster.
type collector struct {
	app      *app
	call     *hyte.ResolvedCall
	language *language
	reader   *hyte.Reader
	replies  *document.Reader
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
			if errors.Is(err, errNoItems) {
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
		if !violations.Invalid() {
			c.received = append(c.received, *received)
			continue
		}
		c.invalid++
		if _, err := c.app.stderr.Write(c.language.appendReport(nil, source, d, violations)); err != nil {
			return err
		}
	}
}

// read reads a received document, or an answer as one.
func (c *collector) read(text []byte) (*hyte.Received, hyte.Violations) {
	if isReceived(text) {
		return c.call.ReadReceived(text)
	}
	kind := c.call.AnswerKind()
	if name, said := kindNamed(text); said && name != kind.Name() {
		return nil, unknownKind([]*document.Kind{kind})
	}
	if kind == hyte.ReplyKind() {
		r := new(hyte.Reply)
		violations := c.replies.Read(text, r)
		if violations.Invalid() {
			return nil, violations
		}
		r.Schema = ""
		return &hyte.Received{ID: contentID(r), Kind: hyte.ReceivedReply, Reply: r}, violations
	}
	n, violations := c.reader.Read(text)
	if violations.Invalid() {
		return nil, violations
	}
	n.Schema = ""
	n.Normalize()
	return &hyte.Received{ID: contentID(n), Nomination: n}, violations
}

// formOf is the form of what the call asks for.
func formOf(call *hyte.ResolvedCall) *forms.Kind {
	if call.Call.AsksPersons() {
		return nomination.Kind()
	}
	return nomination.ReplyKind()
}

// contentID names an answer by what it says, however it was written.
func contentID(answer any) string {
	text, err := json.Marshal(answer)
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
