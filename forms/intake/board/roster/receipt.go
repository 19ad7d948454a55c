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
	if !found {
		return
	}
	if a, known := l.briefs.Arrival(place); known {
		tell(r, l.briefs[place].Answers(), &a)
	} else {
		l.tellByRoster(r, place)
	}
}

// tell tells what is known of a document by itself.
func tell(r *forms.Receipt, answers bool, a *hyte.Arrival) {
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
	nominator := l.briefs[place].Nominator()
	after, ok := findDocument(l.until(nominator, place+1), r.ID)
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
		if a.Before == "" || a.State == hyte.StateLate {
			return nil
		}
		return []string{a.Before}
	}
	return l.displacedByRoster(id, place)
}

func (l *ledger) displacedByRoster(id string, place int) []string {
	nominator := l.briefs[place].Nominator()
	after, ok := findDocument(l.until(nominator, place+1), id)
	if !ok {
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
