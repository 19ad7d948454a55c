package forms_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
)

// end is the deadline of the windows here: the end of a whole day, in winter.
var end = time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC)

func TestStageOf(t *testing.T) {
	window := hyte.Window{Opens: "2020-12-17", Deadline: &hyte.Deadline{Date: "2021-01-15"}}
	late, standing, cancelled := window, window, window
	late.KeepsLate, standing.Stands, cancelled.Cancelled = true, true, true
	tests := []struct {
		name   string
		window hyte.Window
		at     time.Time
		want   forms.Stage
	}{
		{"before it opens", window, end.AddDate(0, -2, 0), forms.StageNotOpen},
		{"the first moment", window, time.Date(2020, 12, 16, 22, 0, 0, 0, time.UTC), forms.StageOpen},
		{"more than two days", window, end.Add(-48*time.Hour - 1), forms.StageOpen},
		{"two days", window, end.Add(-48 * time.Hour), forms.StageSoon},
		{"more than an hour", window, end.Add(-time.Hour - 1), forms.StageSoon},
		{"an hour", window, end.Add(-time.Hour), forms.StageLastHour},
		{"the last moment", window, end.Add(-1), forms.StageLastHour},
		{"the end", window, end, forms.StageClosed},
		{"the end, recorded", late, end, forms.StageLate},
		{"the last moment of a standing one", standing, end.Add(-1), forms.StageLastHour},
		{"the end of a standing one", standing, end, forms.StageStanding},
		{"cancelled", cancelled, end.AddDate(0, 0, -7), forms.StageClosed},
		{"no deadline", hyte.Window{}, end, forms.StageOpen},
		{"no date", hyte.Window{Deadline: &hyte.Deadline{Date: "2021-02-30"}}, end, forms.StageOpen},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := forms.StageOf(test.window, test.at); got != test.want {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestStageNames(t *testing.T) {
	seen := map[string]bool{}
	for s := forms.Stage(0); s <= forms.StageNotOpen; s++ {
		seen[s.String()] = true
	}
	if len(seen) != 8 || forms.Stage(-1).String() != "unknown" || forms.Stage(99).String() != "unknown" {
		t.Errorf("names %v", seen)
	}
}
