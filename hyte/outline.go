package hyte

import (
	"errors"
	"time"
)

// Outline is the [ResolvedCall.Roster] of documents of which there are only the briefs. What
// counts, with what it changed in mid-term, comes from load, which is given the ids of those
// answers and returns the documents by them; its errors are returned. Without load nothing
// is read.
//
// Of every other answer, and without load of all, the roster has who answers, in whose
// names, how many persons and the change in mid-term, and nothing else of what it says;
// of withdrawals and refusals neither the reason nor the submitter. [Answer.Read] and
// [Step.Read] add that.
func (c *ResolvedCall) Outline(briefs Briefs, at time.Time, load func(ids []string) (map[string]*Received, error)) (*Roster, error) {
	var documents, decisions []*event
	for i := range briefs {
		b := &briefs[i]
		if b.at().After(at) || b.rest != nil && b.rest.whole != nil && b.rest.whole.EnteredAt.After(at) {
			continue
		}
		documents, decisions = sortOut(briefs.event(i), documents, decisions)
	}
	end, _ := c.Call.Deadline.End() // a resolved call has a valid deadline
	l := c.ledger(documents, decisions, end)
	if load != nil {
		if err := l.load(load); err != nil {
			return nil, err
		}
	}
	return c.roster(l, at, end), nil
}

// load puts what the answers say that count in place of their outlines.
func (l *ledger) load(load func(ids []string) (map[string]*Received, error)) error {
	var shown []*event
	var ids []string
	add := func(e *event) {
		if e.outlined {
			shown, ids = append(shown, e), append(ids, e.ID)
		}
	}
	for _, f := range l.of {
		for _, e := range f.history.line {
			add(e)
		}
		for _, e := range f.history.force {
			if e.state == StateCounted && e.nomination != nil && (len(f.history.line) == 0 || f.history.line[len(f.history.line)-1] != e) {
				add(e)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	documents, err := load(ids)
	if err != nil {
		return err
	}
	for _, e := range shown {
		whole := documents[e.ID]
		if whole == nil || whole.answer() == nil {
			return errors.New("hyte: an answer that counts was not loaded")
		}
		e.nomination, e.outlined = whole.sent().nomination, false
	}
	return nil
}

// Read adds to an answer of an outline what the document says.
func (a *Answer) Read(r *Received) {
	n := r.sent().nomination
	switch {
	case n == nil:
	case r.kind() == ReceivedReply:
		a.Nomination, a.Reply = nil, n.reply()
	default:
		a.Nomination, a.Reply = n, nil
	}
}

// Read adds to a withdrawal or refusal of an outline what the document says.
func (s *Step) Read(r *Received) {
	s.Reason, s.Submitter = r.Reason, copyOf(r.Submitter)
}
