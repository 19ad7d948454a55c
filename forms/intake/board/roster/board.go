package roster

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"time"

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
	return &roster{call, loadWords()}
}

// wordsOf are the words in the language of the desk, for what the call asks for.
func (b *roster) wordsOf(d *intake.Desk) *texts.Catalog {
	return b.words.For(d.Language()).Variant(nomination.VariantOf(b.call.Call))
}

// Pages implements [intake.Board].
func (b *roster) Pages() []intake.Page {
	page := func(path string, find func(*hyte.Roster, string) (found, bool), of func(*intake.Desk, found) *question) intake.Page {
		get, post := b.answering(find, of)
		return intake.Page{Path: path + "{id}", Get: get, Post: post}
	}
	get, post := b.answerPages()
	return []intake.Page{
		{Get: b.page},
		{Path: jsonName, Get: b.json},
		{Path: csvName, Get: b.csv},
		{Path: xlsxName, Get: b.xlsx},
		page(acceptPath, find, accepts), page(rejectPath, find, rejects), page(undoPath, find, undoes),
		page(selectPath, find, selects), page(correctPath, find, corrects), page(enterPath, ofNominator, enters),
		{Path: answerPath + "{id}", Get: get, Post: post},
	}
}

// ledger is the answers to a call and the roster that they make.
type ledger struct {
	call     *hyte.ResolvedCall
	received []hyte.Received
	senders  []string     // of those, or of whom the organizer decided about
	strange  []string     // ids of records that this version of the service cannot read
	latest   time.Time    // the greatest time of arrival
	roster   *hyte.Roster // at that time, without secrets
}

// Ledger implements [intake.Board].
func (b *roster) Ledger() intake.Ledger { return &ledger{call: b.call} }

// Add implements [intake.Ledger].
func (l *ledger) Add(r intake.Record) {
	if r.ReceivedAt.After(l.latest) {
		l.latest = r.ReceivedAt
	}
	if received, ok := readRecord(r); ok {
		l.received, l.senders = append(l.received, received), append(l.senders, r.Sender)
	} else {
		l.strange = append(l.strange, r.ID)
	}
}

// Close implements [intake.Ledger].
func (l *ledger) Close() { l.roster = l.at(l.latest) }

// Received are the documents that have come and the organizer's decisions about them, in
// order of arrival, but for records that cannot be read.
func (l *ledger) Received() []hyte.Received { return slices.Clip(l.received) }

// readRecord turns a record into what a roster is made of. The document of a
// nomination or reply that its sender brought is the answer itself, any other a [hyte.Received]
// whose id and time are those of the record. A nomination counts although it breaks
// rules that the call did not have when it was received.
func readRecord(r intake.Record) (received hyte.Received, ok bool) {
	switch kind := hyte.ReceivedKind(r.Kind); {
	case kind == hyte.ReceivedNomination && !r.Entered():
		received.Nomination, _ = hyte.DecodeNomination(r.Document)
		ok = received.Nomination != nil
	case kind == hyte.ReceivedReply && !r.Entered():
		received.Reply, _ = hyte.DecodeReply(r.Document)
		ok = received.Reply != nil
	default:
		ok = json.Unmarshal(r.Document, &received) == nil
	}
	if received.EnteredBy != "" && !received.ReceivedAt.IsZero() { // it came before it was entered
		received.EnteredAt = r.ReceivedAt
	} else {
		received.ReceivedAt = r.ReceivedAt
	}
	received.ID, received.Kind = r.ID, hyte.ReceivedKind(r.Kind)
	received.Sequence = int(r.Sequence)
	received.Via = cmp.Or(received.Via, hyte.Via(r.Via))
	received.CallVersion = r.Version
	received.Confirmed = r.Confirmed
	return received, ok
}

// at is the roster at an instant, without secrets.
func (l *ledger) at(at time.Time) *hyte.Roster {
	return l.call.Roster(l.received, at).WithoutSecrets()
}

// rosterOf is the roster at the instant of a request. Who has answered does not
// depend on it unless something was received later, as after a clock was set back.
func rosterOf(d *intake.Desk) *hyte.Roster {
	l := d.Ledger().(*ledger)
	if d.Now().Before(l.latest) {
		return l.at(d.Now())
	}
	roster := *l.roster
	roster.At = d.Now().In(hyte.Helsinki())
	return &roster
}

// Card implements [intake.Board].
func (b *roster) Card(d *intake.Desk) []board.Fact {
	t, s := b.wordsOf(d), rosterOf(d).Summary
	return []board.Fact{
		{Name: t.Text("card.answered"), Value: view.Text(t.Text("card.of",
			"count", strconv.Itoa(s.Received+s.Replaced), "all", strconv.Itoa(s.Asked)))},
		board.Count(t.Text("card.late"), s.Late),
		board.Count(t.Text("card.conflict"), s.Conflict),
		board.Count(t.Text("card.contested"), s.Contested),
	}
}
