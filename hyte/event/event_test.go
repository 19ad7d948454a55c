package event_test

import (
	"fmt"
	"testing"

	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/event"
)

func ExampleDecode() {
	e, violations := event.Decode([]byte(`{
		"id": "partnership-day-4", "title": {"fi": "Kumppanuuspäivä"}, "when": {"date": "2024-05-14", "from": "13:00", "to": "16:00"},
		"remote": {"shown": "public"}, "organizers": ["county:07"], "languages": ["fi"]
	}`))
	fmt.Println(e.Title.In("fi"), e.When.First())
	for _, v := range violations {
		fmt.Println(v.Severity, v.Rule, v.Location)
	}
	// Output:
	// Kumppanuuspäivä 2024-05-14
	// warning event.link_missing /remote/url
}

func TestDutyYear(t *testing.T) {
	for name, test := range map[string]struct {
		when *event.When
		year int
		want int
	}{
		"said":             {&event.When{Date: "2024-05-14"}, 2023, 2023},
		"that of the day":  {&event.When{Date: "2024-05-14"}, 0, 2024},
		"of the first day": {&event.When{Period: &hyte.Term{From: "2024-12-01", To: "2025-01-31"}}, 0, 2024},
		"of the last day":  {&event.When{Period: &hyte.Term{To: "2025-01-31"}}, 0, 2025},
		"of no known day":  {&event.When{Period: &hyte.Term{}}, 0, 0},
		"of no event":      {nil, 0, 0},
	} {
		e := &event.Event{When: test.when}
		if got := e.DutyYear(&event.Duty{Year: test.year}); got != test.want {
			t.Errorf("%s: %d, want %d", name, got, test.want)
		}
	}
}
