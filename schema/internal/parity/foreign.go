package parity

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// patience is how long a program may take for one batch of documents.
const patience = 2 * time.Minute

// Foreign is an engine that runs as a program and speaks the protocol of
// schema/engines/README.md. It is for one goroutine.
type Foreign struct {
	name    string
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	errors  bytes.Buffer
}

// Start starts the program.
func Start(name string, command ...string) (*Foreign, error) {
	f := &Foreign{name: name, command: exec.Command(command[0], command[1:]...)}
	f.command.Stderr = &f.errors
	f.command.WaitDelay = time.Second
	var err error
	if f.in, err = f.command.StdinPipe(); err != nil {
		return nil, fmt.Errorf("parity: %s: %w", name, err)
	}
	out, err := f.command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("parity: %s: %w", name, err)
	}
	f.out = bufio.NewReaderSize(out, 1<<16)
	if err := f.command.Start(); err != nil {
		return nil, fmt.Errorf("parity: %s does not start: %w", name, err)
	}
	return f, nil
}

// Ajv starts ajv from the folder schema/engines, where npm has installed it.
func Ajv(engines string) (*Foreign, error) { return Node(engines, "ajv") }

// Node starts an engine in Node.js from its own folder in schema/engines.
func Node(engines, name string) (*Foreign, error) {
	return Start(name, "node", engines+"/"+name+"/engine.mjs")
}

// Python starts Debian's python3-jsonschema.
func Python(engines string) (*Foreign, error) {
	return Start("python", "/usr/bin/python3", engines+"/python/engine.py")
}

// Perl starts Debian's libjson-validator-perl.
func Perl(engines string) (*Foreign, error) {
	return Start("perl", "/usr/bin/perl", engines+"/perl/engine.pl")
}

// Name is the name that the engine was started with.
func (f *Foreign) Name() string { return f.name }

// Close ends the program.
func (f *Foreign) Close() error {
	if err := errors.Join(f.in.Close(), f.command.Wait()); err != nil {
		return f.failed(err)
	}
	return nil
}

// Judge compares the verdict and the places. JSON texts that the Go rules do
// not take for documents are left out: the program reads JSON in its own way.
func (f *Foreign) Judge(task Task, documents []Document) ([]string, error) {
	text, err := schemaOf(task)
	if err != nil {
		return nil, err
	}
	watchdog := time.AfterFunc(patience, func() { _ = f.command.Process.Kill() })
	defer watchdog.Stop()
	asked := make(chan error, 1)
	go func() { asked <- f.ask(text, documents) }()
	out := make([]string, len(documents))
	for i, d := range documents {
		if d.Want.NotJSON() {
			continue
		}
		a, err := f.answer()
		if err != nil {
			return nil, f.failed(err)
		}
		out[i] = a.disagreement(task, &d)
	}
	if err := <-asked; err != nil {
		return nil, f.failed(err)
	}
	return out, nil
}

// ask writes the requests.
func (f *Foreign) ask(schema []byte, documents []Document) error {
	w := bufio.NewWriterSize(f.in, 1<<16)
	var line bytes.Buffer
	if err := json.Compact(&line, schema); err != nil {
		return err
	}
	fmt.Fprintf(w, "{\"schema\":%s}\n", line.Bytes())
	for _, d := range documents {
		if d.Want.NotJSON() {
			continue
		}
		text := constraint.WithoutMark(d.Text)
		if bytes.IndexByte(text, '\n') >= 0 {
			line.Reset()
			if err := json.Compact(&line, text); err != nil {
				return err
			}
			text = line.Bytes()
		}
		fmt.Fprintf(w, "{\"document\":%s}\n", text)
	}
	return w.Flush()
}

// answer is what the program says of one document.
type answer struct {
	Valid  bool `json:"valid"`
	Errors []struct {
		Location string    `json:"location"`
		Rule     hyte.Rule `json:"rule"`
	} `json:"errors"`
}

func (f *Foreign) answer() (a answer, err error) {
	line, err := f.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("no answer: %w", err)
	}
	if err := json.Unmarshal(line, &a); err != nil {
		return a, fmt.Errorf("an answer that is not in the protocol: %w", err)
	}
	return a, nil
}

// failed ends the program and adds what it has written about its end.
func (f *Foreign) failed(err error) error {
	_ = f.in.Close()
	_ = f.command.Process.Kill()
	_ = f.command.Wait()
	return fmt.Errorf("parity: the engine %s failed: %w\n%s", f.name, err, strings.TrimSpace(f.errors.String()))
}

// disagreement compares an answer with the violations that a schema can report.
func (a *answer) disagreement(task Task, d *Document) string {
	want := d.Seen
	if d.IsHidden() {
		return ""
	}
	if a.Valid != (len(want) == 0) {
		if a.Valid {
			return fmt.Sprintf("finds nothing wrong; the Go rules say %v", want)
		}
		return fmt.Sprintf("finds fault at %s, where the Go rules see none", a.places())
	}
	if a.Errors == nil {
		return "" // an engine that says only whether a document is valid
	}
	for _, v := range want {
		if !a.has(v) {
			return fmt.Sprintf("does not find %v, only faults at %s", v, a.places())
		}
	}
	if d.isCutOff() {
		return ""
	}
	for _, e := range a.Errors {
		if !explained(task, e.Location, e.Rule, want) {
			return fmt.Sprintf("finds fault at %q %s, the Go rules only %v", e.Location, e.Rule, want)
		}
	}
	return ""
}

// has reports whether the answer has the violation's place, and no other rule
// for it alone. A foreign engine gives rules of tags no names.
func (a *answer) has(v hyte.Violation) bool {
	for _, e := range a.Errors {
		if e.Location == v.Location && (e.Rule == "" || e.Rule == v.Rule || strings.HasPrefix(string(e.Rule), "format.")) {
			return true
		}
	}
	return false
}

func (a *answer) places() string {
	var places []string
	for _, e := range a.Errors {
		places = append(places, fmt.Sprintf("%q %s", e.Location, e.Rule))
	}
	return strings.Join(places, ", ")
}

// explained reports whether a fault that an engine finds follows from a
// violation. The Go rules report one mistake once; an engine reports all
// keywords that fail on the way:
//
//   - several at one place;
//   - rules of objects that read a value of the wrong type, and unique of a list
//     that holds one;
//   - rules of a whole document that is looked at only once its values are right.
func explained(task Task, location string, rule hyte.Rule, want hyte.Violations) bool {
	whole := task.Kind.ValuesFirst() && rule != "" && !strings.HasPrefix(string(rule), "format.")
	return slices.ContainsFunc(want, func(v hyte.Violation) bool {
		return v.Location == location || whole || v.Rule == constraint.RuleType && constraint.Within(v.Location, location)
	})
}
