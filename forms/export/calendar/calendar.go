// Package calendar writes events for the calendars that people have, as iCalendar
// (RFC 5545).
package calendar

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/emersion/go-ical"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/event"
)

// ErrNoDay means that of no event the day is known: a period alone is no entry of a calendar.
var ErrNoDay = errors.New("calendar: no event has a day yet")

// Entry is an event with what its document does not say. Event is needed.
type Entry struct {
	Event *event.Event
	// Page is the address of the page that tells of the event; empty if there is none.
	Page string
}

// Options say what no event does. The zero value of Language is Finnish.
type Options struct {
	// Language is the code of the language of all texts.
	Language string
	// Host makes the ids of the entries those of the service, such as "lomakkeet.example.fi":
	// a calendar into which an event is taken again knows it by its id. Empty is
	// "hytekit.org".
	Host string
	// At is when the file is made.
	At time.Time
}

// Write gives the events as one iCalendar file of the media type text/calendar, in the order
// of the entries. Events of which only a period is known are left out; the error is [ErrNoDay]
// if that are all. A cancelled event has an entry that says so, and a link to take part from
// elsewhere only where anyone may see it.
func Write(entries []Entry, o Options) ([]byte, error) {
	file := newFile()
	for _, e := range entries {
		made, ok, err := o.entry(e)
		if err != nil {
			return nil, err
		}
		if ok {
			file.Children = append(file.Children, made.Component)
		}
	}
	return encode(file)
}

func newFile() *ical.Calendar {
	file := ical.NewCalendar()
	file.Props.SetText(ical.PropProductID, "-//hytekit//hytekit//EN")
	file.Props.SetText(ical.PropVersion, "2.0")
	file.Props.SetText(ical.PropMethod, "PUBLISH")
	return file
}

func encode(file *ical.Calendar) ([]byte, error) {
	if len(file.Children) == 0 {
		return nil, ErrNoDay
	}
	var out bytes.Buffer
	if err := ical.NewEncoder(&out).Encode(file); err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	return fold(out.Bytes()), nil
}

// entry is that of one event; not ok if its day is not known.
func (o *Options) entry(e Entry) (made *ical.Event, ok bool, err error) {
	of := e.Event
	if of.When == nil || !of.When.IsDay() {
		return nil, false, nil
	}
	made = o.newEntry(of.ID, of.Title.In(o.Language))
	if err := setTimes(made.Props, of.When); err != nil {
		return nil, false, fmt.Errorf("calendar: event %s: %w", of.ID, err)
	}
	made.SetStatus(ical.EventConfirmed)
	if of.Status == event.StatusCancelled {
		made.SetStatus(ical.EventCancelled)
		// Calendars that took the event in before take a change only if it is a later one.
		set(made.Props, ical.PropSequence, "1")
	}
	setText(made.Props, ical.PropLocation, place(of.Place))
	setText(made.Props, ical.PropDescription, o.description(e))
	if address := publicLink(of); address != "" {
		made.Props.SetURI(ical.PropURL, mustParse(address))
	}
	return made, true, nil
}

// newEntry has what every entry has but its time.
func (o *Options) newEntry(id, title string) *ical.Event {
	made := ical.NewEvent()
	host := o.Host
	if host == "" {
		host = "hytekit.org"
	}
	made.Props.SetText(ical.PropUID, id+"@"+host)
	made.Props.SetDateTime(ical.PropDateTimeStamp, o.At.UTC())
	made.Props.SetText(ical.PropSummary, title)
	return made
}

// setTimes says when the event is: on a day, or from a clock time on, and as long as it is
// known to last.
func setTimes(props ical.Props, w *event.When) error {
	day, err := civil.Parse(w.Date)
	if err != nil {
		return err
	}
	if w.From == "" {
		props.SetDate(ical.PropDateTimeStart, midnight(day))
		props.SetDate(ical.PropDateTimeEnd, midnight(day.AddDays(1)))
		return nil
	}
	for _, end := range []struct{ name, clock string }{{ical.PropDateTimeStart, w.From}, {ical.PropDateTimeEnd, w.To}} {
		if end.clock == "" {
			continue
		}
		clock, err := time.Parse("15:04", end.clock)
		if err != nil {
			return err
		}
		at := time.Date(day.Year, day.Month, day.Day, clock.Hour(), clock.Minute(), 0, 0, hyte.Helsinki())
		props.SetDateTime(end.name, at.UTC()) // an instant needs no definition of a time zone
	}
	return nil
}

func midnight(day civil.Date) time.Time {
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

// description is what there is room for: the theme, what came of it, the page, and the link
// once more, as some calendars show no URL.
func (o *Options) description(e Entry) string {
	var lines []string
	for _, line := range []string{e.Event.Theme.In(o.Language), e.Page, publicLink(e.Event)} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func place(p *event.Place) string {
	switch {
	case p == nil:
		return ""
	case p.Name != "" && p.Address != "":
		return p.Name + ", " + p.Address
	default:
		return p.Name + p.Address
	}
}

// publicLink is the link to take part from elsewhere, if anyone may see it.
func publicLink(e *event.Event) string {
	if e.Remote == nil || e.Remote.Shown != event.ShownPublic {
		return ""
	}
	if _, err := url.Parse(e.Remote.URL); err != nil {
		return ""
	}
	return e.Remote.URL
}

func mustParse(address string) *url.URL {
	u, err := url.Parse(address)
	if err != nil {
		panic("calendar: " + err.Error()) // publicLink has parsed it
	}
	return u
}

func set(props ical.Props, name, value string) {
	p := ical.NewProp(name)
	p.Value = value
	props.Set(p)
}

func setText(props ical.Props, name, text string) {
	if text != "" {
		props.SetText(name, text)
	}
}

// longest is how many bytes a line should have at most (RFC 5545 section 3.1).
const longest = 75

// fold breaks long lines, as the library does not: never within a character.
func fold(file []byte) []byte {
	out := make([]byte, 0, len(file)+len(file)/longest*3)
	for line := range bytes.SplitAfterSeq(file, []byte("\r\n")) {
		for room := longest; len(bytes.TrimRight(line, "\r\n")) > room; room = longest - 1 { // a space begins what follows
			end := room
			for end > 0 && line[end]&0xC0 == 0x80 { // not the first byte of a character
				end--
			}
			out = append(append(out, line[:end]...), "\r\n "...)
			line = line[end:]
		}
		out = append(out, line...)
	}
	return out
}
