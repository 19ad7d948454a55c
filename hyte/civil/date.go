// Package civil holds the calendar date: a day without a clock time or a zone,
// as a letter, a statute or a register states it.
//
// A [Date] is a small comparable value. It can be a map key, it compares with
// ==, and the zero Date means "no date".
package civil

import (
	"cmp"
	"errors"
	"time"
)

// The years that a valid [Date] can have, both included. They bound what a
// document can say, so that a slip such as 0201 or 20210 is an error.
const (
	MinYear = 1900
	MaxYear = 2199
)

// What is wrong with a text or a [Date]. None of them repeats the input.
var (
	// ErrSyntax means that the text does not have the form YYYY-MM-DD.
	ErrSyntax = errors.New("civil: a date must have the form YYYY-MM-DD")
	// ErrYear means that the year lies outside MinYear to MaxYear.
	ErrYear = errors.New("civil: the year of a date must be between 1900 and 2199")
	// ErrDay means that the calendar has no such month or day.
	ErrDay = errors.New("civil: the calendar has no such day")
)

// isoLength is the number of bytes in YYYY-MM-DD.
const isoLength = len("2006-01-02")

// Date is a day of the proleptic Gregorian calendar, such as 15 January 2021.
// The zero value means that there is no date; it is not [Date.Valid].
type Date struct {
	Year  int        // MinYear to MaxYear
	Month time.Month // 1 to 12
	Day   int        // 1 to 31, as the month has
}

// Of returns the day that a clock in t's own location shows at t. The result
// is not valid when its year lies outside [MinYear] to [MaxYear].
func Of(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// Parse reads a calendar date in the extended format of ISO 8601, YYYY-MM-DD,
// and nothing else: no blanks, no signs, no other digits than ASCII. The error
// is [ErrSyntax], [ErrYear] or [ErrDay].
func Parse(s string) (Date, error) { return parse(s) }

// MustParse is [Parse] for texts that the program itself holds. It panics when
// s is not a date.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

func parse[T string | []byte](s T) (Date, error) {
	if len(s) != isoLength || s[4] != '-' || s[7] != '-' {
		return Date{}, ErrSyntax
	}
	year, okYear := number(s[0:4])
	month, okMonth := number(s[5:7])
	day, okDay := number(s[8:10])
	if !okYear || !okMonth || !okDay {
		return Date{}, ErrSyntax
	}
	d := Date{year, time.Month(month), day}
	if err := d.check(); err != nil {
		return Date{}, err
	}
	return d, nil
}

func number[T string | []byte](s T) (n int, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// Valid reports whether the calendar has the day d and its year lies between
// [MinYear] and [MaxYear].
func (d Date) Valid() bool { return d.check() == nil }

// IsZero reports whether d is the zero value, which stands for no date.
func (d Date) IsZero() bool { return d == Date{} }

func (d Date) check() error {
	switch {
	case d.Year < MinYear || d.Year > MaxYear:
		return ErrYear
	case d.Month < time.January || d.Month > time.December:
		return ErrDay
	case d.Day < 1 || d.Day > daysIn(d.Year, d.Month):
		return ErrDay
	}
	return nil
}

func daysIn(year int, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

// Compare returns -1 when d is earlier than e, +1 when it is later and 0 when
// the two are the same. The zero Date comes before every valid one.
func (d Date) Compare(e Date) int {
	return cmp.Or(
		cmp.Compare(d.Year, e.Year),
		cmp.Compare(d.Month, e.Month),
		cmp.Compare(d.Day, e.Day),
	)
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays returns the date n days after d, or before it when n is negative.
// The result is the zero Date when d is not valid or when the result would
// lie outside [MinYear] to [MaxYear].
func (d Date) AddDays(n int) Date {
	const allDays = (MaxYear - MinYear + 1) * 366
	if !d.Valid() || n < -allDays || n > allDays {
		return Date{}
	}
	sum := Of(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
	if !sum.Valid() {
		return Date{}
	}
	return sum
}

// DaysSince returns the number of days from e to d: 1 when d is the day after
// e, negative when d is earlier. It is 0 when either date is not valid.
func (d Date) DaysSince(e Date) int {
	if !d.Valid() || !e.Valid() {
		return 0
	}
	const secondsPerDay = 24 * 60 * 60
	return int((d.midnight().Unix() - e.midnight().Unix()) / secondsPerDay)
}

// Weekday returns the day of the week of d, or -1 when d is not valid.
func (d Date) Weekday() time.Weekday {
	if !d.Valid() {
		return -1
	}
	return d.midnight().Weekday()
}

// midnight is the start of the valid date d in UTC, where every day has 24
// hours; it serves day arithmetic only.
func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// TextBefore reports whether a day comes before another one, both as documents write
// them. Of days that are not known, which are empty, it is not known.
func TextBefore(day, other string) bool { return day != "" && other != "" && day < other }
