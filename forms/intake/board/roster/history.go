package roster

import (
	"slices"
	"strconv"

	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// historyPath is the page with all answers of one organization. They are not on the
// roster: of hundreds of organizations with a few answers each they would be most of it,
// and hardly anybody opens them.
const historyPath = "history/"

// mostHistory is how many answers stand on one page of a history.
const mostHistory = 50

// historyPages are the first page of a history and the others.
func (b *roster) historyPages() []intake.Page {
	return []intake.Page{
		{Path: historyPath + "{id}", Get: b.history},
		{Path: historyPath + "{id}/{page}", Get: b.history},
	}
}

// history shows all answers of an organization but the one that counts, the latest first.
func (b *roster) history(d *intake.Desk) {
	known, ok := b.found(d, organization)
	if !ok {
		return
	}
	e, page := known.entry, 1
	if text := d.PathValue("page"); text != "" {
		var err error
		if page, err = strconv.Atoi(text); err != nil || strconv.Itoa(page) != text || page < 2 {
			d.NotFound()
			return
		}
	}
	all := slices.Clone(e.Others)
	slices.Reverse(all)
	first := (page - 1) * mostHistory
	if first >= len(all) && page > 1 {
		d.NotFound()
		return
	}
	shown := all[first:min(first+mostHistory, len(all))]
	if err := known.documents.read(shown, nil); err != nil {
		d.Fail(err)
		return
	}
	v := rosterView{desk: d, t: b.wordsOf(d), call: b.call.Call, roster: known.roster}
	title := v.t.Text("history.title")
	d.Page(title+": "+e.Name.In(d.Language()),
		view.El("h1", nil, view.Text(title)),
		view.El("p", view.Attrs{view.Attr("class", "org-lead"), board.LanguageMark(e.Name, v.t)}, view.Text(e.Name.In(d.Language()))),
		board.Facts(board.Fact{Name: v.t.Text("roster.status"), Value: view.Text(export.StatusText(e, v.t))},
			board.Count(v.t.Text("history.count"), len(all))),
		view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", entryLink(d, e))}, view.Text(v.t.Text("history.back")))),
		view.El("ol", view.Attrs{view.Attr("start", strconv.Itoa(len(all)-first)), view.Flag("reversed", true)},
			view.Each(shown, func(a hyte.Answer) view.Node {
				return view.El("li", nil, v.past(e, a))
			})),
		v.historyLinks(e, page, first+mostHistory < len(all)))
}

// historyLinks lead to the pages beside one.
func (v rosterView) historyLinks(e *hyte.Entry, page int, more bool) view.Node {
	to := func(key string, page int) view.Node {
		address := historyPath + e.Nominator
		if page > 1 {
			address += "/" + strconv.Itoa(page)
		}
		return view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", v.desk.Link(address))}, view.Text(v.t.Text(key))))
	}
	if page == 1 && !more {
		return view.Node{}
	}
	return view.El("nav", view.Attrs{view.Attr("aria-label", v.t.Text("history.pages"))},
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
			view.If(page > 1, to("history.newer", page-1)), view.If(more, to("history.older", page+1))))
}

// historyLink leads from the line of an organization to its history, of so many answers.
func (v rosterView) historyLink(e *hyte.Entry, count int) view.Node {
	if count == 0 {
		return view.Node{}
	}
	text := v.t.Text("roster.history", "count", strconv.Itoa(count))
	return view.El("p", nil, view.El("a", view.Attrs{
		view.Attr("href", v.desk.Link(historyPath+e.Nominator)),
		view.Attr("aria-label", text+": "+e.Name.In(v.t.Language())),
	}, view.Text(text)))
}
