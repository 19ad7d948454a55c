package forms

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// ErrConfig means that the data is not what [Form.Config] writes.
var ErrConfig = errors.New("forms: not the configuration of a form")

// Config is what another program makes the same form from: the public parts of
// the call and the texts of one language, as one JSON document. The widget in
// the browser gets it instead of every language and the register of
// municipalities. The error is one of [json.Marshal], which a resolved call
// does not cause.
func (f *Form) Config() ([]byte, error) {
	call, err := json.Marshal(f.call.Public())
	if err != nil {
		return nil, fmt.Errorf("forms: writing the call: %w", err)
	}
	out := append([]byte(`{"call":`), call...)
	out = append(out, `,"texts":`...)
	return append(f.catalog.AppendJSON(out), '}'), nil
}

// Open makes the form from what [Form.Config] wrote. The error wraps
// [ErrConfig].
func Open(config []byte) (*Form, error) {
	parts, violations := constraint.Members(config)
	if len(violations) > 0 {
		return nil, errors.Join(ErrConfig, errors.New(violations[0].String()))
	}
	call, violations := hyte.DecodeResolvedCall(parts["call"])
	if call == nil {
		return nil, errors.Join(ErrConfig, errors.New("call: "+violations[0].String()))
	}
	catalog, err := texts.Parse(parts["texts"])
	if err != nil {
		return nil, errors.Join(ErrConfig, err)
	}
	return New(call, catalog), nil
}
