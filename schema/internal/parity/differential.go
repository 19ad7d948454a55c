package parity

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/schema/internal/parity/invent"
)

// Batch is invented documents with one task.
type Batch struct {
	Number    uint64
	Task      Task
	Documents []Document
	Mutations [][]string // of each document
}

// Invent makes the batch of the number. The same seed and number give the same
// batch.
func Invent(seed, number uint64, size int) *Batch {
	r := rand.New(rand.NewPCG(seed, number))
	kind := invent.Kind(r)
	inquiry := invent.Inquiry(r, kind)
	b := &Batch{Number: number, Task: NewTask(kind, inquiry, time.Time{})}
	if r.IntN(3) == 0 {
		b.Task = NewTask(kind, inquiry, invent.Instant(r, inquiry, kind))
	}
	documents := invent.NewDocuments(r, kind, inquiry)
	texts := make([][]byte, size)
	for i := range texts {
		d := documents.Next()
		texts[i] = d.Text
		b.Mutations = append(b.Mutations, d.Mutations)
	}
	b.Documents = Documents(b.Task, texts...)
	return b
}

// Disagreement is a document about which an engine and the Go rules disagree.
type Disagreement struct {
	Engine    Engine
	Task      Task
	Text      []byte
	Said      string   // how
	Mutations []string // what was done to a right document
}

// Try gives the batch to the engines, all at once.
func (b *Batch) Try(engines ...Engine) ([]Disagreement, error) {
	said, failed := make([][]string, len(engines)), make([]error, len(engines))
	var all sync.WaitGroup
	for i, e := range engines {
		all.Go(func() { said[i], failed[i] = e.Judge(b.Task, b.Documents) })
	}
	all.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, err
	}
	var found []Disagreement
	for i, e := range engines {
		for j, how := range said[i] {
			if how != "" {
				found = append(found, Disagreement{e, b.Task, b.Documents[j].Text, how, b.Mutations[j]})
			}
		}
	}
	return found, nil
}

// Report is the disagreement as lines for a person: what it is, and a case that
// can be added to the suite, with the call that goes into calls.json.
func (d *Disagreement) Report() (string, error) {
	want := Rules(d.Task, d.Text)
	c := Case{Name: "a document that engines disagreed about", Call: "the one below", At: d.Task.At, Document: d.Text, Violations: []Expected{}}
	for _, v := range want {
		c.Violations = append(c.Violations, Expected{v.Rule, v.Location, v.Severity, nil})
		c.About = want[0].Rule
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("parity: %w", err)
	}
	report := fmt.Sprintf("%s %s\n  kind: %s\n  mutations: %q\n  case: %s\n", d.Engine.Name(), d.Said, d.Task.Kind.Name(), d.Mutations, text)
	var asked any
	switch inquiry := d.Task.Inquiry.(type) {
	case nil:
		return report, nil
	case *hyte.ResolvedCall:
		asked = map[string]any{"call": inquiry.Call}
	default:
		asked = inquiry
	}
	text, err = json.Marshal(asked)
	if err != nil {
		return "", fmt.Errorf("parity: %w", err)
	}
	return report + fmt.Sprintf("  %s: %s\n", d.Task.Inquiry.Kind().Name(), text), nil
}
