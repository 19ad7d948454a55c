package texts_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	common "github.com/hytekit/hytekit/forms/texts"
)

// catalogFolders are all of the module that hold catalogs for people.
func catalogFolders(t *testing.T) (found []string) {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && slices.Contains([]string{"node_modules", "testdata", ".git", "data"}, entry.Name()):
			return fs.SkipDir
		case entry.Name() == "fi.json":
			found = append(found, filepath.Dir(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 13 {
		t.Fatalf("only %q hold catalogs: they are called otherwise now", found)
	}
	return found
}

// TestEveryCatalogAgrees compares the languages of each folder by itself, those of
// notices among them: what one lacks would come from beneath, in words of another kind.
func TestEveryCatalogAgrees(t *testing.T) {
	for _, folder := range catalogFolders(t) {
		finnish := readCatalog(t, folder, "fi")
		for _, language := range common.Languages()[1:] {
			c := readCatalog(t, folder, language)
			if diff := cmp.Diff(finnish.Keys(), c.Keys()); diff != "" {
				t.Errorf("%s: other keys (-fi +%s)\n%s", folder, language, diff)
			}
			for _, key := range c.Keys() {
				want, there := finnish.Lookup(key)
				if got := c.Text(key); there && !isDateForm(key) && !slices.Equal(places(got), places(want)) {
					t.Errorf("%s, %s: %q has the places %v, in Finnish %v", folder, language, key, places(got), places(want))
				}
			}
		}
	}
}

func readCatalog(t *testing.T, folder, language string) *common.Catalog {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, language+".json"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := common.Parse(data)
	if err != nil || c.Language() != language {
		t.Fatalf("%s is no catalog in %s: %v", folder, language, err)
	}
	return c
}
