package post

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
	gomail "github.com/wneessen/go-mail"
)

// falling is a source whose letters panic.
type falling struct{ Source }

func (f falling) Arrival(ctx context.Context, r intake.Record) (*intake.Arrival, error) {
	panic("Aino Esimerkki " + r.ID)
}

// broken is a transport that panics.
type broken struct{ transport }

func (broken) give(context.Context, string, *gomail.Msg) outcome { panic("Aino Esimerkki") }

// TestPanics: neither planning nor a letter brings the service down, and the log tells
// only the place.
func TestPanics(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	worker.Round(t.Context(), falling{w.service})
	if !strings.Contains(w.log.String(), "msg=panic") {
		t.Errorf("the log has no panic:\n%s", w.log)
	}
	worker.config.Mail.transport = broken{worker.config.Mail.transport}
	if err := worker.plan(t.Context(), w.service, worker.channels[0], firstkind.ID); err != nil {
		t.Fatal(err)
	}
	w.round(worker)
	w.round(w.worker())
	if diff := cmp.Diff(map[string]string{"registry": "refused fault", "copy-1": "refused fault", "receipt": "refused fault"}, w.failures()); diff != "" {
		t.Errorf("not sent (-want +got):\n%s", diff)
	}
}
