package intake

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// momentText is an instant as a clock in Finland shows it.
func momentText(t *texts.Catalog, at time.Time) string {
	at = at.In(hyte.Helsinki())
	return t.Moment(civil.Of(at), at.Hour(), at.Minute())
}

// moment is an instant for people, with the exact one for programs.
func moment(t *texts.Catalog, at time.Time) view.Node {
	return view.El("time", view.Attrs{view.Attr("datetime", at.In(hyte.Helsinki()).Format(time.RFC3339Nano))},
		view.Text(momentText(t, at)))
}

// dayText is a day of a document for people.
func dayText(t *texts.Catalog, day string) string {
	d, err := civil.Parse(day)
	if err != nil {
		return day
	}
	return t.Date(d)
}

// deadlineText is the deadline's last day and, if it has one, its clock time.
func deadlineText(t *texts.Catalog, call *hyte.Call) string {
	last, err := call.Deadline.LastDay()
	if err != nil { // a resolved call has a valid deadline
		return call.Deadline.Date
	}
	clock, err := hyte.ParseClock(call.Deadline.Time)
	if err != nil {
		return t.DateWithWeekday(last)
	}
	return t.MomentWithWeekday(last, clock.Hour, clock.Minute)
}

// durationText is a length of time in the two greatest units that matter:
// "2 päivää ja 4 tuntia". It is rounded down, so that nobody is promised more
// time than there is.
func durationText(t *texts.Catalog, d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d >= day:
		return joined(t, count(t, "left.days", int(d/day)), int(d%day/time.Hour), "left.hours")
	case d >= time.Hour:
		return joined(t, count(t, "left.hours", int(d/time.Hour)), int(d%time.Hour/time.Minute), "left.minutes")
	case d >= time.Minute:
		return count(t, "left.minutes", int(d/time.Minute))
	default:
		return t.Text("left.moment")
	}
}

func joined(t *texts.Catalog, first string, n int, key string) string {
	if n == 0 {
		return first
	}
	return t.Text("left.join", "first", first, "second", count(t, key, n))
}

// count is a number with its word; the key with =1 is for one.
func count(t *texts.Catalog, key string, n int) string {
	if text, ok := t.Lookup(key + "=1"); ok && n == 1 {
		return text
	}
	return t.Text(key, "n", strconv.Itoa(n))
}
