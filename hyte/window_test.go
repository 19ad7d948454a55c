package hyte_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/hyte"
)

func TestWindow(t *testing.T) {
	deadline := &hyte.Deadline{Date: "2024-05-07"}
	before, within := time.Date(2024, 4, 30, 20, 59, 59, 0, time.UTC), time.Date(2024, 5, 7, 20, 59, 59, 0, time.UTC)
	after := within.Add(time.Second)
	for name, test := range map[string]struct {
		window hyte.Window
		at     time.Time
		want   hyte.Status
		rule   hyte.Rule
	}{
		"before it opens":        {hyte.Window{Opens: "2024-05-01", Deadline: deadline}, before, hyte.StatusNotOpen, hyte.RuleCallNotOpen},
		"always open":            {hyte.Window{Deadline: deadline}, before, hyte.StatusOpen, ""},
		"in the last second":     {hyte.Window{Deadline: deadline}, within, hyte.StatusOpen, ""},
		"over":                   {hyte.Window{Deadline: deadline}, after, hyte.StatusClosed, hyte.RuleDeadlinePassed},
		"cancelled":              {hyte.Window{Deadline: deadline, Cancelled: true}, within, hyte.StatusClosed, hyte.RuleCancelled},
		"cancelled, and over":    {hyte.Window{Deadline: deadline, Cancelled: true}, after, hyte.StatusClosed, hyte.RuleCancelled},
		"cancelled, and stands":  {hyte.Window{Deadline: deadline, Cancelled: true, Stands: true}, after, hyte.StatusClosed, hyte.RuleCancelled},
		"without a deadline":     {hyte.Window{}, within, 0, ""},
		"opens on no day at all": {hyte.Window{Opens: "May", Deadline: deadline}, within, 0, ""},
	} {
		status := test.window.Status(test.at)
		violations := test.window.Closed(status)
		rule := hyte.Rule("")
		if len(violations) == 1 {
			rule = violations[0].Rule
		}
		if status != test.want || rule != test.rule {
			t.Errorf("%s: %v, %v", name, status, violations)
		}
		if rule != "" && !hyte.AboutWindow(violations[0]) {
			t.Errorf("%s: %v is not about the window", name, violations)
		}
	}
}
