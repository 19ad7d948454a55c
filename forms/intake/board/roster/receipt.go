package roster

import (
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// Tell implements [intake.Teller]. What an organization had sent by then, and what
// was decided about it, says what the document meant, and whether others have answered
// in its name, too.
func (l *ledger) Tell(r *forms.Receipt) {
	until := l.until(r.ID)
	if len(until) == 0 {
		return
	}
	after, ok := find(l.call.Roster(until, l.latest), r.ID)
	if !ok {
		return
	}
	if after.answer == nil {
		r.Contested = after.step.Contested
		r.Nothing = after.step.Kind == hyte.ReceivedWithdrawal && after.entry.Counted == nil && len(after.entry.Others) == 0
		return
	}
	if after.answer.State != hyte.StateLate {
		r.Status = hyte.EntryAnswered // such as a change in mid-term, which is never late
	}
	r.Contested = after.answer.State == hyte.StateContested || slices.ContainsFunc(after.entry.Trail, func(s hyte.Step) bool {
		return s.Kind == hyte.ReceivedNomination && s.Contested
	})
	if after.answer.State != hyte.StateCounted {
		return
	}
	if after.entry.Open > 0 {
		r.Named, r.Expected = after.entry.Filled()
	}
	before, ok := ofNominator(l.call.Roster(until[:len(until)-1], l.latest), after.entry.Nominator)
	if ok && before.entry.Counted != nil {
		r.Replaces = before.entry.Counted.ReceivedAt.UTC()
	}
}

// until is what the sender of a document had sent by then, and whoever had answered in
// others' names, with that document as the last; nothing if it is not in the ledger.
func (l *ledger) until(id string) []hyte.Received {
	l.index.mu.RLock()
	defer l.index.mu.RUnlock()
	last, found := l.index.byID[id]
	if !found || last >= len(l.received) {
		return nil
	}
	before := func(places []int) []int { // those are in order
		end, _ := slices.BinarySearch(places, last)
		return places[:end]
	}
	sender := l.senders[last]
	places := slices.Clone(before(l.index.bySender[sender]))
	heard := map[string]bool{sender: true}
	for _, i := range before(l.index.joint) {
		if other := l.senders[i]; !heard[other] {
			heard[other] = true
			places = append(places, before(l.index.bySender[other])...)
		}
	}
	slices.Sort(places)
	until := make([]hyte.Received, 0, len(places)+1)
	for _, i := range append(places, last) {
		until = append(until, l.received[i])
	}
	return until
}

func isJoint(r *hyte.Received) bool { return r.Nomination != nil && len(r.Nomination.JointlyWith) > 0 }
