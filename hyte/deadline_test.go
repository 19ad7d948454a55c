package hyte_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

func TestStatutoryVectors(t *testing.T) {
	for _, row := range vectors(t, "deadline_vectors.csv", "statutory_last_day", "weekday_iso", "first_allowed_day_150_1930_s5") {
		date, weekday, want := row[0], row[1], row[2]
		if got := isoWeekday(civil.MustParse(date)); got != weekday {
			t.Errorf("%s: weekday %s, want %s", date, got, weekday)
		}
		got, err := hyte.Deadline{Date: date, Kind: hyte.DeadlineStatutory}.LastDay()
		if err != nil || got.String() != want {
			t.Errorf("statutory %s: %s, %v, want %s", date, got, err, want)
		}
		for _, kind := range []string{"", hyte.DeadlineAuthority} {
			got, err := hyte.Deadline{Date: date, Kind: kind}.LastDay()
			if err != nil || got.String() != date {
				t.Errorf("kind %q %s moved to %s, %v", kind, date, got, err)
			}
		}
	}
}

func TestDeadlineEnd(t *testing.T) {
	const statutory = hyte.DeadlineStatutory
	for _, c := range []struct{ name, date, clock, kind, want string }{
		{"whole day", "2021-01-15", "", "", "2021-01-16T00:00:00+02:00"},
		{"clock time", "2021-01-15", "16:15", "", "2021-01-15T16:15:00+02:00"},
		{"summer time", "2021-06-15", "16:15", "authority", "2021-06-15T16:15:00+03:00"},
		{"beginning of the day", "2021-01-15", "00:00", "", "2021-01-15T00:00:00+02:00"},
		{"last minute", "2021-01-15", "23:59", "", "2021-01-15T23:59:00+02:00"},
		{"end of the year", "2020-12-31", "", "", "2021-01-01T00:00:00+02:00"},
		{"leap day", "2024-02-29", "", "", "2024-03-01T00:00:00+02:00"},
		{"last date", "2199-12-31", "", "", "2200-01-01T00:00:00+02:00"},

		{"authority on a holiday", "2021-04-02", "", "authority", "2021-04-03T00:00:00+03:00"},
		{"statutory on a holiday", "2021-04-02", "", statutory, "2021-04-07T00:00:00+03:00"},
		{"statutory keeps its clock time", "2021-04-02", "16:15", statutory, "2021-04-06T16:15:00+03:00"},
		{"statutory moves into summer time", "2021-03-27", "16:15", statutory, "2021-03-29T16:15:00+03:00"},
		{"statutory moves into winter time", "2021-10-30", "", statutory, "2021-11-02T00:00:00+02:00"},

		{"the day before the spring night", "2021-03-27", "", "", "2021-03-28T00:00:00+02:00"},
		{"the day of the spring night has 23 hours", "2021-03-28", "", "", "2021-03-29T00:00:00+03:00"},
		{"spring, before the gap", "2021-03-28", "02:59", "", "2021-03-28T02:59:00+02:00"},
		{"spring, first skipped minute", "2021-03-28", "03:00", "", "2021-03-28T04:00:00+03:00"},
		{"spring, skipped", "2021-03-28", "03:30", "", "2021-03-28T04:30:00+03:00"},
		{"spring, last skipped minute", "2021-03-28", "03:59", "", "2021-03-28T04:59:00+03:00"},
		{"spring, after the gap", "2021-03-28", "04:00", "", "2021-03-28T04:00:00+03:00"},
		{"spring, the next day", "2021-03-29", "03:30", "", "2021-03-29T03:30:00+03:00"},

		{"the day before the autumn night", "2021-10-30", "", "", "2021-10-31T00:00:00+03:00"},
		{"the day of the autumn night has 25 hours", "2021-10-31", "", "", "2021-11-01T00:00:00+02:00"},
		{"autumn, before the overlap", "2021-10-31", "02:59", "", "2021-10-31T02:59:00+03:00"},
		{"autumn, first repeated minute", "2021-10-31", "03:00", "", "2021-10-31T03:00:00+02:00"},
		{"autumn, repeated", "2021-10-31", "03:30", "", "2021-10-31T03:30:00+02:00"},
		{"autumn, last repeated minute", "2021-10-31", "03:59", "", "2021-10-31T03:59:00+02:00"},
		{"autumn, after the overlap", "2021-10-31", "04:00", "", "2021-10-31T04:00:00+02:00"},
		{"autumn, the day before", "2021-10-30", "03:30", "", "2021-10-30T03:30:00+03:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := hyte.Deadline{Date: c.date, Time: c.clock, Kind: c.kind}.End()
			if err != nil {
				t.Fatal(err)
			}
			if got := got.Format(time.RFC3339Nano); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if got.Location() != hyte.Helsinki() {
				t.Errorf("in the zone %s", got.Location())
			}
		})
	}
}

// deadlineTags are the rules that stand in the tags of a Deadline.
var deadlineTags = constraint.MustCompile[hyte.Deadline]()

func TestDeadlineErrors(t *testing.T) {
	good := hyte.Deadline{Date: "2021-01-15", Time: "16:15", Kind: "statutory"}
	for _, c := range []struct {
		name   string
		change func(*hyte.Deadline)
		want   error
		place  string
	}{
		{"zero value", func(d *hyte.Deadline) { *d = hyte.Deadline{} }, civil.ErrSyntax, "/date"},
		{"Finnish date", func(d *hyte.Deadline) { d.Date = "15.1.2021" }, civil.ErrSyntax, "/date"},
		{"no such day", func(d *hyte.Deadline) { d.Date = "2021-02-29" }, civil.ErrDay, "/date"},
		{"no such year", func(d *hyte.Deadline) { d.Date = "0201-01-15" }, civil.ErrYear, "/date"},
		{"Finnish clock time", func(d *hyte.Deadline) { d.Time = "16.15" }, hyte.ErrClock, "/time"},
		{"24 o'clock", func(d *hyte.Deadline) { d.Time = "24:00" }, hyte.ErrClock, "/time"},
		{"later clock than a day has", func(d *hyte.Deadline) { d.Time = "23:60" }, hyte.ErrClock, "/time"},
		{"unknown kind", func(d *hyte.Deadline) { d.Kind = "Statutory" }, hyte.ErrDeadlineKind, "/kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := good
			c.change(&d)
			got, err := d.End()
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if !got.IsZero() {
				t.Errorf("an error and a moment, %s", got)
			}
			if broken := deadlineTags.Check(&d); len(broken) != 1 || broken[0].Location != c.place {
				t.Errorf("the tags report %v, want one violation at %s", broken, c.place)
			}
			if !strings.Contains(err.Error(), c.place+":") {
				t.Errorf("%q does not name the place %s", err, c.place)
			}
			for _, value := range []string{d.Date, d.Time, d.Kind} {
				if value != "" && strings.Contains(err.Error(), value) {
					t.Errorf("%q repeats the value %q", err, value)
				}
			}
		})
	}
	if _, err := good.End(); err != nil {
		t.Errorf("the deadline that the cases spoil: %v", err)
	}
}

// TestLastStatutoryDays covers the end of the years that a date can have: a deadline never
// moves beyond them.
func TestLastStatutoryDays(t *testing.T) {
	for _, c := range []struct{ date, want string }{
		{"2199-12-28", "2199-12-30"}, // Saturday
		{"2199-12-31", "2199-12-31"}, // Tuesday
	} {
		got, err := hyte.Deadline{Date: c.date, Kind: hyte.DeadlineStatutory}.LastDay()
		if err != nil || got != civil.MustParse(c.want) {
			t.Errorf("%s: %s, %v, want %s", c.date, got, err, c.want)
		}
	}
}

// drawDeadline is a deadline that satisfies its tags.
func drawDeadline(t *rapid.T) hyte.Deadline {
	d := hyte.Deadline{
		Date: drawDate(t, "date").String(),
		Kind: rapid.SampledFrom([]string{"", hyte.DeadlineAuthority, hyte.DeadlineStatutory}).Draw(t, "kind"),
	}
	if rapid.Bool().Draw(t, "has a clock time") {
		d.Time = hyte.Clock{
			Hour:   rapid.IntRange(0, 23).Draw(t, "hour"),
			Minute: rapid.IntRange(0, 59).Draw(t, "minute"),
		}.String()
	}
	return d
}

func TestDeadlineProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDeadline(t)
		if broken := deadlineTags.Check(&d); len(broken) > 0 {
			t.Fatalf("%+v: the tags report %v", d, broken)
		}
		end, err := d.End()
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		last, err := d.LastDay()
		if err != nil {
			t.Fatalf("%+v: %v", d, err)
		}
		if d.Kind == hyte.DeadlineStatutory && !hyte.IsWorkingDay(last) {
			t.Errorf("%+v ends on %s, not a working day", d, last)
		}
		if before := civil.Of(end.Add(-time.Nanosecond)); d.Time == "" && before != last {
			t.Errorf("%+v: the last nanosecond is on %s, want %s", d, before, last)
		}
		if at := civil.Of(end); d.Time == "" && at == last || d.Time != "" && at != last {
			t.Errorf("%+v ends on %s, its last day is %s", d, at, last)
		}
		wholeDay := d
		wholeDay.Time = ""
		if latest, err := wholeDay.End(); err != nil || end.After(latest) {
			t.Errorf("%+v ends at %s, after its day: %s, %v", d, end, latest, err)
		}
	})
}

// TestChangesOfTheClock goes through the minutes of every night in which the clock was or
// will be changed, between 03:00 and 04:00.
func TestChangesOfTheClock(t *testing.T) {
	for _, change := range clockChanges(hyte.Helsinki()) {
		day := civil.Of(change)
		_, offset := change.Zone()
		_, before := change.Add(-time.Minute).Zone()
		gap := time.Duration(offset-before) * time.Second // negative in the autumn
		for minute := range 6 * 60 {
			clock := hyte.Clock{Hour: minute / 60, Minute: minute % 60}
			end, err := hyte.Deadline{Date: day.String(), Time: clock.String()}.End()
			if err != nil {
				t.Fatal(err)
			}
			want := clock
			if gap > 0 && clock.Hour == 3 {
				want.Hour = 4 // skipped
			}
			if got := end.Format("15:04"); got != want.String() || civil.Of(end) != day {
				t.Errorf("%s %s ends at %s, want %s", day, clock, end, want)
			}
			if afterChange := !end.Before(change); afterChange != (clock.Hour >= 3) {
				t.Errorf("%s %s ends at %s, the clock changes at %s", day, clock, end, change)
			}
			if again := end.Add(time.Hour); gap < 0 && again.Format("15:04") == clock.String() {
				t.Errorf("%s %s ends at %s, and the clock shows it again", day, clock, end)
			}
		}
		end, err := hyte.Deadline{Date: day.String()}.End()
		if err != nil {
			t.Fatal(err)
		}
		begin, err := hyte.Deadline{Date: day.String(), Time: "00:00"}.End()
		if err != nil {
			t.Fatal(err)
		}
		if got, want := end.Sub(begin), 24*time.Hour-gap; got != want {
			t.Errorf("%s has %s, want %s", day, got, want)
		}
	}
}

func TestParseClock(t *testing.T) {
	for minute := range 24 * 60 {
		want := hyte.Clock{Hour: minute / 60, Minute: minute % 60}
		text := fmt.Sprintf("%02d:%02d", want.Hour, want.Minute)
		if got, err := hyte.ParseClock(text); err != nil || got != want || got.String() != text {
			t.Errorf("ParseClock(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", ":", "1:15", "16:5", "016:15", "16.15", "1615", "16:15:00", "24:00", "23:60", "99:99",
		" 16:15", "16:15 ", "16:15\n", "-1:15", "+1:15", "1６:15", "16：15", "16:15Z", "klo 16:15",
	} {
		if got, err := hyte.ParseClock(text); !errors.Is(err, hyte.ErrClock) || got != (hyte.Clock{}) {
			t.Errorf("ParseClock(%q) = %v, %v, want ErrClock", text, got, err)
		}
	}
}

func TestDeadlineJSON(t *testing.T) {
	for _, want := range []string{
		`{"date":"2021-01-15"}`,
		`{"date":"2021-01-15","time":"16:15","kind":"statutory"}`,
	} {
		var d hyte.Deadline
		if err := json.Unmarshal([]byte(want), &d); err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(got)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestDeadlineAllocatesNothing(t *testing.T) {
	d := hyte.Deadline{Date: "2021-04-02", Time: "16:15", Kind: hyte.DeadlineStatutory}
	if n := testing.AllocsPerRun(100, func() { _, _ = d.End() }); n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func BenchmarkDeadlineEnd(b *testing.B) {
	d := hyte.Deadline{Date: "2021-04-02", Time: "16:15", Kind: hyte.DeadlineStatutory}
	b.ReportAllocs()
	for b.Loop() {
		_, _ = d.End()
	}
}

func FuzzParseClock(f *testing.F) {
	for _, text := range []string{"", "00:00", "16:15", "16.15", "23:59", "24:00", "1６:15"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clock, err := hyte.ParseClock(text)
		if err == nil && clock.String() != text {
			t.Errorf("ParseClock(%q) = %s", text, clock)
		}
		_, byGo := time.Parse("15:04", text)
		if accepted := err == nil; accepted != (byGo == nil && len(text) == len("15:04")) {
			t.Errorf("ParseClock(%q): %v, time.Parse: %v", text, err, byGo)
		}
	})
}

func FuzzDeadlineEnd(f *testing.F) {
	f.Add("2021-01-15", "", "")
	f.Add("2021-03-28", "03:30", "authority")
	f.Add("2021-10-31", "03:30", "authority")
	f.Add("2021-04-02", "16:15", "statutory")
	f.Add("2199-12-31", "24:00", "other")
	f.Fuzz(func(t *testing.T, date, clock, kind string) {
		d := hyte.Deadline{Date: date, Time: clock, Kind: kind}
		end, err := d.End()
		if broken := deadlineTags.Check(&d); (err == nil) != (len(broken) == 0) {
			t.Errorf("%+v: error %v, the tags report %v", d, err, broken)
		}
		if err != nil {
			if !end.IsZero() {
				t.Errorf("%+v: %s and the error %v", d, end, err)
			}
			return
		}
		nominal, err := time.Parse(time.DateOnly, date)
		if err != nil {
			t.Fatal(err)
		}
		// 3 h of zone before it, and after it the longest move, the day itself and the gap.
		if early, late := nominal.Add(-3*time.Hour), nominal.AddDate(0, 0, 7); end.Before(early) || end.After(late) {
			t.Errorf("%+v ends at %s", d, end)
		}
	})
}

func ExampleDeadline_End() {
	end, err := hyte.Deadline{Date: "2021-01-15"}.End()
	if err != nil {
		panic(err)
	}
	received := time.Date(2021, time.January, 15, 23, 59, 59, 0, hyte.Helsinki())
	fmt.Println(end.Format(time.RFC3339), received.Before(end), end.Before(end))
	// Output: 2021-01-16T00:00:00+02:00 true false
}

func ExampleDeadline_LastDay() {
	// Midsummer Eve: only a time limit set in a law moves.
	for _, kind := range []string{hyte.DeadlineAuthority, hyte.DeadlineStatutory} {
		day, err := hyte.Deadline{Date: "2021-06-25", Kind: kind}.LastDay()
		if err != nil {
			panic(err)
		}
		fmt.Println(kind, day)
	}
	// Output:
	// authority 2021-06-25
	// statutory 2021-06-28
}
