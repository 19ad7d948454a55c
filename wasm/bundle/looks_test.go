package bundle_test

import (
	"os"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/statement"
	"github.com/hytekit/hytekit/forms/style/brand"
	"github.com/hytekit/hytekit/wasm/bundle"
)

const deployment = "../../examples/deploy/brand/"

var dressedFiles map[string]string

// dressed is a bundle with the example's brand and accessibility statement, made once.
func dressed(t *testing.T) map[string]string {
	t.Helper()
	if dressedFiles != nil {
		return dressedFiles
	}
	read := func(name string) ([]byte, error) { return os.ReadFile(deployment + name) }
	text, err := read("brand.json")
	if err != nil {
		t.Fatal(err)
	}
	file, violations := brand.Read(text)
	if violations.Invalid() {
		t.Fatal(violations)
	}
	b, err := file.Make(read)
	if err != nil {
		t.Fatal(err)
	}
	if text, err = read("accessibility.json"); err != nil {
		t.Fatal(err)
	}
	s, violations := statement.Read(text)
	if violations.Invalid() {
		t.Fatal(violations)
	}
	dressedFiles = made(t, bundle.Options{Brand: *b, Statement: s})
	return dressedFiles
}

// A brand dresses whole pages, and not the form within a page of another site.
func TestBrand(t *testing.T) {
	files := dressed(t)
	checkReferences(t, files)
	for name, html := range files {
		if !strings.HasSuffix(name, ".html") || strings.HasPrefix(name, "samples/") {
			continue
		}
		whole := !strings.HasSuffix(name, ".fragment.html")
		for _, part := range []string{`class="hyte-brand"`, `src="assets/logo-`, `href="assets/page-`} {
			if strings.Contains(html, part) != whole {
				t.Errorf("%s: that %s is there is %t", name, part, !whole)
			}
		}
		if !whole && !strings.Contains(html, `data-hyte-style="assets/form-`) {
			t.Errorf("%s has other styles", name)
		}
	}
}

// The statement is a page in every language, to which each page links and which leads back.
func TestStatement(t *testing.T) {
	files := dressed(t)
	for language, title := range map[string]string{"fi": "Saavutettavuusseloste", "sv": "Tillgänglighetsutlåtande", "en": "Accessibility statement"} {
		name := language + ".accessibility.html"
		if !strings.Contains(files[language+".html"], `<a href="`+name+`">`) {
			t.Errorf("%s.html does not link to it", language)
		}
		for _, part := range []string{`<html lang="` + language + `">`, "<h1>" + title + "</h1>", `<a href="` + language + `.html">`, "<script async", `<nav `} {
			if !strings.Contains(files[name], part) {
				t.Errorf("%s has no %s", name, part)
			}
		}
		if strings.Contains(files[name], "data-hyte-wasm") || strings.Contains(files[name], "<form") {
			t.Errorf("%s has a form", name)
		}
		if files[name+".br"] == "" || !strings.Contains(files["README.md"], "`*.accessibility.html`") {
			t.Errorf("%s is not packed, or the README does not tell of it", name)
		}
	}
	for name := range plain(t) {
		if strings.Contains(name, "accessibility") {
			t.Errorf("%s is there without a statement", name)
		}
	}
}
