package hyte

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte/constraint"
)

// ReadRoster reads a roster of this call, as [ResolvedCall.Roster] makes them
// and other programs keep them: everything that is wrong with it, in document
// order. Beside the rules of its tags, it must be of this call, name
// organizations that the call asks, and have one answer of each that counts.
// The roster is nil if the data is not JSON at all.
func (c *ResolvedCall) ReadRoster(data []byte) (*Roster, []Violation) {
	r := new(Roster)
	structural := rosterType.Decode(data, r)
	if constraint.NotJSON(structural) {
		return nil, structural
	}
	in := inspection{bad: rosterType.Merge(structural, rosterType.Check(r))}
	if r.Call != c.Call.ID {
		in.error(RuleCallMismatch, "/call", constraint.Params{})
	}
	counted := map[string]int{}
	for i := range r.Nominators {
		e := &r.Nominators[i]
		if _, asked := c.Nominator(e.Nominator); !asked {
			in.error(RuleNominatorUnknown, entryAt(i)+"/nominator", constraint.Params{})
		}
		if e.Counted != nil {
			counted[e.Nominator]++
		}
		for j := range e.Others {
			if e.Others[j].State == StateCounted {
				in.error(RuleRosterSecondAnswer, entryAt(i)+"/others/"+strconv.Itoa(j)+"/state", constraint.Params{})
			}
		}
	}
	for i := range c.Nominators {
		if id := c.Nominators[i].ID; counted[id] > 1 {
			in.error(RuleRosterSecondAnswer, "/nominators", constraint.Params{Other: id})
		}
	}
	return r, in.all(rosterType)
}
