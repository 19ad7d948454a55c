package roster_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// Whenever a stranger answers for an organization, the answer that came first stays in
// force and what came from another address waits for the organizer: also in the last
// second, and also where the stranger was the first.
func TestStrangerAnswers(t *testing.T) {
	const forssa = "municipality:061"
	end := time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC) // midnight in Helsinki
	for name, test := range map[string]struct {
		own, stranger time.Time
		counts        string
		contested     bool
	}{
		"after":                      {open, open.Add(time.Hour), "Aino", true},
		"before":                     {open.Add(time.Hour), open, "Kerttu", true},
		"a second before the end":    {open, end.Add(-time.Second), "Aino", true},
		"both in the last second":    {end.Add(-time.Second), end.Add(-time.Second), "Aino", true},
		"at the end, which is after": {open, end, "Aino", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			own := func() { w.answer(test.own, forssa) }
			stranger := func() { w.answer(test.stranger, forssa, named("Kerttu", "Kuvitelma"), bySomebodyElse) }
			if test.stranger.Before(test.own) {
				stranger()
				own()
			} else {
				own()
				stranger()
			}
			w.now = end.Add(time.Hour)
			found := false
			for _, e := range readRoster(t, w.get(rosterPath+"/roster.json")).Nominators {
				if e.Nominator != forssa {
					continue
				}
				found = true
				if e.Counted == nil || e.Counted.Nomination.Representatives[0].Person.GivenName != test.counts || e.Contested != test.contested || len(e.Others) != 1 {
					t.Errorf("%+v", e)
				}
			}
			if !found {
				t.Error("the organization is not in the roster")
			}
		})
	}
}

// Sixty answers, each with a hundred persons of one name and contacts of their own, are
// kept, and shown in the time of a page.
func TestAnswersOfEqualNames(t *testing.T) {
	w := newWorldOf(t, func(c *hyte.Call) { c.Seats[0].Representatives = &hyte.Quota{Min: 1, Max: 100} })
	for i := range 60 {
		answer := w.send(open.Add(time.Duration(i)*time.Second), "municipality:061", func(n *hyte.Nomination) {
			one := n.Representatives[0]
			n.Representatives = nil
			for j := range 100 {
				p := *one.Person
				p.Email = fmt.Sprintf("aino%d.%d@example.fi", i, j)
				n.Representatives = append(n.Representatives, hyte.Representative{Person: &p})
			}
		})
		checkStatus(t, answer, http.StatusCreated)
	}
	began := time.Now()
	checkStatus(t, w.get(rosterPath), http.StatusOK)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the page took %v", took)
	}
	if n := len(answersOf(readRoster(t, w.get(rosterPath+"/roster.json")))); n != 60 {
		t.Errorf("%d answers, want 60", n)
	}
}
