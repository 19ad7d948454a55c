package hyte

import (
	"time"

	"github.com/hytekit/hytekit/hyte/civil"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// Window is when an inquiry takes answers. The zero value never does.
type Window struct {
	// Opens is the ISO date of the day with which it opens; empty if it always was open.
	Opens string
	// Deadline is its end; nil makes a window whose status is unknown.
	Deadline *Deadline
	// KeepsLate says that answers after the deadline are kept, and marked late.
	KeepsLate bool
	// Stands says that answers are taken like any other after the deadline, too: it is
	// open from its first day on.
	Stands bool
	// Changes says that an answer which changes an earlier one in mid-term is taken
	// after the deadline, too, whatever becomes of others.
	Changes bool
	// Cancelled says that nothing is taken any more, whatever the days.
	Cancelled bool
}

// Status says whether answers are taken at the instant. The window opens with its
// first day and is open until the end of its deadline, exclusive, in
// Europe/Helsinki. It is 0 if the dates are not valid.
func (w Window) Status(at time.Time) Status {
	if w.Deadline == nil {
		return 0
	}
	end, err := w.Deadline.End()
	if err != nil {
		return 0
	}
	var opens time.Time
	if w.Opens != "" {
		day, err := civil.Parse(w.Opens)
		if err != nil {
			return 0
		}
		opens = time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, Helsinki())
	}
	switch {
	case w.Cancelled:
		return StatusClosed
	case at.Before(opens):
		return StatusNotOpen
	case at.Before(end), w.Stands:
		return StatusOpen
	case w.KeepsLate:
		return StatusLate
	default:
		return StatusClosed
	}
}

// confirmDays are how many days there are to confirm a document for which no deadline is
// left.
const confirmDays = 30

// ConfirmBy says until when a document that came at the instant can be confirmed, where it
// counts only then: in time before by, and at all before ends. That is the deadline. Where
// late answers are kept, ends is later; what came after the deadline, or to an inquiry
// that is always open, has 30 days. Both are zero if the dates are not valid.
func (w Window) ConfirmBy(at time.Time) (by, ends time.Time) {
	if w.Deadline == nil {
		return time.Time{}, time.Time{}
	}
	end, err := w.Deadline.End()
	switch {
	case err != nil:
		return time.Time{}, time.Time{}
	case w.Stands || !at.Before(end):
		by = at.AddDate(0, 0, confirmDays)
		return by, by
	case w.KeepsLate:
		return end, end.AddDate(0, 0, confirmDays)
	default:
		return end, end
	}
}

// Closed says, at the root of an answer, why none is taken while the inquiry has
// that status, or that it is late, which is a warning. It is empty while answers
// are in time, and for a status that is unknown.
func (w Window) Closed(status Status) Violations {
	violation := Violation{Severity: Error}
	if w.Cancelled && status == StatusClosed {
		violation.Rule = RuleCancelled
		return Violations{violation}
	}
	switch status {
	case StatusNotOpen:
		violation.Rule, violation.Params.Date = RuleCallNotOpen, w.Opens
	case StatusLate, StatusClosed:
		if w.Deadline == nil {
			return nil
		}
		end, err := w.Deadline.End()
		if err != nil {
			return nil // Status has read it
		}
		violation.Rule, violation.Params.Time = RuleDeadlinePassed, end.Format(time.RFC3339)
		if status == StatusLate {
			violation.Severity = constraint.Warning
		}
	default:
		return nil
	}
	return Violations{violation}
}

// AboutWindow reports whether a violation is one of [Window.Closed]: about when the
// document came, and not about the document.
func AboutWindow(v Violation) bool {
	return v.Location == "" && (v.Rule == RuleDeadlinePassed || v.Rule == RuleCallNotOpen || v.Rule == RuleCancelled)
}

// ClosedBy is the status of which [Window.Closed] has told in violations, and 0 if
// they say of no inquiry that it takes no answers.
func ClosedBy(violations Violations) Status {
	for i := range violations {
		switch v := violations[i]; {
		case v.Severity != Error || !AboutWindow(v):
		case v.Rule == RuleCallNotOpen:
			return StatusNotOpen
		default:
			return StatusClosed
		}
	}
	return 0
}
