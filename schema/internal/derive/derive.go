// Package derive makes the base schemas of document types: their shape and
// descriptions from the Go source, their rules from the tags that package
// constraint has read.
package derive

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/schema/internal/node"
	"github.com/hytekit/hytekit/schema/internal/rules"
	"github.com/invopop/jsonschema"
)

const hytePath = "github.com/hytekit/hytekit/hyte"

// Source reads descriptions out of the Go files of package hyte. The zero value has
// none.
type Source struct {
	comments map[string]string
	words    *words
}

// NewSource reads the Go files of package hyte in the folder, a path relative
// to the working directory whose last element is "hyte".
func NewSource(folder string) (*Source, error) {
	var r jsonschema.Reflector
	above := hytePath + strings.Repeat("/below", strings.Count(folder, "../"))
	above = above[:len(above)-len("/hyte")]
	if err := r.AddGoComments(above, folder); err != nil {
		return nil, fmt.Errorf("comments of %s: %w", folder, err)
	}
	w, err := readWords(folder)
	if err != nil {
		return nil, err
	}
	return &Source{comments: r.CommentMap, words: w}, nil
}

// Document is the base schema of a kind of document.
func (s *Source) Document(d *document.Kind) (*node.Schema, error) {
	root, err := s.shape(d.Type().GoType())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.Name(), err)
	}
	root.ID = d.SchemaID()
	root.Title = d.Type().Name()
	r := ruler{root: root, formats: map[string]bool{}, done: map[string]reflect.Type{}}
	if err := r.object(root, d.Type()); err != nil {
		return nil, fmt.Errorf("%s: %w", d.Name(), err)
	}
	r.addFormats()
	return root, rules.Add(root, d, nil)
}

// shape is what the Go types say: objects, their properties in order and their
// descriptions. All that depends on tags is left out.
func (s *Source) shape(goType reflect.Type) (*node.Schema, error) {
	r := jsonschema.Reflector{
		Anonymous:      true,
		ExpandedStruct: true,
		LookupComment:  s.describe,
		// A fresh schema every time: the reflector writes into it.
		Mapper: func(t reflect.Type) *jsonschema.Schema {
			switch t {
			case reflect.TypeFor[hyte.Text]():
				return &jsonschema.Schema{Type: "object"}
			case reflect.TypeFor[time.Time]():
				return &jsonschema.Schema{Type: "string"}
			}
			return nil
		},
	}
	text, err := json.Marshal(r.ReflectFromType(goType))
	if err != nil {
		return nil, err
	}
	root, err := node.Parse(text)
	if err != nil {
		return nil, err
	}
	for _, definition := range root.Defs {
		definition.Schema.Title = definition.Name
	}
	return root, nil
}

// describe is the doc comment of a type, or of one of its fields, in the words
// of the JSON document.
func (s *Source) describe(t reflect.Type, field string) string {
	name := t.PkgPath() + "." + t.Name()
	if field != "" {
		name += "." + field
	}
	comment, found := s.comments[name]
	if !found {
		return ""
	}
	return s.words.translate(comment, t)
}
