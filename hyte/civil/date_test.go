package civil_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

func TestParse(t *testing.T) {
	tests := []struct {
		in   string
		want civil.Date
		err  error
	}{
		{"2021-01-15", civil.Date{2021, time.January, 15}, nil},
		{"1900-01-01", civil.Date{1900, time.January, 1}, nil},
		{"2199-12-31", civil.Date{2199, time.December, 31}, nil},
		{"2000-02-29", civil.Date{2000, time.February, 29}, nil},
		{"2024-02-29", civil.Date{2024, time.February, 29}, nil},

		{"", civil.Date{}, civil.ErrSyntax},
		{"2021-1-15", civil.Date{}, civil.ErrSyntax},
		{"2021-01-5", civil.Date{}, civil.ErrSyntax},
		{"20210115", civil.Date{}, civil.ErrSyntax},
		{"2021/01/15", civil.Date{}, civil.ErrSyntax},
		{"15.1.2021", civil.Date{}, civil.ErrSyntax},
		{" 2021-01-15", civil.Date{}, civil.ErrSyntax},
		{"2021-01-15 ", civil.Date{}, civil.ErrSyntax},
		{"2021-01-15T00:00:00Z", civil.Date{}, civil.ErrSyntax},
		{"2021-W02-5", civil.Date{}, civil.ErrSyntax},
		{"+021-01-15", civil.Date{}, civil.ErrSyntax},
		{"2021-+1-15", civil.Date{}, civil.ErrSyntax},
		{"2021-01--1", civil.Date{}, civil.ErrSyntax},
		{"2021−01−15", civil.Date{}, civil.ErrSyntax},
		{"٢٠٢١-01-15", civil.Date{}, civil.ErrSyntax},
		{"2021-01-1\x00", civil.Date{}, civil.ErrSyntax},

		{"1899-12-31", civil.Date{}, civil.ErrYear},
		{"2200-01-01", civil.Date{}, civil.ErrYear},
		{"0000-00-00", civil.Date{}, civil.ErrYear},

		{"2021-00-15", civil.Date{}, civil.ErrDay},
		{"2021-13-15", civil.Date{}, civil.ErrDay},
		{"2021-01-00", civil.Date{}, civil.ErrDay},
		{"2021-01-32", civil.Date{}, civil.ErrDay},
		{"2021-04-31", civil.Date{}, civil.ErrDay},
		{"2021-02-29", civil.Date{}, civil.ErrDay},
		{"1900-02-29", civil.Date{}, civil.ErrDay},
		{"2100-02-29", civil.Date{}, civil.ErrDay},
	}
	for _, tt := range tests {
		got, err := civil.Parse(tt.in)
		if !errors.Is(err, tt.err) || got != tt.want {
			t.Errorf("Parse(%q) = %v, %v; want %v, %v", tt.in, got, err, tt.want, tt.err)
		}
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("MustParse of 2021-02-30 did not panic")
		}
	}()
	civil.MustParse("2021-02-30")
}

func TestOfReadsTheDayInTheLocationOfTheTime(t *testing.T) {
	east := time.FixedZone("east", 2*60*60)
	instant := time.Date(2021, time.January, 15, 22, 30, 0, 0, time.UTC)
	if got, want := civil.Of(instant), (civil.Date{2021, time.January, 15}); got != want {
		t.Errorf("Of in UTC = %v, want %v", got, want)
	}
	if got, want := civil.Of(instant.In(east)), (civil.Date{2021, time.January, 16}); got != want {
		t.Errorf("Of two hours east = %v, want %v", got, want)
	}
	if civil.Of(time.Time{}).Valid() {
		t.Error("the day of the zero time is valid, although its year is 1")
	}
}

func TestValid(t *testing.T) {
	tests := []struct {
		date civil.Date
		want bool
	}{
		{civil.Date{}, false},
		{civil.Date{2021, 1, 15}, true},
		{civil.Date{2021, 2, 29}, false},
		{civil.Date{2021, 0, 1}, false},
		{civil.Date{2021, 13, 1}, false},
		{civil.Date{2021, -1, 1}, false},
		{civil.Date{2021, 1, -1}, false},
		{civil.Date{1899, 12, 31}, false},
		{civil.Date{math.MinInt, math.MaxInt, math.MaxInt}, false},
	}
	for _, tt := range tests {
		if got := tt.date.Valid(); got != tt.want {
			t.Errorf("%#v is valid: %v, want %v", tt.date, got, tt.want)
		}
	}
	if !(civil.Date{}).IsZero() || (civil.Date{Day: 1}).IsZero() {
		t.Error("IsZero must hold for the zero Date and for no other")
	}
}

func TestAddDays(t *testing.T) {
	tests := []struct {
		from string
		days int
		want string // empty for the zero Date
	}{
		{"2021-01-15", 0, "2021-01-15"},
		{"2020-12-31", 1, "2021-01-01"},
		{"2021-01-01", -1, "2020-12-31"},
		{"2024-02-28", 1, "2024-02-29"},
		{"2021-02-28", 1, "2021-03-01"},
		{"2021-03-27", 1, "2021-03-28"}, // summer time begins, the day has 23 hours
		{"2021-10-31", 1, "2021-11-01"},
		{"1900-01-01", 109572, "2199-12-31"},
		{"2199-12-31", 1, ""},
		{"1900-01-01", -1, ""},
		{"2021-01-15", math.MaxInt, ""},
		{"2021-01-15", math.MinInt, ""},
	}
	for _, tt := range tests {
		got := civil.MustParse(tt.from).AddDays(tt.days)
		if got.String() != tt.want {
			t.Errorf("%s plus %d days = %v, want %q", tt.from, tt.days, got, tt.want)
		}
	}
	if got := (civil.Date{2021, 2, 31}).AddDays(1); !got.IsZero() {
		t.Errorf("a day after 31 February is %v, want no date", got)
	}
}

// TestEveryDay walks through the whole range, comparing with package time.
func TestEveryDay(t *testing.T) {
	clock := time.Date(civil.MinYear, time.January, 1, 12, 0, 0, 0, time.UTC)
	first := civil.MustParse("1900-01-01")
	previous := civil.Date{}
	n := 0
	for day := first; !day.IsZero(); day = day.AddDays(1) {
		if got, want := day.String(), clock.Format(time.DateOnly); got != want {
			t.Fatalf("day %d is %s, want %s", n, got, want)
		}
		if parsed, err := civil.Parse(day.String()); err != nil || parsed != day {
			t.Fatalf("Parse(%s) = %v, %v", day, parsed, err)
		}
		if got, want := day.Weekday(), clock.Weekday(); got != want {
			t.Fatalf("%s is a %s, want %s", day, got, want)
		}
		if !previous.Before(day) || !day.After(previous) || day.Compare(day) != 0 {
			t.Fatalf("%s and %s are in the wrong order", previous, day)
		}
		if got := day.DaysSince(first); got != n {
			t.Fatalf("%s is %d days after %s, want %d", day, got, first, n)
		}
		previous, clock, n = day, clock.AddDate(0, 0, 1), n+1
	}
	if want := civil.MustParse("2199-12-31"); previous != want {
		t.Errorf("the last day is %v, want %v", previous, want)
	}
}

func TestNotValidDatesHaveNoWeekdayAndNoDistance(t *testing.T) {
	bad, good := civil.Date{2021, 2, 30}, civil.MustParse("2021-02-28")
	if got := bad.Weekday(); got != -1 {
		t.Errorf("weekday = %d, want -1", got)
	}
	if bad.DaysSince(good) != 0 || good.DaysSince(bad) != 0 {
		t.Error("a distance to a date that does not exist must be 0")
	}
}

func TestTextBefore(t *testing.T) {
	for _, test := range []struct {
		day, other string
		want       bool
	}{
		{"2024-12-31", "2025-01-01", true},
		{"2025-01-01", "2025-01-01", false},
		{"2025-01-02", "2025-01-01", false},
		{"", "2025-01-01", false},
		{"2025-01-01", "", false},
		{"", "", false},
	} {
		if got := civil.TextBefore(test.day, test.other); got != test.want {
			t.Errorf("%q before %q: %t", test.day, test.other, got)
		}
	}
}
