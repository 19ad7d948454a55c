package htmlcheck

import (
	"html"
	"strings"
	"testing"

	parser "golang.org/x/net/html"
)

// What is written with its signs escaped is inert, and nothing else is.
func TestInert(t *testing.T) {
	look := func(page string) []string {
		root, err := parser.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		return Inert(root)
	}
	for _, value := range Hostile() {
		safe := html.EscapeString(value)
		if faults := look(`<p title="` + safe + `">` + safe + `</p><textarea>` + safe + `</textarea><a href="/x?y=` + safe + `">x</a>`); len(faults) > 0 {
			t.Errorf("%q: %q", value, faults)
		}
	}
	for _, page := range []string{
		`<p>` + Hostile()[0] + `</p>`, `<textarea>` + Hostile()[1] + `</textarea>`, `<p title="` + Hostile()[2] + `">x</p>`,
		`<a href="` + Hostile()[3] + `">x</a>`, `<a href=" JavaScript:x">x</a>`, `<p onclick="x">y</p>`, `<!-- ` + Injected + ` -->`,
		`<form action="data:x">y</form>`,
	} {
		if len(look(page)) == 0 {
			t.Errorf("no fault in %s", page)
		}
	}
}
