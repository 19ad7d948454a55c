package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Status is whether a call takes answers at an instant.
type Status int

// The statuses of a call. The zero value is none of them: the call's dates
// cannot be read.
const (
	NotOpen Status = iota + 1 // before the day on which it was issued
	Open                      // answers are in time
	Late                      // the deadline is over; answers are kept, marked late
	Closed                    // the deadline is over; answers are refused
)

// String is the status as a word in JSON and logs.
func (s Status) String() string {
	switch s {
	case NotOpen:
		return "not-open"
	case Open:
		return "open"
	case Late:
		return "late"
	case Closed:
		return "closed"
	default:
		return "unknown"
	}
}

// Status says whether the call takes answers at the instant. It opens with the
// day of its issue and is open until the end of its deadline, exclusive, in
// Europe/Helsinki. It is 0 if the call's dates are not valid.
func (c *Call) Status(at time.Time) Status {
	issued, err := civil.Parse(c.Issued)
	if err != nil || c.Deadline == nil {
		return 0
	}
	end, err := c.Deadline.End()
	if err != nil {
		return 0
	}
	opens := time.Date(issued.Year, issued.Month, issued.Day, 0, 0, 0, 0, Helsinki())
	switch {
	case at.Before(opens):
		return NotOpen
	case at.Before(end):
		return Open
	case c.LateNominations == LateRefuse:
		return Closed
	default:
		return Late
	}
}

func (c *Call) inspectTime(at time.Time, in *inspection) {
	status := c.Status(at)
	if status == NotOpen {
		in.error(RuleCallNotOpen, "", constraint.Params{Date: c.Issued})
	}
	if status != Late && status != Closed {
		return
	}
	end, err := c.Deadline.End()
	if err != nil {
		return
	}
	params := constraint.Params{Time: end.Format(time.RFC3339)}
	if status == Late {
		in.warn(RuleDeadlinePassed, "", params)
	} else {
		in.error(RuleDeadlinePassed, "", params)
	}
}

func (c *Call) genderMode() GenderMode {
	if c.GenderBalance == nil || c.GenderBalance.Mode == "" {
		return GenderOff
	}
	return c.GenderBalance.Mode
}

func (q Quota) least() int { return max(q.Min, 1) }
