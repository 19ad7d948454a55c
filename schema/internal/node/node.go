// Package node is a JSON Schema as a tree that can be changed and written
// again: properties and definitions keep their order, which encoding/json's
// maps do not.
package node

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// Schema is a schema of JSON Schema 2020-12, as far as hytekit writes any. Its
// fields are keywords, in the order in which they are written. The zero value
// is the schema that allows everything.
type Schema struct {
	// Never makes it the schema false, which allows nothing.
	Never bool `json:"-"`

	Version     string `json:"$schema,omitempty"`
	ID          string `json:"$id,omitempty"`
	Comment     string `json:"$comment,omitempty"`
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
	Ref         string `json:"$ref,omitempty"`
	Type        string `json:"type,omitempty"`
	Const       any    `json:"const,omitempty"`
	Enum        []any  `json:"enum,omitempty"`

	MinLength int    `json:"minLength,omitempty"`
	MaxLength int    `json:"maxLength,omitempty"`
	Pattern   string `json:"pattern,omitempty"`
	Minimum   *int   `json:"minimum,omitempty"`
	Maximum   *int   `json:"maximum,omitempty"`

	MinItems    int     `json:"minItems,omitempty"`
	MaxItems    int     `json:"maxItems,omitempty"`
	UniqueItems bool    `json:"uniqueItems,omitempty"`
	Items       *Schema `json:"items,omitempty"`
	Contains    *Schema `json:"contains,omitempty"`
	MinContains *int    `json:"minContains,omitempty"`
	MaxContains *int    `json:"maxContains,omitempty"`

	MinProperties        int      `json:"minProperties,omitempty"`
	MaxProperties        int      `json:"maxProperties,omitempty"`
	PropertyNames        *Schema  `json:"propertyNames,omitempty"`
	Properties           Members  `json:"properties,omitempty"`
	Required             []string `json:"required,omitempty"`
	AdditionalProperties *Schema  `json:"additionalProperties,omitempty"`

	If    *Schema   `json:"if,omitempty"`
	Then  *Schema   `json:"then,omitempty"`
	Else  *Schema   `json:"else,omitempty"`
	Not   *Schema   `json:"not,omitempty"`
	AnyOf []*Schema `json:"anyOf,omitempty"`
	AllOf []*Schema `json:"allOf,omitempty"`

	Defs Members `json:"$defs,omitempty"`
}

// Int is a limit that may be zero.
func Int(n int) *int { return &n }

// Ref is a schema that refers to the definition of that name.
func Ref(definition string) *Schema { return &Schema{Ref: "#/$defs/" + definition} }

// plain has the fields of Schema without its methods.
type plain Schema

// MarshalJSON writes the schema with its keywords in the order of the fields.
func (s *Schema) MarshalJSON() ([]byte, error) {
	if s.Never {
		return []byte("false"), nil
	}
	return encode((*plain)(s))
}

// UnmarshalJSON reads a schema. A keyword that Schema does not have is an
// error, so that none is lost.
func (s *Schema) UnmarshalJSON(data []byte) error {
	switch string(bytes.TrimSpace(data)) {
	case "false":
		*s = Schema{Never: true}
		return nil
	case "true":
		*s = Schema{}
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	return decoder.Decode((*plain)(s))
}

// Parse reads a schema.
func Parse(data []byte) (*Schema, error) {
	s := new(Schema)
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return s, nil
}

// Members are named schemas in their order.
type Members []Member

// Member is a property or a definition.
type Member struct {
	Name   string
	Schema *Schema
}

// Get finds a member; it is nil if there is none.
func (m Members) Get(name string) *Schema {
	for i := range m {
		if m[i].Name == name {
			return m[i].Schema
		}
	}
	return nil
}

// Set replaces a member in its place, or adds it as the last one.
func (m *Members) Set(name string, s *Schema) {
	for i := range *m {
		if (*m)[i].Name == name {
			(*m)[i].Schema = s
			return
		}
	}
	*m = append(*m, Member{name, s})
}

// MarshalJSON writes an object whose names are in the order of the members.
func (m Members) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, member := range m {
		if i > 0 {
			out = append(out, ',')
		}
		name, err := encode(member.Name)
		if err != nil {
			return nil, err
		}
		value, err := encode(member.Schema)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, name...), ':'), value...)
	}
	return append(out, '}'), nil
}

// UnmarshalJSON reads an object and keeps the order of its names.
func (m *Members) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return errors.Join(errors.New("an object belongs here"), err)
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		s := new(Schema)
		if err := decoder.Decode(s); err != nil {
			return err
		}
		*m = append(*m, Member{name.(string), s})
	}
	return nil
}

// encode is [json.Marshal] without escapes meant for HTML.
func encode(value any) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buffer.Bytes(), []byte{'\n'}), nil
}
