// Package retention says what stays of received documents when they are needed no more
// (2016/679 art. 5(1)(e)): the list of members, or nothing that tells of a person.
package retention

import (
	"encoding/json"
	"fmt"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// Keep is what stays.
type Keep string

// The ways to keep less than all.
const (
	// KeepList keeps who was named: name, job title, unit and sector of persons, decisions
	// of organizations, what was published. Contacts, genders, who submitted, free texts
	// and answers to questions go.
	KeepList Keep = "list"
	// KeepNothing keeps which organization answered, when and how, and no person.
	KeepNothing Keep = "nothing"
)

// Known reports whether k is one of the ways to keep less than all.
func (k Keep) Known() bool { return k == KeepList || k == KeepNothing }

// Document is one received document.
type Document struct {
	// ID is that of its record, to which others refer.
	ID string
	// Kind is the name of its kind: nomination, registration, acceptance …
	Kind string
	// Entered says that the organizer has added it, so that an answer stands in a
	// [hyte.Received].
	Entered bool
	// JSON is the document. What is no JSON object stays as {}.
	JSON []byte
}

// Reduce returns what stays of the documents of one inquiry, in their order. The documents of one submitter still belong
// together, so that the same answers count afterwards: in place of an e-mail address stands
// what pseudonym makes of it, which must be an e-mail address, the same one for the same
// address, and should be made with a key that nobody keeps. The error says for which kind
// there is no rule.
func Reduce(documents []Document, keep Keep, pseudonym func(email string) string) ([][]byte, error) {
	r := reducer{keep: keep, pseudonym: pseudonym, published: map[string]bool{}}
	for _, d := range documents {
		r.notePublished(d)
	}
	reduced := make([][]byte, len(documents))
	for n, d := range documents {
		stays, err := r.reduce(d)
		if err == nil {
			reduced[n], err = json.Marshal(stays)
		}
		if err != nil {
			return nil, err
		}
	}
	return reduced, nil
}

type reducer struct {
	keep      Keep
	pseudonym func(string) string
	published map[string]bool // questions that anyone may read in their own words
}

// Kinds of records that the board of an event adds.
const (
	publicationKind  = "publication"
	cancellationKind = "cancellation"
)

func (r *reducer) notePublished(d Document) {
	var p event.Publication
	if d.Kind == publicationKind && json.Unmarshal(d.JSON, &p) == nil {
		r.published[p.Question] = p.Shown && p.Text == "" // the last one counts
	}
}

// reduce is what stays of one document, as a value to be written as JSON.
func (r *reducer) reduce(d Document) (any, error) {
	if d.Entered && d.Kind != publicationKind && d.Kind != cancellationKind {
		return as(d, r.received), nil
	}
	switch d.Kind {
	case hyte.NominationKind().Name():
		return as(d, r.nomination), nil
	case hyte.ReplyKind().Name():
		return as(d, r.reply), nil
	case hyte.RefusalKind().Name(), hyte.WithdrawalKind().Name(), string(hyte.ReceivedConfirmation):
		return as(d, r.received), nil
	case event.RegistrationKind().Name():
		return as(d, r.registration), nil
	case event.QuestionKind().Name():
		return as(d, func(q *event.Question) { r.question(q, d.ID) }), nil
	case publicationKind:
		return as(d, r.publication), nil
	case cancellationKind:
		return as(d, func(*event.Cancellation) {}), nil // the id of a registration
	default:
		return nil, fmt.Errorf("retention: there is no rule for what stays of documents of the kind %q", d.Kind)
	}
}

// as decodes a document, lets go what must, and returns the rest.
func as[T any](d Document, reduce func(*T)) any {
	var v T
	if json.Unmarshal(d.JSON, &v) != nil {
		return struct{}{}
	}
	reduce(&v)
	return &v
}
