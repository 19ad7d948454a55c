package calendar_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-ical"

	"github.com/hytekit/hytekit/forms/export/calendar"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

var made = time.Date(2026, 9, 1, 8, 0, 0, 0, time.FixedZone("", 3*3600))

func day(change func(*event.Event)) *event.Event {
	e := &event.Event{
		ID: "kumppanuuspaiva-6", Title: hyte.Text{"fi": "Kumppanuuspäivä", "sv": "Partnerskapsdag"},
		When:  &event.When{Date: "2026-10-28", From: "15:00", To: "17:00"},
		Place: &event.Place{Name: "Kirjasto", Address: "Esimerkkikatu 1, Hämeenlinna"},
	}
	change(e)
	return e
}

func ExampleWrite() {
	file, err := calendar.Write([]calendar.Entry{{
		Event: &event.Event{
			ID: "kumppanuuspaiva-6", Title: hyte.Text{"fi": "Kumppanuuspäivä"}, Theme: hyte.Text{"fi": "Turvallinen arki"},
			When: &event.When{Date: "2026-10-28", From: "15:00", To: "17:00"},
		},
		Page: "https://lomakkeet.example.fi/kumppanuuspaiva-6/fi/public",
	}}, calendar.Options{Host: "lomakkeet.example.fi", At: made})
	if err != nil {
		panic(err)
	}
	fmt.Print(strings.ReplaceAll(string(file), "\r\n", "\n"))
	// Output:
	// BEGIN:VCALENDAR
	// METHOD:PUBLISH
	// PRODID:-//hytekit//hytekit//EN
	// VERSION:2.0
	// BEGIN:VEVENT
	// DESCRIPTION:Turvallinen arki\nhttps://lomakkeet.example.fi/kumppanuuspaiva-
	//  6/fi/public
	// DTEND:20261028T150000Z
	// DTSTAMP:20260901T050000Z
	// DTSTART:20261028T130000Z
	// STATUS:CONFIRMED
	// SUMMARY:Kumppanuuspäivä
	// UID:kumppanuuspaiva-6@lomakkeet.example.fi
	// END:VEVENT
	// END:VCALENDAR
}

// read gives the entries of a file to the reader of the library.
func read(t *testing.T, file []byte) []ical.Event {
	t.Helper()
	c, err := ical.NewDecoder(bytes.NewReader(file)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	return c.Events()
}

func TestWrite(t *testing.T) {
	nothing := func(*event.Event) {}
	remote := func(shown event.Shown) func(*event.Event) {
		return func(e *event.Event) { e.Remote = &event.Remote{URL: "https://example.fi/liity?a=1;b=2", Shown: shown} }
	}
	for name, c := range map[string]struct {
		event    *event.Event
		language string
		want     map[string]string
	}{
		"in Swedish": {day(nothing), "sv", map[string]string{
			"SUMMARY": "Partnerskapsdag", "DTSTART": "20261028T130000Z", "DTEND": "20261028T150000Z",
			"LOCATION": `Kirjasto\, Esimerkkikatu 1\, Hämeenlinna`, "STATUS": "CONFIRMED", "SEQUENCE": "", "URL": "", "DESCRIPTION": "",
		}},
		"in summer":            {day(func(e *event.Event) { e.When.Date = "2026-07-01" }), "fi", map[string]string{"DTSTART": "20260701T120000Z"}},
		"without an end":       {day(func(e *event.Event) { e.When.To = "" }), "fi", map[string]string{"DTSTART": "20261028T130000Z", "DTEND": ""}},
		"a whole day":          {day(func(e *event.Event) { e.When = &event.When{Date: "2026-12-31"} }), "fi", map[string]string{"DTSTART": "20261231", "DTEND": "20270101"}},
		"cancelled":            {day(func(e *event.Event) { e.Status = event.StatusCancelled }), "fi", map[string]string{"STATUS": "CANCELLED", "SEQUENCE": "1"}},
		"a public link":        {day(remote(event.ShownPublic)), "fi", map[string]string{"URL": "https://example.fi/liity?a=1;b=2", "DESCRIPTION": `https://example.fi/liity?a=1\;b=2`}},
		"a link after":         {day(remote(event.ShownRegistered)), "fi", map[string]string{"URL": "", "DESCRIPTION": ""}},
		"a link as is usual":   {day(remote("")), "fi", map[string]string{"URL": "", "DESCRIPTION": ""}},
		"a link for nobody":    {day(remote(event.ShownNever)), "fi", map[string]string{"URL": "", "DESCRIPTION": ""}},
		"what ends an entry":   {day(func(e *event.Event) { e.Title = hyte.Text{"fi": "A;B,C\\N END:VEVENT"} }), "fi", map[string]string{"SUMMARY": `A\;B\,C\\N END:VEVENT`}},
		"a place without name": {day(func(e *event.Event) { e.Place.Name = "" }), "fi", map[string]string{"LOCATION": `Esimerkkikatu 1\, Hämeenlinna`}},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := calendar.Write([]calendar.Entry{{Event: c.event}}, calendar.Options{Language: c.language, At: made})
			if err != nil {
				t.Fatal(err)
			}
			entries := read(t, file)
			if len(entries) != 1 {
				t.Fatalf("%d entries", len(entries))
			}
			for property, want := range c.want {
				got := ""
				if p := entries[0].Props.Get(property); p != nil {
					got = p.Value
				}
				if got != want {
					t.Errorf("%s: %q, want %q", property, got, want)
				}
			}
		})
	}
}

func TestNoDay(t *testing.T) {
	period := day(func(e *event.Event) { e.When = &event.When{Period: &hyte.Term{From: "2026-10-01", To: "2026-10-31"}} })
	if file, err := calendar.Write([]calendar.Entry{{Event: period}}, calendar.Options{At: made}); !errors.Is(err, calendar.ErrNoDay) || file != nil {
		t.Errorf("%s, %v", file, err)
	}
	file, err := calendar.Write([]calendar.Entry{{Event: period}, {Event: day(func(*event.Event) {})}}, calendar.Options{At: made})
	if err != nil || len(read(t, file)) != 1 {
		t.Errorf("%s, %v", file, err)
	}
}

// TestLongLines: no line is longer than 75 bytes, no character is cut, and the text comes
// back as it was.
func TestLongLines(t *testing.T) {
	title := strings.Repeat("Työkykyä 🙂 ", 25) + "x"
	file, err := calendar.Write([]calendar.Entry{{Event: day(func(e *event.Event) { e.Title = hyte.Text{"fi": title} })}}, calendar.Options{At: made})
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(file), "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("%d bytes: %q", len(line), line)
		}
	}
	if got, _ := read(t, file)[0].Props.Text("SUMMARY"); got != title {
		t.Errorf("%q", got)
	}
}

// TestExamples writes all events of the examples that have a day.
func TestExamples(t *testing.T) {
	written := 0
	err := fs.WalkDir(os.DirFS("../../../examples"), ".", func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.Name() == "node_modules" {
			return fs.SkipDir
		}
		if err != nil || filepath.Ext(path) != ".json" {
			return err
		}
		data, err := os.ReadFile(filepath.Join("../../../examples", path))
		if err != nil || !bytes.Contains(data, []byte(event.Kind().SchemaID())) {
			return err
		}
		e, violations := event.Decode(data)
		if e == nil {
			t.Errorf("%s: %v", path, violations)
			return nil
		}
		file, err := calendar.Write([]calendar.Entry{{Event: e}}, calendar.Options{At: made})
		if e.When.IsDay() != (err == nil) || err == nil && len(read(t, file)) != 1 {
			t.Errorf("%s: %v\n%s", path, err, file)
		}
		written++
		return nil
	})
	if err != nil || written == 0 {
		t.Errorf("%d events, %v", written, err)
	}
}
