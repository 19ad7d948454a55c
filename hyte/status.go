package hyte

import "time"

// Status is whether an inquiry takes answers at an instant.
type Status int

// The statuses of an inquiry. The zero value is none of them: its dates cannot be
// read.
const (
	StatusNotOpen Status = iota + 1 // before the day on which it was issued
	StatusOpen                      // answers are in time
	StatusLate                      // the deadline is over; answers are kept, marked late
	StatusClosed                    // the deadline is over; answers are refused
)

// String is the status as a word in JSON and logs.
func (s Status) String() string {
	switch s {
	case StatusNotOpen:
		return "not-open"
	case StatusOpen:
		return "open"
	case StatusLate:
		return "late"
	case StatusClosed:
		return "closed"
	default:
		return "unknown"
	}
}

// Status says whether the call takes answers at the instant: see [Window.Status].
func (c *Call) Status(at time.Time) Status { return c.window().Status(at) }

func (c *Call) window() Window {
	stands := c.LateNominations == LateAccept
	return Window{
		Opens: c.Issued, Deadline: c.Deadline, KeepsLate: c.LateNominations != LateRefuse, Stands: stands,
		Changes: stands || c.Body != nil && c.Body.Term != nil,
	}
}

func (c *Call) genderMode() GenderMode {
	if c.GenderBalance == nil || c.GenderBalance.Mode == "" {
		return GenderOff
	}
	return c.GenderBalance.Mode
}

// AsksGender reports whether the persons named are asked for their gender.
func (c *Call) AsksGender() bool { return c.genderMode() != GenderOff }

// Least is the least number of representatives: Min, but at least 1.
func (q Quota) Least() int { return max(q.Min, 1) }
