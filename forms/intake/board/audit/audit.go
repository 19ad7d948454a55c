// Package audit is the organizer's page of the audit log: who signed in, saw, downloaded
// and decided what, and what was refused.
package audit

import (
	"embed"
	"math"
	"strconv"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

//go:embed texts/*.json
var wordFiles embed.FS

// loadWords reads the texts of the page. What they lack, such as the form of a moment,
// comes from package texts.
var loadWords = sync.OnceValue(func() texts.Set {
	words := texts.MustRead(wordFiles, "texts")
	for code, c := range words {
		words[code] = c.Or(texts.For(code))
	}
	return words
})

const (
	pagePath = "audit"
	// perPage is how many entries a page has.
	perPage = 100
	// before is the parameter with the sequence before which a page begins.
	before = "before"
)

// Page is the page of a log, for those who manage.
func Page(log intake.Audit) intake.OrganizerPage {
	words, link := loadWords(), hyte.Text{}
	for code, c := range words {
		link[code] = c.Text("audit.title")
	}
	return intake.OrganizerPage{
		Path: pagePath, Link: link, Role: intake.RoleManage,
		Get: func(r *intake.Room) { show(r, log, words.For(r.Language())) },
	}
}

// show answers with the latest entries, or those before the one that the address names.
func show(r *intake.Room, log intake.Audit, t *texts.Catalog) {
	from := int64(math.MaxInt64)
	if asked := r.Query().Get(before); asked != "" {
		n, err := strconv.ParseInt(asked, 10, 64)
		if err != nil || n < 1 {
			r.NotFound()
			return
		}
		from = n
	}
	entries, err := log.AuditBefore(r.Context(), from, perPage+1)
	if err != nil {
		r.Fail(err)
		return
	}
	more := len(entries) > perPage
	entries = entries[:min(len(entries), perPage)]
	title := t.Text("audit.title")
	r.Page(title, r.Back(),
		view.El("h1", nil, view.Text(title)),
		view.El("p", nil, view.Text(t.Text("audit.hint"))),
		table(t, entries),
		ways(r, t, entries, more))
}

// ways lead to other pages of the log.
func ways(r *intake.Room, t *texts.Catalog, entries []intake.AuditEntry, more bool) view.Node {
	var links []view.Node
	add := func(key string, params ...string) {
		links = append(links, view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", r.Link(pagePath, params...))}, view.Text(t.Text(key)))))
	}
	if r.Query().Has(before) {
		add("audit.latest")
	}
	if more {
		add("audit.older", before, strconv.FormatInt(entries[len(entries)-1].Sequence, 10))
	}
	return view.If(len(links) > 0, view.El("nav", view.Attrs{view.Attr("aria-label", t.Text("audit.pages"))},
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")}, links...)))
}

// columns are the keys of the headings, after that of the first column.
var columns = [...]string{"audit.action", "audit.who", "audit.inquiry", "audit.record", "audit.page"}

func table(t *texts.Catalog, entries []intake.AuditEntry) view.Node {
	if len(entries) == 0 {
		return view.El("p", nil, view.Text(t.Text("audit.none")))
	}
	head := []view.Node{heading(t.Text("audit.at"))}
	for _, key := range columns {
		head = append(head, heading(t.Text(key)))
	}
	return view.El("table", view.Attrs{view.Attr("class", "org-roster"), view.Attr("role", "table")},
		view.El("thead", view.Attrs{view.Attr("role", "rowgroup")}, view.El("tr", view.Attrs{view.Attr("role", "row")}, head...)),
		view.El("tbody", view.Attrs{view.Attr("role", "rowgroup")}, view.Each(entries, func(e intake.AuditEntry) view.Node { return row(t, &e) })))
}

func heading(text string) view.Node {
	return view.El("th", view.Attrs{view.Attr("scope", "col"), view.Attr("role", "columnheader")}, view.Text(text))
}

// row is an entry. The roles of its parts are said, because a narrow page shows them
// below each other, and browsers then see no table any more.
func row(t *texts.Catalog, e *intake.AuditEntry) view.Node {
	cells := [...]view.Node{view.Text(actionText(t, e)), view.Text(whoText(t, e)), view.Text(e.Inquiry), view.Text(e.Record), code(e.Page)}
	parts := []view.Node{view.El("th", view.Attrs{view.Attr("scope", "row"), view.Attr("role", "rowheader")}, board.Moment(t, e.At))}
	for i, content := range cells {
		parts = append(parts, view.El("td", view.Attrs{view.Attr("role", "cell"), view.Attr("data-heading", t.Text(columns[i]))}, content))
	}
	return view.El("tr", view.Attrs{view.Attr("role", "row")}, parts...)
}

func code(text string) view.Node {
	return view.If(text != "", view.El("code", nil, view.Text(text)))
}

// actionText says what happened. A later version of the service may have kept what this
// one does not know.
func actionText(t *texts.Catalog, e *intake.AuditEntry) string {
	text, ok := t.Lookup("audit.action." + string(e.Action))
	if !ok {
		text = string(e.Action)
	}
	if e.Times > 1 {
		return t.Text("audit.times", "action", text, "count", strconv.Itoa(e.Times))
	}
	return text
}

func whoText(t *texts.Catalog, e *intake.AuditEntry) string {
	if e.Who == "" {
		return t.Text("audit.stranger")
	}
	role, ok := t.Lookup("audit.role." + string(e.Role))
	if !ok {
		return e.Who
	}
	return t.Text("audit.person", "who", e.Who, "role", role)
}
