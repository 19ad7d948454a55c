package hyte

import (
	"errors"
	"fmt"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

// The kinds of a Deadline.
const (
	// DeadlineAuthority is a day that an authority has set in its own letter. It does not
	// move when it is not a working day.
	DeadlineAuthority = "authority"
	// DeadlineStatutory is a day that follows from a law or a decree. It moves to the next
	// working day (150/1930 s.1 and s.5).
	DeadlineStatutory = "statutory"
)

// What is wrong with a text or a Deadline. Neither repeats the input.
var (
	// ErrClock means that the text does not have the form HH:MM, or is no time of a day.
	ErrClock = errors.New("hyte: a clock time must have the form HH:MM, from 00:00 to 23:59")
	// ErrDeadlineKind means that the kind is neither absent nor one of the known kinds.
	ErrDeadlineKind = errors.New("hyte: the kind of a deadline must be authority or statutory, or be left out")
)

// Deadline is the last moment for an answer to a call, as the call's document states it:
// a day and perhaps a clock time in Europe/Helsinki, never an instant. A day without a
// clock time is included as a whole, until 24.00 (13/2003 s.11). The zero value is no
// deadline, and its methods return an error. A deadline that satisfies its tags has no
// error.
type Deadline struct {
	// Date is the day, in the form YYYY-MM-DD.
	Date string `json:"date" validate:"required,caldate"`
	// Time is the clock time at which answers close, HH:MM from 00:00 to 23:59. It is
	// empty for the whole day, so "24:00" is not needed and not accepted. Note that 00:00
	// is the beginning of the day.
	Time string `json:"time,omitempty" validate:"omitempty,clock"`
	// Kind is DeadlineAuthority or DeadlineStatutory. Empty means DeadlineAuthority.
	Kind string `json:"kind,omitempty" validate:"omitempty,oneof=authority statutory"`
	// Original is the day that the deadline was before it was extended; empty if it
	// was not.
	Original string `json:"original,omitempty" validate:"omitempty,caldate"`
}

// LastDay returns the day on which the deadline ends: Date itself, or for a statutory
// deadline that falls on a Saturday, a Sunday or a Holiday, the next working day. The
// error wraps one of civil.Parse or is ErrDeadlineKind, and names the member of the
// document by a JSON Pointer that begins at the deadline.
func (d Deadline) LastDay() (civil.Date, error) {
	date, err := civil.Parse(d.Date)
	if err != nil {
		return civil.Date{}, fmt.Errorf("deadline: /date: %w", err)
	}
	switch d.Kind {
	case "", DeadlineAuthority:
		return date, nil
	case DeadlineStatutory:
		if !IsWorkingDay(date) {
			date = NextWorkingDay(date)
		}
		return date, nil
	}
	return civil.Date{}, fmt.Errorf("deadline: /kind: %w", ErrDeadlineKind)
}

// End returns the instant at which the deadline ends, in Europe/Helsinki. It is exclusive:
// an answer is in time while its instant is before End. Of a whole day it is the midnight
// after LastDay; of a clock time it is that moment on LastDay, so a statutory deadline
// keeps its clock time when it moves.
//
// On the two nights when the clocks are changed the sender has the benefit of the doubt.
// A clock time that occurs twice in the autumn (03:00 to 03:59) ends at the second
// occurrence. One that the spring skips (03:00 to 03:59 too) ends as much after the gap as
// it lies after the gap's beginning: "03:30" ends at 04.30 summer time.
//
// The error is that of LastDay or wraps ErrClock.
func (d Deadline) End() (time.Time, error) {
	day, err := d.LastDay()
	if err != nil {
		return time.Time{}, err
	}
	if d.Time == "" {
		return latest(time.Date(day.Year, day.Month, day.Day+1, 0, 0, 0, 0, time.UTC)), nil
	}
	clock, err := ParseClock(d.Time)
	if err != nil {
		return time.Time{}, fmt.Errorf("deadline: /time: %w", err)
	}
	return latest(time.Date(day.Year, day.Month, day.Day, clock.Hour, clock.Minute, 0, 0, time.UTC)), nil
}

// latest returns the last instant at which clocks in Finland show what wall shows in UTC.
// When they never show it, the result is reckoned with the offset from before the gap.
// time.Date does not promise which of two instants it returns, so it is not used here.
func latest(wall time.Time) time.Time {
	const day = 24 * time.Hour // no two changes of the clock are that near each other
	_, before := wall.Add(-day).In(helsinki).Zone()
	_, after := wall.Add(day).In(helsinki).Zone()
	early := wall.Add(-time.Duration(max(before, after)) * time.Second).In(helsinki)
	late := wall.Add(-time.Duration(min(before, after)) * time.Second).In(helsinki)
	if shows(early, wall) && !shows(late, wall) {
		return early
	}
	return late
}

// shows tells whether a clock shows at an instant what it shows in UTC at another.
func shows(at, wall time.Time) bool {
	_, offset := at.Zone()
	return at.Add(time.Duration(offset) * time.Second).Equal(wall)
}

// Clock is a time of the day as a clock in Finland shows it. The zero value is midnight
// at the beginning of the day.
type Clock struct {
	Hour   int // 0 to 23
	Minute int // 0 to 59
}

// ParseClock reads a clock time of the form HH:MM from 00:00 to 23:59, with ASCII digits
// and nothing around it. The error is ErrClock.
func ParseClock(text string) (Clock, error) {
	const form = "HH:MM"
	if len(text) != len(form) || text[2] != ':' || !isDigits(text[:2]) || !isDigits(text[3:]) {
		return Clock{}, ErrClock
	}
	c := Clock{
		Hour:   10*int(text[0]-'0') + int(text[1]-'0'),
		Minute: 10*int(text[3]-'0') + int(text[4]-'0'),
	}
	if c.Hour > 23 || c.Minute > 59 {
		return Clock{}, ErrClock
	}
	return c, nil
}

// String returns the clock time in the form that ParseClock reads, such as "16:15".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }
