package hyte

import (
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// candidatePair asks for both a woman and a man among the candidates for a place, and
// apart from that among their deputies. Whoever does not state a gender is never
// pressed to: then it may well be so. Of women and of men there must be as many as
// there are places.
func candidatePair(mode GenderMode, severity constraint.Severity, why string) (rules []document.Rule) {
	when := func(i document.Inquiry) bool { return callOf(i).Call.genderMode() == mode }
	unexplained := document.Is("/genderBalanceReason", "")
	for _, who := range []string{"person", "deputy"} {
		rules = append(rules, document.Rule{
			ID: RuleCandidatePairMissing, At: "/representatives", Severity: severity, When: when,
			If:   []document.Condition{document.IsOf("/nominator", proposesCandidates), unexplained},
			Says: document.Pair([]string{who}, "gender", string(GenderWoman), string(GenderMan)),
			Why:  why, Source: "609/1986 s.4a",
		})
	}
	return append(rules, document.Rule{
		ID: RuleCandidatePairFew, At: "/representatives", Severity: severity, When: when,
		If:      []document.Condition{document.IsOf("/nominator", proposesForSeveral), unexplained},
		Inquiry: true, Func: fewPairs, Why: "counts how often a value occurs", Source: "609/1986 s.4a",
	})
}

// proposesCandidates are the nominators of whose candidates some get a seat, and that
// may propose more than one.
func proposesCandidates(i document.Inquiry) []string {
	return callOf(i).ids(func(n *Nominator) bool { return n.Quota.Places > 0 && n.Quota.Max != 1 })
}

// proposesForSeveral are those of them with several places.
func proposesForSeveral(i document.Inquiry) []string {
	return callOf(i).ids(func(n *Nominator) bool { return n.Quota.Places > 1 && n.Quota.Max != 1 })
}

// fewPairs looks at candidates and at their deputies for whether there are a woman and
// a man for every place. That one of the two is missing altogether, another rule says.
func fewPairs(f document.Facts) []document.Finding {
	q, n := quotaOf(f), f.Document.(*Nomination)
	if q == nil {
		return nil
	}
	persons, deputies := new(Balance), new(Balance)
	for i := range n.Representatives {
		persons.addPerson(n.Representatives[i].Person)
		deputies.addPerson(n.Representatives[i].Deputy)
	}
	if persons.fewFor(q.Places) || deputies.fewFor(q.Places) {
		return []document.Finding{{At: "/representatives"}}
	}
	return nil
}
