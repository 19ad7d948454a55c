package storeprocess

import (
	"fmt"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// Inquiry is what every record of [Record] answers.
const Inquiry = "spring-tour-of-2021"

// Record returns a valid record that differs for every sender and n.
func Record(sender string, n int) intake.Record {
	return intake.Record{
		ID:         fmt.Sprintf("%s-%06d", sender, n),
		Inquiry:    Inquiry,
		Kind:       "booking",
		Sender:     "named:class-a",
		ReceivedAt: time.Date(2021, time.January, 15, 12, 0, 0, n*1000, time.UTC),
		Key:        fmt.Sprintf("%s-key-%06d", sender, n),
		Document:   fmt.Appendf(nil, `{"n": %d, "name": "Aino Esimerkki", "filler": "%0900d"}`, n, 0),
	}
}

// Add appends a record that must be new.
func Add(t testing.TB, s intake.Store, r intake.Record) intake.Record {
	t.Helper()
	kept, added, err := s.Append(t.Context(), r)
	if err != nil || !added {
		t.Fatalf("Append: added %v, error %v", added, err)
	}
	return kept
}

// Count returns the number of records of [Inquiry].
func Count(t testing.TB, s intake.Store) int {
	t.Helper()
	n, err := s.Count(t.Context(), Inquiry)
	if err != nil {
		t.Fatalf("Count: %v", err)
	}
	return int(n)
}

// All reads every record of [Inquiry].
func All(t testing.TB, s intake.Store) (records []intake.Record) {
	t.Helper()
	for r, err := range s.Records(t.Context(), Inquiry) {
		if err != nil {
			t.Fatalf("Records: %v", err)
		}
		records = append(records, r)
	}
	return records
}

// WantRecords looks for records among all, which must be sound.
func WantRecords(t testing.TB, s intake.Store, ids []string) {
	t.Helper()
	kept := map[string]bool{}
	for _, r := range All(t, s) {
		if err := r.Check(); err != nil {
			t.Errorf("record %s: %v", r.ID, err)
		}
		kept[r.ID] = true
	}
	for _, id := range ids {
		if !kept[id] {
			t.Fatalf("acknowledged record %s is lost", id)
		}
	}
}
