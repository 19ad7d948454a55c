package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

// Holiday is the stable name of a day on which a time limit set by law does not end
// (150/1930 s.5, as amended by 358/1966): a church holiday, Independence Day (388/1937),
// May Day (272/1944), Christmas Eve or Midsummer Eve. The value is one of new-years-day,
// epiphany, good-friday, easter-day, easter-monday, may-day, ascension-day, pentecost,
// midsummer-eve, midsummer-day, all-saints-day, independence-day, christmas-eve,
// christmas-day and boxing-day. The zero value is no holiday. New Year's Eve, Maundy
// Thursday and the other Sundays are not among them.
type Holiday string

const (
	newYearsDay     Holiday = "new-years-day"
	epiphany        Holiday = "epiphany"
	goodFriday      Holiday = "good-friday"
	easterDay       Holiday = "easter-day"
	easterMonday    Holiday = "easter-monday"
	mayDay          Holiday = "may-day"
	ascensionDay    Holiday = "ascension-day"
	pentecost       Holiday = "pentecost"
	midsummerEve    Holiday = "midsummer-eve"
	midsummerDay    Holiday = "midsummer-day"
	allSaintsDay    Holiday = "all-saints-day"
	independenceDay Holiday = "independence-day"
	christmasEve    Holiday = "christmas-eve"
	christmasDay    Holiday = "christmas-day"
	boxingDay       Holiday = "boxing-day"
)

// Name returns the holiday's name in Finnish ("fi"), Swedish ("sv") or English ("en"),
// written as inside a sentence: "loppiainen", "trettondagen", "Epiphany". It is empty for
// another language and for a value that is no holiday.
func (h Holiday) Name(lang string) string {
	fi, sv, en := h.names()
	switch lang {
	case "fi":
		return fi
	case "sv":
		return sv
	case "en":
		return en
	}
	return ""
}

func (h Holiday) names() (fi, sv, en string) {
	switch h {
	case newYearsDay:
		return "uudenvuodenpäivä", "nyårsdagen", "New Year's Day"
	case epiphany:
		return "loppiainen", "trettondagen", "Epiphany"
	case goodFriday:
		return "pitkäperjantai", "långfredagen", "Good Friday"
	case easterDay:
		return "pääsiäispäivä", "påskdagen", "Easter Day"
	case easterMonday:
		return "toinen pääsiäispäivä", "annandag påsk", "Easter Monday"
	case mayDay:
		return "vapunpäivä", "första maj", "May Day"
	case ascensionDay:
		return "helatorstai", "Kristi himmelsfärdsdag", "Ascension Day"
	case pentecost:
		return "helluntai", "pingstdagen", "Pentecost"
	case midsummerEve:
		return "juhannusaatto", "midsommaraftonen", "Midsummer Eve"
	case midsummerDay:
		return "juhannuspäivä", "midsommardagen", "Midsummer Day"
	case allSaintsDay:
		return "pyhäinpäivä", "alla helgons dag", "All Saints' Day"
	case independenceDay:
		return "itsenäisyyspäivä", "självständighetsdagen", "Independence Day"
	case christmasEve:
		return "jouluaatto", "julaftonen", "Christmas Eve"
	case christmasDay:
		return "joulupäivä", "juldagen", "Christmas Day"
	case boxingDay:
		return "toinen joulupäivä", "annandag jul", "Boxing Day"
	}
	return "", "", ""
}

// HolidayOn returns the holiday that falls on a day, and whether there is one. The days
// are calculated by the rules that are in force since 1992, when Epiphany and Ascension
// Day were back on their old weekdays; for an earlier year the result is what these rules
// would say, not what the law of that year said. When Ascension Day is on 1 May (2008,
// 2160) the result is Ascension Day. A date that is not valid is no holiday.
func HolidayOn(d civil.Date) (h Holiday, ok bool) {
	if !d.Valid() {
		return "", false
	}
	if h = easterHoliday(d); h == "" {
		h = calendarHoliday(d)
	}
	return h, h != ""
}

// easterHoliday returns the holiday among those that follow Easter.
func easterHoliday(d civil.Date) Holiday {
	switch d.DaysSince(easter(d.Year)) {
	case -2:
		return goodFriday
	case 0:
		return easterDay
	case 1:
		return easterMonday
	case 39:
		return ascensionDay
	case 49:
		return pentecost
	}
	return ""
}

// calendarHoliday returns the holiday among those with a fixed date or a fixed week.
func calendarHoliday(d civil.Date) Holiday {
	switch d.Month {
	case time.January:
		switch d.Day {
		case 1:
			return newYearsDay
		case 6:
			return epiphany
		}
	case time.May:
		if d.Day == 1 {
			return mayDay
		}
	case time.June:
		return midsummer(d)
	case time.October, time.November:
		return allSaints(d)
	case time.December:
		switch d.Day {
		case 6:
			return independenceDay
		case 24:
			return christmasEve
		case 25:
			return christmasDay
		case 26:
			return boxingDay
		}
	}
	return ""
}

// midsummer returns the holiday of a day in June: Midsummer Day is the Saturday after the
// 19th, its eve the day before.
func midsummer(d civil.Date) Holiday {
	switch weekday := d.Weekday(); {
	case weekday == time.Friday && 19 <= d.Day && d.Day <= 25:
		return midsummerEve
	case weekday == time.Saturday && 20 <= d.Day && d.Day <= 26:
		return midsummerDay
	}
	return ""
}

// allSaints returns the holiday of a day in October or November: All Saints' Day is the
// Saturday after 30 October.
func allSaints(d civil.Date) Holiday {
	inWeek := d.Month == time.October && d.Day == 31 || d.Month == time.November && d.Day <= 6
	if inWeek && d.Weekday() == time.Saturday {
		return allSaintsDay
	}
	return ""
}

// easter returns Easter Day of a year by the anonymous Gregorian algorithm (Nature, 20
// April 1876; Meeus, Astronomical Algorithms, chapter 8), which holds for every Gregorian
// year. The letters are those of the source.
func easter(year int) civil.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return civil.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}

// IsWorkingDay tells whether a time limit set by law may end on the day (150/1930 s.5):
// the day is no Saturday, Sunday or Holiday. A date that is not valid is no working day.
func IsWorkingDay(d civil.Date) bool {
	switch d.Weekday() {
	case time.Saturday, time.Sunday:
		return false
	}
	_, holiday := HolidayOn(d)
	return d.Valid() && !holiday
}

// NextWorkingDay returns the first working day after a day, also after one that is a
// working day itself. It is the zero date when the day is not valid or the result would
// lie beyond the years of a civil.Date.
func NextWorkingDay(d civil.Date) civil.Date {
	for d = d.AddDays(1); d.Valid() && !IsWorkingDay(d); {
		d = d.AddDays(1)
	}
	return d
}

// WorkingDays counts the working days after from, up to and including to: the day on
// which a request is made is not counted in the time to answer it (150/1930 s.2), the last
// day is. The count is 0 when to is not after from or either date is not valid.
func WorkingDays(from, to civil.Date) int {
	count := 0
	for left := to.DaysSince(from); left > 0; left-- {
		if from = from.AddDays(1); IsWorkingDay(from) {
			count++
		}
	}
	return count
}
