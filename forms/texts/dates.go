package texts

import (
	"strconv"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Date is a day as the language writes it: "15.1.2021", "den 15 januari 2021",
// "15 January 2021". A day that is not valid gives an empty text.
func (c *Catalog) Date(d civil.Date) string { return c.date("date", d) }

// DateWithWeekday is a day with its weekday, for the time at which something
// happens: "perjantaina 15.1.2021".
func (c *Catalog) DateWithWeekday(d civil.Date) string { return c.date("date.weekday", d) }

// Moment is a clock time of a day: "15.1.2021 klo 16.15".
func (c *Catalog) Moment(d civil.Date, hour, minute int) string {
	return c.at(c.Date(d), hour, minute)
}

// MomentWithWeekday is a clock time of a day with its weekday: "perjantaina
// 15.1.2021 klo 16.15".
func (c *Catalog) MomentWithWeekday(d civil.Date, hour, minute int) string {
	return c.at(c.DateWithWeekday(d), hour, minute)
}

func (c *Catalog) date(key string, d civil.Date) string {
	if !d.Valid() {
		return ""
	}
	return c.Text(key,
		"day", strconv.Itoa(d.Day),
		"month", strconv.Itoa(int(d.Month)),
		"monthName", c.Text("month."+strconv.Itoa(int(d.Month))),
		"year", strconv.Itoa(d.Year),
		"weekday", c.Text("weekday."+strconv.Itoa(int(d.Weekday()))))
}

func (c *Catalog) at(date string, hour, minute int) string {
	two := strconv.Itoa(minute)
	if minute < 10 {
		two = "0" + two
	}
	return c.Text("date.clock", "date", date, "hour", strconv.Itoa(hour), "minute", two)
}
