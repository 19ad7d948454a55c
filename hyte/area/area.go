// Package area knows the municipalities, regions and wellbeing services
// counties of Finland by date.
//
// Every lookup takes the date that decides, because membership changes: the
// region Päijät-Häme had nine municipalities in 2020 and has ten since 2021.
// A date outside the period of [Covered] is an error, never a reason to
// answer from another year.
//
// The three systems of codes have nothing to do with each other (Kanta-Häme is
// region 05 and county 07), so each has a type: [MunicipalityCode],
// [RegionCode] and [CountyCode]. Codes and areas are small comparable values
// whose zero value is invalid. All functions are pure and safe for concurrent
// use, and the tables are constant data: a program that looks nothing up does
// not contain them.
//
// [Municipality.CompareNames] sorts municipalities; package
// [github.com/hytekit/hytekit/hyte/area/collation] sorts any names.
//
// Source: Statistics Finland, classifications of municipalities, regions and
// wellbeing services counties (2019–2026), CC BY 4.0; changed: merged,
// trimmed, validity periods and Northern Sámi names added.
package area

//go:generate go run ./internal/gen

import (
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Covered returns the first and the last date that lookups answer for. The
// data begin with the classification of 2019. They end with the last day of
// the latest classification in them: changes of municipalities take effect at
// the turn of the year, so nothing is known of the year after.
func Covered() (first, last civil.Date) { return firstDay.date(), lastDay.date() }

// Nearest is the date itself, or the nearest one that is covered: for whoever must not
// fail for a date, such as a list of members of an earlier time.
func Nearest(on civil.Date) civil.Date {
	first, last := Covered()
	switch {
	case on.Before(first):
		return first
	case last.Before(on):
		return last
	default:
		return on
	}
}

// day is a date of the tables as the number YYYYMMDD, which sorts as dates do.
// Zero stands for an open end of a period.
type day uint32

func (d day) date() civil.Date {
	return civil.Date{Year: int(d / 10000), Month: time.Month(d / 100 % 100), Day: int(d % 100)}
}

// coveredDay returns the day of a date that the tables know.
func coveredDay(on civil.Date) (day, error) {
	if !on.Valid() {
		return 0, ErrNoDate
	}
	d := day(on.Year*10000 + int(on.Month)*100 + on.Day)
	switch {
	case d < firstDay:
		return 0, ErrBeforeData
	case d > lastDay:
		return 0, ErrAfterData
	}
	return d, nil
}
