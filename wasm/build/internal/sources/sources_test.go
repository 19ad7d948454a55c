package sources_test

import (
	"testing"
	"testing/fstest"

	"github.com/hytekit/hytekit/wasm/build/internal/sources"
)

// Every change of the loader changes the sum; what is no script does not.
func TestSum(t *testing.T) {
	folder := func(files map[string]string) fstest.MapFS {
		fs := fstest.MapFS{}
		for name, text := range files {
			fs[name] = &fstest.MapFile{Data: []byte(text)}
		}
		return fs
	}
	sum := func(files map[string]string) string {
		t.Helper()
		sum, err := sources.Sum(folder(files))
		if err != nil {
			t.Fatal(err)
		}
		return sum
	}
	plain := sum(map[string]string{"a.js": "1", "b.js": "2"})
	if plain != sum(map[string]string{"b.js": "2", "a.js": "1", "README.md": "3"}) {
		t.Error("the same scripts have another sum")
	}
	for name, files := range map[string]map[string]string{
		"content": {"a.js": "1", "b.js": "3"},
		"name":    {"a.js": "1", "c.js": "2"},
		"removed": {"a.js": "1"},
		"border":  {"a.js": "1b.js 1\n2"},
	} {
		if sum(files) == plain {
			t.Errorf("%s: a changed loader has the same sum", name)
		}
	}
	if _, err := sources.Sum(fstest.MapFS{}); err == nil {
		t.Error("a loader without scripts has a sum")
	}
}
