package hyte_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// vectors reads a CSV file of testdata, without its header, which it checks.
func vectors(t *testing.T, file string, header ...string) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if len(rows) < 2 {
		t.Fatalf("%s: no vectors", file)
	}
	if diff := cmp.Diff(header, rows[0]); diff != "" {
		t.Fatalf("%s: header (-want +got):\n%s", file, diff)
	}
	return rows[1:]
}

// isoWeekday is 1 for Monday to 7 for Sunday.
func isoWeekday(d civil.Date) string { return strconv.Itoa((int(d.Weekday())+6)%7 + 1) }

// drawDate is a day among all that a document can state.
func drawDate(t *rapid.T, label string) civil.Date {
	first := civil.Date{Year: civil.MinYear, Month: 1, Day: 1}
	last := civil.Date{Year: civil.MaxYear, Month: 12, Day: 31}
	return first.AddDays(rapid.IntRange(0, last.DaysSince(first)).Draw(t, label))
}

// TestHolidayVectors compares every day of 2020–2027, so that a holiday too many is found
// as well as one too few.
func TestHolidayVectors(t *testing.T) {
	var want, got [][]string
	for _, row := range vectors(t, "holidays_2020_2027.csv", "date", "weekday_iso", "name_fi", "name_sv", "basis") {
		want = append(want, row[:4])
	}
	for d := civil.MustParse("2020-01-01"); d.Year <= 2027; d = d.AddDays(1) {
		if h, ok := hyte.HolidayOn(d); ok {
			got = append(got, []string{d.String(), isoWeekday(d), h.Name("fi"), h.Name("sv")})
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("holidays (-want +got):\n%s", diff)
	}
}

// TestEaster samples the earliest and latest dates of the calendar and the years for which
// simpler algorithms need an exception.
func TestEaster(t *testing.T) {
	for _, easter := range []string{
		"1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "1992-04-19", "2000-04-23",
		"2008-03-23", "2011-04-24", "2016-03-27", "2019-04-21", "2038-04-25", "2049-04-18",
		"2076-04-19", "2096-04-15", "2100-03-28", "2106-04-18", "2160-03-23", "2199-04-14",
	} {
		d := civil.MustParse(easter)
		for offset, want := range map[int]hyte.Holiday{
			-2: "good-friday", -1: "", 0: "easter-day", 1: "easter-monday", 2: "",
			39: "ascension-day", 49: "pentecost", 50: "",
		} {
			if got, _ := hyte.HolidayOn(d.AddDays(offset)); got != want {
				t.Errorf("%s %+d days: %q, want %q", easter, offset, got, want)
			}
		}
	}
}

func TestHolidaysOfAYear(t *testing.T) {
	want := []hyte.Holiday{
		"all-saints-day", "ascension-day", "boxing-day", "christmas-day", "christmas-eve", "easter-day",
		"easter-monday", "epiphany", "good-friday", "independence-day", "may-day", "midsummer-day",
		"midsummer-eve", "new-years-day", "pentecost",
	}
	for year := civil.MinYear; year <= civil.MaxYear; year++ {
		var got []hyte.Holiday
		for d := (civil.Date{Year: year, Month: 1, Day: 1}); d.Year == year; d = d.AddDays(1) {
			if h, ok := hyte.HolidayOn(d); ok {
				got = append(got, h)
			}
		}
		want := want
		if year == 1913 || year == 2008 || year == 2160 { // Easter on 23 March
			want = slices.DeleteFunc(slices.Clone(want), func(h hyte.Holiday) bool { return h == "may-day" })
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d (-want +got):\n%s", year, diff)
		}
		for _, h := range got {
			for _, lang := range []string{"fi", "sv", "en"} {
				if h.Name(lang) == "" {
					t.Fatalf("%s has no name in %q", h, lang)
				}
			}
		}
	}
}

func TestHolidayNameOfNothing(t *testing.T) {
	for _, c := range []struct {
		holiday hyte.Holiday
		lang    string
	}{{"", "fi"}, {"walpurgis-night", "sv"}, {"epiphany", ""}, {"epiphany", "se"}, {"epiphany", "FI"}} {
		if got := c.holiday.Name(c.lang); got != "" {
			t.Errorf("Holiday(%q).Name(%q) = %q, want nothing", c.holiday, c.lang, got)
		}
	}
	if h, ok := hyte.HolidayOn(civil.Date{}); ok || h != "" {
		t.Errorf("HolidayOn(no date) = %q, %t", h, ok)
	}
}

func TestIsWorkingDay(t *testing.T) {
	for _, c := range []struct {
		date string
		want bool
	}{
		{"2021-01-15", true},
		{"2021-01-16", false}, // Saturday
		{"2021-01-17", false}, // Sunday
		{"2021-04-01", true},  // Maundy Thursday
		{"2021-04-02", false}, // Good Friday
		{"2021-05-13", false}, // Ascension Day
		{"2021-05-14", true},  // the Friday after it
		{"2020-05-01", false}, // May Day, a Friday
		{"2021-06-24", true},  // the day before Midsummer Eve
		{"2021-06-25", false}, // Midsummer Eve
		{"2021-12-06", false}, // Independence Day, a Monday
		{"2021-12-24", false}, // Christmas Eve, a Friday
		{"2021-12-31", true},  // New Year's Eve, a Friday
	} {
		if got := hyte.IsWorkingDay(civil.MustParse(c.date)); got != c.want {
			t.Errorf("IsWorkingDay(%s) = %t, want %t", c.date, got, c.want)
		}
	}
	for _, d := range []civil.Date{{}, {Year: 2021, Month: 2, Day: 30}, {Year: 2200, Month: 1, Day: 2}} {
		if hyte.IsWorkingDay(d) {
			t.Errorf("%#v is a working day, but no date", d)
		}
	}
}

func TestNextWorkingDay(t *testing.T) {
	for _, c := range []struct{ date, want string }{
		{"2021-01-14", "2021-01-15"},
		{"2021-01-15", "2021-01-18"}, // strictly after a working day, over the weekend
		{"2021-04-01", "2021-04-06"}, // Easter
		{"2025-12-23", "2025-12-29"}, // Christmas before a weekend: the longest wait
	} {
		if got := hyte.NextWorkingDay(civil.MustParse(c.date)); got != civil.MustParse(c.want) {
			t.Errorf("NextWorkingDay(%s) = %s, want %s", c.date, got, c.want)
		}
	}
	for _, d := range []civil.Date{{}, {Year: civil.MaxYear, Month: 12, Day: 31}} {
		if got := hyte.NextWorkingDay(d); !got.IsZero() {
			t.Errorf("NextWorkingDay(%#v) = %s, want no date", d, got)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2021-01-14", "2021-01-14", 0}, // the day of the request is not counted
		{"2021-01-14", "2021-01-15", 1}, // the last day is
		{"2021-01-15", "2021-01-17", 0}, // a weekend
		{"2021-01-15", "2021-01-14", 0}, // backwards
		{"2020-12-17", "2021-01-15", 17},
		{"2021-12-23", "2021-12-26", 0},
		{"2020-12-31", "2021-12-31", 253}, // 261 weekdays less 8 holidays
	} {
		if got := hyte.WorkingDays(civil.MustParse(c.from), civil.MustParse(c.to)); got != c.want {
			t.Errorf("WorkingDays(%s, %s) = %d, want %d", c.from, c.to, got, c.want)
		}
	}
	day := civil.MustParse("2021-01-15")
	if got := hyte.WorkingDays(civil.Date{}, day) + hyte.WorkingDays(day, civil.Date{}); got != 0 {
		t.Errorf("without a date %d working days, want 0", got)
	}
}

func TestWorkingDaysAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := drawDate(t, "from")
		middle := from.AddDays(rapid.IntRange(0, 400).Draw(t, "days"))
		to := middle.AddDays(rapid.IntRange(0, 400).Draw(t, "more days"))
		if to.IsZero() {
			t.Skip("beyond the years of a date")
		}
		whole := hyte.WorkingDays(from, to)
		if parts := hyte.WorkingDays(from, middle) + hyte.WorkingDays(middle, to); whole != parts {
			t.Errorf("%s to %s: %d, in two parts %d", from, to, whole, parts)
		}
		if next := hyte.NextWorkingDay(to); !next.IsZero() {
			if got := hyte.WorkingDays(from, next); got != whole+1 {
				t.Errorf("%s to the working day %s: %d, want %d", from, next, got, whole+1)
			}
		}
	})
}

func TestWorkingDaysAllocateNothing(t *testing.T) {
	from, to := civil.MustParse("2020-12-17"), civil.MustParse("2021-01-15")
	if n := testing.AllocsPerRun(100, func() { hyte.WorkingDays(from, to) }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkWorkingDays(b *testing.B) {
	from, to := civil.MustParse("2020-12-17"), civil.MustParse("2021-01-15")
	b.ReportAllocs()
	for b.Loop() {
		hyte.WorkingDays(from, to)
	}
}

func ExampleHolidayOn() {
	holiday, ok := hyte.HolidayOn(civil.MustParse("2021-06-25"))
	fmt.Println(ok, holiday, holiday.Name("fi"), holiday.Name("sv"), holiday.Name("en"))
	// Output: true midsummer-eve juhannusaatto midsommaraftonen Midsummer Eve
}

func ExampleWorkingDays() {
	issued, lastDay := civil.MustParse("2020-12-17"), civil.MustParse("2021-01-15")
	fmt.Printf("%d of %d days are working days\n", hyte.WorkingDays(issued, lastDay), lastDay.DaysSince(issued))
	// Output: 17 of 29 days are working days
}
