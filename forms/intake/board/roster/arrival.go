package roster

import (
	"net/url"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/view"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/constraint"
)

// clockForm is how a browser sends a date and a clock time; people see it in the
// form of their language.
const clockForm = "2006-01-02T15:04"

// corrects asks when an answer really arrived, such as one that lay in another
// mailbox.
func corrects(d *intake.Desk, f found) *question {
	if !f.timely() {
		return nil
	}
	now := d.Now()
	return &question{
		path: correctPath, texts: "correct", decision: decision{Kind: hyte.ReceivedCorrection, Corrects: f.answer.ID},
		fields: func(v rosterView, given url.Values, wrong []string) view.Node {
			return arrivalField(v, given, wrong, f.answer.ReceivedAt)
		},
		fill: func(of *decision, given url.Values) { of.ArrivedAt = arrival(given, now) },
	}
}

// arrivalField asks for a time of arrival.
func arrivalField(v rosterView, given url.Values, wrong []string, known time.Time) view.Node {
	if given == nil && !known.IsZero() {
		given = url.Values{"arrivedAt": {known.In(hyte.Helsinki()).Format(clockForm)}}
	}
	return fieldWith(v.mark, v.t, "arrivedAt", given, wrong, "input", view.Attr("type", "datetime-local"))
}

// arrival reads the time of arrival on a clock in Finland. It is zero, which is
// reported as wrong, if it is none or still to come. At the end of summer time an
// hour comes twice; the first is meant.
func arrival(given url.Values, now time.Time) time.Time {
	at, err := time.ParseInLocation(clockForm, constraint.TrimBlanks(given.Get("arrivedAt")), hyte.Helsinki())
	if err != nil || at.After(now) {
		return time.Time{}
	}
	return at
}
