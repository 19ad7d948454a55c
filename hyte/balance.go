package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// Balance is the balance of women and men in the whole body, and separately among
// deputies (609/1986 s.4a). Candidates count once they are selected.
type Balance struct {
	Mode      GenderMode `json:"mode" validate:"required,oneof=off recommended required"`
	Women     int        `json:"women" validate:"omitempty,min=0,max=1000000"`
	Men       int        `json:"men" validate:"omitempty,min=0,max=1000000"`
	NotStated int        `json:"notStated" validate:"omitempty,min=0,max=1000000"`
	// State is what follows from the numbers. It is absent if the mode is off or
	// nobody has been named.
	State BalanceState `json:"state,omitempty" validate:"omitempty,oneof=balanced unbalanced unknown open"`
	// Deputies is the balance among deputies, absent if there are none.
	Deputies *Balance `json:"deputies,omitempty" validate:"omitempty"`
}

// BalanceState says whether at least 40 % are women and at least 40 % men.
type BalanceState string

// The states of a balance.
const (
	BalanceKept   BalanceState = "balanced"
	BalanceBroken BalanceState = "unbalanced"
	// BalanceUnknown: those who have not stated their gender decide it.
	BalanceUnknown BalanceState = "unknown"
	// BalanceOpen: those who are still to be named decide it.
	BalanceOpen BalanceState = "open"
)

func (c *ResolvedCall) balance(r *Roster) *Balance {
	members, deputies := &Balance{Mode: c.Call.genderMode()}, &Balance{Mode: c.Call.genderMode()}
	hasDeputies := false
	for _, p := range r.seated() {
		if p.deputy {
			hasDeputies = true
			deputies.add(p.Gender)
		} else {
			members.add(p.Gender)
		}
	}
	moreMembers, moreDeputies := c.outstanding(r)
	members.settle(moreMembers)
	if hasDeputies {
		deputies.settle(moreDeputies)
		members.Deputies = deputies
	}
	return members
}

// anyNumber stands for as many as there may be where nothing sets a limit.
const anyNumber = 1 << 30

// outstanding is how many members and deputies may still be named at most: by those
// who have not answered, and in the places that are open. Who declines names none, nor
// does whoever has answered jointly.
func (c *ResolvedCall) outstanding(r *Roster) (members, deputies int) {
	pools := map[string]Deputies{}
	for i := range c.Call.Seats {
		pools[c.Call.Seats[i].ID] = c.Call.Seats[i].deputies(c.Call)
	}
	add := func(sum *int, more int) { *sum = min(anyNumber, *sum+more) }
	for i := range r.Nominators {
		e := &r.Nominators[i]
		more := e.outstanding(c.quotaOfEntry(e))
		add(&members, more)
		switch pools[e.Seat] {
		case DeputiesOptional, DeputiesRequired:
			add(&deputies, more)
		case DeputiesPool:
			if more > 0 {
				deputies = anyNumber
			}
		}
	}
	if open := c.OpenSeat(); open != nil && (r.At.Before(r.Deadline) || c.Call.LateNominations == LateAccept) {
		members = anyNumber
		if pools[open.ID] != DeputiesNone {
			deputies = anyNumber
		}
	}
	return members, deputies
}

// outstanding is how many the organization may still name, or have selected.
func (e *Entry) outstanding(q *Quota) int {
	switch {
	case e.Status == EntryDeclined, e.Status == EntryJoint:
		return 0
	case e.Counted != nil && e.candidates():
		return e.Places
	case e.Counted != nil:
		return e.Open
	case q.Places > 0:
		return q.Places
	case q.Max > 0:
		return q.Max
	default:
		return anyNumber
	}
}

// BalanceOf is the balance of those who sit, with up to so many more to come.
func BalanceOf(mode GenderMode, sitting []*Person, open int) *Balance {
	b := &Balance{Mode: mode}
	for _, p := range sitting {
		b.addPerson(p)
	}
	b.settle(open)
	return b
}

func (b *Balance) add(g Gender) {
	switch g {
	case GenderWoman:
		b.Women++
	case GenderMan:
		b.Men++
	default:
		b.NotStated++
	}
}

// addPerson counts a person, if there is one.
func (b *Balance) addPerson(p *Person) {
	if p != nil {
		b.add(p.Gender)
	}
}

// fewFor reports whether women or men are fewer than the places, though there are some
// of both, and whoever has not stated a gender may be either.
func (b *Balance) fewFor(places int) bool {
	return b.Women > 0 && b.Men > 0 && (b.Women+b.NotStated < places || b.Men+b.NotStated < places)
}

// settle says what follows from the numbers, with up to so many still to come.
func (b *Balance) settle(open int) {
	n := b.Women + b.Men + b.NotStated
	if b.Mode == GenderOff || n == 0 {
		return
	}
	switch {
	case min(b.Women, b.Men) >= leastOf(n+open):
		b.State = BalanceKept
	case !b.possible(open):
		b.State = BalanceBroken
	case open > 0:
		b.State = BalanceOpen
	default:
		b.State = BalanceUnknown
	}
}

// leastOf is 40 % in whole numbers: of five it is two, and of four, two as well. It
// never rounds down.
func leastOf(n int) int { return (40*n + 99) / 100 }

// possible reports whether women and men can each come to 40 % with some of those
// still to come and those who have not stated their gender. Five more need at most
// four more of them, so what is impossible with each of the last five numbers is so
// with fewer.
func (b *Balance) possible(open int) bool {
	for more := max(0, open-4); more <= open; more++ {
		least := leastOf(b.Women + b.Men + b.NotStated + more)
		if max(0, least-b.Women)+max(0, least-b.Men) <= b.NotStated+more {
			return true
		}
	}
	return false
}

func (r *Roster) inspectBalance(c *ResolvedCall) {
	if c.Call.GenderBalance == nil || len(c.Call.GenderBalance.Reason) > 0 {
		return
	}
	severity := constraint.Warning
	if c.Call.genderMode() == GenderRequired {
		severity = constraint.Error
	}
	if r.Gender.State == BalanceBroken {
		r.report(RuleRosterGenderBalance, "/gender", "", severity)
	}
	if d := r.Gender.Deputies; d != nil && d.State == BalanceBroken {
		r.report(RuleRosterGenderBalance, "/gender/deputies", "", severity)
	}
}
