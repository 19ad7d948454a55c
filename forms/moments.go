package forms

import (
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
