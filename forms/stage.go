package forms

import (
	"time"

	"github.com/hytekit/hytekit/hyte"
)

// Stage is how far an inquiry has come on its way to its deadline, as far as it matters
// to whoever answers. The zero value says that nobody knows.
type Stage int

// The stages.
const (
	StageOpen     Stage = iota + 1
	StageSoon           // less than two days are left
	StageLastHour       // less than an hour is left
	StageStanding       // the deadline has passed, and answers are taken as before
	StageLate           // the deadline has passed, and answers are kept and marked late
	StageClosed         // no answers are taken anymore
	StageNotOpen        // no answers are taken yet
)

// stageNames are those of [Stage.String], by stage.
var stageNames = [...]string{"unknown", "open", "soon", "last-hour", "standing", "late", "closed", "not-open"}

// String is the name of the stage in classes of HTML, such as "last-hour".
func (s Stage) String() string {
	if s < 0 || int(s) >= len(stageNames) {
		s = 0
	}
	return stageNames[s]
}

const day = 24 * time.Hour

// StageOf is the stage of a window at an instant. It is 0 if the window has no deadline,
// or its dates are not valid.
func StageOf(w hyte.Window, at time.Time) Stage { return stageOf(w, w.Status(at), at) }

// stageOf is the stage for a status, which a service has told and which holds whatever
// the clock says. Without an instant what is open is just that.
func stageOf(w hyte.Window, status hyte.Status, at time.Time) Stage {
	switch status {
	case hyte.StatusNotOpen:
		return StageNotOpen
	case hyte.StatusLate:
		return StageLate
	case hyte.StatusClosed:
		return StageClosed
	}
	left, known := timeLeft(w, at)
	switch {
	case !known:
		return StageOpen
	case left <= 0 && w.Stands:
		return StageStanding
	case left <= time.Hour:
		return StageLastHour
	case left <= 2*day:
		return StageSoon
	default:
		return StageOpen
	}
}

// timeLeft is the time until the deadline, and whether there is one to be known.
func timeLeft(w hyte.Window, at time.Time) (left time.Duration, known bool) {
	if w.Deadline == nil || at.IsZero() {
		return 0, false
	}
	end, err := w.Deadline.End()
	return end.Sub(at), err == nil
}

// untilNext is after how long something else is to be said of the time left: with the
// next minute, or of more than two days with the next hour. It is 0 if that is never.
func untilNext(w hyte.Window, at time.Time) time.Duration {
	left, known := timeLeft(w, at)
	step := time.Minute
	switch {
	case !known || left <= 0:
		return 0
	case left > 2*day:
		step = time.Hour
	}
	// A moment later than that: time left is rounded down.
	return left%step + 20*time.Millisecond
}
