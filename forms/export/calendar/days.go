package calendar

import (
	"fmt"
	"time"

	"github.com/emersion/go-ical"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// Day is a day of which people are reminded, or a moment on it. ID, Title and Date are needed.
type Day struct {
	ID    string // of the entry, unlike those of all other entries of the host
	Title string
	// Date is in the form YYYY-MM-DD; Clock is HH:MM in Finland, empty for the whole day.
	Date, Clock string
	// Description is what else there is to say, by line.
	Description string
	// Page is the address of the page that the day is about; empty if there is none.
	Page string
}

// WriteDays gives days as one iCalendar file, as [Write] gives events. Without days the
// error is [ErrNoDay]; it may say that a date or a clock time is none.
func WriteDays(days []Day, o Options) ([]byte, error) {
	file := newFile()
	for _, d := range days {
		made, err := o.day(d)
		if err != nil {
			return nil, fmt.Errorf("calendar: day %s: %w", d.ID, err)
		}
		file.Children = append(file.Children, made.Component)
	}
	return encode(file)
}

func (o *Options) day(d Day) (*ical.Event, error) {
	day, err := civil.Parse(d.Date)
	if err != nil {
		return nil, err
	}
	made := o.newEntry(d.ID, d.Title)
	if d.Clock == "" {
		made.Props.SetDate(ical.PropDateTimeStart, midnight(day))
		made.Props.SetDate(ical.PropDateTimeEnd, midnight(day.AddDays(1)))
	} else {
		clock, err := time.Parse("15:04", d.Clock)
		if err != nil {
			return nil, err
		}
		at := time.Date(day.Year, day.Month, day.Day, clock.Hour(), clock.Minute(), 0, 0, hyte.Helsinki())
		made.Props.SetDateTime(ical.PropDateTimeStart, at.UTC())
	}
	set(made.Props, ical.PropTransparency, "TRANSPARENT") // nobody is busy because of it
	setText(made.Props, ical.PropDescription, d.Description)
	if d.Page != "" {
		set(made.Props, ical.PropURL, d.Page)
	}
	return made, nil
}
