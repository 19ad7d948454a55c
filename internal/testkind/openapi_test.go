package testkind_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/internal/testkind"
)

func TestOpenAPI(t *testing.T) {
	kinds := testkind.Service()
	text, err := kinds.OpenAPI("https://www.example.fi/palvelu")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"/api/v1/tours/{tour}/bookings": {`, `"/api/v1/tours/{tour}/bookings/{id}": {`, `"booking.Guide": {`,
		`"$ref": "#/components/schemas/booking.Guide"`, `"url": "https://www.example.fi/palvelu"`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("nothing says %s", want)
		}
	}
}

// TestNobodyNamesTheToy counts who knows the toy: its tests, what is said of it, and
// nothing that works.
func TestNobodyNamesTheToy(t *testing.T) {
	want := []string{"CONTRIBUTING.md", "cmd/hyte/testkind_test.go", "forms/intake/testkind_test.go", "scripts/imports.sh", "scripts/kinds.sh"}
	if diff := cmp.Diff(want, filesNaming(t, "../..", "testkind")); diff != "" {
		t.Errorf("files that name the toy (-want +got)\n%s", diff)
	}
}

// filesNaming are the project's Go, JavaScript, JSON and Markdown files beneath the
// root in which the text stands.
func filesNaming(t *testing.T, root, text string) (naming []string) {
	t.Helper()
	looked := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if name == "node_modules" || name == "build" || name == "testkind" || strings.HasPrefix(name, ".") && path != root {
				return filepath.SkipDir
			}
			return nil
		}
		switch filepath.Ext(name) {
		case ".go", ".mjs", ".js", ".json", ".md", ".sh":
		default:
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		looked++
		if strings.Contains(string(data), text) {
			relative, err := filepath.Rel(root, path)
			naming = append(naming, filepath.ToSlash(relative))
			return err
		}
		return nil
	})
	if err != nil || looked < 100 {
		t.Fatalf("looked at %d files: %v", looked, err)
	}
	return naming
}
