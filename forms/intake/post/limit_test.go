package post

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// TestLimits: an address gets no more than it may on a day, also if people write it in
// many ways; the registry gets everything, and nothing is lost.
func TestLimits(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.mail.Limits.Address = 3
	worker := w.worker()
	for i := range 6 {
		w.send(firstkind.Sender, func(n *firstkind.Answer) {
			n.Representatives[0].Person.GivenName = fmt.Sprintf("Nimi%c", 'a'+i)
			n.Submitter.Email = []string{sendersMail, "Vaino.Nayte@EXAMPLE.fi", "Väinö <" + sendersMail + ">"}[i%3]
		})
	}
	w.round(worker)
	w.round(worker)
	if got := len(w.server.got()) - 2*len(w.server.to(registry)); got != 3 || len(w.server.to(registry)) != 6 {
		t.Errorf("%d receipts, %d letters to the registry", got, len(w.server.to(registry)))
	}
	if diff := cmp.Diff(map[string]string{"receipt": "waiting limit"}, w.failures()); diff != "" {
		t.Errorf("not sent (-want +got):\n%s", diff)
	}
	w.wait(14 * time.Hour) // after midnight in Finland
	w.round(worker)
	if len(w.failures()) > 0 {
		t.Errorf("on the next day not sent: %v", w.failures())
	}
}

// TestLimitOfAnInquiry: so many letters an hour go to others than the organizer.
func TestLimitOfAnInquiry(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.mail.Limits.Inquiry = 3
	worker := w.worker()
	for _, sender := range firstkind.Asked(firstkind.Inquiry(t))[:3] {
		w.send(sender)
	}
	w.round(worker)
	if counts := w.queue(); counts[intake.DeliveryWaiting] == 0 || len(w.server.to(registry)) != 3 {
		t.Errorf("queue %v, %d letters to the registry", counts, len(w.server.to(registry)))
	}
	w.wait(time.Hour + time.Second)
	w.round(worker)
	if len(w.failures()) > 0 {
		t.Errorf("an hour later not sent: %v", w.failures())
	}
}

// TestStops: a program that stops does not wait for a server that is slow, and loses
// nothing.
func TestStops(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.mail.To = "smtp://" + silent(t)
	w.mail.options.timeout = time.Minute
	m, err := NewMail(w.mail)
	if err != nil {
		t.Fatal(err)
	}
	worker, err := NewWorker(Config{Outbox: w.store, Store: w.store, Mail: m, Now: w.clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := worker.plan(t.Context(), w.service, worker.channels[0], firstkind.ID); err != nil {
		t.Fatal(err)
	}
	w.send(firstkind.Sender)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { worker.Run(ctx, w.service); close(ended) }()
	time.Sleep(200 * time.Millisecond)
	cancel()
	select {
	case <-ended:
	case <-time.After(farewell + 5*time.Second):
		t.Fatal("it has not stopped")
	}
	for recipient, failure := range w.failures() {
		if failure != "waiting " {
			t.Errorf("%s: %s", recipient, failure)
		}
	}
	w.mail.To, w.mail.options.timeout = "smtp://"+w.server.address, 2*time.Second
	w.round(w.worker())
	if got := len(w.server.got()); got != 3 {
		t.Errorf("%d mails afterwards, not sent: %v", got, w.failures())
	}
}
