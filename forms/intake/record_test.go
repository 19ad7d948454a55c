package intake_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
)

// valid returns a record that passes Check.
func valid() intake.Record {
	return intake.Record{
		ID:         "aaaqeayeaudaocajbifqydiob4",
		Inquiry:    "spring-tour",
		Kind:       "booking",
		Sender:     "named:class-a",
		ReceivedAt: time.Date(2021, time.January, 15, 14, 14, 59, 999999000, time.UTC),
		Key:        "8e03978e-40d5-43e8-bc93-6894a57f9324",
		Document:   []byte(`{}`),
	}
}

func TestRecordCheckPasses(t *testing.T) {
	for name, change := range map[string]func(r *intake.Record){
		"as it is":         func(*intake.Record) {},
		"no sender":        func(r *intake.Record) { r.Sender = "" },
		"longest ID":       func(r *intake.Record) { r.ID = strings.Repeat("x", 64) },
		"longest key":      func(r *intake.Record) { r.Key = strings.Repeat("~", 200) },
		"longest inquiry":  func(r *intake.Record) { r.Inquiry = strings.Repeat("ä", 100) },
		"any bytes":        func(r *intake.Record) { r.Document = []byte{0, 0xff} },
		"largest document": func(r *intake.Record) { r.Document = make([]byte, intake.MaxDocument) },
		"first year":       func(r *intake.Record) { r.ReceivedAt = time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC) },
	} {
		r := valid()
		change(&r)
		if err := r.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRecordCheckRefuses(t *testing.T) {
	helsinki := time.FixedZone("EET", 2*60*60)
	for _, test := range []struct {
		field  string
		change func(r *intake.Record)
	}{
		{"ID", func(r *intake.Record) { r.ID = "" }},
		{"ID", func(r *intake.Record) { r.ID = strings.Repeat("x", 65) }},
		{"ID", func(r *intake.Record) { r.ID = "a b" }},
		{"Inquiry", func(r *intake.Record) { r.Inquiry = "" }},
		{"Inquiry", func(r *intake.Record) { r.Inquiry = strings.Repeat("ä", 101) }},
		{"Inquiry", func(r *intake.Record) { r.Inquiry = "a\x00b" }},
		{"Kind", func(r *intake.Record) { r.Kind = "" }},
		{"Kind", func(r *intake.Record) { r.Kind = "a\nb" }},
		{"Sender", func(r *intake.Record) { r.Sender = "\xff" }},
		{"Sender", func(r *intake.Record) { r.Sender = "a\u0085b" }},
		{"ReceivedAt", func(r *intake.Record) { r.ReceivedAt = time.Time{} }},
		{"ReceivedAt", func(r *intake.Record) { r.ReceivedAt = r.ReceivedAt.In(helsinki) }},
		{"ReceivedAt", func(r *intake.Record) { r.ReceivedAt = r.ReceivedAt.Add(time.Nanosecond) }},
		{"ReceivedAt", func(r *intake.Record) { r.ReceivedAt = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }},
		{"Key", func(r *intake.Record) { r.Key = "" }},
		{"Key", func(r *intake.Record) { r.Key = "avain ä" }},
		{"Key", func(r *intake.Record) { r.Key = strings.Repeat("k", 201) }},
		{"Document", func(r *intake.Record) { r.Document = nil }},
		{"Document", func(r *intake.Record) { r.Document = make([]byte, intake.MaxDocument+1) }},
	} {
		r := valid()
		test.change(&r)
		err := r.Check()
		if !errors.Is(err, intake.ErrInvalid) || !strings.Contains(err.Error(), ": "+test.field+": ") {
			t.Errorf("%s: error %v, want ErrInvalid naming the field", test.field, err)
		}
	}
}

func TestNewID(t *testing.T) {
	seen := make(map[string]bool)
	for n := range 100 {
		id, err := intake.NewID(bytes.NewReader(fmt.Appendf(nil, "%016d", n)))
		if err != nil || len(id) != 26 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" || seen[id] {
			t.Fatalf("NewID: %q, error %v", id, err)
		}
		seen[id] = true
	}
	if id, err := intake.NewID(iotest.ErrReader(errors.New("no randomness"))); err == nil || id != "" {
		t.Errorf("NewID without randomness: %q, error %v", id, err)
	}
	if id, err := intake.NewID(strings.NewReader("too short")); err == nil || id != "" {
		t.Errorf("NewID with too little randomness: %q, error %v", id, err)
	}
}

// TestNewRecordID: ids of records that come one after another begin alike, and whoever knows
// when one came knows no more than that beginning.
func TestNewRecordID(t *testing.T) {
	at := time.Date(2021, time.January, 15, 12, 0, 0, 0, time.UTC)
	beginnings, rests := map[string]bool{}, map[string]bool{}
	for n := range 100 {
		id, err := intake.NewRecordID(at.Add(time.Duration(n)*100*time.Microsecond), rand.Reader)
		if err != nil || len(id) != 26 || strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			t.Fatalf("NewRecordID: %q, error %v", id, err)
		}
		beginnings[id[:3]], rests[id[4:]] = true, true
	}
	if len(beginnings) != 1 || len(rests) != 100 {
		t.Errorf("%d beginnings and %d rests, want 1 and 100", len(beginnings), len(rests))
	}
	later, err := intake.NewRecordID(at.Add(time.Second), rand.Reader)
	if err != nil || beginnings[later[:3]] {
		t.Errorf("a second later: %q, error %v", later, err)
	}
	if id, err := intake.NewRecordID(at, strings.NewReader("too short")); err == nil || id != "" {
		t.Errorf("NewRecordID with too little randomness: %q, error %v", id, err)
	}
}

func ExampleNewID() {
	id, err := intake.NewID(strings.NewReader("in use, crypto/rand.Reader"))
	fmt.Println(id, err)
	// Output: nfxca5ltmuwcay3spfyhi3zpoi <nil>
}
