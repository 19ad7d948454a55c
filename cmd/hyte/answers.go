package main

import (
	"reflect"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

// answers are the kinds of documents that answer an inquiry. The first one is that of
// documents that do not say their kind.
type answers []answer

type answer struct {
	kind     *document.Kind
	program  *document.Program
	language *language // its words
}

// answersTo finds the kinds that the inquiry takes, with their words in a language.
func (k *kinds) answersTo(inquiry intake.Inquiry, languageCode string) (answers, error) {
	first, err := k.first(inquiry)
	if err != nil {
		return nil, err
	}
	var all answers
	for _, kind := range inquiry.Responses() {
		response, ok := k.service.Response(kind)
		if !ok {
			response = first // its common words will do
		}
		all = append(all, answer{kind, inquiry.Program(kind), inLanguage(languageCode, response.Texts).answering(inquiry, response.Form)})
	}
	return all, nil
}

// of is the answer that a document says it is.
func (a answers) of(text []byte) int {
	if len(a) == 1 {
		return 0
	}
	name := kindNamed(text)
	for i := range a {
		if a[i].kind.Name() == name {
			return i
		}
	}
	return 0
}

// reader reads many answers. It is for one goroutine.
type reader struct {
	answers answers
	readers []*document.Reader
	at      time.Time // zero: whether the inquiry is open is not asked
}

func (a answers) reader(at time.Time) *reader {
	r := &reader{answers: a, at: at}
	for i := range a {
		r.readers = append(r.readers, a[i].program.NewReader())
	}
	return r
}

// read says what is wrong with a document, in the words of its kind.
func (r *reader) read(text []byte) (*language, hyte.Violations) {
	i := r.answers.of(text)
	a := &r.answers[i]
	read := reflect.New(a.kind.Type().GoType()).Interface()
	violations := r.readers[i].Read(text, read)
	if !r.at.IsZero() && !violations.NotJSON() {
		violations = a.program.CheckAt(read, violations, r.at)
	}
	return a.language, violations.Limit()
}
