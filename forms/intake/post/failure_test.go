package post

import (
	"context"
	"errors"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// busy and unknown are what servers say.
var (
	busy    = &smtp.SMTPError{Code: 450, EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "later, vaino.nayte@example.fi"}
	unknown = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no vaino.nayte@example.fi here"}
)

// ids are the Message-IDs of mails.
func ids(all []received) []string {
	found := make([]string, len(all))
	for i, m := range all {
		found[i] = m.Header.Get("Message-ID")
	}
	return found
}

// TestRefusedAndBusyRecipients: one address does not hold up others.
func TestRefusedAndBusyRecipients(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.server.set(func(s *mailServer) {
		s.rcpt = func(to string) error {
			switch to {
			case sendersMail:
				return busy
			case organizationMail:
				return unknown
			}
			return nil
		}
	})
	w.send(organization)
	w.round(worker)
	if diff := cmp.Diff(map[string]string{"receipt": "waiting busy", "notice": "refused address-refused"}, w.failures()); diff != "" {
		t.Fatalf("not sent (-want +got):\n%s", diff)
	}
	w.server.set(func(s *mailServer) { s.rcpt = nil })
	w.wait(59 * time.Second)
	w.round(worker)
	if got := len(w.server.to(sendersMail)); got != 0 {
		t.Error("tried again within a minute")
	}
	w.wait(time.Second)
	w.round(worker)
	if got := len(w.server.to(sendersMail)); got != 1 {
		t.Errorf("%d receipts", got)
	}
	// Somebody has looked, and sends the notice once more.
	refused, err := w.store.Deliveries(t.Context(), intake.DeliveryRefused, 0, 10)
	if err != nil || len(refused) != 1 {
		t.Fatalf("refused: %v, error %v", refused, err)
	}
	if err := w.store.Resend(t.Context(), refused[0].ID, w.clock.Now()); err != nil {
		t.Fatal(err)
	}
	w.round(worker)
	if got := len(w.server.to(organizationMail)); got != 1 || len(w.failures()) > 0 {
		t.Errorf("%d notices, not sent: %v", got, w.failures())
	}
}

// TestBusyRegistryKeepsOrder: the letters to the registry come in order, and nobody else
// waits for them.
func TestBusyRegistryKeepsOrder(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.server.set(func(s *mailServer) {
		s.rcpt = func(to string) error {
			if to == registry {
				return busy
			}
			return nil
		}
	})
	w.send(firstkind.Sender)
	w.send(organization)
	w.round(worker)
	if got := len(w.server.to(sendersMail)); got != 2 {
		t.Errorf("%d receipts", got)
	}
	w.server.set(func(s *mailServer) { s.rcpt = nil })
	w.wait(time.Minute)
	w.round(worker)
	mails := w.server.to(registry)
	if len(mails) != 2 || !strings.Contains(subject(t, mails[0]), "Hämeenlinna") || !strings.Contains(subject(t, mails[1]), "FSHKY") {
		t.Errorf("%d letters to the registry, or in another order", len(mails))
	}
}

// TestDeadServerForAWeek: nothing is lost, and when the server is back all goes in order.
func TestDeadServerForAWeek(t *testing.T) {
	w := newWorld(t, serverOptions{})
	if err := w.server.server.Close(); err != nil {
		t.Fatal(err)
	}
	worker := w.worker()
	senders := firstkind.Asked(firstkind.Inquiry(t))
	sent, rounds := 0, 0
	for start := w.clock.Now(); w.clock.Now().Sub(start) < 7*24*time.Hour; w.wait(20 * time.Minute) {
		if rounds%50 == 0 {
			w.send(senders[sent%len(senders)])
			sent++
		}
		w.round(worker)
		rounds++
	}
	if counts := w.queue(); len(counts) != 1 || counts[intake.DeliveryWaiting] < 3*sent {
		t.Fatalf("after a week: %v of %d answers", counts, sent)
	}
	back := newServer(t, serverOptions{})
	w.mail.To, w.mail.options.roots = "smtp://"+back.address, back.roots
	again := w.worker() // the program is started anew, and the server is elsewhere
	w.wait(longestHold)
	w.round(again)
	if counts := w.queue(); len(counts) != 1 || counts[intake.DeliverySent] < 3*sent {
		t.Errorf("when it is back: %v, not sent %v", counts, w.failures())
	}
	var order []string
	for _, m := range back.to(registry) {
		order = append(order, m.Header.Get("Message-ID"))
	}
	if len(order) != sent {
		t.Errorf("%d letters to the registry, want %d", len(order), sent)
	}
	all, err := w.store.Deliveries(t.Context(), "", 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(all)
	var want []string
	for _, d := range all {
		if d.Recipient == "registry" {
			want = append(want, "<"+messageID(d)+"@example.fi>")
		}
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

// TestServersThatAreNotThere: none of these faults costs an attempt of a letter.
func TestServersThatAreNotThere(t *testing.T) {
	for name, c := range map[string]struct {
		options serverOptions
		change  func(*world)
		want    string
	}{
		"certificate of another":    {serverOptions{host: "other.example.fi"}, nil, failInsecure},
		"certificate of a stranger": {serverOptions{}, func(w *world) { w.mail.options.roots = nil }, failInsecure},
		"without STARTTLS":          {serverOptions{plain: true}, func(w *world) { w.mail.To = "smtp://" + w.server.address }, failInsecure},
		"no TLS where it should be": {serverOptions{}, func(w *world) { w.mail.To = "smtps://" + w.server.address }, failInsecure},
		"wrong password": {serverOptions{user: true}, func(w *world) {
			w.mail.To, w.mail.Password = "smtp://"+mailUser+"@"+w.server.address, "another"
		}, failLogin},
		"no mail from here": {serverOptions{}, func(w *world) {
			w.server.set(func(s *mailServer) {
				s.from = func() error { return &smtp.SMTPError{Code: 550, Message: "no"} }
			})
		}, failServer},
		"closing": {serverOptions{}, func(w *world) {
			w.server.set(func(s *mailServer) {
				s.rcpt = func(string) error { return &smtp.SMTPError{Code: 421, Message: "closing"} }
			})
		}, failServer},
		"silent": {serverOptions{}, func(w *world) { w.mail.To = "smtp://" + silent(t) }, failUnreachable},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.options)
			if c.change != nil {
				c.change(w)
			}
			w.mail.options.timeout = 500 * time.Millisecond
			worker := w.worker()
			w.send(firstkind.Sender)
			w.round(worker)
			w.round(worker)
			all, err := w.store.Deliveries(t.Context(), "", 0, 100)
			if err != nil {
				t.Fatal(err)
			}
			failed := 0
			for _, d := range all {
				if d.State != intake.DeliveryWaiting || d.Attempts > 0 {
					t.Errorf("%+v", d)
				}
				if d.Failure == c.want {
					failed++
				} else if d.Failure != "" {
					t.Errorf("failure %q, want %q", d.Failure, c.want)
				}
			}
			if len(all) != 3 || failed != 1 {
				t.Errorf("%d deliveries, of which %d have met the server; want 3 and 1", len(all), failed)
			}
			if got := len(w.server.got()); got > 0 {
				t.Errorf("%d mails were sent", got)
			}
		})
	}
}

// silent is a server that takes connections and says nothing.
func silent(t *testing.T) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}

// TestServersThatTakeMail: with TLS from the start, with a login, and without either.
func TestServersThatTakeMail(t *testing.T) {
	for name, c := range map[string]struct {
		options serverOptions
		change  func(*world)
	}{
		"implicit TLS": {serverOptions{wrapped: true}, func(w *world) { w.mail.To = "smtps://" + w.server.address }},
		"login": {serverOptions{user: true}, func(w *world) {
			w.mail.To, w.mail.Password = "smtp://"+mailUser+"@"+w.server.address, mailPassword
		}},
		"none": {serverOptions{plain: true}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, c.options)
			if c.change != nil {
				c.change(w)
			}
			worker := w.worker()
			w.send(firstkind.Sender)
			w.round(worker)
			if got := len(w.server.got()); got != 3 {
				t.Errorf("%d mails, not sent: %v", got, w.failures())
			}
		})
	}
}

// TestCut: the connection is lost in the middle of a letter, or when the server has taken
// it and before it can say so. The letter goes again, as the same message; others go on.
func TestCut(t *testing.T) {
	for at, want := range map[string]int{"middle": 3, "end": 4} {
		t.Run(at, func(t *testing.T) {
			w := newWorld(t, serverOptions{})
			worker := w.worker()
			w.server.set(func(s *mailServer) { s.cut = at })
			w.send(firstkind.Sender)
			w.round(worker)
			if diff := cmp.Diff(map[string]string{"registry": "waiting cut"}, w.failures()); diff != "" {
				t.Errorf("not sent (-want +got):\n%s", diff)
			}
			w.wait(time.Minute)
			w.round(worker)
			mails := ids(w.server.got())
			if len(mails) != want || len(w.failures()) > 0 {
				t.Errorf("%d mails, want %d; not sent: %v", len(mails), want, w.failures())
			}
			if to := ids(w.server.to(registry)); to[0] != to[len(to)-1] {
				t.Errorf("Message-IDs %v", to)
			}
		})
	}
}

// TestSlowServer: a server that never comes to an end costs its time and no more.
func TestSlowServer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	w.mail.options.timeout = 300 * time.Millisecond
	worker := w.worker()
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	var mu sync.Mutex
	slow := 0
	w.server.set(func(s *mailServer) {
		s.data = func(io.Reader) error {
			mu.Lock()
			slow++
			first := slow == 1
			mu.Unlock()
			if first {
				<-over
			}
			return nil
		}
	})
	w.send(firstkind.Sender)
	began := time.Now()
	w.round(worker)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the round took %s", took)
	}
	if diff := cmp.Diff(map[string]string{"registry": "waiting cut"}, w.failures()); diff != "" {
		t.Errorf("not sent (-want +got):\n%s", diff)
	}
	w.wait(time.Minute)
	w.round(worker)
	if len(w.failures()) > 0 {
		t.Errorf("not sent: %v", w.failures())
	}
}

// forgetful is an outbox whose process is killed before it notes an outcome.
type forgetful struct {
	intake.Outbox
	killed bool
}

var errKilled = errors.New("killed")

func (f *forgetful) Settle(ctx context.Context, o intake.Outcome) (bool, error) {
	if f.killed {
		return false, errKilled
	}
	return f.Outbox.Settle(ctx, o)
}

// TestKilledBetweenSendingAndNoting: what was sent and not noted is sent again, as the
// same message, when the claim has ended.
func TestKilledBetweenSendingAndNoting(t *testing.T) {
	w := newWorld(t, serverOptions{})
	outbox := &forgetful{Outbox: w.store}
	worker := w.worker(func(c *Config) { c.Outbox = outbox })
	outbox.killed = true
	w.send(firstkind.Sender)
	w.round(worker)
	first := ids(w.server.got())
	if len(first) != 1 {
		t.Fatalf("%d mails before it was killed", len(first))
	}
	after := w.worker()
	w.round(after)
	if got := len(w.server.to(registry)); got != 1 {
		t.Errorf("%d letters to the registry while the claim holds", got)
	}
	w.wait(after.channels[0].lease())
	w.round(after)
	all := ids(w.server.got())
	if len(all) != 4 || all[3] != first[0] || len(w.failures()) > 0 {
		t.Errorf("mails %v, not sent %v", all, w.failures())
	}
}

// TestManyWorkers: each letter goes once, whoever sends it.
func TestManyWorkers(t *testing.T) {
	w := newWorld(t, serverOptions{})
	workers := []*Worker{w.worker(), w.worker(), w.worker()}
	senders := firstkind.Asked(firstkind.Inquiry(t))
	for _, sender := range senders[:8] {
		w.send(sender)
	}
	var wait sync.WaitGroup
	for _, worker := range workers {
		wait.Go(func() {
			for range 40 {
				w.round(worker)
			}
		})
	}
	wait.Wait()
	seen := map[string]int{}
	for _, id := range ids(w.server.got()) {
		seen[id]++
	}
	for id, times := range seen {
		if times > 1 {
			t.Errorf("%s was sent %d times", id, times)
		}
	}
	if counts := w.queue(); counts[intake.DeliverySent] != len(seen) || len(counts) != 1 {
		t.Errorf("queue %v, %d mails", counts, len(seen))
	}
}
