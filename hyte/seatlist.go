package hyte

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// SeatRules are the rules of the seats of a document, which stand in its member seats
// and come from the document's struct. Persons says for which documents seats are for
// persons, of whom there must be a number; none of it: for all.
func SeatRules(of func(document any) []Seat, persons ...document.Condition) []document.Rule {
	seats := func(rule func([]Seat) []document.Finding) document.Func {
		return func(f document.Facts) []document.Finding { return rule(of(f.Document)) }
	}
	return []document.Rule{
		{ID: constraint.RuleRequired, At: "/seats/#/representatives", If: persons, Says: document.Present()},
		{ID: RuleSeatDuplicate, At: "/seats/#/id", Func: seats(seatTwice), Why: comparesValues},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.Members(0, 1, "region", "county", "municipalities")},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.None("organizations")},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofMunicipalities, Says: document.Members(0, 1, "municipalities", "except")},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofRegister, Says: document.None("region", "county", "municipalities", "organizations")},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofListed, Says: document.Members(1, 0, "organizations")},
		{ID: RuleSeatNominators, Of: "Nominators", If: ofOrganizations, Says: document.None("region", "county", "municipalities", "except")},
		{ID: RuleQuotaRange, Of: "Quota", At: "/max", Says: document.NotBelow("min")},
		{ID: RuleQuotaOrder, At: "/seats/#/representatives", Func: seats(quotasInOrder), Why: comparesValues},
	}
}

var (
	ofMunicipalities = []document.Condition{document.Is("kind", string(NominatorMunicipality))}
	ofRegister       = []document.Condition{document.Is("kind", string(NominatorCounty), string(NominatorRegionalCouncil))}
	ofListed         = []document.Condition{document.Is("kind", string(NominatorJointAuthority), string(NominatorNamed))}
	ofOrganizations  = []document.Condition{document.Is("kind", string(NominatorJointAuthority), string(NominatorNamed), string(NominatorOpen))}
)

func seatAt(i int) string { return "/seats/" + strconv.Itoa(i) }

func seatTwice(seats []Seat) (found []document.Finding) {
	seen := map[string]int{}
	for i, s := range seats {
		if first, twice := seen[s.ID]; twice {
			found = append(found, document.Finding{At: seatAt(i) + "/id", Params: constraint.Params{Other: seatAt(first)}})
		} else {
			seen[s.ID] = i
		}
	}
	return found
}

// quotasInOrder looks for quotas that expect fewer than the least number, or expect or
// seat more than may be named.
func quotasInOrder(seats []Seat) (found []document.Finding) {
	look := func(q *Quota, at string) {
		if q == nil {
			return
		}
		if q.Expected != 0 && q.Expected < q.Least() {
			found = append(found, document.Finding{At: at + "/expected", Params: constraint.Params{Min: q.Least()}})
		}
		if least := max(q.Expected, q.Places); q.Max != 0 && q.Max < least {
			found = append(found, document.Finding{At: at + "/max", Params: constraint.Params{Min: least}})
		}
	}
	for i := range seats {
		look(seats[i].Representatives, seatAt(i)+"/representatives")
		if seats[i].Nominators == nil {
			continue
		}
		for j := range seats[i].Nominators.Organizations {
			look(seats[i].Nominators.Organizations[j].Representatives, organizationAt(i, j)+"/representatives")
		}
	}
	return found
}

func organizationAt(seat, i int) string {
	return seatAt(seat) + "/nominators/organizations/" + strconv.Itoa(i)
}
