package main

import (
	"reflect"
	"slices"
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
	first, err := k.response(inquiry, "")
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

// of is the answer that a document says it is; -1 if it says that it is none.
func (a answers) of(text []byte) int {
	name, said := kindNamed(text)
	if !said {
		return 0
	}
	return slices.IndexFunc(a, func(one answer) bool { return one.kind.Name() == name })
}

// unknown is what is wrong with a document that says it is no answer.
func (a answers) unknown() hyte.Violations {
	known := make([]*document.Kind, len(a))
	for i := range a {
		known[i] = a[i].kind
	}
	return unknownKind(known)
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
	if i < 0 {
		return r.answers[0].language, r.answers.unknown()
	}
	a := &r.answers[i]
	read := reflect.New(a.kind.Type().GoType()).Interface()
	violations := r.readers[i].Read(text, read)
	if !r.at.IsZero() && !violations.NotJSON() {
		violations = a.program.CheckAt(read, violations, r.at)
	}
	return a.language, violations.Limit()
}
