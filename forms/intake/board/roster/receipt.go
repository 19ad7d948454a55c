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
	place, found := l.place(r.ID)
	switch {
	case !found:
	case l.told[place].known:
		tell(r, &l.received[place], &l.told[place].Arrival)
	default:
		l.tellByRoster(r, place)
	}
}

// tell tells what is known of a document by itself.
func tell(r *forms.Receipt, received *hyte.Received, a *hyte.Arrival) {
	answers := received.Nomination != nil || received.Reply != nil
	if answers && a.State != hyte.StateLate {
		r.Status = hyte.EntryAnswered // such as a change in mid-term, which is never late
	}
	r.Contested, r.Nothing = a.State == hyte.StateContested, a.Nothing
	r.Named, r.Expected = a.Named, a.Expected
	if !a.Replaces.IsZero() {
		r.Replaces = a.Replaces.UTC()
	}
}

// tellByRoster tells what depends on more documents than those of one organization.
func (l *ledger) tellByRoster(r *forms.Receipt, place int) {
	until := l.until(place)
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
	if before := l.counted(until[:len(until)-1], after.entry.Nominator); before != nil {
		r.Replaces = before.ReceivedAt.UTC()
	}
}

// until is what the sender of a document had sent by then, and whoever had answered in
// others' names, with that document as the last.
func (l *ledger) until(last int) []hyte.Received {
	l.index.mu.RLock()
	defer l.index.mu.RUnlock()
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

// counted is the answer of an organization that counts after what was received; nil if
// none does.
func (l *ledger) counted(received []hyte.Received, nominator string) *hyte.Answer {
	if f, ok := ofNominator(l.call.Roster(received, l.latest), nominator); ok {
		return f.entry.Counted
	}
	return nil
}

// Displaced implements [intake.Displacer]: the answer that counted before the document,
// if that took its place, took it back, or is to be settled beside it.
func (l *ledger) Displaced(id string) []string {
	place, found := l.place(id)
	if !found {
		return nil
	}
	if t := l.told[place]; t.known {
		if t.Before == "" || t.State == hyte.StateLate {
			return nil
		}
		return []string{t.Before}
	}
	until := l.until(place)
	after, ok := find(l.call.Roster(until, l.latest), id)
	if !ok {
		return nil
	}
	before := l.counted(until[:len(until)-1], after.entry.Nominator)
	if before == nil || after.answer != nil && after.answer.State == hyte.StateLate {
		return nil
	}
	contested := after.answer != nil && after.answer.State == hyte.StateContested || after.step != nil && after.step.Contested
	if now := after.entry.Counted; !contested && now != nil && now.ID == before.ID {
		return nil // such as a document that says the same once more
	}
	return []string{before.ID}
}

func isJoint(r *hyte.Received) bool { return r.Nomination != nil && len(r.Nomination.JointlyWith) > 0 }
