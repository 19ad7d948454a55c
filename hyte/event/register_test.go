package event_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

func ExampleRegister() {
	e := &event.Event{Place: &event.Place{Places: 1}, Remote: &event.Remote{}}
	register := event.NewRegister(e)
	aino := &event.Registration{Person: &event.Participant{Email: "aino@example.fi"}, Mode: event.ModePlace}
	onni := &event.Registration{Person: &event.Participant{Email: "onni@example.fi"}, Mode: event.ModePlace}
	register.Add("1", aino)
	for _, v := range register.Refuse(onni) {
		fmt.Println(v.Rule, v.Location, v.Params.Allowed)
	}
	register.Cancel("1")
	fmt.Println(len(register.Refuse(onni)), register.Numbers())
	// Output:
	// registration.full /mode [remote]
	// 0 {0 0 0}
}

// TestCancel: what is not the last of its address cannot be cancelled, and whoever has
// cancelled can come back.
func TestCancel(t *testing.T) {
	r := event.NewRegister(&event.Event{Place: &event.Place{Places: 1}})
	come := func(id, email string) {
		r.Add(id, &event.Registration{Person: &event.Participant{Email: email}})
	}
	come("1", "aino@example.fi")
	come("2", "Aino@example.fi")
	for _, step := range []struct {
		id   string
		want bool
		all  int
	}{{"1", false, 1}, {"nothing", false, 1}, {"2", true, 0}, {"2", false, 0}, {"1", false, 0}} {
		if got := r.Cancel(step.id); got != step.want || r.Numbers().All != step.all {
			t.Errorf("%s: %t, %+v", step.id, got, r.Numbers())
		}
	}
	come("3", "aino@example.fi")
	if !r.Counts("3") || r.Counts("2") || r.Numbers() != (event.Numbers{All: 1, Place: 1}) {
		t.Errorf("%+v", r.Numbers())
	}
}

// TestRegisterNeverOverflows: whatever comes in whatever order, as long as whom it refuses is
// left out there are no more than there is room for, and the numbers are those of the
// registrations that count.
func TestRegisterNeverOverflows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &event.Event{Place: &event.Place{Places: rapid.IntRange(1, 3).Draw(t, "places")}, Remote: &event.Remote{Places: rapid.IntRange(0, 2).Draw(t, "remote")}}
		r := event.NewRegister(e)
		var ids []string
		modes := map[string]event.Mode{}
		for i := range rapid.IntRange(1, 30).Draw(t, "steps") {
			if len(ids) > 0 && rapid.IntRange(0, 3).Draw(t, "cancels") == 0 {
				r.Cancel(rapid.SampledFrom(ids).Draw(t, "which"))
				continue
			}
			d := &event.Registration{
				Person: &event.Participant{Email: rapid.SampledFrom([]string{"a@x.fi", "b@x.fi", "c@x.fi", "d@x.fi", "A@x.fi"}).Draw(t, "email")},
				Mode:   rapid.SampledFrom([]event.Mode{event.ModePlace, event.ModeRemote}).Draw(t, "mode"),
			}
			refused := r.Refuse(d)
			if refused.Invalid() {
				if slices.Contains(r.Free(), string(d.Mode)) || !slices.Contains(r.Full(), string(d.Mode)) {
					t.Fatalf("refused %v with room in %v", d.Mode, r.Free())
				}
				continue
			}
			id := fmt.Sprint(i)
			ids, modes[id] = append(ids, id), d.Mode
			r.Add(id, d)
		}
		var want event.Numbers
		for _, id := range ids {
			if r.Counts(id) {
				want.All++
				if modes[id] == event.ModePlace {
					want.Place++
				} else {
					want.Remote++
				}
			}
		}
		n := r.Numbers()
		if n != want || n.Place > e.Place.Places || e.Remote.Places > 0 && n.Remote > e.Remote.Places {
			t.Fatalf("%+v, counting %+v, room for %d and %d", n, want, e.Place.Places, e.Remote.Places)
		}
	})
}

// TestNoLimit: an event without one has room for all.
func TestNoLimit(t *testing.T) {
	e := &event.Event{}
	r := event.NewRegister(e)
	r.Add("1", &event.Registration{})
	if got := r.Refuse(&event.Registration{Person: &event.Participant{Email: "a@x.fi"}}); e.HasLimit() || len(got) > 0 || r.Full() != nil {
		t.Errorf("%v", hyte.Violations(got))
	}
}
