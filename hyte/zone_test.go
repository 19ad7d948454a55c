package hyte_test

import (
	"fmt"
	"testing"
	"time"
	_ "time/tzdata" // so that the comparison also runs on a machine without time zones

	"github.com/hytekit/hytekit/hyte"
)

// clockChanges returns every instant from 1990 to 2050 at which clocks in a zone are
// changed. They are looked for hour by hour: time.Time.ZoneBounds also stops where the
// table of the file ends and its rule takes over.
func clockChanges(zone *time.Location) []time.Time {
	var changes []time.Time
	end := time.Date(2051, time.January, 1, 0, 0, 0, 0, time.UTC)
	_, previous := time.Date(1989, time.December, 31, 23, 0, 0, 0, time.UTC).In(zone).Zone()
	for at := time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC); at.Before(end); at = at.Add(time.Hour) {
		if _, offset := at.In(zone).Zone(); offset != previous {
			changes, previous = append(changes, at.In(zone)), offset
		}
	}
	return changes
}

func TestHelsinkiIsTheSystemsZone(t *testing.T) {
	system, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		t.Fatal(err)
	}
	if got := hyte.Helsinki().String(); got != system.String() {
		t.Errorf("name %q, want %q", got, system)
	}
	changes := clockChanges(system)
	if want := 2 * (2051 - 1990); len(changes) != want {
		t.Fatalf("%d changes of the clock, want %d", len(changes), want)
	}
	sameClock := func(at time.Time) {
		want, got := at.In(system).Format(time.RFC3339Nano+" MST"), at.In(hyte.Helsinki()).Format(time.RFC3339Nano+" MST")
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	ours := clockChanges(hyte.Helsinki())
	if len(ours) != len(changes) {
		t.Fatalf("%d changes of the clock in the embedded zone, want %d", len(ours), len(changes))
	}
	for i, change := range changes {
		if !ours[i].Equal(change) {
			t.Errorf("change of the clock at %s, want %s", ours[i], change)
		}
		for hours := -48; hours <= 48; hours++ {
			sameClock(change.Add(time.Duration(hours) * time.Hour))
		}
		sameClock(change.Add(-time.Nanosecond))
	}
}

func TestHelsinkiIsOneValue(t *testing.T) {
	if first, second := hyte.Helsinki(), hyte.Helsinki(); first != second {
		t.Error("two calls gave two locations: times made with them would not be ==")
	}
}

func ExampleHelsinki() {
	received := time.Date(2021, time.January, 15, 14, 14, 59, 0, time.UTC)
	fmt.Println(received.In(hyte.Helsinki()).Format(time.RFC3339))
	// Output: 2021-01-15T16:14:59+02:00
}
