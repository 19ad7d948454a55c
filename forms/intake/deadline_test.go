package intake_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// To the microsecond: the whole document has arrived before the end, or late.
func TestDeadlineBoundary(t *testing.T) {
	for name, test := range map[string]struct {
		issued   string
		deadline hyte.Deadline
		end      string // RFC 3339
	}{
		"whole day":               {"2020-12-17", hyte.Deadline{Date: "2021-01-15"}, "2021-01-16T00:00:00+02:00"},
		"clock":                   {"2020-12-17", hyte.Deadline{Date: "2021-01-15", Time: "16:15"}, "2021-01-15T16:15:00+02:00"},
		"statutory, Saturday":     {"2020-12-17", hyte.Deadline{Date: "2021-01-16", Kind: "statutory"}, "2021-01-19T00:00:00+02:00"},
		"day of the spring night": {"2021-03-01", hyte.Deadline{Date: "2021-03-28"}, "2021-03-29T00:00:00+03:00"},
		"in the spring gap":       {"2021-03-01", hyte.Deadline{Date: "2021-03-28", Time: "03:30"}, "2021-03-28T04:30:00+03:00"},
		"day of the autumn night": {"2021-10-01", hyte.Deadline{Date: "2021-10-31"}, "2021-11-01T00:00:00+02:00"},
		"twice in autumn":         {"2021-10-01", hyte.Deadline{Date: "2021-10-31", Time: "03:30"}, "2021-10-31T03:30:00+02:00"},
	} {
		end, err := time.Parse(time.RFC3339, test.end)
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range []firstkind.Late{hyte.LateRecord, hyte.LateRefuse} {
			w := newWorld(t, withCall(t, firstkind.LateAnswers(mode), func(c *hyte.Call) {
				c.Issued, c.Deadline, c.FirstMeeting = test.issued, &test.deadline, nil
			}))
			for i, step := range []struct {
				from time.Duration
				late bool
			}{
				{-time.Hour, false}, {-time.Microsecond, false}, {-time.Nanosecond, false}, {0, true}, {time.Microsecond, true}, {time.Hour, true},
			} {
				w.clock.Set(end.Add(step.from))
				answer := w.postJSON(firstkind.JSON(t, "municipality:109"))
				values := filled("municipality:061") // each from a page of its own
				values.Set("token", "aaaabbbbccccddddeeeeffff2"+string(rune('a'+i)))
				posted := w.postForm(formPath, values)
				if step.late && mode == hyte.LateRefuse {
					if answer.Code != http.StatusForbidden || posted.Code != http.StatusForbidden {
						t.Errorf("%s, %s after the end: statuses %d and %d", name, step.from, answer.Code, posted.Code)
					}
					continue
				}
				want := hyte.EntryAnswered
				if step.late {
					want = hyte.EntryLate
				}
				checkStatus(t, answer, http.StatusCreated)
				checkStatus(t, posted, http.StatusSeeOther)
				if r := decode[forms.Receipt](t, answer); r.Status != want {
					t.Errorf("%s, %s after the end: %s, want %s", name, step.from, r.Status, want)
				}
			}
		}
	}
}

// The instant is the one at which the last byte came, not the first.
func TestInstantIsWhenTheWholeBodyHasArrived(t *testing.T) {
	w := newWorld(t)
	end := time.Date(2021, 1, 15, 22, 0, 0, 0, time.UTC)
	w.clock.Set(end.Add(-time.Second))
	document := firstkind.JSON(t, "municipality:109")
	body := &slowBody{rest: document, between: func() { w.clock.Set(end) }}
	answer := w.do(request(http.MethodPost, firstkind.Path, body, "Content-Type", "application/json"))
	checkStatus(t, answer, http.StatusCreated)
	if r := decode[forms.Receipt](t, answer); r.Status != hyte.EntryLate || !r.ReceivedAt.Equal(end) {
		t.Errorf("receipt %+v", r)
	}
}

func TestCallOpensWithItsDay(t *testing.T) {
	w := newWorld(t)
	opens := time.Date(2020, 12, 16, 22, 0, 0, 0, time.UTC) // midnight in Finland
	w.clock.Set(opens.Add(-time.Microsecond))
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusForbidden)
	w.clock.Set(opens)
	checkStatus(t, w.postJSON(firstkind.JSON(t, "municipality:109")), http.StatusCreated)
}
