package hyte

import "slices"

// history follows an organization's documents in their order and knows what counts
// at each point.
//
// The first answer counts. A later one takes its place if it names the same
// submitter's e-mail address, or is confirmed, or the organizer accepted or entered
// it; what any other says is contested and changes nothing. The same holds for a
// withdrawal and a refusal; one that names no submitter and does not say on which way
// it came was noted by the organizer. After a withdrawal or a refusal nothing
// counts, and whoever answers next is the first.
type history struct {
	// force is what counts: an answer, or several with one content; a withdrawal or
	// a refusal; or several different documents of one instant, a conflict.
	force    []*event
	conflict bool
	emails   map[string]bool // of the answers in force; none if no answer is
	// line is the answer in force with those before it that it changed in mid-term.
	line      []*event
	contested []*event
	documents map[string]*event // by id
}

// follow goes through a file.
func follow(f *file) *history {
	h := &history{documents: map[string]*event{}}
	for _, e := range f.documents {
		if h.documents[e.ID] == nil {
			h.documents[e.ID] = e
		}
	}
	decisions := f.decisions
	for rest := f.documents; len(rest) > 0; {
		n := simultaneous(rest)
		for len(decisions) > 0 && decisions[0].compare(rest[0]) < 0 {
			h.settle(decisions[0])
			decisions = decisions[1:]
		}
		h.take(rest[:n])
		rest = rest[n:]
	}
	for _, d := range decisions {
		h.settle(d)
	}
	return h
}

// simultaneous is how many of the first documents came at one instant without a
// sequence that tells which was first.
func simultaneous(documents []*event) int {
	n := 1
	for n < len(documents) && documents[n].order.Equal(documents[0].order) &&
		(documents[n-1].sequence == 0 || documents[n].sequence == documents[n-1].sequence) {
		n++
	}
	return n
}

// take hears documents of one instant. Where the organizer has accepted some of
// them, it has chosen among them.
func (h *history) take(documents []*event) {
	var heard, accepted []*event
	for _, e := range documents {
		switch {
		case e.undone:
			e.state = StateWithdrawn
		case e.rejected:
			e.state = StateRejected
		case e.waits:
			e.state = StateUnconfirmed
		case e.late && !h.changes(e):
			e.state = StateLate
		case !h.trusts(e):
			e.state = StateContested
			h.contested = append(h.contested, e)
		default:
			e.heard = true
			heard = append(heard, e)
			if e.accepted {
				accepted = append(accepted, e)
			}
		}
	}
	if len(accepted) > 0 {
		heard = accepted
	}
	if len(heard) > 0 {
		h.put(heard)
	}
}

// changes reports whether the document changes an answer in mid-term, which is
// never late. Where no answer counts there is nothing to change.
func (h *history) changes(e *event) bool {
	return e.nomination != nil && e.nomination.Change != nil && len(h.emails) > 0
}

func (h *history) trusts(e *event) bool {
	switch {
	case len(h.emails) == 0, e.accepted, e.confirmed, e.EnteredBy != "":
		return true
	case e.email != "":
		return h.emails[e.email]
	default:
		return e.isNote()
	}
}

// put lets documents of one instant count.
func (h *history) put(documents []*event) {
	h.force, h.emails = documents, map[string]bool{}
	for _, e := range documents {
		if e.nomination != nil {
			h.emails[e.email] = true
		}
	}
	first := documents[0]
	h.conflict = slices.ContainsFunc(documents, func(e *event) bool { return e.content != first.content })
	switch {
	case h.conflict:
	case first.nomination == nil:
		h.line = nil
		h.endContest(StateWithdrawn)
	default:
		h.extend(first)
	}
}

// extend puts the answer that counts at the end of the line: after the one that it
// changes, where it does.
func (h *history) extend(e *event) {
	switch {
	case e.place < len(h.line) && h.line[e.place] == e:
		h.line = h.line[:e.place+1]
	case e.nomination.Change != nil && len(h.line) > 0:
		e.place = len(h.line)
		h.line = append(h.line, e)
	default:
		e.place = 0
		h.line = []*event{e}
	}
}

// settle hears that the organizer accepts an answer, if that is its last word on
// it: of the answers until then, this one counts, and no other is waited for. What
// the organization took back stays so.
func (h *history) settle(d *event) {
	if d.kind != ReceivedAcceptance || d.undone || !d.heard {
		return
	}
	e := h.documents[d.Accepts]
	if e == nil || !e.heard {
		return
	}
	h.endContest(StateRejected)
	if e.nomination != nil && len(h.emails) > 0 && (h.conflict || h.force[0].content != e.content) {
		h.put([]*event{e})
	}
}

// endContest says what has become of the contested documents.
func (h *history) endContest(state AnswerState) {
	for _, e := range h.contested {
		e.state = state
	}
	h.contested = nil
}

// finish says of each document what became of it.
func (h *history) finish(documents []*event) {
	for i, e := range h.force {
		switch {
		case h.conflict:
			e.state = StateConflicting
		case i == 0:
			e.state = StateCounted
		default:
			e.state = StateReplaced
		}
	}
	past := StateReplaced
	if len(h.force) > 0 && len(h.emails) == 0 {
		past = StateWithdrawn
	}
	for _, e := range documents {
		if e.state == "" {
			e.state = past
		}
	}
}

// status is what the finished documents come to.
func (h *history) status(documents []*event) EntryStatus {
	switch {
	case len(h.force) == 0:
		return statusWithout(documents)
	case h.conflict:
		return EntryConflict
	case h.force[0].kind == ReceivedWithdrawal:
		return EntryWithdrawn
	case h.force[0].kind == ReceivedRefusal:
		return EntryDeclined
	}
	for _, e := range documents {
		if e.nomination != nil && e.heard && e.content != h.force[0].content {
			return EntryReplaced
		}
	}
	return EntryAnswered
}

// statusWithout is the status of an organization of which nothing counts.
func statusWithout(documents []*event) EntryStatus {
	status := EntryMissing
	for _, e := range documents {
		switch {
		case e.kind == ReceivedWithdrawal: // says nothing without an answer
		case e.state == StateLate:
			return EntryLate
		case e.state == StateRejected && e.nomination != nil:
			if status == EntryMissing {
				status = EntryRejected
			}
		case e.state == StateUnconfirmed:
			status = EntryUnconfirmed
		}
	}
	return status
}
