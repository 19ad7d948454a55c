package hyte

import "testing"

// A balance is kept or broken once no more names can change that, and not before:
// tried with all that may still come.
func TestBalanceAgainstAllThatMayCome(t *testing.T) {
	const most = 7
	for women := range most {
		for men := range most {
			for silent := range 4 {
				for open := range 13 {
					b := Balance{Mode: GenderRequired, Women: women, Men: men, NotStated: silent}
					b.settle(open)
					if want := outcome(women, men, silent, open); b.State != want {
						t.Errorf("%d women, %d men, %d silent, %d open: %q, want %q", women, men, silent, open, b.State, want)
					}
				}
			}
		}
	}
}

// outcome tries everyone who is silent or may still come as a woman and as a man.
func outcome(women, men, silent, open int) BalanceState {
	if women+men+silent == 0 {
		return ""
	}
	some, all := false, true
	for more := range open + 1 {
		for w := range silent + more + 1 {
			a, b := women+w, men+silent+more-w
			kept := 5*a >= 2*(a+b) && 5*b >= 2*(a+b)
			some, all = some || kept, all && kept
		}
	}
	switch {
	case all:
		return BalanceKept
	case !some:
		return BalanceBroken
	case open > 0:
		return BalanceOpen
	default:
		return BalanceUnknown
	}
}
