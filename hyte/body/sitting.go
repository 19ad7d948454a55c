package body

import (
	"cmp"
	"slices"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Sitting says who sits in a body on a day. It is a JSON document, and has names, but no
// contacts.
type Sitting struct {
	// Body is the body's id.
	Body string    `json:"body"`
	Name hyte.Text `json:"name"`
	// At is the day.
	At    civil.Date `json:"at"`
	State State      `json:"state"`
	// TermFrom and TermTo are those of the body's term.
	TermFrom string `json:"termFrom,omitempty"`
	TermTo   string `json:"termTo,omitempty"`
	// Places are those of the seats, by seat and organization; then those of members who sit
	// on nobody's behalf.
	Places []Place `json:"places"`
	// Pool are the deputies of all members, in the order in which they step in.
	Pool []Seated `json:"pool,omitempty"`
	// Others are experts and secretaries.
	Others []Seated `json:"others,omitempty"`
	// Vacant is how many places nobody has.
	Vacant int `json:"vacant"`
	// Balance is that of women and men among the members, absent if the body does not ask.
	Balance *hyte.Balance `json:"balance,omitempty"`
}

// State is where a body stands on a day.
type State string

// The states.
const (
	StateInactive    State = "inactive"     // it does not work then
	StateBeforeTerm  State = "before-term"  // no place is vacant yet
	StateInTerm      State = "in-term"      // or without a term
	StateHoldingOver State = "holding-over" // members go on after the term (410/2015 s.79)
)

// Place is one of an organization's places in a seat.
type Place struct {
	Seat string `json:"seat,omitempty"`
	// OnBehalfOf is the organization's id, Name its name.
	OnBehalfOf string    `json:"onBehalfOf,omitempty"`
	Name       hyte.Text `json:"name,omitempty"`
	// Number is that of the place, from 1.
	Number int `json:"place"`
	// Member has the place; absent if nobody does.
	Member *Seated `json:"member,omitempty"`
	// Deputy is the member's personal deputy.
	Deputy *Seated `json:"deputy,omitempty"`
	// Vacant says that nobody has the place, and somebody should.
	Vacant bool `json:"vacant,omitempty"`
}

// Seated is somebody who sits.
type Seated struct {
	Membership string    `json:"membership"`
	Name       string    `json:"name"`
	Role       Role      `json:"role"`
	Office     hyte.Role `json:"office,omitempty"`
	From       string    `json:"from,omitempty"`
	// To is the last day, as the document has it.
	To string `json:"to,omitempty"`
	// Ends is the last day, of the membership or the term, if it comes soon.
	Ends string `json:"ends,omitempty"`
	// HoldingOver says that the person goes on after the term.
	HoldingOver bool `json:"holdingOver,omitempty"`
}

// Sitting finds who sits on a day, and whose time ends within so many days from then on.
func (b *Body) Sitting(on civil.Date, within int) *Sitting {
	s := &sitting{body: b, names: b.Names(), on: on.String(), soon: on.AddDays(within).String(), Sitting: &Sitting{
		Body: b.ID, Name: b.Name, At: on, Places: []Place{},
	}}
	s.State = s.state()
	if t := b.Term; t != nil {
		s.TermFrom, s.TermTo = t.From, t.To
	}
	s.take()
	for i := range b.Seats {
		if b.Seats[i].Nominators != nil {
			s.fill(&b.Seats[i])
		}
	}
	s.addOthers()
	s.count()
	return s.Sitting
}

// sitting is a Sitting in the making.
type sitting struct {
	*Sitting
	body     *Body
	names    organization.Listing
	on, soon string
	members  map[chair]*Membership // those who sit and are not placed yet
	deputies map[chair]*Membership
}

// chair is a place by what names it.
type chair struct {
	seat, onBehalfOf string
	place            int
	membership       string // where nothing else names it
}

func (m *Membership) chair() chair {
	if !m.hasPlace() {
		return chair{membership: m.ID}
	}
	return chair{seat: m.Seat, onBehalfOf: organization.Canonical(m.OnBehalfOf), place: m.place()}
}

func (s *sitting) state() State {
	b := s.body
	switch a, t := b.Active, b.Term; {
	case a != nil && (civil.TextBefore(s.on, a.From) || civil.TextBefore(a.To, s.on)):
		return StateInactive
	case t != nil && civil.TextBefore(s.on, t.From):
		return StateBeforeTerm
	case t != nil && civil.TextBefore(t.To, s.on):
		return StateHoldingOver
	default:
		return StateInTerm
	}
}

// lasts reports whether the membership is there on a day.
func (m *Membership) lasts(day string) bool {
	return len(m.Void) == 0 && m.Person != nil && !civil.TextBefore(day, m.From) && !civil.TextBefore(m.To, day)
}

func (s *sitting) take() {
	s.members, s.deputies = map[chair]*Membership{}, map[chair]*Membership{}
	for i := range s.body.Memberships {
		m := &s.body.Memberships[i]
		switch {
		case !m.lasts(s.on):
		case m.Role == RoleMember:
			s.members[m.chair()] = m
		case m.Role != RoleDeputy:
			s.Others = append(s.Others, *s.seated(m))
		case s.body.Deputies == DeputiesPool:
			s.Pool = append(s.Pool, *s.seated(m))
		default:
			s.deputies[m.chair()] = m
		}
	}
	if s.body.Deputies == DeputiesPool {
		place := map[string]int{}
		for i := range s.body.Memberships {
			place[s.body.Memberships[i].ID] = s.body.Memberships[i].place()
		}
		slices.SortStableFunc(s.Pool, func(a, b Seated) int { return cmp.Compare(place[a.Membership], place[b.Membership]) })
	}
}

func (s *sitting) seated(m *Membership) *Seated {
	if m == nil {
		return nil
	}
	seated := &Seated{Membership: m.ID, Name: m.Person.Name(), Role: m.Role, Office: m.Office, From: m.From, To: m.To}
	last := m.To
	if t := s.body.Term; last == "" && t != nil {
		last = t.To
		seated.HoldingOver = civil.TextBefore(t.To, s.on)
	}
	if last != "" && !civil.TextBefore(last, s.on) && !civil.TextBefore(s.soon, last) {
		seated.Ends = last
	}
	return seated
}

// fill lists the places of a seat, those of the register in its order.
func (s *sitting) fill(seat *hyte.Seat) {
	for _, n := range seat.NominatorsOn(s.At) {
		for number := 1; number <= wanted(n.Quota); number++ {
			c := chair{seat: seat.ID, onBehalfOf: organization.Canonical(n.ID), place: number}
			s.place(c, Place{Seat: seat.ID, OnBehalfOf: n.ID, Name: n.Name, Number: number}, true)
		}
	}
}

// wanted is how many places an organization has.
func wanted(q *hyte.Quota) int {
	switch {
	case q == nil:
		return 1
	case q.Places > 0:
		return q.Places
	default:
		return max(q.Expected, q.Least())
	}
}

func (s *sitting) place(c chair, p Place, isWanted bool) {
	p.Member, p.Deputy = s.seated(s.members[c]), s.seated(s.deputies[c])
	delete(s.members, c)
	delete(s.deputies, c)
	p.Vacant = isWanted && p.Member == nil && (s.State == StateInTerm || s.State == StateHoldingOver)
	s.Places = append(s.Places, p)
}

// addOthers adds places that no seat has: of further members of an organization, of one
// that is not asked anymore, and of bodies without seats.
func (s *sitting) addOthers() {
	for i := range s.body.Memberships {
		m := &s.body.Memberships[i]
		if c := m.chair(); m.lasts(s.on) && (s.members[c] == m || s.deputies[c] == m) {
			s.place(c, Place{Seat: m.Seat, OnBehalfOf: m.OnBehalfOf, Name: s.names.Name(m.OnBehalfOf, s.At), Number: m.place()}, false)
		}
	}
}

func (s *sitting) count() {
	var members []*hyte.Person
	for i := range s.body.Memberships {
		if m := &s.body.Memberships[i]; m.Role == RoleMember && m.lasts(s.on) {
			members = append(members, m.Person)
		}
	}
	for i := range s.Places {
		if s.Places[i].Vacant {
			s.Vacant++
		}
	}
	if g := s.body.GenderBalance; g != nil && g.Mode != "" && g.Mode != hyte.GenderOff {
		s.Balance = hyte.BalanceOf(g.Mode, members, s.Vacant)
	}
}
