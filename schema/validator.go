package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/kinds"
	"github.com/hytekit/hytekit/schema/internal/node"
	"github.com/hytekit/hytekit/schema/internal/schemaid"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// ErrForeignSchema means that a schema was not made by this package: its $id is
// not under [Namespace], it is of another draft than 2020-12, or it says a rule
// in a way that would leave violations without a rule's id.
var ErrForeignSchema = errors.New("schema: not a schema that this package has made")

const draft = "https://json-schema.org/draft/2020-12/schema"

// Validator checks documents with a schema of this package and a JSON Schema
// engine. It may be used by many goroutines at once. The zero value checks
// nothing and must not be used: make one with [Compile] or [NewValidator].
type Validator struct {
	engine   *jsonschema.Schema
	kind     *document.Kind
	keywords any            // the schema as a JSON value, to look limits up
	rank     map[string]int // of definitions, in their order
	clauses  map[hyte.Rule][]document.Clause
	counts   []memberCount
	choices  []choice
}

// choice is a rule that gives, at a place, the texts to choose from.
type choice struct {
	rule hyte.Rule
	at   []string // tokens
}

// stands reports whether the rule is about the place with these tokens.
func (c choice) stands(tokens []string) bool {
	return slices.EqualFunc(c.at, tokens, func(p, token string) bool { return p == token || p == "#" })
}

// memberCount is a rule that counts, at a place, members of these names.
type memberCount struct {
	choice
	names []string
}

// NewValidator makes a validator of a kind of document for one inquiry: that of
// the schema which [ForInquiry] gives.
func NewValidator(inquiry Inquiry, name string) (*Validator, error) {
	text, err := ForInquiry(inquiry, name)
	if err != nil {
		return nil, err
	}
	return Compile(text)
}

// Compile makes a validator of a schema that [Base] or [ForInquiry] gave. The
// engine may read nothing besides that text: a reference to anywhere else is an
// error. Errors are [ErrForeignSchema] or say what is wrong with the schema.
func Compile(schemaJSON []byte) (*Validator, error) {
	root, err := node.Parse(schemaJSON)
	if err != nil {
		return nil, err
	}
	name, _ := schemaid.Kind(root.ID)
	kind, known := kinds.Named(name)
	if !known {
		return nil, ErrForeignSchema
	}
	return newValidator(kind, root, schemaJSON)
}

// Compile is [Compile] for schemas of the kind.
func (k *Kind) Compile(schemaJSON []byte) (*Validator, error) {
	root, err := node.Parse(schemaJSON)
	if err != nil {
		return nil, err
	}
	return newValidator(k.document, root, schemaJSON)
}

func newValidator(kind *document.Kind, root *node.Schema, schemaJSON []byte) (*Validator, error) {
	if name, ours := schemaid.Kind(root.ID); !ours || name != kind.Name() || root.Version != draft || !named(root) {
		return nil, ErrForeignSchema
	}
	v := &Validator{kind: kind, rank: map[string]int{}, clauses: map[hyte.Rule][]document.Clause{}}
	v.addClauses(kind, nil)
	for i, definition := range root.Defs {
		v.rank[definition.Name] = i
	}
	if err := json.Unmarshal(schemaJSON, &v.keywords); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	var err error
	v.engine, err = compile(root.ID, schemaJSON)
	return v, err
}

// addClauses finds the clauses of the rules, for the limits in their violations.
func (v *Validator) addClauses(kind *document.Kind, within []string) {
	for _, r := range kind.Placed() {
		if r.Says != nil {
			v.clauses[r.ID] = append(v.clauses[r.ID], r.Says)
		}
		if c, ok := r.Says.(document.MemberCount); ok {
			v.counts = append(v.counts, memberCount{choice{r.ID, slices.Concat(within, constraint.Tokens(r.At))}, c.Names})
		}
		if _, ok := r.Says.(document.Choice); ok {
			v.choices = append(v.choices, choice{r.ID, slices.Concat(within, constraint.Tokens(r.At))})
		}
		if c, ok := r.Says.(document.Entries); ok && c.Part == document.EntryValues {
			v.choices = append(v.choices, choice{r.ID, slices.Concat(within, constraint.Tokens(r.At), []string{"#"})})
		}
	}
	for _, n := range kind.Nested() {
		v.addClauses(n.Kind, slices.Concat(within, constraint.Tokens(n.At)))
	}
}

func compile(id string, schemaJSON []byte) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.LoadURL = func(string) (io.ReadCloser, error) {
		return nil, errors.New("references to other documents are refused")
	}
	if err := compiler.AddResource(id, bytes.NewReader(schemaJSON)); err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	engine, err := compiler.Compile(id)
	if err != nil {
		return nil, fmt.Errorf("schema: %w", err)
	}
	return engine, nil
}

// named reports whether every keyword whose failure needs a rule's id stands in
// a definition that has one.
func named(root *node.Schema) bool {
	schemas := []*node.Schema{root}
	for _, d := range root.Defs {
		if !isRule(d.Name) {
			schemas = append(schemas, d.Schema)
		}
	}
	for len(schemas) > 0 {
		s := schemas[0]
		schemas = schemas[1:]
		if s == nil {
			continue
		}
		if s.Never || s.Const != nil || s.Pattern != "" || s.Contains != nil || conditional(s) || s.Not != nil || len(s.AnyOf) > 0 || !onlyValues(s.OneOf) {
			return false
		}
		schemas = append(append(schemas, s.AllOf...), s.Items, s.PropertyNames, s.Then)
		for _, p := range s.Properties {
			schemas = append(schemas, p.Schema)
		}
		if s.AdditionalProperties != nil && !s.AdditionalProperties.Never {
			schemas = append(schemas, s.AdditionalProperties)
		}
	}
	return true
}

// conditional reports whether the schema has a condition, other than the one that
// always holds.
func conditional(s *node.Schema) bool {
	return s.Else != nil || s.If != nil && !reflect.DeepEqual(*s.If, node.Schema{})
}

// onlyValues reports whether the schemas are values to choose from, with their
// titles.
func onlyValues(choice []*node.Schema) bool {
	return !slices.ContainsFunc(choice, func(one *node.Schema) bool {
		return !reflect.DeepEqual(*one, node.Schema{Const: one.Const, Title: one.Title})
	})
}

// isObject reports whether a definition is an object: it has the name of a Go
// type.
func isObject(definition string) bool {
	return definition != "" && definition[0] >= 'A' && definition[0] <= 'Z'
}

// isRule reports whether a definition is a rule: neither an object, nor a part
// of rules, which has a colon in its name.
func isRule(definition string) bool {
	return definition != "" && !isObject(definition) && !strings.Contains(definition, ":")
}

// Validate reports every rule of the schema that the document breaks, as
// package hyte does: the same rules, places, limits and order, with as many
// violations in the list, except for the rules of [Inexpressible]. A document that
// is not JSON in the strict sense of package hyte has the one violation that says
// so.
func (v *Validator) Validate(document []byte) hyte.Violations {
	decoded := v.kind.Type().Decode(document, reflect.New(v.kind.Type().GoType()).Interface())
	if decoded.NotJSON() {
		return decoded
	}
	value, err := decode(constraint.WithoutMark(document))
	if err != nil {
		// The strict decoder takes nothing that the ordinary one does not.
		return hyte.Violations{{Rule: constraint.RuleJSONSyntax, Severity: hyte.Error}}
	}
	var failed *jsonschema.ValidationError
	if !errors.As(v.engine.Validate(value), &failed) {
		return nil
	}
	r := report{validator: v, document: value}
	r.walk(failed, "")
	return r.violations()
}

// decode reads a JSON value with its numbers as float64, which is how package
// constraint and JavaScript see them. The engine would take a number such as
// 1e999999999 to its last digit.
func decode(document []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	return settle(value), nil
}

// settle replaces the numbers of a value in place.
func settle(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, member := range value {
			value[name] = settle(member)
		}
	case []any:
		for i, item := range value {
			value[i] = settle(item)
		}
	case json.Number:
		f, err := value.Float64()
		if err != nil {
			return 0.5 // too great to be held, so no integer
		}
		return f
	}
	return value
}
