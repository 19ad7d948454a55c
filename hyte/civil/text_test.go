package civil_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
)

func TestString(t *testing.T) {
	tests := []struct {
		date civil.Date
		want string
	}{
		{civil.Date{2021, 1, 5}, "2021-01-05"},
		{civil.Date{}, ""},
		{civil.Date{2021, 2, 30}, "invalid date"},
		{civil.Date{Year: 2021}, "invalid date"},
	}
	for _, tt := range tests {
		if got := tt.date.String(); got != tt.want {
			t.Errorf("%#v prints as %q, want %q", tt.date, got, tt.want)
		}
	}
}

func TestTextRoundTrip(t *testing.T) {
	type document struct {
		Date    civil.Date            `json:"date"`
		Missing civil.Date            `json:"missing"`
		Omitted civil.Date            `json:"omitted,omitzero"`
		ByDate  map[civil.Date]string `json:"byDate"`
	}
	day := civil.MustParse("2021-01-15")
	in := document{Date: day, ByDate: map[civil.Date]string{day: "deadline"}}
	text, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"date":"2021-01-15","missing":"","byDate":{"2021-01-15":"deadline"}}`
	if string(text) != want {
		t.Fatalf("JSON is %s, want %s", text, want)
	}
	var out document
	if err := json.Unmarshal(text, &out); err != nil {
		t.Fatal(err)
	}
	if out.Date != day || !out.Missing.IsZero() || out.ByDate[day] != "deadline" {
		t.Errorf("read back %+v", out)
	}
}

func TestMarshalTextRefusesWhatIsNoDate(t *testing.T) {
	for date, want := range map[civil.Date]error{
		{2021, 2, 30}:  civil.ErrDay,
		{12021, 1, 15}: civil.ErrYear,
	} {
		text, err := date.MarshalText()
		if !errors.Is(err, want) || len(text) != 0 {
			t.Errorf("%#v gives %q, %v; want the error %v", date, text, err, want)
		}
	}
}

func TestUnmarshalTextKeepsTheValueOnError(t *testing.T) {
	day := civil.MustParse("2021-01-15")
	if err := day.UnmarshalText([]byte("2021-02-30")); !errors.Is(err, civil.ErrDay) {
		t.Errorf("error %v, want %v", err, civil.ErrDay)
	}
	if day != civil.MustParse("2021-01-15") {
		t.Errorf("the date became %v", day)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2021-01-15", "2024-02-29", "1900-02-29", "2199-12-31", "0000-00-00", "15.1.2021", "", "2021-01-1é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := civil.Parse(s)
		oracle, oracleErr := time.Parse(time.DateOnly, s)
		inRange := oracle.Year() >= civil.MinYear && oracle.Year() <= civil.MaxYear
		if want := oracleErr == nil && inRange; (err == nil) != want {
			t.Fatalf("Parse(%q) gives the error %v, package time %v", s, err, oracleErr)
		}
		var unmarshalled civil.Date
		if textErr := unmarshalled.UnmarshalText([]byte(s)); s != "" && (textErr == nil) != (err == nil) {
			t.Fatalf("Parse and UnmarshalText disagree about %q: %v, %v", s, err, textErr)
		}
		if unmarshalled != got {
			t.Fatalf("Parse(%q) = %v, UnmarshalText gives %v", s, got, unmarshalled)
		}
		if err != nil {
			if !got.IsZero() {
				t.Fatalf("Parse(%q) fails and still returns %v", s, got)
			}
			return
		}
		if got != civil.Of(oracle) || got.String() != s || !got.Valid() {
			t.Fatalf("Parse(%q) = %v, package time has %v", s, got, oracle)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := civil.Parse("2021-01-15"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendText(b *testing.B) {
	day, buf := civil.MustParse("2021-01-15"), make([]byte, 0, 16)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := day.AppendText(buf); err != nil {
			b.Fatal(err)
		}
	}
}

func ExampleParse() {
	deadline, err := civil.Parse("2021-01-15")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(deadline, deadline.Weekday(), deadline.AddDays(3))

	_, err = civil.Parse("15.1.2021")
	fmt.Println(err)
	// Output:
	// 2021-01-15 Friday 2021-01-18
	// civil: a date must have the form YYYY-MM-DD
}

func ExampleDate_DaysSince() {
	issued, deadline := civil.MustParse("2020-12-17"), civil.MustParse("2021-01-15")
	fmt.Println(deadline.DaysSince(issued), "days to answer")
	// Output: 29 days to answer
}
