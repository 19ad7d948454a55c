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
	last := slices.IndexFunc(l.received, func(received hyte.Received) bool { return received.ID == r.ID })
	if last < 0 {
		return
	}
	of := map[string]bool{l.senders[last]: true} // and of whoever has answered in others' names
	for i := range last {
		if isJoint(&l.received[i]) {
			of[l.senders[i]] = true
		}
	}
	var until []hyte.Received
	for i := range last + 1 {
		if of[l.senders[i]] {
			until = append(until, l.received[i])
		}
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

func isJoint(r *hyte.Received) bool { return r.Nomination != nil && len(r.Nomination.JointlyWith) > 0 }
