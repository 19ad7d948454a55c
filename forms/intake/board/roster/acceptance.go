package roster

import (
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/board"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
)

// The pages on which the organizer decides, before the id of what about.
const (
	acceptPath  = "accept/"
	rejectPath  = "reject/"
	undoPath    = "undo/"
	selectPath  = "select/"
	correctPath = "correct/"
	enterPath   = "enter/"  // before the id of an organization
	answerPath  = "answer/" // the same
)

// found is what an address names: an answer, or a step of the trail.
type found struct {
	entry  *hyte.Entry
	answer *hyte.Answer
	step   *hyte.Step

	roster    *hyte.Roster // of all that concerns the organization
	documents *documents
}

// finding is what an address names.
type finding int

const (
	document     finding = iota // an answer or a step
	organization                // an organization
)

// found finds what the address of a request names, and reads what it says, or has answered
// that there is no such thing.
func (b *roster) found(d *intake.Desk, what finding) (f found, ok bool) {
	l, id := d.Ledger().(*ledger), d.PathValue("id")
	nominator, find := id, ofNominator
	if what == document {
		place, known := l.place(id)
		if !known {
			d.NotFound()
			return found{}, false
		}
		nominator, find = l.briefs[place].Nominator(), findDocument
	}
	roster, documents, err := l.about(d, nominator, d.Now())
	if err == nil {
		if f, ok = find(roster, id); !ok {
			d.NotFound()
			return found{}, false
		}
		f.roster, f.documents = roster, documents
		err = f.read()
	}
	if err != nil {
		d.Fail(err)
		return found{}, false
	}
	return f, true
}

// read reads what the found answer or step says.
func (f *found) read() error {
	switch {
	case f.answer != nil:
		return f.documents.readAnswer(f.answer)
	case f.step != nil:
		return f.documents.readStep(f.step)
	default:
		return nil
	}
}

// findDocument finds a document of a roster.
func findDocument(roster *hyte.Roster, id string) (found, bool) {
	for i := range roster.Nominators {
		e := &roster.Nominators[i]
		if e.Counted != nil && e.Counted.ID == id {
			return found{entry: e, answer: e.Counted}, true
		}
		for j := range e.Others {
			if e.Others[j].ID == id {
				return found{entry: e, answer: &e.Others[j]}, true
			}
		}
		for j := range e.Trail {
			if e.Trail[j].ID == id && e.Trail[j].Kind != hyte.ReceivedNomination { // which is an answer of another one
				return found{entry: e, step: &e.Trail[j]}, true
			}
		}
	}
	return found{}, false
}

// acceptable reports whether the organizer can say that this counts, and whether it
// is about one of several, or about whose word counts.
func (f *found) acceptable() (can, among bool) {
	switch {
	case f.step != nil:
		return f.step.Contested || f.step.Late || f.step.Unconfirmed, f.step.Contested
	case f.answer.State == hyte.StateLate, f.answer.State == hyte.StateUnconfirmed:
		return true, false
	case f.answer.State == hyte.StateContested, f.answer.State == hyte.StateConflicting:
		return true, true
	default:
		return f.entry.Contested && f.answer.State == hyte.StateCounted, true
	}
}

// unconfirmed reports whether its sender has not confirmed it, so that it does not count.
func (f *found) unconfirmed() bool {
	if f.step != nil {
		return f.step.Unconfirmed
	}
	return f.answer.State == hyte.StateUnconfirmed
}

// rejectable reports whether the organizer can say that this does not count.
func (f *found) rejectable() bool {
	if f.step != nil {
		return f.step.Contested || f.step.Late || f.step.Unconfirmed
	}
	return f.answer.State == hyte.StateLate || f.answer.State == hyte.StateContested || f.unconfirmed()
}

// undoable reports whether it is a decision, or something entered, that holds.
func (f *found) undoable() bool {
	if f.step == nil {
		return f.answer.EnteredBy != "" && f.answer.State != hyte.StateWithdrawn
	}
	if f.step.Undone {
		return false
	}
	switch f.step.Kind {
	case hyte.ReceivedWithdrawal, hyte.ReceivedRefusal:
		return f.step.By != ""
	case hyte.ReceivedConfirmation:
		return false
	default:
		return true
	}
}

// answering turns a page that asks into the two that a board has. A question that
// makes no sense (any more) leads to how things stand; one about nothing is not
// found.
func (b *roster) answering(what finding, of func(*intake.Desk, found) *question) (get, post func(*intake.Desk)) {
	with := func(do func(*intake.Desk, *question)) func(*intake.Desk) {
		return func(d *intake.Desk) {
			f, ok := b.found(d, what)
			if !ok {
				return
			}
			if q := of(d, f); q != nil {
				q.entry, q.about, q.facts = f.entry, d.PathValue("id"), b.facts(d, f)
				do(d, q)
			} else {
				d.Lead(entryLink(d, f.entry))
			}
		}
	}
	return with(func(d *intake.Desk, q *question) { b.ask(d, q, nil, nil) }), with(b.decide)
}

// facts show what is decided about.
func (b *roster) facts(d *intake.Desk, f found) []board.Fact {
	t := b.wordsOf(d)
	v := rosterView{desk: d, t: t, call: b.call.Call, roster: f.roster}
	if f.step == nil && f.answer == nil {
		return nil
	}
	if f.step != nil {
		return []board.Fact{{Name: t.Text("trail.what"), Value: view.El("ol", nil, v.toldStep(*f.step))}}
	}
	return []board.Fact{
		{Name: t.Text("roster.received"), Value: board.Moment(t, f.answer.ReceivedAt)},
		{Name: t.Text("roster.representatives"), Value: v.answer(f.entry, *f.answer)},
	}
}

func accepts(_ *intake.Desk, f found) *question {
	can, among := f.acceptable()
	if !can {
		return nil
	}
	accepting := decision{Kind: hyte.ReceivedAcceptance, Accepts: f.id()}
	switch {
	case f.unconfirmed():
		return &question{path: acceptPath, texts: "unconfirmed", decision: accepting}
	case f.step != nil && f.step.Late:
		return &question{path: acceptPath, texts: "lateNotice", decision: accepting}
	case f.step != nil:
		return &question{path: acceptPath, texts: "notice", decision: accepting}
	case among:
		return &question{path: acceptPath, texts: "settle", decision: accepting}
	default:
		return &question{path: acceptPath, texts: "accept", decision: accepting}
	}
}

func rejects(_ *intake.Desk, f found) *question {
	if !f.rejectable() {
		return nil
	}
	return &question{path: rejectPath, texts: "reject", decision: decision{Kind: hyte.ReceivedRejection, Rejects: f.id()}}
}

func undoes(_ *intake.Desk, f found) *question {
	if !f.undoable() {
		return nil
	}
	return &question{path: undoPath, texts: "undo", decision: decision{Kind: hyte.ReceivedUndo, Undoes: f.id()}}
}

// timely reports whether it matters when the answer arrived.
func (f *found) timely() bool {
	if f.answer == nil {
		return false
	}
	switch f.answer.State {
	case hyte.StateCounted, hyte.StateLate, hyte.StateContested, hyte.StateConflicting, hyte.StateUnconfirmed:
		return true
	default:
		return false
	}
}

func (f *found) id() string {
	if f.step != nil {
		return f.step.ID
	}
	return f.answer.ID
}

// entryLink leads to an organization's line on the roster.
func entryLink(d *intake.Desk, e *hyte.Entry) string { return d.Link("") + "#" + anchor(e.Nominator) }

// decisionLinks lead to the pages on which something can be decided about an answer
// or a step.
func (v rosterView) decisionLinks(f found) view.Node {
	if !v.desk.May(intake.RoleDecide) {
		return view.Node{}
	}
	var links []view.Node
	add := func(path, key string) {
		links = append(links, view.El("li", nil, view.El("a", view.Attrs{
			view.Attr("href", v.desk.Link(path+f.id())),
			view.Attr("aria-label", v.t.Text("roster.link.label", "link", v.t.Text(key), "organization", f.entry.Name.In(v.t.Language()), "id", f.id())),
		}, view.Text(v.t.Text(key)))))
	}
	switch can, among := f.acceptable(); {
	case can && among && f.step != nil:
		add(acceptPath, "notice.submit")
	case can && among:
		add(acceptPath, "settle.submit")
	case can:
		add(acceptPath, "roster.accept")
	}
	if f.rejectable() {
		add(rejectPath, "roster.reject")
	}
	if f.undoable() {
		add(undoPath, "roster.undo")
	}
	if f.selectable() {
		add(selectPath, "select.title")
	}
	if f.timely() {
		add(correctPath, "correct.title")
	}
	return view.If(len(links) > 0, view.El("ul", view.Attrs{view.Attr("class", "org-inline")}, links...))
}
