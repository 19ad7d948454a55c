package event

import (
	"cmp"

	"github.com/hytekit/hytekit/hyte/civil"
)

// First is the first day on which the event may be, Last the last one; the zero date if
// that is not known.
func (w *When) First() civil.Date { return w.day(func() string { return w.Period.From }) }

// Last is the last day on which the event may be.
func (w *When) Last() civil.Date { return w.day(func() string { return w.Period.To }) }

func (w *When) day(ofPeriod func() string) civil.Date {
	text := w.Date
	if text == "" && w.Period != nil {
		text = ofPeriod()
	}
	day, err := civil.Parse(text)
	if err != nil {
		return civil.Date{}
	}
	return day
}

// IsDay reports whether the day of the event is known.
func (w *When) IsDay() bool { return w.Date != "" }

// years are those in which the event may be; 0 and 0 if nothing tells.
func (w *When) years() (first, last int) {
	first, last = w.First().Year, w.Last().Year
	return cmp.Or(first, last), cmp.Or(last, first)
}

// DutyYear is the year for which the event serves the duty: the one that is said, or else
// that of the event. It is 0 if nothing tells.
func (e *Event) DutyYear(d *Duty) int {
	if d.Year != 0 || e.When == nil {
		return d.Year
	}
	year, _ := e.When.years()
	return year
}
