package hyte_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
)

const association = "association:example"

// gendered are persons of these genders, called by their places.
func gendered(genders ...hyte.Gender) (persons []*hyte.Person) {
	for i, g := range genders {
		p := personNamed(fmt.Sprint("a", i))
		p.Gender, p.Sector = g, hyte.SectorSports
		persons = append(persons, p)
	}
	return persons
}

func selects(id, at, answer string, selected ...int) hyte.Received {
	return hyte.Received{
		ID: id, ReceivedAt: instant(at), Kind: hyte.ReceivedSelection, Nominator: association, Answer: answer, Selected: selected,
		By: "Helmi Mallikas", Reason: "Järjestys on se, jota on ehdotettu.",
	}
}

// Candidates count once the organizer has selected among them.
func TestSelection(t *testing.T) {
	call := conformanceCalls(t)["candidates-for-two"]
	answer := hyte.Received{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf(association, gendered(hyte.GenderWoman, hyte.GenderMan, hyte.GenderMan, hyte.GenderWoman)...)}
	for i := range answer.Nomination.Representatives {
		answer.Nomination.Representatives[i].Deputy = personNamed(fmt.Sprint("b", i))
	}
	again := answer
	again.ID, again.ReceivedAt = "2", instant(later)
	undo := hyte.Received{ID: "9", ReceivedAt: instant(after), Kind: hyte.ReceivedUndo, Undoes: "4"}
	for name, c := range map[string]struct {
		received []hyte.Received
		selected []int
		open     int
		summary  hyte.Summary
		balance  hyte.Balance
	}{
		"not yet":             {[]hyte.Received{answer}, nil, 0, hyte.Summary{Candidates: 4}, hyte.Balance{}},
		"two":                 {[]hyte.Received{answer, selects("4", later, "1", 3, 0, 3)}, []int{0, 3}, 0, hyte.Summary{Representatives: 2}, hyte.Balance{Women: 2, State: hyte.BalanceBroken, Deputies: &hyte.Balance{NotStated: 2, State: hyte.BalanceUnknown}}},
		"a woman and a man":   {[]hyte.Received{answer, selects("4", later, "1", 1, 0)}, []int{0, 1}, 0, hyte.Summary{Representatives: 2}, hyte.Balance{Women: 1, Men: 1, State: hyte.BalanceKept, Deputies: &hyte.Balance{NotStated: 2, State: hyte.BalanceUnknown}}},
		"one of two":          {[]hyte.Received{answer, selects("4", later, "1", 2)}, []int{2}, 1, hyte.Summary{Representatives: 1, Incomplete: 1, OpenPlaces: 1}, hyte.Balance{Men: 1, State: hyte.BalanceOpen, Deputies: &hyte.Balance{NotStated: 1, State: hyte.BalanceBroken}}},
		"the last one":        {[]hyte.Received{answer, selects("4", later, "1", 0, 1), selects("5", after, "1", 1, 3)}, []int{1, 3}, 0, hyte.Summary{Representatives: 2}, hyte.Balance{Women: 1, Men: 1, State: hyte.BalanceKept, Deputies: &hyte.Balance{NotStated: 2, State: hyte.BalanceUnknown}}},
		"undone":              {[]hyte.Received{answer, selects("4", later, "1", 0, 1), undo}, nil, 0, hyte.Summary{Candidates: 4}, hyte.Balance{}},
		"of another answer":   {[]hyte.Received{answer, selects("4", noon, "1", 0, 1), again}, nil, 0, hyte.Summary{Candidates: 4}, hyte.Balance{}},
		"of who is not there": {[]hyte.Received{answer, selects("4", later, "1", 0, 4)}, nil, 0, hyte.Summary{Candidates: 4}, hyte.Balance{}},
	} {
		t.Run(name, func(t *testing.T) {
			roster := call.Roster(c.received, instant("2024-12-01T00:00:00Z"))
			e := entryOf(t, roster, association)
			if diff := cmp.Diff(c.selected, e.Selected); diff != "" || e.Open != c.open || e.Places != 2 {
				t.Errorf("open %d of %d places, selected %s", e.Open, e.Places, diff)
			}
			c.summary.Asked, c.summary.Received = 1, 1
			if diff := cmp.Diff(&c.summary, roster.Summary); diff != "" {
				t.Error(diff)
			}
			c.balance.Mode = hyte.GenderRequired
			if c.balance.Deputies != nil {
				c.balance.Deputies.Mode = hyte.GenderRequired
			}
			if diff := cmp.Diff(&c.balance, roster.Gender); diff != "" {
				t.Error(diff)
			}
			if roster.Sectors[hyte.SectorSports] != len(c.selected) {
				t.Errorf("sectors are %v", roster.Sectors)
			}
			if violations := hyte.RosterType().Check(roster); len(violations) > 0 {
				t.Error(violations)
			}
		})
	}
}

// Fewer than expected are kept, and the open places are counted.
func TestIncomplete(t *testing.T) {
	call := conformanceCalls(t)["expects-two"]
	for _, c := range []struct{ named, open int }{{1, 1}, {2, 0}} {
		persons := gendered(make([]hyte.Gender, c.named)...)
		roster := call.Roster([]hyte.Received{{ID: "1", ReceivedAt: instant(noon), Nomination: nominationOf(association, persons...)}}, instant(later))
		e := entryOf(t, roster, association)
		if e.Status != hyte.EntryAnswered || e.Open != c.open || roster.Summary.OpenPlaces != c.open || roster.Summary.Incomplete != c.open || roster.Summary.Representatives != c.named {
			t.Errorf("%d named: %s, %d open, %+v", c.named, e.Status, e.Open, roster.Summary)
		}
	}
}

// The balance is open while those who are missing can change it, and no longer.
func TestOpenBalance(t *testing.T) {
	call := conformanceCalls(t)["gender-recommended"]
	state := func(received []hyte.Received) hyte.BalanceState {
		return call.Roster(received, instant(after)).Gender.State
	}
	answer := hyte.Received{ID: "1", Nomination: nominationOf(association, gendered(hyte.GenderWoman, hyte.GenderWoman, hyte.GenderWoman)...)}
	if got := state([]hyte.Received{answer}); got != hyte.BalanceOpen {
		t.Errorf("while eleven may still answer: %s", got)
	}
	if got := state(append(refusals(call, association, "municipality:109", "municipality:061"), answer)); got != hyte.BalanceOpen {
		t.Errorf("while two men make it three of five: %s", got)
	}
	if got := state(append(refusals(call, association, "municipality:109"), answer)); got != hyte.BalanceBroken {
		t.Errorf("while one may still answer: %s", got)
	}
}

// Whoever answers an open call has an entry.
func TestOpenCall(t *testing.T) {
	call := conformanceCalls(t)["open-to-any"]
	first := nominationOf("open:1", personNamed("Aino"))
	first.NominatorName = "Esimerkkikerho"
	roster := call.Roster([]hyte.Received{
		{ID: "1", ReceivedAt: instant(noon), Nomination: first},
		{ID: "2", ReceivedAt: instant(later), Nomination: nominationOf("open:2", personNamed("Eino"))},
		{ID: "3", ReceivedAt: instant(after), Kind: hyte.ReceivedRefusal, Nominator: "open:2"},
		{ID: "4", ReceivedAt: instant(after), Kind: hyte.ReceivedRefusal, Nominator: "open:3"},
	}, instant("2024-12-01T00:00:00Z"))
	var got []string
	for _, e := range roster.Nominators {
		got = append(got, fmt.Sprintf("%s %s %s %s %d", e.Nominator, e.Seat, e.Name["fi"], e.Status, e.Open))
	}
	want := []string{
		"association:example anyone Esimerkkiyhdistys missing 0",
		"open:1 anyone Esimerkkikerho received 1", "open:2 anyone open:2 declined 0",
	}
	if diff := cmp.Diff(want, got); diff != "" || len(roster.Unlisted) != 0 {
		t.Errorf("%s%v", diff, roster.Unlisted)
	}
}
