package parity_test

import (
	"bytes"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/schema/internal/parity"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// santhosh is the next version of the engine of package schema. It says only
// whether a document is valid.
type santhosh struct{}

func (santhosh) Name() string { return "santhosh v6" }

func (santhosh) Close() error { return nil }

func (santhosh) Judge(task parity.Task, documents []parity.Document) ([]string, error) {
	text, err := parity.SchemaOf(task)
	if err != nil {
		return nil, err
	}
	root, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("schema.json", root); err != nil {
		return nil, err
	}
	schema, err := compiler.Compile("schema.json")
	if err != nil {
		return nil, err
	}
	out := make([]string, len(documents))
	for i, d := range documents {
		// It reads numbers exactly. To all others, as to IEEE 754, this one is 0.
		if d.Want.NotJSON() || bytes.Contains(d.Text, []byte("1e-400")) {
			continue
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(constraint.WithoutMark(d.Text)))
		if err != nil {
			return nil, err
		}
		switch err := schema.Validate(value); {
		case err == nil && len(d.Seen) > 0:
			out[i] = "finds nothing wrong"
		case err != nil && len(d.Seen) == 0 && !d.IsHidden():
			out[i] = "finds fault, where the Go rules see none: " + err.Error()
		}
	}
	return out, nil
}
