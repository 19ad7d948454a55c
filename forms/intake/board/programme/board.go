package programme

import (
	"embed"
	"strconv"
	"sync"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/forms/export"
	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

// wordFiles are the texts of the board, one catalog per language.
//
//go:embed texts/*.json
var wordFiles embed.FS

// loadWords reads the texts of the board. What they lack, such as the names of months,
// comes from package export.
var loadWords = sync.OnceValue(func() texts.Set {
	words := texts.MustRead(wordFiles, "texts")
	for code, c := range words {
		words[code] = c.Or(export.Words(code))
	}
	return words
})

// programme is the board of one event.
type programme struct {
	inquiry intake.Inquiry
	event   *event.Event
	words   texts.Set
}

// New makes the board of an event. It is nil for any other inquiry.
func New(inquiry intake.Inquiry) intake.Board {
	open, ok := inquiry.(*event.Inquiry)
	if !ok {
		return nil
	}
	return &programme{inquiry, open.Event, loadWords()}
}

// The addresses of the board's pages, beneath the inquiry's.
const (
	csvName    = "registrations.csv"
	xlsxName   = "registrations.xlsx"
	settlePath = "settle/"
)

// Pages implements [intake.Board].
func (b *programme) Pages() []intake.Page {
	return []intake.Page{
		{Get: b.board},
		{Path: csvName, Get: b.csv},
		{Path: xlsxName, Get: b.xlsx},
		{Path: settlePath + "{id}", Get: b.askToSettle, Post: b.settle},
	}
}

// Card implements [intake.Board].
func (b *programme) Card(d *intake.Desk) ([]board.Fact, error) {
	t, l := b.words.For(d.Language()), d.Ledger().(*ledger)
	facts := []board.Fact{}
	if b.event.Registration != nil {
		facts = append(facts, board.Fact{Name: t.Text("card.registered"), Value: view.Text(strconv.Itoa(l.register.Numbers().All))})
	}
	if b.event.Questions != nil {
		facts = append(facts, board.Fact{Name: t.Text("card.questions"), Value: view.Text(strconv.Itoa(len(l.asked)))},
			board.Count(t.Text("card.waiting"), l.waiting()))
	}
	return facts, nil
}

// boardView shows the organizer what has come in, in one language.
type boardView struct {
	desk   *intake.Desk
	t      *texts.Catalog
	event  *event.Event
	ledger *ledger
}

func (b *programme) view(d *intake.Desk) *boardView {
	return &boardView{d, b.words.For(d.Language()), b.event, d.Ledger().(*ledger)}
}

func (b *programme) board(d *intake.Desk) {
	v := b.view(d)
	title := b.event.Title
	d.Page(v.t.Text("board.title")+": "+title.In(v.t.Language()),
		d.Back(),
		view.El("h1", nil, view.Text(v.t.Text("board.title"))),
		view.El("p", view.Attrs{view.Attr("class", "org-lead"), board.LanguageMark(title, v.t)}, view.Text(title.In(v.t.Language()))),
		board.Facts(
			v.until("register", b.event.Registration != nil, func() *hyte.Deadline { return b.event.Registration.Until }),
			v.until("ask", b.event.Questions != nil, func() *hyte.Deadline { return b.event.Questions.Until }),
			d.Forms(), board.Fact{Name: v.t.Text("board.download"), Value: v.downloads()}),
		d.Find(),
		v.notices(),
		view.If(v.hasRegistrations(), v.registrations()),
		view.If(b.event.Questions != nil || len(v.ledger.asked) > 0, v.questions()))
}

// hasRegistrations reports whether there are any, or there may be: what has come is shown also
// when the event does not ask for it any more.
func (v *boardView) hasRegistrations() bool {
	return v.event.Registration != nil || len(v.ledger.registered) > 0
}

// questionsAsked are those that the event asks of those who register.
func (v *boardView) questionsAsked() []hyte.Question {
	if v.event.Registration == nil {
		return nil
	}
	return v.event.Registration.Questions
}

// until is the last moment of what the event asks for; nothing if it does not.
func (v *boardView) until(key string, asked bool, deadline func() *hyte.Deadline) board.Fact {
	if !asked {
		return board.Fact{}
	}
	return board.Fact{Name: v.t.Text(key), Value: view.Text(v.t.Text("register.until", "deadline", forms.DeadlineText(v.t, deadline())))}
}

func (v *boardView) downloads() view.Node {
	return view.Group(
		view.El("ul", view.Attrs{view.Attr("class", "org-inline")},
			view.If(v.hasRegistrations(), view.El("li", nil, v.desk.Download(csvName, v.t.Text("board.csv")))),
			view.If(v.hasRegistrations(), view.El("li", nil, v.desk.Download(xlsxName, v.t.Text("board.xlsx")))),
			view.El("li", nil, v.desk.Received()),
			view.El("li", nil, view.El("a", view.Attrs{view.Attr("href", v.desk.Public())}, view.Text(v.t.Text("board.programme"))))),
		v.desk.ReceivedHint())
}

// mostNotices is how many of one sort a page shows; the others are in the files.
const mostNotices = 100

func (v *boardView) notices() view.Node {
	var all []view.Node
	if p, n := v.event.Place, v.ledger.register.Numbers().Place; p != nil && p.Places > 0 && n > p.Places {
		all = append(all, view.El("li", nil, view.Text(v.t.Text("registered.over",
			"count", strconv.Itoa(n), "places", strconv.Itoa(p.Places)))))
	}
	strange := v.ledger.strange
	for _, id := range strange[:min(len(strange), mostNotices)] {
		all = append(all, view.El("li", nil, view.Text(v.t.Text("board.unreadable", "id", id))))
	}
	if len(all) == 0 {
		return view.Node{}
	}
	all = append(all, v.omitted(len(strange)-mostNotices))
	return view.El("section", view.Attrs{view.Attr("class", "org-notices"), view.Attr("aria-labelledby", "notices")},
		view.El("h2", view.Attrs{view.Attr("id", "notices")}, view.Icon(icon.Warning), view.Text(v.t.Text("board.notices"))), view.El("ul", nil, all...))
}

// omitted says how many more there are than are shown, nothing if there are none.
func (v *boardView) omitted(count int) view.Node {
	return view.If(count > 0, view.El("li", nil, view.Text(v.t.Text("board.omitted", "count", strconv.Itoa(count)))))
}
