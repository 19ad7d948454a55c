package forms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
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
	parts, err := members(config)
	if err != nil {
		return nil, errors.Join(ErrConfig, err)
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

// members splits an object into the JSON texts of its members.
func members(data []byte) (map[string]jsontext.Value, error) {
	d := jsontext.NewDecoder(bytes.NewReader(data))
	if _, err := d.ReadToken(); err != nil {
		return nil, err
	}
	parts := map[string]jsontext.Value{}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return nil, err
		}
		key := name.String()
		value, err := d.ReadValue()
		if err != nil {
			return nil, err
		}
		parts[key] = value.Clone()
	}
	return parts, nil
}
