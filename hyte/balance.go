package hyte

import "github.com/hytekit/hytekit/hyte/constraint"

// Balance is the balance of women and men among the representatives that
// count, and separately among their deputies (609/1986 s.4a).
type Balance struct {
	Mode      GenderMode `json:"mode" validate:"required,oneof=off recommended required"`
	Women     int        `json:"women" validate:"omitempty,min=0,max=1000000"`
	Men       int        `json:"men" validate:"omitempty,min=0,max=1000000"`
	NotStated int        `json:"notStated" validate:"omitempty,min=0,max=1000000"`
	// State is what follows from the numbers. It is absent if the mode is off or
	// nobody has been named.
	State BalanceState `json:"state,omitempty" validate:"omitempty,oneof=balanced unbalanced unknown"`
	// Deputies is the balance among deputies, absent if there are none.
	Deputies *Balance `json:"deputies,omitempty" validate:"omitempty"`
}

// BalanceState says whether at least 40 % are women and at least 40 % men.
type BalanceState string

// The states of a balance.
const (
	Balanced   BalanceState = "balanced"
	Unbalanced BalanceState = "unbalanced"
	// BalanceUnknown: those who have not stated their gender decide it.
	BalanceUnknown BalanceState = "unknown"
)

func (c *ResolvedCall) balance(r *Roster) *Balance {
	members, deputies := &Balance{Mode: c.Call.genderMode()}, &Balance{Mode: c.Call.genderMode()}
	hasDeputies := false
	for _, p := range r.persons() {
		if p.deputy {
			hasDeputies = true
			deputies.add(p.Gender)
		} else {
			members.add(p.Gender)
		}
	}
	members.settle()
	if hasDeputies {
		deputies.settle()
		members.Deputies = deputies
	}
	return members
}

func (b *Balance) add(g Gender) {
	switch g {
	case Woman:
		b.Women++
	case Man:
		b.Men++
	default:
		b.NotStated++
	}
}

// settle compares in whole numbers: 40 % of five is two, and of four, two as
// well. It never rounds.
func (b *Balance) settle() {
	n := b.Women + b.Men + b.NotStated
	if b.Mode == GenderOff || n == 0 {
		return
	}
	enough := func(count int) bool { return 100*count >= 40*n }
	b.State = Unbalanced
	if enough(b.Women) && enough(b.Men) {
		b.State = Balanced
		return
	}
	for k := range b.NotStated + 1 {
		if enough(b.Women+k) && enough(b.Men+b.NotStated-k) {
			b.State = BalanceUnknown
		}
	}
}

func (r *Roster) inspectBalance(c *ResolvedCall) {
	if c.Call.GenderBalance == nil || len(c.Call.GenderBalance.Reason) > 0 {
		return
	}
	severity := constraint.Warning
	if c.Call.genderMode() == GenderRequired {
		severity = constraint.Error
	}
	if r.Gender.State == Unbalanced {
		r.report(RuleRosterGenderBalance, "/gender", "", severity)
	}
	if d := r.Gender.Deputies; d != nil && d.State == Unbalanced {
		r.report(RuleRosterGenderBalance, "/gender/deputies", "", severity)
	}
}
