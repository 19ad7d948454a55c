// Package queue is the organizer's page of what is delivered about answers: what waits,
// what was refused, and a button that sends it again. It shows no address and nothing of
// what is sent.
package queue

import (
	"cmp"
	"embed"
	"errors"
	"strconv"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// wordFiles are the texts of the page, one catalog per language.
//
//go:embed texts/*.json
var wordFiles embed.FS

var loadWords = sync.OnceValue(func() texts.Set { return texts.MustRead(wordFiles, "texts").Over(texts.Common()) })

// path is that of the page.
const path = "deliveries"

// queue is the page of an outbox.
type queue struct {
	outbox intake.Outbox
	wake   func()
}

// Pages are the page of the outbox. Wake is called when something was made due; it may be
// nil.
func Pages(outbox intake.Outbox, wake func()) []intake.OrganizerPage {
	if wake == nil {
		wake = func() {}
	}
	link := hyte.Text{}
	for code, words := range loadWords() {
		link[code] = words.Text("title")
	}
	q := queue{outbox, wake}
	return []intake.OrganizerPage{{Path: path, Link: link, Get: q.page, Post: q.resend}}
}

// pageLength is how many deliveries stand on one page.
const pageLength = 100

// page shows what was refused and what waits, or those of the state in the query, page by
// page.
func (q queue) page(r *intake.Room) {
	t := loadWords().For(r.Language())
	counts, err := q.outbox.Counts(r.Context())
	if err != nil {
		r.Fail(err)
		return
	}
	states := []intake.DeliveryState{intake.DeliveryRefused, intake.DeliveryWaiting}
	below, _ := strconv.ParseInt(r.Query().Get("below"), 10, 64)
	asked := intake.DeliveryState(r.Query().Get("state"))
	for _, state := range intake.DeliveryStates() {
		if state == asked {
			states = []intake.DeliveryState{asked}
		}
	}
	if len(states) > 1 {
		below = 0
	}
	var sections []view.Node
	for _, state := range states {
		all, err := q.outbox.Deliveries(r.Context(), state, max(below, 0), pageLength+1)
		if err != nil {
			r.Fail(err)
			return
		}
		sections = append(sections, section(r, t, state, all))
	}
	title := t.Text("title")
	r.Page(title, r.Back(), view.El("h1", nil, view.Text(title)),
		view.El("p", view.Attrs{view.Attr("class", "hyte-hint")}, view.Text(t.Text("hint"))),
		view.El("div", view.Attrs{view.Attr("class", "org-numbers")}, board.Facts(facts(t, counts)...)),
		view.Group(sections...),
		otherStates(r, t))
}

// otherStates lead to what nobody need look at.
func otherStates(r *intake.Room, t *texts.Catalog) view.Node {
	return view.Each([]intake.DeliveryState{intake.DeliverySent, intake.DeliveryDropped}, func(state intake.DeliveryState) view.Node {
		return view.El("p", nil, view.El("a", view.Attrs{view.Attr("href", r.Link(path, "state", string(state)))}, view.Text(t.Text("link."+string(state)))))
	})
}

func facts(t *texts.Catalog, counts map[intake.DeliveryState]int) []board.Fact {
	var all []board.Fact
	for _, state := range intake.DeliveryStates() {
		all = append(all, board.Fact{Name: t.Text("state." + string(state)), Value: view.Text(strconv.Itoa(counts[state]))})
	}
	return all
}

// section is a table of the deliveries of a state, with a link to what follows.
func section(r *intake.Room, t *texts.Catalog, state intake.DeliveryState, all []intake.Delivery) view.Node {
	more := view.Node{}
	if len(all) > pageLength {
		all = all[:pageLength]
		more = view.El("p", nil, view.El("a", view.Attrs{
			view.Attr("href", r.Link(path, "state", string(state), "below", strconv.FormatInt(all[pageLength-1].ID, 10))),
		}, view.Text(t.Text("more."+string(state)))))
	}
	title := view.El("h2", nil, view.Text(t.Text("state."+string(state))))
	if len(all) == 0 {
		return view.Group(title, view.El("p", nil, view.Text(t.Text("none."+string(state)))))
	}
	columns := []string{"column.number", "column.recipient", "column.answer", "column.failure", "column.attempts", "column.at", "column.resend"}
	head := view.Each(columns, func(key string) view.Node {
		return view.El("th", view.Attrs{view.Attr("scope", "col")}, view.Text(t.Text(key)))
	})
	rows := view.Each(all, func(d intake.Delivery) view.Node { return row(r, t, d) })
	return view.Group(title, view.El("table", view.Attrs{view.Attr("class", "org-roster")},
		view.El("thead", nil, view.El("tr", nil, head)), view.El("tbody", nil, rows)), more)
}

func row(r *intake.Room, t *texts.Catalog, d intake.Delivery) view.Node {
	cell := func(key string, content ...view.Node) view.Node {
		return view.El("td", view.Attrs{view.Attr("data-heading", t.Text(key))}, content...)
	}
	number, at := strconv.FormatInt(d.ID, 10), board.Moment(t, d.Changed)
	if d.State == intake.DeliveryWaiting {
		at = view.Group(view.Text(t.Text("due")+" "), board.Moment(t, d.Due))
	}
	return view.El("tr", nil,
		view.El("th", view.Attrs{view.Attr("scope", "row")}, view.Text(number)),
		cell("column.recipient", view.Text(word(t, "recipient."+d.Recipient, d.Recipient)), view.Text(", "+word(t, "channel."+d.Channel, d.Channel))),
		cell("column.answer",
			view.El("a", view.Attrs{view.Attr("href", r.Link(d.Inquiry))}, view.Isolate(d.Inquiry)), view.El("br", nil), view.El("code", nil, view.Text(cmp.Or(d.Record, d.Sender)))),
		cell("column.failure", view.If(d.Failure != "", view.Text(word(t, "failure."+d.Failure, d.Failure)))),
		cell("column.attempts", view.Text(strconv.Itoa(d.Attempts))),
		cell("column.at", at),
		cell("column.resend", view.El("form", view.Attrs{view.Attr("method", "post"), view.Attr("action", r.Link(path))},
			view.El("input", view.Attrs{view.Attr("type", "hidden"), view.Attr("name", "delivery"), view.Attr("value", number)}),
			view.El("button", view.Attrs{view.Attr("type", "submit"), view.Attr("class", "hyte-button hyte-quiet")}, view.Text(t.Text("resend", "number", number))))))
}

// word is the text of a key, or what it stands for where the page knows no word: the
// parts that recipients play are a matter of each kind of document.
func word(t *texts.Catalog, key, plain string) string { return cmp.Or(t.Text(key), plain) }

// resend makes a delivery due.
func (q queue) resend(r *intake.Room) {
	values, ok := r.Posted()
	if !ok {
		return
	}
	id, err := strconv.ParseInt(values.Get("delivery"), 10, 64)
	if err != nil {
		r.NotFound()
		return
	}
	switch err := q.outbox.Resend(r.Context(), id, r.Now()); {
	case errors.Is(err, intake.ErrNotFound):
		r.NotFound()
	case err != nil:
		r.Fail(err)
	default:
		q.wake()
		r.Lead(r.Link(path))
	}
}
