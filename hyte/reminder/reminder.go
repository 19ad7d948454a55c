// Package reminder says who is reminded of an inquiry that they have not answered, and
// when.
//
// Reminders go in rounds, so many days before the deadline. An organization gets one in a
// round, and none on a day on which it got one already. A deadline that is extended makes
// new rounds.
package reminder

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// ErrSchedule means that a text is no [Schedule]. It does not repeat the text.
var ErrSchedule = errors.New("reminder: write the days before the deadline as 7,2: each from 0 to 366, and 10 at most")

// The bounds of a schedule, and the hour at which a round begins: people are at work.
const (
	mostDays   = 366
	mostRounds = 10
	firstHour  = 8
)

// Schedule are the days before the deadline on which reminders go, the greatest first. The
// zero value reminds nobody.
type Schedule []int

// ParseSchedule reads days with commas between them, such as "7,2". The empty text is an
// empty schedule. The error is [ErrSchedule].
func ParseSchedule(text string) (Schedule, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var s Schedule
	for part := range strings.SplitSeq(text, ",") {
		days, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || days < 0 || days > mostDays {
			return nil, ErrSchedule
		}
		s = append(s, days)
	}
	slices.Sort(s)
	s = slices.Compact(s)
	if len(s) > mostRounds {
		return nil, ErrSchedule
	}
	slices.Reverse(s)
	return s, nil
}

// String returns the schedule as [ParseSchedule] reads it.
func (s Schedule) String() string {
	parts := make([]string, len(s))
	for i, days := range s {
		parts[i] = strconv.Itoa(days)
	}
	return strings.Join(parts, ",")
}

// Round is one round of reminders about an inquiry. The zero value is none.
type Round struct {
	// Deadline is the last day for an answer.
	Deadline civil.Date
	// Name tells it from the other rounds of this deadline: the number of days before the
	// deadline, or the day of a round by hand.
	Name string
	// Last says that it is the last one of several.
	Last bool
}

// Occasion is what all reminders of the round have in common: the same text for the same
// round, another one for every other, also of another deadline.
func (r Round) Occasion() string { return r.Deadline.String() + "/" + r.Name }

// Of reports whether an occasion is that of a round before a deadline, given by its last
// day.
func Of(occasion string, deadline civil.Date) bool {
	return strings.HasPrefix(occasion, deadline.String()+"/")
}

// Round is the round that is due at an instant: the latest one that has begun. A round
// begins at 8 o'clock in Finland. There is none before the window opens, after the deadline,
// or where the window is cancelled. What was not sent in a round that is past is not made
// up for.
func (s Schedule) Round(w hyte.Window, at time.Time) (Round, bool) {
	deadline, ok := open(w, at)
	if !ok {
		return Round{}, false
	}
	for i := len(s) - 1; i >= 0; i-- {
		begins := time.Date(deadline.Year, deadline.Month, deadline.Day-s[i], firstHour, 0, 0, 0, hyte.Helsinki())
		if !at.Before(begins) {
			return Round{Deadline: deadline, Name: strconv.Itoa(s[i]), Last: i == len(s)-1 && len(s) > 1}, true
		}
	}
	return Round{}, false
}

// ByHand is the round of those who send reminders now, whatever the schedule: there is one
// on each day while answers are awaited.
func ByHand(w hyte.Window, at time.Time) (Round, bool) {
	deadline, ok := open(w, at)
	if !ok {
		return Round{}, false
	}
	return Round{Deadline: deadline, Name: "on-" + civil.Of(at.In(hyte.Helsinki())).String()}, true
}

// open is the last day for an answer, if answers are awaited at the instant.
func open(w hyte.Window, at time.Time) (deadline civil.Date, ok bool) {
	if w.Status(at) != hyte.StatusOpen {
		return civil.Date{}, false
	}
	end, err := w.Deadline.End()
	if err != nil || !at.Before(end) { // a window that stands stays open
		return civil.Date{}, false
	}
	deadline, err = w.Deadline.LastDay()
	return deadline, err == nil
}

// Sent is a reminder to an organization that was sent, or waits to be sent.
type Sent struct {
	Organization string
	// Occasion is that of its round.
	Occasion string
	// At is when it was sent, or made; zero if it could not be sent.
	At time.Time
}

// Due are those of the organizations without an answer that are reminded in a round at the
// instant, in their order. Nobody is who was reminded in the round, on the same day, or, by
// a clock that was set back since, later.
func Due(round Round, unanswered []string, sent []Sent, at time.Time) []string {
	now := at.In(hyte.Helsinki())
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, hyte.Helsinki())
	reminded := map[string]bool{}
	for _, s := range sent {
		if s.Occasion == round.Occasion() || !s.At.Before(today) {
			reminded[s.Organization] = true
		}
	}
	var due []string
	for _, id := range unanswered {
		if !reminded[id] {
			due = append(due, id)
			reminded[id] = true
		}
	}
	return due
}
