package post

import (
	"bytes"
	"testing"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/archive"
	"github.com/hytekit/hytekit/internal/testservice"
)

// TestReminderAfterAnImport: a round that is under way goes to nobody once more from the
// database into which everything was imported; what had not gone yet goes from there.
func TestReminderAfterAnImport(t *testing.T) {
	w, worker := reminding(t)
	w.server.set(func(s *mailServer) {
		s.rcpt = func(to string) error {
			if to == neighbourMail {
				return busy
			}
			return nil
		}
	})
	w.remindNow(worker)
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1})
	var file bytes.Buffer
	if counts, err := archive.Write(t.Context(), &file, w.store, false); err != nil || counts.Announced != 3 {
		t.Fatalf("%+v, error %v", counts, err)
	}
	w.store = testservice.Store(t)
	for range 2 { // once more is once
		if _, err := archive.Read(t.Context(), bytes.NewReader(file.Bytes()), w.store); err != nil {
			t.Fatal(err)
		}
	}
	w.server.set(func(s *mailServer) { s.rcpt = nil })
	w.remind(w.inquiry)
	w.remindNow(w.worker())
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
	if q := w.queue(); q[intake.DeliverySent] != 3 {
		t.Errorf("queue %v", q)
	}
}
