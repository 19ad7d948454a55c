package forms

import (
	"strconv"
	"time"

	"github.com/hytekit/hytekit/forms/texts"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// DayText is an ISO date as people write it; what is none comes back as it is.
func DayText(c *texts.Catalog, date string) string {
	d, err := civil.Parse(date)
	if err != nil {
		return date
	}
	return c.Date(d)
}

// InstantText is a moment as a clock in Finland shows it.
func InstantText(c *texts.Catalog, at time.Time) string {
	at = at.In(hyte.Helsinki())
	return c.Moment(civil.Of(at), at.Hour(), at.Minute())
}

// DeadlineText is the last day of a deadline, and its clock time if it has one:
// "perjantaina 15.1.2021". It is empty if there is no deadline.
func DeadlineText(c *texts.Catalog, d *hyte.Deadline) string {
	if d == nil {
		return ""
	}
	day, err := d.LastDay()
	if err != nil {
		return d.Date
	}
	clock, err := hyte.ParseClock(d.Time)
	if err != nil {
		return c.DateWithWeekday(day)
	}
	return c.MomentWithWeekday(day, clock.Hour, clock.Minute)
}

// ClockText is a clock time without its day: "16.15".
func ClockText(c *texts.Catalog, at hyte.Clock) string {
	minute := strconv.Itoa(at.Minute)
	if at.Minute < 10 {
		minute = "0" + minute
	}
	return c.Text("clock", "hour", strconv.Itoa(at.Hour), "minute", minute)
}

// LeftText is a length of time in the two greatest units that matter: "2 päivää ja 4
// tuntia". It is rounded down, so that nobody is promised more time than there is.
func LeftText(c *texts.Catalog, d time.Duration) string {
	switch {
	case d >= day:
		return joined(c, Count(c, "left.days", int(d/day)), int(d%day/time.Hour), "left.hours")
	case d >= time.Hour:
		return joined(c, Count(c, "left.hours", int(d/time.Hour)), int(d%time.Hour/time.Minute), "left.minutes")
	case d >= time.Minute:
		return Count(c, "left.minutes", int(d/time.Minute))
	default:
		return c.Text("left.moment")
	}
}

func joined(c *texts.Catalog, first string, n int, key string) string {
	if n == 0 {
		return first
	}
	return c.Text("left.join", "first", first, "second", Count(c, key, n))
}

// Count is the text of a key with a number, {n}; the key that ends in =1 is for one.
func Count(c *texts.Catalog, key string, n int) string {
	if text, ok := c.Lookup(key + "=1"); ok && n == 1 {
		return text
	}
	return c.Text(key, "n", strconv.Itoa(n))
}
