package htmlcheck_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const good = `<!doctype html><html lang="fi"><head><title>Lomake</title></head><body><h1>Lomake</h1>
<div id="summary"><ul><li><a href="#name">Kirjoita nimi.</a></li></ul></div>
<label for="name">Nimi</label><p class="problem" id="name-error">Kirjoita nimi.</p>
<input id="name" autocomplete="off" aria-invalid="true" aria-describedby="name-error">
<fieldset><legend>Väri</legend><input type="radio" id="red"><label for="red">Punainen</label></fieldset>
</body></html>`

func TestEveryCheckCanFail(t *testing.T) {
	wiring := htmlcheck.Wiring("summary", "problem", "advice")
	tests := []struct {
		name     string
		check    htmlcheck.Check
		old, new string
	}{
		{"two elements with one id", htmlcheck.UniqueIDs, `id="red"`, `id="name"`},
		{"an id with a slash", htmlcheck.UniqueIDs, `id="red"`, `id="/red"`},
		{"no label", htmlcheck.Labels, `<label for="name">Nimi</label>`, ``},
		{"an empty label", htmlcheck.Labels, `Nimi</label>`, `</label>`},
		{"a label for nothing", htmlcheck.Labels, `for="red"`, `for="blue"`},
		{"a description that is not there", htmlcheck.References, `aria-describedby="name-error"`, `aria-describedby="name-hint"`},
		{"an empty reference", htmlcheck.References, `aria-describedby="name-error"`, `aria-describedby=""`},
		{"a link to nothing", htmlcheck.References, `href="#name"`, `href="#nobody"`},
		{"a level left out", htmlcheck.Headings, `<fieldset>`, `<h3>Väri</h3><fieldset>`},
		{"no first heading", htmlcheck.Headings, `<h1>Lomake</h1>`, ``},
		{"a group without a legend", htmlcheck.Groups, `<legend>Väri</legend>`, ``},
		{"a radio button alone", htmlcheck.Groups, `<fieldset><legend>Väri</legend>`, `<div>`},
		{"no language", htmlcheck.Languages, ` lang="fi"`, ``},
		{"a passage marked as the page", htmlcheck.Languages, `Väri`, `<span lang="fi">Väri</span>`},
		{"no language code", htmlcheck.Languages, `Väri`, `<span lang="suomi">Väri</span>`},
		{"an empty heading", htmlcheck.Texts, `<h1>Lomake`, `<h1>`},
		{"a place left open", htmlcheck.Texts, `Väri`, `Väri {number}`},
		{"a handler", htmlcheck.Links, `<h1>`, `<h1 onclick="x()">`},
		{"a refused address", htmlcheck.Links, `#name`, `about:invalid`},
		{"a style", htmlcheck.Links, `<h1>`, `<style></style><h1>`},
		{"no token", htmlcheck.Autocomplete, ` autocomplete="off"`, ``},
		{"a token that HTML does not have", htmlcheck.Autocomplete, `autocomplete="off"`, `autocomplete="first-name"`},
		{"maxlength", htmlcheck.Whole, `autocomplete="off"`, `maxlength="10"`},
		{"ticked beforehand", htmlcheck.Untouched, `type="radio"`, `type="radio" checked`},
		{"filled in beforehand", htmlcheck.Untouched, `autocomplete="off"`, `value="Aino"`},
		{"other words in the summary", wiring, `<li><a href="#name">Kirjoita`, `<li><a href="#name">Anna`},
		{"nothing in the summary", wiring, `<li><a href="#name">Kirjoita nimi.</a></li>`, ``},
		{"a link to what is no control", wiring, `href="#name"`, `href="#summary"`},
		{"wrong without a reason", wiring, `aria-describedby="name-error"`, ``},
		{"no summary", wiring, `id="summary"`, ``},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if faults := test.check(parse(t, good)); len(faults) > 0 {
				t.Fatalf("the good page has faults: %q", faults)
			}
			bad := strings.Replace(good, test.old, test.new, 1)
			if bad == good {
				t.Fatalf("%q is not in the page", test.old)
			}
			if faults := test.check(parse(t, bad)); len(faults) == 0 {
				t.Error("no fault found")
			}
		})
	}
}

func TestGoodPageStandsAll(t *testing.T) {
	htmlcheck.Run(t, []byte(good), append(htmlcheck.All(), htmlcheck.Untouched)...)
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	return htmlcheck.Run(t, []byte(page))
}
