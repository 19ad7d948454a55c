package derive

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
)

// words turns identifiers of Go into what they stand for in a document:
// constants into their values, fields into the names of properties.
type words struct {
	constants map[string]string // quoted values by identifier
}

func readWords(folder string) (*words, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	w := &words{constants: map[string]string{}}
	files := token.NewFileSet()
	for _, path := range paths {
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("constants: %w", err)
		}
		for _, declaration := range file.Decls {
			if d, ok := declaration.(*ast.GenDecl); ok && d.Tok == token.CONST {
				w.addConstants(d)
			}
		}
	}
	return w, nil
}

// addConstants remembers the constants that stand for a text in documents.
func (w *words) addConstants(d *ast.GenDecl) {
	for _, spec := range d.Specs {
		value := spec.(*ast.ValueSpec)
		for i, name := range value.Names {
			if i >= len(value.Values) {
				break
			}
			if text, ok := value.Values[i].(*ast.BasicLit); ok && text.Kind == token.STRING && name.IsExported() {
				w.constants[name.Name] = text.Value
			}
		}
	}
}

var (
	docLink    = regexp.MustCompile(`\[([A-Z][A-Za-z]*(?:\.[A-Z][A-Za-z]*)?)\]`)
	identifier = regexp.MustCompile(`\b[A-Z][A-Za-z]*\b`)
)

// translate writes a comment on a type, or on one of its fields, on one line
// and in the words of the document.
func (w *words) translate(comment string, t reflect.Type) string {
	comment = strings.Join(strings.Fields(comment), " ")
	comment = docLink.ReplaceAllString(comment, "$1")
	return identifier.ReplaceAllStringFunc(comment, func(word string) string {
		if value, ok := w.constants[word]; ok {
			return value
		}
		if f, ok := t.FieldByName(word); ok && word != t.Name() {
			if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); strings.EqualFold(name, word) {
				return name
			}
		}
		return word
	})
}
