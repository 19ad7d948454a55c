package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestScheduleFrom(t *testing.T) {
	tests := map[string]struct {
		today string
		want  schedule
	}{
		"into the next year": {
			today: "2020-12-17",
			want:  schedule{"2020-12-17", "2021-01-16", "2021-02-01", "2021-02-05", 2021, 5},
		},
		"the week belongs to the other year": {
			today: "2025-11-15",
			want:  schedule{"2025-11-15", "2025-12-15", "2025-12-29", "2026-01-02", 2026, 1},
		},
		"over the end of February": {
			today: "2024-01-31",
			want:  schedule{"2024-01-31", "2024-03-01", "2024-03-18", "2024-03-22", 2024, 12},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			today, err := time.Parse(time.DateOnly, test.today)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, scheduleFrom(today), cmp.AllowUnexported(schedule{})); diff != "" {
				t.Errorf("scheduleFrom(%s) (-want +got):\n%s", test.today, diff)
			}
		})
	}
}

func TestMove(t *testing.T) {
	const call = `{
		"id": "kutsu",
		"issued": "2020-12-17",
		"deadline": {"date": "2021-01-15", "time": "16:15", "kind": "statutory"},
		"membershipDate": "2021-01-15",
		"seats": [{"id": "kunnat", "representatives": {"min": 1, "max": 1}}],
		"firstMeeting": {"from": "2021-01-25", "label": {"fi": "tammikuussa"}}
	}`
	const want = `{
		"id": "kutsu",
		"issued": "2024-01-31",
		"deadline": {"date": "2024-03-01", "kind": "authority"},
		"membershipDate": "2021-01-15",
		"seats": [{"id": "kunnat", "representatives": {"min": 1, "max": 1}}],
		"firstMeeting": {
			"from": "2024-03-18",
			"to": "2024-03-22",
			"label": {"fi": "viikolla 12 vuonna 2024", "sv": "vecka 12 år 2024", "en": "in week 12 of 2024"}
		}
	}`
	got, err := move([]byte(call), schedule{"2024-01-31", "2024-03-01", "2024-03-18", "2024-03-22", 2024, 12})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(decode(t, []byte(want)), decode(t, got)); diff != "" {
		t.Errorf("move (-want +got):\n%s", diff)
	}
}

func decode(t *testing.T, document []byte) (value any) {
	t.Helper()
	if err := json.Unmarshal(document, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestMoveRefuses(t *testing.T) {
	tests := map[string]struct{ call, want string }{
		"not an object":   {`["issued"]`, "cannot unmarshal array"},
		"cut short":       {`{"issued": "2020-12-17",`, "unexpected end"},
		"nothing to move": {`{"issued": "2020-12-17", "deadline": {}}`, `the call lacks "firstMeeting"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := move([]byte(test.call), schedule{})
			if err == nil {
				t.Fatalf("move accepted %s and made %s", test.call, got)
			}
			if !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %q does not say %q", err, test.want)
			}
		})
	}
}
