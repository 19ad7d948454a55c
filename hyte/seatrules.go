package hyte

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/hyte/constraint"
	"github.com/hytekit/hytekit/hyte/document"
)

// people are the places of the persons that an answer names.
var people = []string{"/representatives/#/person", "/representatives/#/deputy", "/deputies/#"}

// bySeat makes a rule hold for the organizations of some seats: where it holds for
// all of the call's, whoever answers, so that a form knows it before anyone is
// chosen.
func bySeat(rule document.Rule, of func(*Call, *Seat) bool) []document.Rule {
	all, some := rule, rule
	all.When = func(i document.Inquiry) bool { return callOf(i).allSeats(of) }
	some.When = not(all.When)
	some.If = []document.Condition{document.IsOf("/nominator", nominatorsOf(of))}
	return []document.Rule{all, some}
}

// allSeats reports whether all organizations are asked for seats of a sort.
func (c *ResolvedCall) allSeats(of func(*Call, *Seat) bool) bool {
	return !slices.ContainsFunc(c.Call.Seats, func(s Seat) bool { return !of(c.Call, &s) })
}

// nominatorsOf are the ids of the organizations of seats of a sort.
func nominatorsOf(of func(*Call, *Seat) bool) func(document.Inquiry) []string {
	return func(i document.Inquiry) []string {
		c := callOf(i)
		return c.ids(func(n *Nominator) bool { return of(c.Call, c.seat(n.Seat)) })
	}
}

// fieldRules say of a member of a person that the call leaves it out, or that it must
// be given. What only the sort of people makes a form leave out is no fault in a
// document.
func fieldRules(member string, field func(PersonFields) Asked, places ...string) (rules []document.Rule) {
	are := func(a Asked) func(*Call, *Seat) bool {
		return func(_ *Call, s *Seat) bool { return s.PersonFields != nil && field(*s.PersonFields) == a }
	}
	for _, place := range places {
		at := place + member
		rules = append(rules, bySeat(document.Rule{ID: constraint.RuleRequired, At: at, Says: document.Present()}, are(AskedRequired))...)
		rules = append(rules, bySeat(document.Rule{ID: RuleNotAsked, At: at, Says: document.Absent()}, are(AskedOff))...)
	}
	return rules
}

// seat finds a seat of the call, which a nominator of the call names.
func (c *ResolvedCall) seat(id string) *Seat {
	for i := range c.Call.Seats {
		if c.Call.Seats[i].ID == id {
			return &c.Call.Seats[i]
		}
	}
	return &Seat{}
}

// ids are those of the nominators that are such.
func (c *ResolvedCall) ids(such func(*Nominator) bool) (ids []string) {
	for i := range c.Nominators {
		if n := &c.Nominators[i]; such(n) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// deputies says whether the seat's representatives have deputies.
func (s *Seat) deputies(c *Call) Deputies { return cmp.Or(s.Deputies, c.Deputies, DeputiesNone) }

func needsDeputies(c *Call, s *Seat) bool { return s.deputies(c) == DeputiesRequired }

func asksNoPersonalDeputies(c *Call, s *Seat) bool {
	d := s.deputies(c)
	return d != DeputiesOptional && d != DeputiesRequired
}

func asksNoPool(c *Call, s *Seat) bool { return s.deputies(c) != DeputiesPool }
