// Package node is a JSON Schema as a tree that can be changed and written
// again: properties and definitions keep their order, which encoding/json's
// maps do not.
package node

// Schema is a schema of JSON Schema 2020-12, as far as hytekit writes any. Its
// fields are keywords, in the order in which they are written; one that has its
// zero value is left out. The zero value is the schema that allows everything.
type Schema struct {
	// Never makes it the schema false, which allows nothing.
	Never bool `json:"-"`

	Version     string `json:"$schema"`
	ID          string `json:"$id"`
	Comment     string `json:"$comment"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Ref         string `json:"$ref"`
	Type        string `json:"type"`
	Const       any    `json:"const"`
	Enum        []any  `json:"enum"`

	MinLength int    `json:"minLength"`
	MaxLength int    `json:"maxLength"`
	Pattern   string `json:"pattern"`
	Minimum   *int   `json:"minimum"`
	Maximum   *int   `json:"maximum"`

	MinItems    int     `json:"minItems"`
	MaxItems    int     `json:"maxItems"`
	UniqueItems bool    `json:"uniqueItems"`
	Items       *Schema `json:"items"`
	Contains    *Schema `json:"contains"`

	MinProperties        int      `json:"minProperties"`
	MaxProperties        int      `json:"maxProperties"`
	PropertyNames        *Schema  `json:"propertyNames"`
	Properties           Members  `json:"properties"`
	Required             []string `json:"required"`
	AdditionalProperties *Schema  `json:"additionalProperties"`

	If    *Schema   `json:"if"`
	Then  *Schema   `json:"then"`
	Else  *Schema   `json:"else"`
	Not   *Schema   `json:"not"`
	AnyOf []*Schema `json:"anyOf"`
	OneOf []*Schema `json:"oneOf"`
	AllOf []*Schema `json:"allOf"`

	Defs Members `json:"$defs"`
}

// Int is a limit that may be zero.
func Int(n int) *int { return &n }

// Ref is a schema that refers to the definition of that name.
func Ref(definition string) *Schema { return &Schema{Ref: refers + definition} }

const refers = "#/$defs/"

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
