// Package list is a board for inquiries that have no board of their own: how much has been
// received, and all of it as a file.
package list

import (
	"embed"
	"sync"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// New makes the board of any inquiry. It stands last in [intake.Kinds.Boards].
func New(inquiry intake.Inquiry) intake.Board { return list{inquiry.Title()} }

type list struct{ title hyte.Text }

// ledger counts what came.
type ledger struct{ records int }

func (l *ledger) Add(intake.Record) { l.records++ }
func (l *ledger) Close()            {}

func (list) Ledger() intake.Ledger { return new(ledger) }

func (list) Card(d *intake.Desk) []board.Fact {
	return []board.Fact{board.Count(words().For(d.Language()).Text("answers"), d.Ledger().(*ledger).records)}
}

func (l list) Pages() []intake.Page {
	return []intake.Page{{Get: func(d *intake.Desk) {
		title := l.title.In(d.Language())
		d.Page(title,
			d.Back(),
			view.El("h1", nil, board.Said(l.title, words().For(d.Language()))),
			board.Facts(append(append(d.Times(), l.Card(d)...), d.Forms())...),
			view.El("p", nil, d.Received()),
			d.ReceivedHint())
	}}}
}

//go:embed texts/*.json
var files embed.FS

var words = sync.OnceValue(func() texts.Set { return texts.MustRead(files, "texts") })
