package hyte

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

var rosters lazyKind

func rosterKind() *document.Kind {
	return rosters.get(func() *document.Kind {
		return document.MustNew("roster", "rosters", RosterType(), []document.Rule{
			{ID: RuleCallMismatch, At: "/call", Says: document.Equals(document.Inquiry.ID)},
			{ID: RuleNominatorUnknown, At: "/nominators/#/nominator", When: not(asksAnyone), Says: document.OneOf(asked)},
			{ID: RuleRosterSecondAnswer, At: "/nominators", Func: countedOnce, Inquiry: true, Why: "compares the items of a list by a member: a clause a name costs an engine names times items"},
			{ID: RuleRosterContested, At: "/violations", Severity: Warning, Elsewhere: true, Why: warns},
			{ID: RuleRosterSamePerson, At: "/violations", Severity: Warning, Elsewhere: true, Why: warns},
			{ID: RuleRosterGenderBalance, At: "/violations", Elsewhere: true, Why: "counts persons and divides", Source: "609/1986 s.4a"},
		}, aboutCalls)
	})
}

// ReadRoster reads a roster of this call, as [ResolvedCall.Roster] makes them
// and other programs keep them: everything that is wrong with it, in document
// order, cut off by [constraint.Violations.Limit]. Beside the rules of its tags, it must be of this call, name
// organizations that the call asks, and have one answer of each that counts.
// The roster is nil if the data is not JSON at all.
func (c *ResolvedCall) ReadRoster(data []byte) (*Roster, Violations) {
	return read[Roster](data, c.Program(rosterKind()))
}

// countedOnce finds answers that count beside another one of the same organization:
// among the others of its entry, or in a second entry. Organizations that the call does
// not ask break a rule of their own.
func countedOnce(f document.Facts) []document.Finding {
	var found []document.Finding
	entries := f.Document.(*Roster).Nominators
	counted := map[string]int{}
	for i := range entries {
		if entries[i].Counted != nil {
			counted[entries[i].Nominator]++
		}
		for j := range entries[i].Others {
			if entries[i].Others[j].State == StateCounted {
				at := constraint.Pointer("nominators", strconv.Itoa(i), "others", strconv.Itoa(j), "state")
				found = append(found, document.Finding{At: at})
			}
		}
	}
	for _, id := range asked(f.Inquiry) {
		if counted[id] > 1 {
			found = append(found, document.Finding{At: "/nominators", Params: constraint.Params{Other: id}})
		}
	}
	return found
}
