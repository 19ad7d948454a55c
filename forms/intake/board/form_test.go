package board_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// TestForm: what is wrong stands at its control, is read out with it, and the first one has
// the focus; what was typed is there again.
func TestForm(t *testing.T) {
	words, err := texts.Parse([]byte(`{"language": "en", "x.who": "Who", "x.who.hint": "A name.", "x.who.wrong": "Enter a name.",
		"x.why": "Why", "x.why.wrong": "Enter a reason.", "x.how": "How", "x.how.wrong": "Select how."}`))
	if err != nil {
		t.Fatal(err)
	}
	options := []board.Option{{Value: "a", Label: "So"}, {Value: "b", Label: "Thus"}}
	show := func(given url.Values, wrong ...string) string {
		f := board.Form{Words: words, Texts: "x", Given: given, Wrong: wrong}
		page := view.AppendHTML(nil, view.Document("en", "Page", nil, view.El("main", nil, view.El("h1", nil, view.Text("Page")), view.El("form", nil,
			f.Radios("how", given.Get("how"), options...), f.Field(view.Text(" (required)"), "who", "input", view.Attr("type", "text")), f.Field(view.Node{}, "why", "textarea")))))
		htmlcheck.Run(t, page, htmlcheck.UniqueIDs, htmlcheck.References, htmlcheck.Groups, htmlcheck.Texts)
		return string(page)
	}
	for name, c := range map[string]struct {
		page     string
		has, not []string
	}{
		"at first": {
			show(nil),
			[]string{`<label for="x-who">Who (required)</label><p id="x-who-hint" class="hyte-hint">A name.</p><input`, `aria-describedby="x-who-hint" value=""`, `role="radiogroup"><legend>How`, `value="a" autocomplete="off" required>`},
			[]string{"aria-invalid", "autofocus", "checked", "Enter", "Select how"},
		},
		"typed": {
			show(url.Values{"who": {`"Aino"`}, "why": {"</textarea><script>"}, "how": {"b"}}),
			[]string{`value="&#34;Aino&#34;"`, "&lt;/textarea&gt;", `value="b" autocomplete="off" checked>`},
			[]string{" required>", "<script>"},
		},
		"wrong": {
			show(nil, "how", "who"),
			[]string{`role="radiogroup" aria-invalid="true" aria-describedby="x-how-error"`, `id="x-how-error" class="hyte-problem">Select how.`, `value="a" autocomplete="off" required autofocus>`, `aria-invalid="true" aria-describedby="x-who-hint x-who-error"`},
			[]string{"Enter a reason"},
		},
	} {
		for _, want := range c.has {
			if !strings.Contains(c.page, want) {
				t.Errorf("%s: no %s\n%s", name, want, c.page)
			}
		}
		for _, other := range c.not {
			if strings.Contains(c.page, other) {
				t.Errorf("%s: has %s\n%s", name, other, c.page)
			}
		}
		if strings.Count(c.page, "autofocus") > 1 {
			t.Errorf("%s: the focus is in two places", name)
		}
	}
}
