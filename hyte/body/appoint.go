package body

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/organization"
)

// Appointment is what a decision says of an organization's places in a seat.
type Appointment struct {
	// Seat is the id of a seat of the body; OnBehalfOf the organization.
	Seat, OnBehalfOf string
	// Representatives take the places, with personal deputies where the body has such.
	Representatives []hyte.Representative
	// Deputies are those of a pool, in order.
	Deputies []hyte.Person
	// From is the first day. Decision is that of the appointment, or nil.
	From     civil.Date
	Decision *hyte.Handling
	// Source is the answer in which they were named, or nil.
	Source *Source
	// Reason is why those leave who are not named anymore; empty is EndReplaced.
	Reason EndReason
}

// What keeps an appointment from being made.
var (
	// ErrSeat means that the body has no such seat, or no date was given.
	ErrSeat = errors.New("body: an appointment needs a seat of the body and a day")
	// ErrNotBegun means that somebody would have to leave who has not begun. Who never sat
	// has a membership that is void, which only people can say.
	ErrNotBegun = errors.New("body: a membership would end before it begins")
)

// FromRoster are the appointments of the answers on a roster that count, of candidates
// those who were selected. From is the first day.
func FromRoster(r *hyte.Roster, from civil.Date, decision *hyte.Handling) []Appointment {
	var all []Appointment
	for i := range r.Nominators {
		e := &r.Nominators[i]
		seated := e.Seated()
		if len(seated) == 0 {
			continue
		}
		all = append(all, Appointment{
			Seat: e.Seat, OnBehalfOf: e.Nominator, Representatives: seated, Deputies: e.Counted.Said().Deputies,
			From: from, Decision: decision, Source: &Source{Call: r.Call, Document: e.Counted.ID},
		})
	}
	return all
}

// Appoint is the body after an appointment; this one stays as it is. Who sits for the
// organization already, by name, keeps id, place, first day and decision. Who is not
// named anymore gets the day before as the last one. Who is new gets the lowest free
// place. The same appointment again changes nothing. The error wraps [ErrSeat] or
// [ErrNotBegun].
func (b *Body) Appoint(a Appointment) (*Body, error) {
	if b.seat(a.Seat) == nil || !a.From.Valid() {
		return nil, ErrSeat
	}
	after := *b
	after.Memberships = slices.Clone(b.Memberships)
	p := appointing{body: &after, Appointment: a, day: a.From.String(), taken: map[string]bool{}}
	for i := range after.Memberships {
		p.taken[after.Memberships[i].ID] = true
	}
	var members, deputies []named
	for i := range a.Representatives {
		members = append(members, named{person: a.Representatives[i].Person})
	}
	if err := p.fill(RoleMember, members); err != nil {
		return nil, err
	}
	switch b.Deputies {
	case DeputiesPersonal:
		for i := range a.Representatives {
			if d := a.Representatives[i].Deputy; d != nil {
				deputies = append(deputies, named{person: d, place: members[i].place})
			}
		}
	case DeputiesPool:
		for i := range a.Deputies {
			deputies = append(deputies, named{person: &a.Deputies[i]})
		}
	}
	return &after, p.fill(RoleDeputy, deputies)
}

// appointing is an appointment being made.
type appointing struct {
	Appointment
	body  *Body
	day   string
	taken map[string]bool // ids
}

// named is somebody who is named, and the place that is meant or found; 0 is none yet.
type named struct {
	person *hyte.Person
	place  int
}

// fill lets those go who are not named anymore, and those come who are new.
func (p *appointing) fill(role Role, people []named) error {
	kept := map[int]bool{} // of those named
	used := map[int]bool{} // places
	for i := range p.body.Memberships {
		m := &p.body.Memberships[i]
		if m.Role != role || m.Seat != p.Seat || organization.Canonical(m.OnBehalfOf) != organization.Canonical(p.OnBehalfOf) || len(m.Void) > 0 || civil.TextBefore(m.To, p.day) {
			continue
		}
		if n := find(people, m, kept); n >= 0 {
			kept[n], used[m.place()] = true, true
			people[n].place = m.place()
			continue
		}
		if m.To != "" {
			used[m.place()] = true // until an end of its own
			continue
		}
		if m.From >= p.day {
			return fmt.Errorf("%w: %s", ErrNotBegun, m.ID)
		}
		m.To = p.From.AddDays(-1).String()
		m.Ended = &Ended{Reason: p.reason(), Decision: p.Decision}
	}
	for i := range people {
		n := &people[i]
		if kept[i] || n.person == nil {
			continue
		}
		if n.place == 0 {
			for n.place = 1; used[n.place]; n.place++ {
			}
		}
		used[n.place] = true
		p.add(role, *n)
	}
	return nil
}

// find is who of the people has the membership already, by name; -1 if nobody. Of two with
// one name each has their own.
func find(people []named, m *Membership, kept map[int]bool) int {
	for i, n := range people {
		if !kept[i] && n.person != nil && m.Person != nil && n.person.FoldedName() == m.Person.FoldedName() && (n.place == 0 || n.place == m.place()) {
			return i
		}
	}
	return -1
}

func (p *appointing) reason() EndReason {
	if p.Reason == "" {
		return EndReplaced
	}
	return p.Reason
}

func (p *appointing) add(role Role, n named) {
	person := *n.person
	p.body.Memberships = append(p.body.Memberships, Membership{
		ID: p.newID(role, n.place), Person: &person, Role: role, Seat: p.Seat, Place: n.place, OnBehalfOf: p.OnBehalfOf,
		From: p.day, Decision: p.Decision, Source: p.Source,
	})
}

// newID is made of the organization, the place and the day, so that the same appointment
// gives the same one.
func (p *appointing) newID(role Role, place int) string {
	base := strings.ReplaceAll(p.OnBehalfOf, ":", "-") + "-" + strconv.Itoa(place) + "-" + p.day
	if role == RoleDeputy {
		base += "-deputy"
	}
	const most = 90 // leaves room for a number
	base = strings.TrimRight(base[:min(len(base), most)], "-")
	id := base
	for n := 2; p.taken[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	p.taken[id] = true
	return id
}
