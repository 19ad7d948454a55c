package post

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/testservice"
)

// posted is a world whose letters go to a Postfix that has a mailbox for all but the
// organization's.
func posted(t *testing.T) (*world, *postfix) {
	t.Helper()
	postfixPrograms(t)
	w := newWorld(t, serverOptions{})
	p := newPostfix(t, w.server, registry, copies, sendersMail)
	w.mail.To, w.mail.Password = "smtp://"+mailUser+"@"+p.address, mailPassword
	w.mail.options = smtpOptions{roots: w.server.roots, timeout: 20 * time.Second}
	return w, p
}

// TestPostfix: what Postfix has taken comes to the mailboxes as it was written, whatever its
// letters and however long its lines; an address that it does not know is refused.
func TestPostfix(t *testing.T) {
	w, p := posted(t)
	p.start()
	worker := w.worker()
	long := strings.Repeat("Hyvinvointityö ja yhdyspinnat, ", 6)
	w.send(organization, func(a *firstkind.Answer) {
		a.Representatives[0].Person.JobTitle = long[:190]
	})
	w.round(worker)
	if q := w.queue(); q[intake.DeliverySent] != 3 || q[intake.DeliveryRefused] != 1 || q[intake.DeliveryWaiting] != 0 {
		t.Errorf("queue %v, failures %v", q, w.failures())
	}
	for recipient, failure := range w.failures() {
		if failure != "refused "+failAddress {
			t.Errorf("%s: %s", recipient, failure)
		}
	}
	document := testservice.Records(t, w.store, firstkind.ID)[0].Document
	for _, address := range []string{registry, copies, sendersMail} {
		m := p.delivered(address, 1)[0]
		if got := subject(t, m); !strings.Contains(got, "astaus") || strings.Contains(got, "=?") {
			t.Errorf("%s: subject %q", address, got)
		}
		for name, want := range map[string]string{
			"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All", "From": `=?utf-8?q?H=C3=A4meen_liitto?= <lomakkeet@example.fi>`,
			"To": "<" + address + ">", "Delivered-To": address, "Return-Path": "<lomakkeet@example.fi>", "Mime-Version": "1.0",
		} {
			if got := m.Header.Get(name); got != want {
				t.Errorf("%s: %s: %q, want %q", address, name, got, want)
			}
		}
		if id := m.Header.Get("Message-Id"); !strings.HasSuffix(id, "@example.fi>") || !strings.Contains(m.Header.Get("Received"), "SMTPSA") {
			t.Errorf("%s: id %q, received %q", address, id, m.Header.Get("Received"))
		}
		parts := content(t, m)
		if got := strings.TrimRight(parts["application/json"], "\n"); got != strings.TrimRight(string(document), "\n") || !json.Valid([]byte(got)) {
			t.Errorf("%s: the document came as %q", address, got)
		}
		for kind, text := range map[string]string{"text/plain": parts["text/plain"], "text/html": parts["text/html"]} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), strings.TrimSpace(long[:190])) {
				t.Errorf("%s: the %s lacks the long line:\n%s", address, kind, text)
			}
		}
	}
}

// TestPostfixStops: while Postfix is away letters wait, and afterwards each comes once, also
// those that Postfix has had in its own queue.
func TestPostfixStops(t *testing.T) {
	w, p := posted(t)
	p.start()
	worker := w.worker()
	const before, meanwhile = 2, 3
	for n := range before {
		w.send([]string{"municipality:109", "municipality:061"}[n])
	}
	w.round(worker)
	p.stop()
	for n := range meanwhile {
		w.send([]string{"municipality:082", "municipality:086", "municipality:103"}[n])
		w.round(worker)
		w.wait(time.Hour)
	}
	if q := w.queue(); q[intake.DeliverySent] != 3*before || q[intake.DeliveryWaiting] != 3*meanwhile {
		t.Fatalf("queue %v, failures %v", q, w.failures())
	}
	p.start()
	w.wait(time.Hour)
	w.round(worker)
	if q := w.queue(); q[intake.DeliverySent] != 3*(before+meanwhile) || q[intake.DeliveryWaiting]+q[intake.DeliveryRefused] != 0 {
		t.Errorf("queue %v, failures %v", q, w.failures())
	}
	for _, address := range []string{registry, copies, sendersMail} {
		seen := map[string]bool{}
		for _, m := range p.delivered(address, before+meanwhile) {
			seen[m.Header.Get("Message-Id")] = true
		}
		if n := len(p.delivered(address, before+meanwhile)); len(seen) != before+meanwhile || n != before+meanwhile {
			t.Errorf("%s: %d letters, %d different ones; want %d", address, n, len(seen), before+meanwhile)
		}
	}
}

// TestPostfixWithoutLogin: a wrong password is the server's refusal, and nobody's letter is
// lost for it.
func TestPostfixWithoutLogin(t *testing.T) {
	w, p := posted(t)
	p.start()
	w.mail.Password = "another password"
	worker := w.worker()
	w.send("municipality:109")
	w.round(worker)
	if q := w.queue(); q[intake.DeliveryWaiting] != 3 {
		t.Errorf("queue %v, failures %v", q, w.failures())
	}
	for recipient, failure := range w.failures() {
		if failure != "waiting "+failLogin && failure != "waiting " {
			t.Errorf("%s: %q", recipient, failure)
		}
	}
	w.mail.Password = mailPassword
	worker = w.worker()
	w.wait(time.Hour)
	w.round(worker)
	p.delivered(registry, 1)
}
