package intake_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// catalogs are the files in texts by language.
func catalogs(t *testing.T) map[string]map[string]string {
	t.Helper()
	files, err := filepath.Glob("texts/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var c map[string]string
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = c
	}
	return all
}

var place = regexp.MustCompile(`\{[a-zA-Z]+\}`)

// Every language has every text, with the same places in it.
func TestTextsAreComplete(t *testing.T) {
	all := catalogs(t)
	finnish := all["fi"]
	for _, language := range []string{"fi", "sv", "en"} {
		if all[language] == nil {
			t.Fatalf("no texts in %s", language)
		}
	}
	for language, c := range all {
		if c["language"] != language {
			t.Errorf("%s: says that it is in %q", language, c["language"])
		}
		for key, text := range finnish {
			if c[key] == "" {
				t.Errorf("%s: no text for %s", language, key)
				continue
			}
			want, got := place.FindAllString(text, -1), place.FindAllString(c[key], -1)
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: places of %s (-fi +%s)\n%s", language, key, language, diff)
			}
			if strings.TrimSpace(c[key]) != c[key] || strings.Contains(c[key], "  ") || strings.ContainsAny(c[key], "\"'\n") {
				t.Errorf("%s: %s has strange blanks or quotation marks", language, key)
			}
		}
		for key := range c {
			if finnish[key] == "" {
				t.Errorf("%s: %s has no Finnish text", language, key)
			}
		}
	}
}

// No text lies unused: each key, or what it begins with, is in the source.
func TestTextsAreUsed(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var source strings.Builder
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		source.Write(data)
	}
	for key := range catalogs(t)["fi"] {
		if key == "language" {
			continue
		}
		name := strings.TrimSuffix(key, "=1")
		first, _, _ := strings.Cut(name, ".")
		made := map[string]bool{"failure": true, "status": true, "state": true, "call": true, "summary": true}[first] ||
			strings.HasPrefix(name, "balance.state.") || strings.HasPrefix(name, "roster.notices.") || strings.HasPrefix(name, "roster.download.")
		if !made && !strings.Contains(source.String(), `"`+name+`"`) {
			t.Errorf("%s is used nowhere", key)
		}
	}
}
