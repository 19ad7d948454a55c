package hyte

import "github.com/hytekit/hytekit/hyte/document"

var rosters lazyKind

func rosterKind() *document.Kind {
	return rosters.get(func() *document.Kind {
		return document.MustNew("roster", "rosters", RosterType(), []document.Rule{
			{ID: RuleCallMismatch, At: "/call", Says: document.Equals(document.Inquiry.ID)},
			{ID: RuleNominatorUnknown, At: "/nominators/#/nominator", When: not(asksAnyone), Says: document.OneOf(asked)},
			{ID: RuleRosterSecondAnswer, At: "/nominators/#/others/#/state", Says: document.Not(string(StateCounted)), Inquiry: true},
			{ID: RuleRosterSecondAnswer, At: "/nominators", Says: document.Once("nominator", "counted", asked)},
			{ID: RuleRosterContested, At: "/violations", Severity: Warning, Elsewhere: true, Why: warns},
			{ID: RuleRosterSamePerson, At: "/violations", Severity: Warning, Elsewhere: true, Why: warns},
			{ID: RuleRosterGenderBalance, At: "/violations", Elsewhere: true, Why: "counts persons and divides", Source: "609/1986 s.4a"},
		})
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
