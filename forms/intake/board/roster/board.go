package roster

import (
	"strconv"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/nomination"
	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// roster is the board of one call.
type roster struct {
	call  *hyte.ResolvedCall
	words texts.Set
}

// New makes the board of a call. It is nil for any other inquiry.
func New(inquiry intake.Inquiry) intake.Board {
	call, ok := inquiry.(*hyte.ResolvedCall)
	if !ok {
		return nil
	}
	b := &roster{call, loadWords()}
	if call.Call.Publication == "" {
		return b
	}
	return &published{b}
}

// wordsOf are the words in the language of the desk, for what the call asks for.
func (b *roster) wordsOf(d *intake.Desk) *texts.Catalog {
	return b.words.For(d.Language()).Variant(nomination.VariantOf(b.call.Call))
}

// Pages implements [intake.Board].
func (b *roster) Pages() []intake.Page {
	page := func(path string, find finding, of func(*intake.Desk, found) *question) intake.Page {
		get, post := b.answering(find, of)
		return intake.Page{Path: path + "{id}", Get: get, Post: post}
	}
	get, post := b.answerPages()
	return append(b.historyPages(), []intake.Page{
		{Get: b.page, Steady: true},
		{Path: jsonName, Get: b.json},
		{Path: csvName, Get: b.csv},
		{Path: xlsxName, Get: b.xlsx},
		page(acceptPath, document, accepts), page(rejectPath, document, rejects), page(undoPath, document, undoes),
		page(selectPath, document, selects), page(correctPath, document, corrects), page(enterPath, organization, enters),
		{Path: answerPath + "{id}", Get: get, Post: post},
		{Path: remindPath, Get: b.remindPage, Post: b.remind},
		{Path: linksPath, Role: intake.RoleManage, Get: b.linksPage, Post: b.changeLinks},
	}...)
}

// rosterOf is the roster at the instant of a request, or it has answered that this cannot
// be read.
func rosterOf(d *intake.Desk) (*page, bool) {
	shown, err := d.Ledger().(*ledger).now(d, d.Now())
	if err != nil {
		d.Fail(err)
	}
	return shown, err == nil
}

// Card implements [intake.Board].
func (b *roster) Card(d *intake.Desk) ([]board.Fact, error) {
	shown, err := d.Ledger().(*ledger).now(d, d.Now())
	if err != nil {
		return nil, err
	}
	t, s := b.wordsOf(d), shown.Summary
	return []board.Fact{
		{Name: t.Text("card.answered"), Value: view.Text(t.Text("card.of",
			"count", strconv.Itoa(s.Received+s.Replaced), "all", strconv.Itoa(s.Asked)))},
		board.Count(t.Text("card.late"), s.Late),
		board.Count(t.Text("card.conflict"), s.Conflict),
		board.Count(t.Text("card.contested"), s.Contested),
	}, nil
}
