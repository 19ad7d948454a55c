package parity

import (
	"slices"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema"
)

// Task says what documents are checked against.
type Task struct {
	// Kind is that of the documents.
	Kind *document.Kind
	// Inquiry is what they answer. Nil: they are checked by themselves.
	Inquiry schema.Inquiry
	// At is when an answer arrives. Zero: nothing that depends on the time is
	// checked.
	At time.Time
	// Language is that of the schema's words. Empty: all of the inquiry's.
	Language string
}

// NewTask is the task of documents of the kind, with the inquiry and the instant
// only where they matter to it.
func NewTask(kind *document.Kind, inquiry schema.Inquiry, at time.Time) Task {
	task := Task{Kind: kind}
	if kind.AsksInquiry() {
		task.Inquiry = inquiry
		if slices.Contains(inquiry.Responses(), kind) {
			task.At = at
		}
	}
	return task
}

// Document is a document with what the Go rules say of it.
type Document struct {
	Text []byte // JSON
	Want hyte.Violations
	Seen hyte.Violations // as far as a JSON Schema can tell
}

// isCutOff reports whether the Go rules find more than they list. An engine that
// leaves out some of the rules then lists others beyond those.
func (d *Document) isCutOff() bool {
	return len(d.Want) > 0 && d.Want[len(d.Want)-1].Rule == constraint.RuleOmitted
}

// IsHidden reports whether all that the Go rules list is what no schema says: what
// one says may lie beyond the list, or nowhere.
func (d *Document) IsHidden() bool { return d.isCutOff() && len(d.Seen) == 0 }

// Engine checks documents in its own way.
type Engine interface {
	// Name is what reports call the engine.
	Name() string
	// Judge says of each document how the engine disagrees with the Go rules; ""
	// means that it does not. An error means that the engine does not work.
	Judge(task Task, documents []Document) ([]string, error)
	// Close ends what the engine has started.
	Close() error
}

// Rules are what the Go rules say of a document, in document order.
func Rules(task Task, text []byte) hyte.Violations {
	program := task.Kind.Alone()
	if task.Inquiry != nil {
		program = task.Inquiry.Program(task.Kind)
	}
	_, violations := program.Read(text, task.At)
	return violations
}

// Documents are the texts with what the Go rules say of each.
func Documents(task Task, texts ...[]byte) []Document {
	documents := make([]Document, len(texts))
	for i, text := range texts {
		want := Rules(task, text)
		documents[i] = Document{text, want, expressible(task, text, want)}
	}
	return documents
}

// schemaOf is the JSON Schema for the task.
func schemaOf(task Task) ([]byte, error) {
	options := schema.Options{Language: task.Language}
	if task.Inquiry == nil {
		return schema.BaseWith(task.Kind.Name(), options)
	}
	return schema.ForInquiryWith(task.Inquiry, task.Kind.Name(), options)
}
