package body

import (
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/area"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
	"github.com/hytekit/hytekit/hyte/organization"
)

// The rules of bodies, beside those of their tags and of seats ([hyte.SeatRules]).
const (
	RuleOpenWithSeats    hyte.Rule = "body.open_with_seats"       // whoever wants to may belong, so nobody has a seat or a term
	RulePeriod           hyte.Rule = "membership.period"          // ends before it begins, on params.date
	RuleEndMissing       hyte.Rule = "membership.end_missing"     // ended, but nothing says when
	RuleDuplicateID      hyte.Rule = "membership.duplicate_id"    // the id of params.other
	RuleSeatMissing      hyte.Rule = "membership.seat_missing"    // a member or deputy without a seat, in a body with seats
	RuleSeatUnknown      hyte.Rule = "membership.seat_unknown"    // the body has no such seat
	RuleBehalfUnknown    hyte.Rule = "membership.behalf_unknown"  // the seat is not for this organization
	RulePlaceTaken       hyte.Rule = "membership.place_taken"     // params.other has the same place at the same time
	RuleOutsideTerm      hyte.Rule = "membership.outside_term"    // warning: from or to lies outside the term
	RuleBeforeDecision   hyte.Rule = "membership.before_decision" // warning: begins before it was decided, on params.date
	RuleSamePerson       hyte.Rule = "membership.same_person"     // warning: params.other is the same person at the same time
	RuleMembershipLost   hyte.Rule = "membership.lost"            // there before, not there now: params.other was its place
	RuleMembershipChange hyte.Rule = "membership.rewritten"       // says something else than before
)

const (
	comparesValues = "compares two values of the document"
	needsRegister  = "needs the register of areas"
	warns          = "is a warning"
	needsEarlier   = "compares two versions of a document"
)

// Kind is the body as a kind of document.
func Kind() *document.Kind { return kind }

var kind = document.MustNew("body", "bodies", bodyType, append(
	hyte.SeatRules(func(d any) []hyte.Seat { return d.(*Body).Seats }),
	document.Rule{ID: RuleOpenWithSeats, At: "/seats", If: open, Says: document.Absent()},
	document.Rule{ID: RuleOpenWithSeats, At: "/term", If: open, Says: document.Absent()},
	document.Rule{ID: hyte.RuleTermOrder, At: "/term/to", Func: of(termOrder), Why: comparesValues},
	document.Rule{ID: organization.RuleUnknown, At: "", Func: of(organizations), Why: comparesValues},
	document.Rule{ID: RuleDuplicateID, At: "/memberships/#/id", Func: of(twice), Why: comparesValues},
	document.Rule{ID: RulePeriod, At: "/memberships/#/to", Func: of(period), Why: comparesValues},
	document.Rule{ID: RuleEndMissing, At: "/memberships/#/to", Func: of(endMissing), Why: "depends on what else the membership has"},
	document.Rule{ID: RuleSeatMissing, At: "/memberships/#/seat", Func: of(seatMissing), Why: comparesValues},
	document.Rule{ID: RuleSeatUnknown, At: "/memberships/#/seat", Func: of(seatUnknown), Why: comparesValues},
	document.Rule{ID: RuleBehalfUnknown, At: "/memberships/#/onBehalfOf", Func: of(behalfUnknown), Why: needsRegister},
	document.Rule{ID: hyte.RuleDeputyNotAllowed, At: "/memberships/#/role", If: noDeputies, Says: document.Not(string(RoleDeputy)), Source: "410/2015 s.31"},
	document.Rule{ID: RulePlaceTaken, At: "/memberships/#", Func: of(placeTaken), Why: comparesValues},
	document.Rule{ID: RuleOutsideTerm, At: "/memberships/#", Severity: hyte.Warning, Func: of(outsideTerm), Why: warns},
	document.Rule{ID: RuleBeforeDecision, At: "/memberships/#/from", Severity: hyte.Warning, Func: of(beforeDecision), Why: warns},
	document.Rule{ID: RuleSamePerson, At: "/memberships/#/person", Severity: hyte.Warning, Func: of(samePerson), Why: warns},
	document.Rule{ID: RuleMembershipLost, At: "/memberships", Elsewhere: true, Why: needsEarlier},
	document.Rule{ID: RuleMembershipChange, At: "/memberships/#", Elsewhere: true, Why: needsEarlier},
))

var (
	open       = []document.Condition{document.Is("/membership", string(MembershipOpen))}
	noDeputies = []document.Condition{document.IsNot("/deputies", string(DeputiesPersonal), string(DeputiesPool))}
)

// of makes a rule of a body.
func of(rule func(*Body) []document.Finding) document.Func {
	return func(f document.Facts) []document.Finding { return rule(f.Document.(*Body)) }
}

func at(i int, member string) string {
	place := "/memberships/" + strconv.Itoa(i)
	if member != "" {
		place += "/" + member
	}
	return place
}

// each is a rule about one membership. What was never so breaks none.
func (b *Body) each(look func(m *Membership) (member string, params constraint.Params, broken bool)) (found []document.Finding) {
	for i := range b.Memberships {
		m := &b.Memberships[i]
		if len(m.Void) > 0 {
			continue
		}
		if member, params, broken := look(m); broken {
			found = append(found, document.Finding{At: at(i, member), Params: params})
		}
	}
	return found
}

// pairs is a rule about two memberships at one time with the same key, and reported at
// the later one. Those without a key collide with none.
func (b *Body) pairs(member string, key func(*Membership) string) (found []document.Finding) {
	before := map[string][]int{}
	for i := range b.Memberships {
		m := &b.Memberships[i]
		if len(m.Void) > 0 || m.Person == nil {
			continue
		}
		k := key(m)
		if k == "" {
			continue
		}
		for _, j := range before[k] {
			if m.overlaps(&b.Memberships[j]) {
				found = append(found, document.Finding{At: at(i, member), Params: constraint.Params{Other: at(j, "")}})
				break
			}
		}
		before[k] = append(before[k], i)
	}
	return found
}

func termOrder(b *Body) []document.Finding {
	if t := b.Term; t != nil && civil.TextBefore(t.To, t.From) {
		return []document.Finding{{At: "/term/to", Params: constraint.Params{Date: t.From}}}
	}
	return nil
}

// Names are the organizations that the body's document lists, with their names.
func (b *Body) Names() organization.Listing {
	l := organization.Listing{}
	l.Add(b.Organizations)
	for i := range b.Seats {
		if n := b.Seats[i].Nominators; n != nil {
			l.Add(n.Organizations)
		}
	}
	return l
}

func organizations(b *Body) (found []document.Finding) {
	listed := b.Names()
	look := func(id, place string) {
		if id != "" && !listed.Has(id) {
			found = append(found, document.Finding{At: place})
		}
	}
	look(b.Host, "/host")
	for i, id := range b.ResponsibleFor {
		look(id, "/responsibleFor/"+strconv.Itoa(i))
	}
	for i := range b.Memberships {
		m := &b.Memberships[i]
		look(m.OnBehalfOf, at(i, "onBehalfOf"))
		if m.Decision != nil {
			look(m.Decision.Organization, at(i, "decision/organization"))
		}
		if m.Ended != nil && m.Ended.Decision != nil {
			look(m.Ended.Decision.Organization, at(i, "ended/decision/organization"))
		}
	}
	return found
}

func twice(b *Body) (found []document.Finding) {
	seen := map[string]int{}
	for i := range b.Memberships {
		id := b.Memberships[i].ID
		if first, ok := seen[id]; ok {
			found = append(found, document.Finding{At: at(i, "id"), Params: constraint.Params{Other: at(first, "")}})
		} else {
			seen[id] = i
		}
	}
	return found
}

func period(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		return "to", constraint.Params{Date: m.From}, civil.TextBefore(m.To, m.From)
	})
}

func endMissing(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		return "to", constraint.Params{}, m.Ended != nil && m.To == ""
	})
}

// sits reports whether the role is one on somebody's behalf.
func (m *Membership) sits() bool { return m.Role == RoleMember || m.Role == RoleDeputy }

func seatMissing(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		return "seat", constraint.Params{}, len(b.Seats) > 0 && m.Seat == "" && m.sits()
	})
}

func seatUnknown(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		return "seat", constraint.Params{}, m.Seat != "" && b.seat(m.Seat) == nil
	})
}

func (b *Body) seat(id string) *hyte.Seat {
	for i := range b.Seats {
		if b.Seats[i].ID == id && b.Seats[i].Nominators != nil {
			return &b.Seats[i]
		}
	}
	return nil
}

// behalfUnknown asks whom the seat is for on the first day of the membership, or that of
// the term.
func behalfUnknown(b *Body) []document.Finding {
	known, listed := map[string]map[string]bool{}, b.Names()
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		seat := b.seat(m.Seat)
		if seat == nil || m.OnBehalfOf == "" || seat.Nominators.Kind == hyte.NominatorOpen || !listed.Has(m.OnBehalfOf) {
			return "", constraint.Params{}, false
		}
		day := area.Nearest(b.firstDay(m))
		key := seat.ID + " " + strconv.Itoa(day.Year) // municipalities change at the turn of the year
		if known[key] == nil {
			known[key] = map[string]bool{}
			for _, n := range seat.NominatorsOn(day) {
				known[key][organization.Canonical(n.ID)] = true
			}
		}
		return "onBehalfOf", constraint.Params{}, !known[key][organization.Canonical(m.OnBehalfOf)]
	})
}

func (b *Body) firstDay(m *Membership) civil.Date {
	day := m.From
	if day == "" && b.Term != nil {
		day = b.Term.From
	}
	parsed, _ := civil.Parse(day) // an unknown day is that of the oldest division known
	return parsed
}

// placeTaken: two members, or two deputies, cannot have one place at one time.
func placeTaken(b *Body) []document.Finding {
	return b.pairs("", func(m *Membership) string {
		if !m.sits() || !m.hasPlace() {
			return ""
		}
		return strings.Join([]string{string(m.Role), m.Seat, organization.Canonical(m.OnBehalfOf), strconv.Itoa(m.place())}, " ")
	})
}

func (m *Membership) place() int { return max(m.Place, 1) }

// hasPlace reports whether the membership is in a place that another one could be in: who
// sits on nobody's behalf and without a number does not.
func (m *Membership) hasPlace() bool { return m.Seat != "" || m.OnBehalfOf != "" || m.Place > 0 }

// overlaps reports whether there is a day on which both last.
func (m *Membership) overlaps(other *Membership) bool {
	return !civil.TextBefore(m.To, other.From) && !civil.TextBefore(other.To, m.From)
}

func outsideTerm(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		t := b.Term
		switch {
		case t == nil || !m.sits():
		case civil.TextBefore(m.From, t.From):
			return "from", constraint.Params{Date: t.From}, true
		case civil.TextBefore(t.To, m.From):
			return "from", constraint.Params{Date: t.To}, true
		case civil.TextBefore(t.To, m.To):
			return "to", constraint.Params{Date: t.To}, true
		}
		return "", constraint.Params{}, false
	})
}

func beforeDecision(b *Body) []document.Finding {
	return b.each(func(m *Membership) (string, constraint.Params, bool) {
		if m.Decision == nil {
			return "", constraint.Params{}, false
		}
		return "from", constraint.Params{Date: m.Decision.Date}, civil.TextBefore(m.From, m.Decision.Date)
	})
}

func samePerson(b *Body) []document.Finding {
	return b.pairs("person", func(m *Membership) string {
		if !m.sits() {
			return ""
		}
		return m.Person.FoldedName()
	})
}
