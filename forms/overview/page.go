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
	return view.Document(w.Language(), title, []view.Node{view.Style(pageStyle)},
		view.El("main", nil, view.El("h1", nil, view.Text(title)), parts{Words: w, short: true}.of(w.Sections(o, mostNames))))
}

// Title is the heading of the page.
func (w *Words) Title(o *overview.Overview) string { return w.title(o.At) }

func (w *Words) title(on civil.Date) string { return w.Text("overview.title", "date", w.Date(on)) }

// Parts are the overview as parts of another page, with all that there is. The function gives
// the address to which the title of a request or an event leads, by its id; empty for none.
func (w *Words) Parts(o *overview.Overview, address func(id string) string) view.Node {
	return parts{Words: w, address: address}.of(w.Sections(o, 0))
}

// parts writes sections: short as they fit on two sheets, or whole.
type parts struct {
	*Words
	short   bool
	address func(id string) string
}

func (w parts) of(sections []Section) view.Node { return view.Each(sections, w.part) }

func (w parts) part(s Section) view.Node {
	heading := view.El("h2", view.Attrs{view.Attr("id", s.ID)}, view.Text(s.Heading))
	var content []view.Node
	shown := s.Entries
	if w.short && !s.whole {
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

func (w parts) entry(e Entry) view.Node {
	title := view.Text(w.cut(e.Line))
	if e.Line == "" {
		title = w.inOwnLanguage(e.Title)
	}
	if w.address != nil && e.ID != "" {
		if address := w.address(e.ID); address != "" {
			title = view.El("a", view.Attrs{view.Attr("href", address)}, title)
		}
	}
	lines := slices.Clone(e.Lines)
	if hidden := len(lines) - mostLines; w.short && hidden > 0 {
		lines = append(lines[:mostLines], w.Text("overview.further", "count", strconv.Itoa(hidden)))
	}
	var items []view.Node
	for _, l := range lines {
		items = append(items, view.El("li", nil, view.Text(w.cut(l))))
	}
	entry := []view.Node{view.El("h3", nil, title)}
	if len(items) > 0 {
		entry = append(entry, view.El("ul", nil, items...))
	}
	return view.El("div", nil, entry...)
}

// inOwnLanguage is a text of a document, marked where it is not in the page's language.
func (w parts) inOwnLanguage(t hyte.Text) view.Node {
	text, language := view.Text(w.cut(t.In(w.Language()))), t.Language(w.Language())
	if language == w.Language() {
		return text
	}
	return view.El("span", view.Attrs{view.Maybe("lang", language)}, text)
}

// cut shortens a text that would fill the sheets.
func (w parts) cut(text string) string {
	if !w.short || utf8.RuneCountInString(text) <= mostCharacters {
		return text
	}
	return strings.TrimSpace(string([]rune(text)[:mostCharacters-1])) + "…"
}
