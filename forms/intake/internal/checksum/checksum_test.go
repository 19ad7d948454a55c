package checksum_test

import (
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/internal/checksum"
)

func record() intake.Record {
	return intake.Record{
		ID: "id-1", Inquiry: "spring-tour-of-2021", Kind: "booking", Sender: "named:class-a", Key: "key-1",
		ReceivedAt: time.Date(2021, time.January, 15, 12, 0, 0, 1000, time.UTC), Document: []byte(`{"n": 1}`),
	}
}

// TestOf pins the checksums of records that files and databases already hold.
func TestOf(t *testing.T) {
	plain := record()
	noted := record()
	noted.Via, noted.Version, noted.Verdict, noted.Confirmed = "form", "v1", "received", true
	for name, c := range map[string]struct {
		record intake.Record
		want   int64
	}{
		"without what came later": {plain, 3958305293},
		"with it":                 {noted, 3774609967},
	} {
		if got := checksum.Of(c.record); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

// TestOfEveryField: whatever a disk changes shows, also where a byte moves from one
// text to the next.
func TestOfEveryField(t *testing.T) {
	seen := map[int64]string{checksum.Of(record()): "nothing"}
	for name, change := range map[string]func(*intake.Record){
		"id":             func(r *intake.Record) { r.ID = "id-2" },
		"inquiry":        func(r *intake.Record) { r.Inquiry = "spring-tour-of-2022" },
		"kind":           func(r *intake.Record) { r.Kind = "question" },
		"sender":         func(r *intake.Record) { r.Sender = "" },
		"key":            func(r *intake.Record) { r.Key = "key-2" },
		"time":           func(r *intake.Record) { r.ReceivedAt = r.ReceivedAt.Add(time.Microsecond) },
		"via":            func(r *intake.Record) { r.Via = "form" },
		"version":        func(r *intake.Record) { r.Version = "form" },
		"verdict":        func(r *intake.Record) { r.Verdict = "form" },
		"confirmed":      func(r *intake.Record) { r.Confirmed = true },
		"document":       func(r *intake.Record) { r.Document = []byte(`{"n": 2}`) },
		"moved to key":   func(r *intake.Record) { r.Sender, r.Key = "named:class-", "akey-1" },
		"moved to kind":  func(r *intake.Record) { r.Inquiry, r.Kind = "spring-tour-of-202", "1booking" },
		"moved verdict":  func(r *intake.Record) { r.Version, r.Verdict = "fo", "rm" },
		"moved verdict2": func(r *intake.Record) { r.Version, r.Verdict = "for", "m" },
	} {
		r := record()
		change(&r)
		sum := checksum.Of(r)
		if other, taken := seen[sum]; taken {
			t.Errorf("a change of %s has the checksum of a change of %s", name, other)
		}
		seen[sum] = name
	}
	again := record()
	again.Sequence = 7
	if checksum.Of(again) != checksum.Of(record()) {
		t.Error("the sequence counts, which a store gives only as it writes")
	}
}
