package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/hytekit/hytekit/cmd/hyte/internal/documents"
	"github.com/hytekit/hytekit/cmd/hyte/internal/inorder"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/spf13/cobra"
)

func (a *app) validateCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "validate --call CALL [FLAG]... FILE...|-",
		Short: a.kinds.help("Checks {answers} against a call."),
		Long: a.kinds.help(`A FILE is one {answer}, a JSON array of {answers}, or one {answer} after
another (NDJSON). Any number of them is read in a stream, on all processors, and
the output keeps their order.

Without --at, it is not asked whether the call is open. Text output has one line
for each violation, with file, line and column; JSON output one line for each
document. Totals go to stderr.`),
		Example: a.kinds.help(`  hyte validate --call call.json {answer}.json

  # many at once, from a pipe, in Finnish
  cat {answers}/*.json | hyte validate --call call.json --lang fi -

  # as if they arrived now: is the call open?
  hyte validate --call call.json --at now {answer}.json

  # the numbers of the invalid documents
  hyte validate --call call.json --format json {answers}.ndjson | jq 'select(.valid | not).index'`),
		Args: needFiles,
	}
	callAt := addCall(command, "the `CALL` that is answered")
	at := a.addInstant(command, "the moment at which the documents arrive, 2021-01-15T16:15:00+02:00 or now")
	format := addChoice(command, "format", "how to print", "text", "json")
	lang := addLanguage(command)
	strict := addStrict(command)
	quiet := command.Flags().BoolP("quiet", "q", false, "no totals and no progress on stderr")
	command.RunE = func(_ *cobra.Command, args []string) error {
		inquiry, err := callAt.load(a, lang.value)
		if err != nil {
			return err
		}
		answers, err := a.kinds.answersTo(inquiry, lang.value)
		if err != nil {
			return err
		}
		v := &validation{
			app: a, inquiry: inquiry, answers: answers, at: at.time,
			json: format.value == "json", quiet: *quiet,
			sources: a.sources(args), out: a.output(),
			progress: &progress{out: a.stderr, now: a.now, off: !a.terminal || *quiet},
		}
		return v.run(*strict)
	}
	return command
}

// validation checks the documents of all sources. They go through in batches:
// workers take turns to cut them out of the input, check them and write down what
// is to be printed, and the caller's goroutine prints that in order.
type validation struct {
	app     *app
	inquiry intake.Inquiry
	answers answers
	at      time.Time // zero: whether the inquiry is open is not asked
	json    bool
	quiet   bool
	sources *sources
	out     *bufio.Writer

	progress *progress
	total    totals
}

// totals count documents.
type totals struct {
	all, invalid, warned int
	received             int // invalid, and received documents instead of answers
	empty, failed        int // sources
}

func (t *totals) add(o totals) {
	t.all += o.all
	t.invalid += o.invalid
	t.warned += o.warned
	t.received += o.received
	t.empty += o.empty
	t.failed += o.failed
}

// batch is some documents, and what is to be said about them.
type batch struct {
	pieces []piece
	text   []byte // of all documents, behind each other
	output bytes.Buffer
	notes  bytes.Buffer // for stderr
	totals totals
}

// piece is one document of a batch, or what is wrong with a source.
type piece struct {
	source   string
	document documents.Document // without Text
	length   int                // of its text
	err      error
}

// A batch is full when it has that many documents or bytes.
const (
	batchPieces = 256
	batchBytes  = 256 << 10
)

// garbagePercent is GOGC while documents are checked.
const garbagePercent = 800

func (v *validation) run(strict bool) error {
	// What is read of a document is garbage at once, and what stays is little: to
	// collect it rarely costs some megabytes and saves a tenth of the time.
	defer v.app.collectRarely(garbagePercent)()
	if err := inorder.Run(runtime.GOMAXPROCS(0), v.fill, v.worker, v.drain); err != nil {
		return err
	}
	if err := v.out.Flush(); err != nil {
		return err
	}
	v.progress.clear()
	if !v.quiet {
		v.app.notice("%s", v.total)
	}
	if v.total.received > 0 {
		v.app.notice("%s", receivedNote(v.total.received))
	}
	switch {
	case v.total.failed > 0:
		return errFailed
	case v.total.invalid > 0, strict && v.total.warned+v.total.empty > 0:
		return errFound
	}
	return nil
}

// String is the totals in words.
func (t totals) String() string {
	documents := "documents"
	if t.all == 1 {
		documents = "document"
	}
	return fmt.Sprintf("%d %s: %d valid, %d invalid, %d with warnings", t.all, documents, t.all-t.invalid, t.invalid, t.warned)
}

// fill puts the next documents into the batch, and reports whether there may be
// more.
func (v *validation) fill(b *batch) bool {
	b.reset()
	for len(b.pieces) < batchPieces && len(b.text) < batchBytes {
		source, d, err := v.sources.next()
		if errors.Is(err, io.EOF) {
			return false
		}
		b.text = append(b.text, d.Text...)
		p := piece{source: source, document: d, length: len(d.Text), err: err}
		p.document.Text = nil
		b.pieces = append(b.pieces, p)
	}
	return true
}

// reset makes the batch empty. One that an unusually long document has made
// large gives its memory back.
func (b *batch) reset() {
	if cap(b.text) > 2*batchBytes {
		b.text = nil
	}
	b.pieces, b.text, b.totals = b.pieces[:0], b.text[:0], totals{}
	b.output.Reset()
	b.notes.Reset()
}

func (v *validation) worker() func(*batch) {
	reader := v.answers.reader(v.at)
	return func(b *batch) {
		text := b.text
		for _, p := range b.pieces {
			d := p.document
			d.Text, text = text[:p.length], text[p.length:]
			switch {
			case errors.Is(p.err, errNoItems):
				fmt.Fprintf(&b.notes, "hyte: %v\n", p.err)
				b.totals.empty++
				continue
			case p.err != nil:
				fmt.Fprintf(&b.notes, "hyte: %v\n", p.err)
				b.totals.failed++
				continue
			}
			language, violations := v.answers[0].language, faultOf(d)
			if d.Fault == "" {
				language, violations = reader.read(d.Text)
				violations = ofSource(violations, d)
			}
			v.judge(b, p.source, d, language, violations)
		}
	}
}

// judge counts a document and writes down what is to be said about it.
func (v *validation) judge(b *batch, source string, d documents.Document, l *language, violations hyte.Violations) {
	b.totals.all++
	invalid := violations.Invalid()
	if invalid {
		b.totals.invalid++
		if isReceivedFor(v.inquiry, d.Text) {
			b.totals.received++
		}
	}
	if hasWarning(violations) {
		b.totals.warned++
	}
	if !v.json {
		b.output.Write(l.appendReport(b.output.AvailableBuffer(), source, d, violations))
		return
	}
	verdict := verdict{source, d.Index, d.Line, !invalid, l.findings(violations)}
	if err := writeJSON(&b.output, verdict); err != nil {
		panic("hyte: " + err.Error()) // nothing in the type can fail to be written
	}
}

// verdict is a line of JSON output.
type verdict struct {
	Source     string    `json:"source"`
	Index      int       `json:"index"`
	Line       int       `json:"line"` // on which the document begins
	Valid      bool      `json:"valid"`
	Violations []finding `json:"violations"`
}

// drain prints what is said about a batch.
func (v *validation) drain(b *batch) error {
	v.total.add(b.totals)
	if b.notes.Len() > 0 {
		v.progress.clear()
		if _, err := b.notes.WriteTo(v.app.stderr); err != nil {
			return err
		}
	}
	if b.output.Len() > 0 {
		v.progress.clear()
		if _, err := b.output.WriteTo(v.out); err != nil {
			return err
		}
	}
	if !v.progress.due() {
		return nil
	}
	if err := v.out.Flush(); err != nil {
		return err
	}
	v.progress.show(v.total.String())
	return nil
}
