package schema

import (
	"errors"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
)

var (
	// ErrIncompleteInquiry means that the inquiry is nil, or was put together by
	// hand and lacks what its rules read.
	ErrIncompleteInquiry = errors.New("schema: the inquiry is not complete; a call needs Call.Resolve or DecodeResolvedCall")

	// ErrNoInquiry means that no rule of the kind depends on an inquiry: what is
	// written before there is one, such as the call itself, has only its [Base].
	ErrNoInquiry = errors.New("schema: documents of this kind answer no inquiry; use the base schema")
)

// Inquiry is what a schema says of the inquiry that documents answer.
type Inquiry interface {
	document.Inquiry
	// Title is what the inquiry is about.
	Title() hyte.Text
	// Languages are those of the inquiry, its own one first.
	Languages() []string
	// NameOf is the name of an organization that documents call by its id.
	NameOf(id string) (hyte.Text, bool)
}

// ForInquiry is the schema of a kind of document for one inquiry, such as the answers
// to one call, as indented JSON.
//
// Titles and descriptions are those of [DefaultLabels] in the inquiry's languages,
// in its order, one after the other: "Etunimi / Förnamn". Use [ForInquiryWith] for
// one language, or for other words.
//
// The error is [ErrUnknownDocument], [ErrIncompleteInquiry] or [ErrNoInquiry], or wraps
// [document.ErrForeignInquiry].
func ForInquiry(inquiry Inquiry, name string) ([]byte, error) {
	return ForInquiryWith(inquiry, name, Options{})
}

// ForInquiryWith is [ForInquiry] written as the options say. The error may also be
// [ErrUnknownLanguage].
func ForInquiryWith(inquiry Inquiry, name string, options Options) ([]byte, error) {
	k, err := All().Named(name)
	if err != nil {
		return nil, err
	}
	return k.ForInquiry(inquiry, options)
}
