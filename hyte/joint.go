package hyte

import "slices"

// joinEntries says of each organization in whose name another one's answer is made,
// too (see [Nomination.JointlyWith]), that it has answered jointly. What it answers
// itself stands beside that, to be settled by the organizer unless it comes from the
// submitter of the joint answer or is trusted for another reason; and whoever says that
// it names no one is heard.
func (c *ResolvedCall) joinEntries(r *Roster, l *ledger) {
	var places map[string]int
	for i := range r.Nominators {
		from := &r.Nominators[i]
		if from.Counted == nil || len(from.Counted.Said().JointlyWith) == 0 {
			continue
		}
		if places == nil {
			places = c.placesByName(r)
		}
		joined := map[int]bool{i: true, several: true} // not itself, and nobody twice
		for _, name := range from.Counted.Said().JointlyWith {
			if k, known := places[foldName(name)]; known && !joined[k] {
				joined[k] = true
				r.Nominators[k].join(from, l.of[from.Nominator], l.of[r.Nominators[k].Nominator])
			}
		}
	}
}

// several is the place of a name that more than one organization has.
const several = -1

// placesByName are the places of the entries by what an answer may call their
// organizations: by id, also of a member of a group and of a former municipality, or by
// name in any language.
func (c *ResolvedCall) placesByName(r *Roster) map[string]int {
	places := map[string]int{}
	for i := range r.Nominators {
		places[foldName(r.Nominators[i].Nominator)] = i
		for _, name := range r.Nominators[i].Name {
			key := foldName(name)
			if other, known := places[key]; known && other != i {
				places[key] = several
			} else {
				places[key] = i
			}
		}
	}
	for _, s := range slices.Concat(successors(c), groups(c)) {
		if i, known := places[foldName(s.Now)]; known {
			places[foldName(s.Former)] = i
		}
	}
	return places
}

// join notes the joint answer of another organization. The first in the order of the
// roster is the one through which it has answered, if it has not done so itself. The files
// are those of the other organization and its own.
func (e *Entry) join(from *Entry, other, f *file) {
	step := Step{ID: from.Counted.ID, At: from.Counted.ReceivedAt, Kind: ReceivedNomination, Nominator: from.Nominator, Via: from.Counted.Via}
	switch {
	case e.Counted != nil || e.Status == EntryConflict:
		step.Contested = !f.history.agrees(other.history.force[0].email, from.Counted.Said().Submitter != nil)
		e.Contested = e.Contested || step.Contested
	case e.Status != EntryDeclined && e.Jointly == "":
		e.Status, e.Jointly = EntryJoint, from.Nominator
	}
	e.Trail = append(e.Trail, step)
	slices.SortStableFunc(e.Trail, func(a, b Step) int { return a.At.Compare(b.At) })
}

// agrees reports whether the answers in force may stand beside a joint answer without
// anybody being asked. The address is that of its submitter, if it names one.
func (h *history) agrees(email string, named bool) bool {
	return !slices.ContainsFunc(h.force, func(e *event) bool {
		own := named && e.email == email
		return !own && !e.accepted && !e.confirmed && e.EnteredBy == ""
	})
}
