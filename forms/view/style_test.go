package view_test

import (
	"strings"
	"testing"

	"github.com/hytekit/hytekit/forms/view"
)

// A style sheet is written as it is: a parser does not look for entities in it.
func TestStyle(t *testing.T) {
	css := `ul > li::before { content: "\201C&" }`
	html := string(view.AppendHTML(nil, view.Document("fi", "Otsikko", []view.Node{view.Style(css)})))
	if want := "<style>" + css + "</style></head>"; !strings.Contains(html, want) {
		t.Errorf("%s does not hold %s", html, want)
	}
}

func TestStyleRefuses(t *testing.T) {
	for name, build := range map[string]func(){
		"an end tag":    func() { view.Style("a{}</style><script>") },
		"a comment":     func() { view.Style("<!-- a{} -->") },
		"in the body":   func() { view.El("div", nil, view.Style("a{}")) },
		"as an element": func() { view.El("style", nil, view.Text("a{}")) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("accepted")
				}
			}()
			build()
		})
	}
}
