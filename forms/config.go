package forms

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ErrConfig means that the data is not what [Form.Config] writes.
var ErrConfig = errors.New("forms: not the configuration of a form")

// Config is what another program makes the same form from: the name of its kind,
// the public parts of the inquiry and the texts of one language, as one JSON
// document. The widget in the browser gets it instead of every language and the
// register of municipalities. The error is one of [json.Marshal], which an inquiry
// does not cause.
func (f *Form) Config() ([]byte, error) {
	inquiry, err := json.Marshal(f.Inquiry().Public())
	if err != nil {
		return nil, fmt.Errorf("forms: writing the inquiry: %w", err)
	}
	out := constraint.AppendQuote([]byte(`{"kind":`), f.kind.Document.Name())
	out = append(append(out, `,"inquiry":`...), inquiry...)
	out = append(out, `,"texts":`...)
	out = f.appendCalendar(f.given.append(f.words.catalog.AppendJSON(out)))
	if f.mails {
		out = append(out, `,"mails":true`...)
	}
	return append(out, '}'), nil
}

// Open makes the form from what [Form.Config] wrote, if it is of one of the kinds.
// The error wraps [ErrConfig].
func Open(config []byte, kinds ...*Kind) (*Form, error) {
	parts, violations := constraint.Members(config)
	if len(violations) > 0 {
		return nil, errors.Join(ErrConfig, errors.New(violations[0].String()))
	}
	kind := named(parts["kind"], kinds)
	if kind == nil {
		return nil, errors.Join(ErrConfig, errors.New("kind: there is no such form"))
	}
	inquiry, violations := kind.Decode(parts["inquiry"])
	if inquiry == nil {
		return nil, errors.Join(ErrConfig, errors.New("inquiry: "+violations[0].String()))
	}
	catalog, err := texts.Parse(parts["texts"])
	if err != nil {
		return nil, errors.Join(ErrConfig, err)
	}
	form, err := New(kind, inquiry, catalog)
	if given, ok := parts["given"]; ok && err == nil {
		form, err = form.givenIn(given)
	}
	if files, ok := parts["files"]; ok && err == nil {
		form, err = form.withFiles(files)
	}
	if err != nil {
		return nil, errors.Join(ErrConfig, err)
	}
	if string(parts["mails"]) == "true" {
		form = form.Mailing()
	}
	return form, nil
}

// named is the kind whose name is quoted, or nil.
func named(quoted []byte, kinds []*Kind) *Kind {
	for _, k := range kinds {
		if string(constraint.AppendQuote(nil, k.Document.Name())) == string(quoted) {
			return k
		}
	}
	return nil
}
