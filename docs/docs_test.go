// Package docs_test holds the tables of the documentation to the code.
package docs_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// points is how many points each of the five documents has.
var points = []int{25, 16, 13, 12, 21}

var (
	line    = regexp.MustCompile(`(?m)^\| (\d\.\d+) \| ([^|]+) \| ([^|]*) \| ?([^|]*) ?\|$`)
	place   = regexp.MustCompile("`([a-z/]+)`((?: [A-Z][A-Za-z.]*,?)*)")
	nothing = "no software: "
)

// TestRequirements looks for every point of the documents, and for every name that the table
// gives as its place or its test.
func TestRequirements(t *testing.T) {
	data, err := os.ReadFile("requirements.md")
	if err != nil {
		t.Fatal(err)
	}
	var ids, want []string
	for document, n := range points {
		for i := range n {
			want = append(want, fmt.Sprintf("%d.%d", document, i+1))
		}
	}
	packages := map[string]names{}
	for _, m := range line.FindAllStringSubmatch(string(data), -1) {
		id, where, test := m[1], m[3], m[4]
		ids = append(ids, id)
		if strings.HasPrefix(where, nothing) {
			continue
		}
		for what, text := range map[string]string{"place": where, "test": test} {
			found := place.FindAllStringSubmatch(text, -1)
			if len(found) == 0 {
				t.Errorf("%s has no %s", id, what)
			}
			for _, f := range found {
				known, ok := packages[f[1]]
				if !ok {
					known = declared(t, f[1])
					packages[f[1]] = known
				}
				for name := range strings.FieldsSeq(strings.ReplaceAll(f[2], ",", " ")) {
					if !known[name] {
						t.Errorf("%s: package %s has no %s", id, f[1], name)
					}
				}
			}
		}
	}
	if !slices.Equal(ids, want) {
		t.Errorf("the points are %v", ids)
	}
}

// names are what a package declares: types, functions, constants, and fields as Type.Field.
type names map[string]bool

func declared(t *testing.T, folder string) names {
	t.Helper()
	found := names{}
	files, err := filepath.Glob(filepath.Join("..", filepath.FromSlash(folder), "*.go"))
	if err != nil || len(files) == 0 {
		t.Errorf("there is no package %s: %v", folder, err)
	}
	for _, file := range files {
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					found[d.Name.Name] = true
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					maps.Copy(found, ofSpec(s))
				}
			}
		}
	}
	return found
}

func ofSpec(s ast.Spec) names {
	found := names{}
	switch s := s.(type) {
	case *ast.ValueSpec:
		for _, n := range s.Names {
			found[n.Name] = true
		}
	case *ast.TypeSpec:
		found[s.Name.Name] = true
		if of, ok := s.Type.(*ast.StructType); ok {
			for _, field := range of.Fields.List {
				for _, n := range field.Names {
					found[s.Name.Name+"."+n.Name] = true
				}
			}
		}
	}
	return found
}

// TestPages: every file that a page of the documentation links to is there.
func TestPages(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	pages, err := fs.Glob(os.DirFS("."), "*.md")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if _, err := os.Stat(filepath.FromSlash(m[1])); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
