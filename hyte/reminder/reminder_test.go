package reminder_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reminder"
	"pgregory.net/rapid"
)

func TestParseSchedule(t *testing.T) {
	for text, want := range map[string]string{"": "", " ": "", "7,2": "7,2", "2, 7": "7,2", "2,2,7": "7,2", "0": "0", "366": "366"} {
		s, err := reminder.ParseSchedule(text)
		if err != nil || s.String() != want {
			t.Errorf("%q: %q, error %v; want %q", text, s, err, want)
		}
	}
	for _, text := range []string{",", "7,", "-1", "367", "seven", "7;2", "1,2,3,4,5,6,7,8,9,10,11", "99999999999999999999"} {
		if s, err := reminder.ParseSchedule(text); !errors.Is(err, reminder.ErrSchedule) {
			t.Errorf("%q: %v, error %v; want ErrSchedule", text, s, err)
		}
	}
}

func instant(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04:05", text, hyte.Helsinki())
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestRound(t *testing.T) {
	usual := hyte.Window{Opens: "2021-01-05", Deadline: &hyte.Deadline{Date: "2021-01-15", Time: "16:15"}}
	whole := hyte.Window{Deadline: &hyte.Deadline{Date: "2021-01-15"}}
	standing, late, cancelled := whole, whole, whole
	standing.Stands, late.KeepsLate, cancelled.Cancelled = true, true, true
	for _, c := range []struct {
		name     string
		window   hyte.Window
		schedule reminder.Schedule
		at, want string
	}{
		{"before the first round", usual, reminder.Schedule{7, 2}, "2021-01-08 07:59:59", ""},
		{"as the first round begins", usual, reminder.Schedule{7, 2}, "2021-01-08 08:00:00", "2021-01-15/7"},
		{"the service was down for days", usual, reminder.Schedule{7, 2}, "2021-01-12 23:00:00", "2021-01-15/7"},
		{"as the last round begins", usual, reminder.Schedule{7, 2}, "2021-01-13 08:00:00", "2021-01-15/2 last"},
		{"a second before the deadline", usual, reminder.Schedule{7, 2}, "2021-01-15 16:14:59", "2021-01-15/2 last"},
		{"at the deadline", usual, reminder.Schedule{7, 2}, "2021-01-15 16:15:00", ""},
		{"one round only is not called the last one", usual, reminder.Schedule{7}, "2021-01-09 12:00:00", "2021-01-15/7"},
		{"not open yet", usual, reminder.Schedule{30}, "2021-01-04 23:59:59", ""},
		{"open, in a round that had begun", usual, reminder.Schedule{30}, "2021-01-05 00:00:00", "2021-01-15/30"},
		{"no schedule", usual, nil, "2021-01-14 12:00:00", ""},
		{"the last second of a whole day", whole, reminder.Schedule{0}, "2021-01-15 23:59:59", "2021-01-15/0"},
		{"after a whole day", whole, reminder.Schedule{0}, "2021-01-16 00:00:00", ""},
		{"late answers are kept, and nobody is reminded of them", late, reminder.Schedule{2}, "2021-01-16 09:00:00", ""},
		{"a standing list", standing, reminder.Schedule{2}, "2021-01-14 09:00:00", "2021-01-15/2"},
		{"a standing list after its day", standing, reminder.Schedule{2}, "2021-01-16 09:00:00", ""},
		{"cancelled", cancelled, reminder.Schedule{2}, "2021-01-14 09:00:00", ""},
		{"no deadline", hyte.Window{}, reminder.Schedule{2}, "2021-01-14 09:00:00", ""},
		{"a statutory deadline on a Saturday moves", hyte.Window{Deadline: &hyte.Deadline{Date: "2021-01-16", Kind: hyte.DeadlineStatutory}}, reminder.Schedule{2}, "2021-01-16 08:00:00", "2021-01-18/2"},
		{"over the change of the clock", hyte.Window{Deadline: &hyte.Deadline{Date: "2021-03-29"}}, reminder.Schedule{1}, "2021-03-28 08:00:00", "2021-03-29/1"},
	} {
		round, ok := c.schedule.Round(c.window, instant(t, c.at))
		got := ""
		if ok {
			got = round.Occasion()
		}
		if round.Last {
			got += " last"
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if round, ok := reminder.ByHand(usual, instant(t, "2021-01-06 00:30:00")); !ok || round.Occasion() != "2021-01-15/on-2021-01-06" || round.Last || !reminder.Of(round.Occasion(), round.Deadline) || reminder.Of(round.Occasion(), round.Deadline.AddDays(1)) {
		t.Errorf("by hand: %v, %t", round, ok)
	}
	for _, at := range []string{"2021-01-04 12:00:00", "2021-01-15 16:15:00"} {
		if round, ok := reminder.ByHand(usual, instant(t, at)); ok {
			t.Errorf("by hand at %s: %v", at, round)
		}
	}
}

func TestDue(t *testing.T) {
	window := hyte.Window{Deadline: &hyte.Deadline{Date: "2021-01-15"}}
	at := instant(t, "2021-01-13 09:00:00")
	round, _ := reminder.Schedule{7, 2}.Round(window, at)
	sent := []reminder.Sent{
		{"in this round", "2021-01-15/2", at.AddDate(0, 0, -1)},
		{"in another one", "2021-01-15/7", at.AddDate(0, 0, -5)},
		{"by hand today", "2021-01-15/on-2021-01-13", at.Add(-time.Hour)},
		{"by hand yesterday", "2021-01-15/on-2021-01-12", at.Add(-10 * time.Hour)},
		{"by a clock that was ahead", "2021-01-15/7", at.Add(48 * time.Hour)},
		{"before another deadline", "2021-01-10/2", at.AddDate(0, 0, -5)},
	}
	asked := []string{"never", "never"}
	for _, s := range sent {
		asked = append(asked, s.Organization)
	}
	want := []string{"never", "in another one", "by hand yesterday", "before another deadline"}
	if diff := cmp.Diff(want, reminder.Due(round, asked, sent, at)); diff != "" {
		t.Errorf("due (-want +got):\n%s", diff)
	}
}

// TestNeverTwice lets services look at any times, with a clock that jumps, answers that
// come and a deadline that moves. Whoever has answered is not reminded, nobody twice in a
// round or on a day, and nothing goes after the deadline.
func TestNeverTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.SliceOfNDistinct(rapid.IntRange(0, 20), 1, 4, rapid.ID[int]).Draw(t, "schedule")
		slices.Sort(days)
		slices.Reverse(days)
		schedule := reminder.Schedule(days)
		window := hyte.Window{Deadline: &hyte.Deadline{Date: "2021-01-15"}}
		unanswered := []string{"a", "b", "c"}
		var sent []reminder.Sent
		at := time.Date(2020, 12, 20, 0, 0, 0, 0, hyte.Helsinki())
		for i := range rapid.IntRange(1, 40).Draw(t, "looks") {
			at = at.Add(time.Duration(rapid.IntRange(-30, 60).Draw(t, fmt.Sprint("hours ", i))) * time.Hour)
			switch rapid.IntRange(0, 12).Draw(t, fmt.Sprint("event ", i)) {
			case 0:
				if len(unanswered) > 0 {
					unanswered = unanswered[1:]
				}
			case 1:
				window.Deadline = &hyte.Deadline{Date: "2021-01-20", Original: "2021-01-15"}
			}
			round, ok := schedule.Round(window, at)
			if rapid.IntRange(0, 5).Draw(t, fmt.Sprint("by hand ", i)) == 0 {
				round, ok = reminder.ByHand(window, at)
			}
			end, _ := window.Deadline.End()
			if !ok {
				continue
			}
			if !at.Before(end) {
				t.Fatalf("a round at %s, after the deadline", at)
			}
			for _, id := range reminder.Due(round, unanswered, sent, at) {
				if !slices.Contains(unanswered, id) {
					t.Fatalf("%s has answered", id)
				}
				for _, s := range sent {
					sameDay := s.At.In(hyte.Helsinki()).Format(time.DateOnly) == at.In(hyte.Helsinki()).Format(time.DateOnly)
					if s.Organization == id && (s.Occasion == round.Occasion() || sameDay) {
						t.Fatalf("%s at %s again, after %v", id, at, s)
					}
				}
				sent = append(sent, reminder.Sent{Organization: id, Occasion: round.Occasion(), At: at})
			}
		}
	})
}
