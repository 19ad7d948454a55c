package parity

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/hytekit/hytekit/schema/parity/invent"
)

// kinds are the kinds of documents that batches are of, in their turn.
var kinds = [...]string{
	"nomination", "call", "nomination", "received", "nomination", "nomination", "call", "nomination", "roster", "nomination",
}

// Batch is invented documents with one task.
type Batch struct {
	Number    uint64
	Task      Task
	Documents []Document
	Mutations [][]string // of each document
}

// Invent makes the batch of the number. The same seed and number give the same
// batch.
func Invent(seed, number uint64, size int) (*Batch, error) {
	r := rand.New(rand.NewPCG(seed, number))
	b := &Batch{Number: number, Task: Task{Kind: kinds[number%uint64(len(kinds))]}}
	call := invent.Call(r)
	if b.Task.Kind != "call" {
		b.Task.Call = call
	}
	if b.Task.Kind == "nomination" && r.IntN(3) == 0 {
		b.Task.At = invent.Instant(r, call)
	}
	documents := invent.NewDocuments(r, b.Task.Kind, call)
	texts := make([][]byte, size)
	for i := range texts {
		d := documents.Next()
		texts[i] = d.Text
		b.Mutations = append(b.Mutations, d.Mutations)
	}
	var err error
	b.Documents, err = Documents(b.Task, texts...)
	return b, err
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
	want, err := Rules(d.Task, d.Text)
	if err != nil {
		return "", err
	}
	c := Case{Name: "a document that engines disagreed about", Call: "the call below", At: d.Task.At, Document: d.Text, Violations: []Expected{}}
	for _, v := range want {
		c.Violations = append(c.Violations, Expected{v.Rule, v.Location, v.Severity, nil})
		c.About = want[0].Rule
	}
	text, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("parity: %w", err)
	}
	report := fmt.Sprintf("%s %s\n  kind: %s\n  mutations: %q\n  case: %s\n", d.Engine.Name(), d.Said, d.Task.Kind, d.Mutations, text)
	if d.Task.Call != nil {
		call, err := json.Marshal(d.Task.Call.Call)
		if err != nil {
			return "", fmt.Errorf("parity: %w", err)
		}
		report += fmt.Sprintf("  call: {\"call\": %s}\n", call)
	}
	return report, nil
}
