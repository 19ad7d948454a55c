package forms

import (
	"time"

	"github.com/hytekit/hytekit/forms/icon"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/civil"
)

// lastDay tells by when to answer and how much time is left, or that it is too late or too
// early, and what may come at any time. What differs between stages is a word, an icon and
// a color; the elements are the same in all of them.
func (t *tree) lastDay() view.Node {
	stage := t.stage()
	return view.El("div", view.Attrs{view.Attr("class", "hyte-deadline hyte-"+stage.String())},
		view.Icon(t.icon(stage)),
		view.El("div", nil,
			view.El("p", nil, view.Text(t.deadlineText(stage))),
			view.El("p", view.Attrs{view.Attr("class", "hyte-left")}, view.Text(t.leftText(stage)))))
}

func (t *tree) stage() Stage { return stageOf(t.words.Window(), t.view.Status, t.view.Now) }

// deadlineText is the sentence for a stage.
func (t *tree) deadlineText(stage Stage) string {
	w := t.words
	text := t.statusText(t.view.Status)
	switch {
	case t.view.ended:
		text = w.Say("deadline.ended."+t.afterwards(), "time", w.ended())
	case text != "":
	case stage == StageSoon:
		text = w.Say("deadline.soon", "deadline", w.lastMoment())
	case stage == StageLastHour:
		text = t.lastHour()
	default:
		text = w.answerBy()
	}
	status := t.view.Status
	switch {
	case w.Window().Stands:
		text += " " + w.Say("deadline.standing")
	case t.empty.later && t.isOpen() && (status == hyte.StatusLate || status == hyte.StatusClosed):
		text += " " + w.Say("answer.later")
	}
	return text
}

// afterwards is what becomes of answers after the deadline, as the ending of a key.
func (t *tree) afterwards() string {
	if t.view.Status == hyte.StatusLate {
		return "record"
	}
	return "refuse"
}

// statusText says that the inquiry takes no answers now, or late ones.
func (f *Form) statusText(status hyte.Status) string {
	for _, v := range f.words.Window().Closed(status) {
		return f.Message(v)
	}
	return "" // open, or unknown
}

// lastHour says when the time ends, and in the browser how many minutes there are. A page
// without a script would tell those of when it was written.
func (t *tree) lastHour() string {
	clock := t.words.lastClock()
	if !t.view.live {
		return t.words.Say("deadline.hour", "clock", clock)
	}
	return t.words.Say("deadline.closes", "clock", clock) + " " + t.minutes()
}

// minutes is how many full minutes are left.
func (t *tree) minutes() string {
	left, _ := timeLeft(t.words.Window(), t.view.Now)
	if left < time.Minute {
		return t.words.Say("deadline.moment")
	}
	return Count(t.words.catalog, "deadline.minutes", int(left/time.Minute))
}

// leftText tells how much time is left while that is more than an hour: in days, and when
// less than two are left, to the minute.
func (t *tree) leftText(stage Stage) string {
	left, known := timeLeft(t.words.Window(), t.view.Now)
	switch {
	case !known || stage != StageOpen && stage != StageSoon:
		return ""
	case stage == StageOpen:
		left = left.Truncate(day)
	}
	return t.words.Say("deadline.left", "left", LeftText(t.words.catalog, left))
}

// answerBy says until when to answer while there is much time, and of a deadline that was
// moved, from when.
func (w *Words) answerBy() string {
	d := w.Window().Deadline
	switch {
	case d == nil:
		return w.Say("answer.deadline", "deadline", "")
	case d.Original != "":
		return w.Say("deadline.extended", "deadline", w.lastMoment(), "original", w.Day(d.Original))
	case d.Time == "":
		return w.Say("deadline.whole-day", "date", w.Deadline())
	default:
		return w.Say("answer.deadline", "deadline", w.Deadline())
	}
}

// lastMoment is the deadline with a clock time, that of midnight if the day belongs to it
// as a whole.
func (w *Words) lastMoment() string {
	if d := w.Window().Deadline; d != nil && d.Time == "" {
		return w.Say("date.midnight", "date", w.Deadline())
	}
	return w.Deadline()
}

// lastClock is the clock time at which the deadline ends.
func (w *Words) lastClock() string {
	clock, err := hyte.ParseClock(w.Window().Deadline.Time)
	if err != nil { // a whole day
		return w.Say("clock.midnight")
	}
	return ClockText(w.catalog, clock)
}

// ended is when the deadline was, without the weekday.
func (w *Words) ended() string {
	end, err := w.Window().Deadline.End()
	if err != nil {
		return ""
	}
	if w.Window().Deadline.Time == "" {
		return w.Say("date.midnight", "date", w.catalog.Date(civil.Of(end).AddDays(-1)))
	}
	return w.Instant(end)
}

// icon is what a stage shows beside its words.
func (t *tree) icon(stage Stage) string {
	d := t.words.Window().Deadline
	switch {
	case stage == StageOpen && d != nil && d.Original != "":
		return icon.Extended
	default:
		return stage.Icon()
	}
}
