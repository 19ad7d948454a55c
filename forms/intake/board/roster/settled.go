package roster

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
)

// Settled implements [intake.Settler]: what an organization's documents came to before the
// decision, and with it.
func (l *ledger) Settled(id string) []intake.Settled {
	place, found := l.place(id)
	if !found || l.briefs[place].Confirms() {
		return nil
	}
	nominator := l.briefs[place].Nominator()
	before := standings(l.until(nominator, place), nominator)
	var settled []intake.Settled
	for document, now := range standings(l.until(nominator, place+1), nominator) {
		if then, known := before[document]; known && then != now {
			settled = append(settled, intake.Settled{ID: document, Standing: now})
		}
	}
	slices.SortFunc(settled, func(a, b intake.Settled) int {
		first, _ := l.place(a.ID)
		second, _ := l.place(b.ID)
		return cmp.Compare(first, second)
	})
	return settled
}

// standings are those of an organization's documents, by their ids. One that waits to be
// confirmed has none: nobody knows whose it is.
func standings(roster *hyte.Roster, nominator string) map[string]intake.Standing {
	all := map[string]intake.Standing{}
	f, ok := ofNominator(roster, nominator)
	if !ok {
		return all
	}
	if f.entry.Counted != nil {
		all[f.entry.Counted.ID] = intake.StandingCounts
		if f.entry.Contested {
			all[f.entry.Counted.ID] = intake.StandingOpen
		}
	}
	for i := range f.entry.Others {
		switch other := &f.entry.Others[i]; other.State {
		case hyte.StateLate, hyte.StateContested, hyte.StateConflicting:
			all[other.ID] = intake.StandingOpen
		case hyte.StateReplaced, hyte.StateRejected, hyte.StateWithdrawn:
			all[other.ID] = intake.StandingRejected
		}
	}
	for i := range f.entry.Trail {
		switch step := &f.entry.Trail[i]; {
		case step.Kind != hyte.ReceivedWithdrawal && step.Kind != hyte.ReceivedRefusal, step.Unconfirmed:
		case step.Late, step.Contested:
			all[step.ID] = intake.StandingOpen
		case step.Rejected:
			all[step.ID] = intake.StandingRejected
		default:
			all[step.ID] = intake.StandingCounts
		}
	}
	return all
}
