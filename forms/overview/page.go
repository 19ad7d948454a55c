package overview

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/overview"
)

//go:embed page.css
var pageStyle string

// What fits on two sheets: so many entries of a section, lines of an entry, names in a line
// and characters of a line. The page says how many more there are; JSON has all.
const (
	mostEntries    = 5
	mostLines      = 4
	mostNames      = 9
	mostCharacters = 150
)

// Page is the overview as a whole HTML page: without a script, with its style in it. It
// prints on two A4 sheets.
func (w *Words) Page(o *overview.Overview) view.Node {
	title := w.title(o.At)
	var sections []view.Node
	for _, s := range w.Sections(o, mostNames) {
		sections = append(sections, w.part(s))
	}
	return view.Document(w.Language(), title, []view.Node{view.Style(pageStyle)},
		view.El("main", nil, view.El("h1", nil, view.Text(title)), view.Group(sections...)))
}

func (w *Words) title(on civil.Date) string { return w.Text("overview.title", "date", w.Date(on)) }

func (w *Words) part(s Section) view.Node {
	heading := view.El("h2", view.Attrs{view.Attr("id", s.ID)}, view.Text(s.Heading))
	var content []view.Node
	shown := s.Entries
	if !s.whole {
		shown = shown[:min(len(shown), mostEntries)]
	}
	for _, e := range shown {
		content = append(content, w.entry(e))
	}
	switch hidden := len(s.Entries) - len(shown) + s.Hidden; {
	case len(s.Entries) == 0:
		content = append(content, view.El("p", nil, view.Text(s.None)))
	case hidden > 0:
		content = append(content, view.El("p", nil, view.Text(w.Text("overview.further", "count", strconv.Itoa(hidden)))))
	}
	return view.El("section", view.Attrs{view.Attr("aria-labelledby", s.ID)}, heading, view.Group(content...))
}

func (w *Words) entry(e Entry) view.Node {
	title := view.Text(cut(e.Line))
	if e.Line == "" {
		title = w.inOwnLanguage(e.Title)
	}
	lines := slices.Clone(e.Lines)
	if hidden := len(lines) - mostLines; hidden > 0 {
		lines = append(lines[:mostLines], w.Text("overview.further", "count", strconv.Itoa(hidden)))
	}
	var items []view.Node
	for _, l := range lines {
		items = append(items, view.El("li", nil, view.Text(cut(l))))
	}
	entry := []view.Node{view.El("h3", nil, title)}
	if len(items) > 0 {
		entry = append(entry, view.El("ul", nil, items...))
	}
	return view.El("div", nil, entry...)
}

// inOwnLanguage is a text of a document, marked where it is not in the page's language.
func (w *Words) inOwnLanguage(t hyte.Text) view.Node {
	text, language := view.Text(cut(t.In(w.Language()))), t.Language(w.Language())
	if language == w.Language() {
		return text
	}
	return view.El("span", view.Attrs{view.Maybe("lang", language)}, text)
}

// cut shortens a text that would fill the page.
func cut(text string) string {
	if utf8.RuneCountInString(text) <= mostCharacters {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:mostCharacters-1])) + "…"
}
