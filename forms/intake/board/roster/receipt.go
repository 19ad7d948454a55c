package roster

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// Tell implements [intake.Teller]. What an organization had sent by then, and what
// was decided about it, says what the document meant, and whether others have answered
// in its name, too.
func (l *ledger) Tell(r *forms.Receipt) {
	place, found := l.place(r.ID)
	if !found {
		return
	}
	if a, known := l.briefs.Arrival(place); known {
		tell(r, l.briefs[place].Answers(), &a)
	} else {
		l.tellByRoster(r, place)
	}
}

// TellReleased implements [intake.Confirmer].
func (l *ledger) TellReleased(r *forms.Receipt) bool {
	place, released := l.released(r.ID)
	if !released {
		return false
	}
	r.Unconfirmed = false
	if l.briefs[place].Confirms() {
		r.ConfirmedAt = l.briefs[place].ReceivedAt()
	}
	l.tellByRoster(r, place)
	r.Overtaken = l.overtaken(place, r.ID)
	return true
}

// overtaken reports whether a document that was released at a place does not count, and
// nobody is going to settle that.
func (l *ledger) overtaken(place int, id string) bool {
	after, ok := findDocument(l.until(l.briefs[place].Nominator(), place+1), id)
	switch {
	case !ok:
		return false
	case after.answer != nil:
		return slices.Contains([]hyte.AnswerState{hyte.StateReplaced, hyte.StateWithdrawn, hyte.StateRejected}, after.answer.State)
	default: // a withdrawal or refusal after which an answer counts
		return after.step.Rejected || after.entry.Counted != nil && !after.step.Late && !after.step.Contested
	}
}

// Waiting implements [intake.Confirmer].
func (l *ledger) Waiting() (count int) {
	outline, err := l.call.Outline(l.briefs, l.latest, nil)
	if err != nil {
		panic("roster: " + err.Error()) // nothing is read
	}
	for i := range outline.Nominators {
		e := &outline.Nominators[i]
		for j := range e.Others {
			if e.Others[j].State == hyte.StateUnconfirmed {
				count++
			}
		}
		for j := range e.Trail {
			if e.Trail[j].Unconfirmed && e.Trail[j].Kind != hyte.ReceivedNomination {
				count++
			}
		}
	}
	return count
}

// released is the place of what made a document count that waited to be confirmed: its
// confirmation, or the organizer's acceptance without that.
func (l *ledger) released(id string) (place int, released bool) {
	of, found := l.place(id)
	if !found || !l.call.NeedsConfirmation(l.briefs, of) {
		return 0, false
	}
	for _, place := range l.places(l.briefs[of].Nominator(), len(l.briefs)) {
		if l.briefs.Releases(place) == id {
			return place, true
		}
	}
	return 0, false
}

// Released implements [intake.Confirmer].
func (l *ledger) Released(id string) string {
	place, found := l.place(id)
	if !found {
		return ""
	}
	about := l.briefs.Releases(place)
	if by, released := l.released(about); !released || by != place {
		return ""
	}
	return about
}

// tell tells what is known of a document by itself.
func tell(r *forms.Receipt, answers bool, a *hyte.Arrival) {
	r.Unconfirmed = a.State == hyte.StateUnconfirmed
	if answers && a.State != hyte.StateLate && !r.Unconfirmed {
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
	nominator := l.briefs[place].Nominator()
	after, ok := findDocument(l.until(nominator, place+1), r.ID)
	if !ok {
		return
	}
	if after.answer == nil {
		r.Contested, r.Unconfirmed = after.step.Contested, after.step.Unconfirmed
		if after.step.Late {
			r.Status = hyte.EntryLate
		}
		r.Nothing = after.step.Kind == hyte.ReceivedWithdrawal && after.entry.Counted == nil && len(after.entry.Others) == 0
		return
	}
	switch after.answer.State {
	case hyte.StateUnconfirmed:
		r.Unconfirmed = true
	case hyte.StateLate:
		r.Status = hyte.EntryLate // such as what was confirmed too late
	default:
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
	if before := l.counted(nominator, place); before != nil {
		r.Replaces = before.ReceivedAt.UTC()
	}
}

// until is the outline of what an organization had sent, and whoever had answered in others'
// names, below a place.
func (l *ledger) until(nominator string, below int) *hyte.Roster {
	outline, err := l.call.Outline(l.concerning(nominator, below), l.latest, nil)
	if err != nil {
		panic("roster: " + err.Error()) // where nothing is read nothing fails
	}
	return outline
}

// counted is the answer of an organization that counted below a place; nil if none did.
func (l *ledger) counted(nominator string, below int) *hyte.Answer {
	if f, ok := ofNominator(l.until(nominator, below), nominator); ok {
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
	if a, known := l.briefs.Arrival(place); known {
		if a.Before == "" || a.State == hyte.StateLate || a.State == hyte.StateUnconfirmed {
			return nil
		}
		return []string{a.Before}
	}
	return l.displacedByRoster(id, place)
}

func (l *ledger) displacedByRoster(id string, place int) []string {
	nominator := l.briefs[place].Nominator()
	after, ok := findDocument(l.until(nominator, place+1), cmp.Or(l.Released(id), id))
	if !ok || after.unconfirmed() {
		return nil
	}
	before := l.counted(nominator, place)
	if before == nil || after.answer != nil && after.answer.State == hyte.StateLate {
		return nil
	}
	contested := after.answer != nil && after.answer.State == hyte.StateContested || after.step != nil && after.step.Contested
	if now := after.entry.Counted; !contested && now != nil && now.ID == before.ID {
		return nil // such as a document that says the same once more
	}
	return []string{before.ID}
}
