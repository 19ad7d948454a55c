package main

import (
	"encoding/json"
	"fmt"
	"time"
)

// A schedule holds the dates of the copy in ISO 8601, and the ISO week of its first meeting.
type schedule struct {
	issued, deadline, meetingFrom, meetingTo string
	year, week                               int
}

// scheduleFrom opens a call on the given day: 30 days to answer, and the first meeting from Monday
// to Friday of the first week that starts at least two weeks later.
func scheduleFrom(today time.Time) schedule {
	deadline := today.AddDate(0, 0, 30)
	monday := deadline.AddDate(0, 0, 14)
	for monday.Weekday() != time.Monday {
		monday = monday.AddDate(0, 0, 1)
	}
	year, week := monday.ISOWeek()
	return schedule{
		issued:      today.Format(time.DateOnly),
		deadline:    deadline.Format(time.DateOnly),
		meetingFrom: monday.Format(time.DateOnly),
		meetingTo:   monday.AddDate(0, 0, 4).Format(time.DateOnly),
		year:        year,
		week:        week,
	}
}

// members returns the members of a call that the schedule decides. The date of membership is not
// among them: the copy asks the municipalities that the call asks.
func (s schedule) members() map[string]any {
	return map[string]any{
		"issued":   s.issued,
		"deadline": map[string]string{"date": s.deadline, "kind": "authority"},
		"firstMeeting": map[string]any{
			"from": s.meetingFrom,
			"to":   s.meetingTo,
			"label": map[string]string{
				"fi": fmt.Sprintf("viikolla %d vuonna %d", s.week, s.year),
				"sv": fmt.Sprintf("vecka %d år %d", s.week, s.year),
				"en": fmt.Sprintf("in week %d of %d", s.week, s.year),
			},
		},
	}
}

// move returns the call with the schedule's members in place of its own, and all else as it was. A
// call that lacks one of these members is an error.
func move(call []byte, s schedule) ([]byte, error) {
	var members map[string]any
	if err := json.Unmarshal(call, &members); err != nil {
		return nil, err
	}
	for name, value := range s.members() {
		if _, ok := members[name]; !ok {
			return nil, fmt.Errorf("the call lacks %q", name)
		}
		members[name] = value
	}
	return json.MarshalIndent(members, "", "  ")
}
