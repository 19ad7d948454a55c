package parity

import (
	"fmt"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema"
)

// Task says what documents are checked against.
type Task struct {
	// Kind is that of the documents: "nomination", "received", "call" or "roster".
	Kind string
	// Call is what they answer. Documents of the kind "call" have none.
	Call *hyte.ResolvedCall
	// At is when a nomination arrives. Zero: nothing that depends on the time is
	// checked.
	At time.Time
}

// Document is a document with what the Go rules say of it.
type Document struct {
	Text []byte // JSON
	Want []hyte.Violation
	Seen []hyte.Violation // as far as a JSON Schema can tell
}

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
func Rules(task Task, text []byte) ([]hyte.Violation, error) {
	switch {
	case task.Kind == "call":
		call, violations := hyte.DecodeCall(text)
		if constraint.Invalid(violations) {
			return violations, nil
		}
		return call.Check(), nil
	case task.Kind == "nomination" && task.At.IsZero():
		_, violations := task.Call.Read(text)
		return violations, nil
	case task.Kind == "nomination":
		_, violations := task.Call.ReadAt(text, task.At)
		return violations, nil
	case task.Kind == "received":
		_, violations := task.Call.ReadReceived(text)
		return violations, nil
	case task.Kind == "roster":
		_, violations := task.Call.ReadRoster(text)
		return violations, nil
	default:
		return nil, fmt.Errorf("parity: documents of the kind %q have no rules", task.Kind)
	}
}

// Documents are the texts with what the Go rules say of each.
func Documents(task Task, texts ...[]byte) ([]Document, error) {
	documents := make([]Document, len(texts))
	for i, text := range texts {
		want, err := Rules(task, text)
		if err != nil {
			return nil, err
		}
		seen, err := expressible(task, text, want)
		if err != nil {
			return nil, err
		}
		documents[i] = Document{text, want, seen}
	}
	return documents, nil
}

// schemaOf is the JSON Schema for the task.
func schemaOf(task Task) ([]byte, error) {
	if task.Call == nil {
		return schema.Base(task.Kind)
	}
	return schema.ForCall(task.Call, task.Kind)
}
