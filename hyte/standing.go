package hyte

// Standing is a person who sits for an organization, or did, after
// representatives changed in mid-term (410/2015 s.79).
type Standing struct {
	Person *Person `json:"person" validate:"required"`
	// Deputy says that the person is a deputy.
	Deputy bool `json:"deputy,omitempty" validate:"omitempty"`
	// From is the first day; absent if it is that of the term.
	From string `json:"from,omitempty" validate:"omitempty,caldate"`
	// Until is the day from which another one sits; absent of who sits.
	Until string `json:"until,omitempty" validate:"omitempty,caldate"`
	// Decision is the one by which the person was named; who stays keeps it.
	Decision *Decision `json:"decision,omitempty" validate:"omitempty"`
	// Reason is why the person left.
	Reason ChangeReason `json:"reason,omitempty" validate:"omitempty,oneof=resigned left-office moved other"`
}

// standing are all who sit or sat by a line of answers that change each other, in
// the order in which they came. There are none if nothing changed.
func standing(line []*event) []Standing {
	if len(line) == 0 || line[len(line)-1].nomination.Change == nil {
		return nil
	}
	var s sittings
	for _, e := range line {
		s.change(e.nomination)
	}
	return s.all
}

// sittings are all who sit or sat, and the places of those who sit.
type sittings struct {
	all []Standing
	sit []int
}

// change lets those whom an answer names sit, and no one else.
func (s *sittings) change(n *Nomination) {
	var c Change
	if n.Change != nil {
		c = *n.Change
	}
	persons := n.persons()
	members, deputies := samePersons{}, samePersons{}
	same := func(deputy bool) samePersons {
		if deputy {
			return deputies
		}
		return members
	}
	for i, p := range persons {
		same(p.deputy).add(p.Person, i)
	}
	stays, sit := make([]bool, len(persons)), s.sit[:0]
	for _, k := range s.sit {
		sitting := &s.all[k]
		if i, found := same(sitting.Deputy).first(sitting.Person); found && !stays[i] {
			stays[i], sitting.Person = true, copyOf(persons[i].Person)
			sit = append(sit, k)
		} else {
			sitting.Until, sitting.Reason = c.From, c.Reason
		}
	}
	for i, p := range persons {
		if !stays[i] {
			sit = append(sit, len(s.all))
			s.all = append(s.all, Standing{Person: copyOf(p.Person), Deputy: p.deputy, From: c.From, Decision: copyOf(n.Decision)})
		}
	}
	s.sit = sit
}
