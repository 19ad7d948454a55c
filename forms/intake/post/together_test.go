package post

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

// inquiries of one letter: the first one is that of the examples.
var inquiries = []string{firstkind.ID, "elderly-council", "youth-council"}

// lettered is a world whose service serves the inquiries of a letter.
func lettered(t *testing.T, changes ...func(*hyte.Call)) *world {
	t.Helper()
	w := newWorld(t, serverOptions{}, changes...)
	w.serveLetter(func(*intake.Config) {})
	return w
}

// serveLetter serves the inquiries of the letter, by a changed configuration.
func (w *world) serveLetter(change func(*intake.Config)) {
	w.t.Helper()
	var all []intake.Inquiry
	for _, id := range inquiries {
		all = append(all, firstkind.Inquiry(w.t, append(w.changes, func(c *hyte.Call) {
			c.ID, c.Body.ID, c.Series, c.Submission = id, id, "three-councils", &hyte.Submission{Registry: registry}
			c.Title = hyte.Text{"fi": "Pyyntö: " + id, "sv": "Begäran: " + id}
		})...))
	}
	w.serve(all[0], func(c *intake.Config) { c.Inquiries, c.Announcing = all, w.announcing() }, change)
}

// sendPage sends the page of the letter, filled in for some of its inquiries.
func (w *world) sendPage(token string, to ...string) {
	w.t.Helper()
	values := url.Values{"token": {token}}
	for name, given := range firstkind.Filled(firstkind.Sender) {
		if name == "token" {
			continue
		}
		if !strings.HasPrefix(name, "/representatives") {
			values[name] = given
			continue
		}
		for _, id := range to {
			values["/inquiries/"+id+name] = given
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/"+firstkind.ID+"/fi/series", strings.NewReader(values.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, r)
	if answer.Code != http.StatusSeeOther {
		w.t.Fatalf("the page was not taken: %d %s", answer.Code, answer.Body)
	}
}

const pageToken = "abcdefghijklmnopqrstuvwxyz"

// TestOneReceiptOfAPage: whoever answers several inquiries on one page gets one receipt with
// all that was sent, and one more for what they send later.
func TestOneReceiptOfAPage(t *testing.T) {
	w := lettered(t)
	worker := w.worker()
	w.sendPage(pageToken, inquiries...)
	w.round(worker)
	mails := w.server.to(sendersMail)
	if len(mails) != 1 || len(w.server.to(registry)) != 3 {
		t.Fatalf("%d mails, not sent: %v", len(mails), w.failures())
	}
	if got := subject(t, mails[0]); got != "3 vastausta on vastaanotettu: Hämeen liitto" {
		t.Errorf("subject %q", got)
	}
	parts := content(t, mails[0])
	htmlcheck.Run(t, []byte(parts["text/html"]), htmlcheck.All()...)
	text := parts["text/plain"]
	for _, id := range inquiries {
		if n := strings.Count(text, "Pyyntö: "+id+"\n====="); n != 1 {
			t.Errorf("%s is told %d times:\n%s", id, n, text)
		}
		contains(t, "the receipt", text, []string{"https://lomakkeet.example.fi/" + id + "/fi", "(" + id + "-"}, []string{"{"})
	}
	if n := strings.Count(text, "Vastaanotettu: 12.1.2021 klo 10.05"); n != 3 {
		t.Errorf("%d times of arrival", n)
	}
	if n := strings.Count(mails[0].raw, "Content-Type: application/json"); n != 3 {
		t.Errorf("%d documents are attached", n)
	}
	if strings.Count(text, "Viesti on lähetetty automaattisesti") != 1 {
		t.Error("the end of the letter is not there once")
	}

	w.sendPage(pageToken, inquiries...) // pressed twice
	w.round(worker)
	if n := len(w.server.to(sendersMail)); n != 1 {
		t.Fatalf("%d mails about a page that was sent twice", n)
	}
	w.sendPage("bbcdefghijklmnopqrstuvwxyz", inquiries[1])
	w.round(worker)
	mails = w.server.to(sendersMail)
	if len(mails) != 2 || !strings.HasPrefix(subject(t, mails[1]), "Vastaus on vastaanotettu: Pyyntö: elderly-council") {
		t.Fatalf("%d mails", len(mails))
	}
}

// eager has the worker make a round as soon as anything is kept, as when it wakes at that
// very moment.
type eager struct {
	intake.Store
	wake func()
}

func (e eager) Append(ctx context.Context, r intake.Record) (intake.Record, bool, error) {
	defer e.wake()
	return e.Store.Append(ctx, r)
}

func (e eager) AppendAll(ctx context.Context, records []intake.Record) ([]intake.Record, []bool, error) {
	defer e.wake()
	return e.Store.AppendAll(ctx, records)
}

// TestOneReceiptWheneverTheWorkerWakes: also a worker that wakes while a page is kept finds
// all of it, and tells it once.
func TestOneReceiptWheneverTheWorkerWakes(t *testing.T) {
	w := lettered(t)
	worker := w.worker()
	w.serveLetter(func(c *intake.Config) { c.Store = eager{c.Store, func() { w.round(worker) }} })
	w.sendPage(pageToken, inquiries...)
	w.round(worker)
	mails := w.server.to(sendersMail)
	if len(mails) != 1 || !strings.HasPrefix(subject(t, mails[0]), "3 vastausta") || len(w.server.to(registry)) != 3 {
		t.Errorf("%d receipts, not sent: %v", len(mails), w.failures())
	}
	w.sendPage(pageToken, inquiries...) // pressed twice
	if n := len(w.server.to(sendersMail)); n != 1 {
		t.Errorf("%d receipts of a page that was sent twice", n)
	}
}

// TestReceiptsOfAPageThatWait: a receipt that was planned before the rest of its page came is
// not sent once another one tells the same.
func TestReceiptsOfAPageThatWait(t *testing.T) {
	w := lettered(t)
	worker := w.worker()
	w.sendPage(pageToken, inquiries[:2]...)
	w.server.set(func(s *mailServer) { s.from = func() error { return errors.New("no") } })
	w.round(worker)
	w.sendPage(pageToken, inquiries...)
	w.round(worker)
	w.server.set(func(s *mailServer) { s.from = nil })
	for range 3 {
		w.wait(time.Hour)
		w.round(worker)
	}
	if q := w.queue(); q[intake.DeliverySent] != 4 || q[intake.DeliveryDropped] != 1 || q[intake.DeliveryWaiting]+q[intake.DeliveryRefused] != 0 {
		t.Errorf("queue %v", q)
	}
	if f := w.failures(); f["receipt"] != "dropped together" {
		t.Errorf("failures %v", f)
	}
	if mails := w.server.to(sendersMail); len(mails) != 1 || !strings.HasPrefix(subject(t, mails[0]), "3 vastausta") {
		t.Errorf("%d mails", len(mails))
	}
}

// TestReceiptsOfAPageToConfirm: what is to be confirmed has a link and a receipt of its own.
func TestReceiptsOfAPageToConfirm(t *testing.T) {
	w := lettered(t, countsConfirmed)
	worker := w.worker()
	w.sendPage(pageToken, inquiries...)
	w.round(worker)
	mails := w.server.got()
	if len(mails) != 3 {
		t.Fatalf("%d mails, not sent: %v", len(mails), w.failures())
	}
	for _, m := range mails {
		if _, pressed := w.press(confirmLink(t, m)); pressed.Code != http.StatusSeeOther {
			t.Errorf("pressed: %d", pressed.Code)
		}
	}
	w.round(worker)
	if n := len(w.server.to(sendersMail)); n != 6 {
		t.Errorf("%d mails", n)
	}
}

// TestOneReminderOfALetter: an organization that has answered none of the inquiries of a
// letter, or only one, gets one reminder in a round.
func TestOneReminderOfALetter(t *testing.T) {
	w := lettered(t)
	worker := w.worker()
	w.sendPage(pageToken, inquiries[0]) // by the municipality, to which its neighbour does not belong
	w.round(worker)
	w.remindNow(worker)
	for to, want := range map[string]int{municipalityMail: 2, neighbourMail: 3} {
		mails := w.server.to(to)
		if len(mails) != 1 {
			t.Fatalf("%d reminders to %s; not sent: %v", len(mails), to, w.failures())
		}
		if got := subject(t, mails[0]); !strings.HasPrefix(got, fmt.Sprintf("Muistutus: %d pyyntöä odottaa vastausta", want)) {
			t.Errorf("to %s: subject %q", to, got)
		}
		parts := content(t, mails[0])
		htmlcheck.Run(t, []byte(parts["text/html"]), htmlcheck.All()...)
		for n, id := range inquiries {
			told := strings.Contains(parts["text/plain"], "https://lomakkeet.example.fi/"+id+"/fi\n")
			if told != (n >= len(inquiries)-want) {
				t.Errorf("to %s: %s is told: %t\n%s", to, id, told, parts["text/plain"])
			}
		}
	}
	w.remindNow(worker)
	w.wait(time.Hour)
	w.remindNow(worker)
	if n := len(w.server.to(neighbourMail)); n != 1 {
		t.Errorf("%d reminders in one round", n)
	}
}

// TestReminderOfALetterThatWaits: the last inquiry is answered while the reminders wait; the
// others are told all the same.
func TestReminderOfALetterThatWaits(t *testing.T) {
	w := lettered(t)
	worker := w.worker()
	w.server.set(func(s *mailServer) { s.from = func() error { return errors.New("no") } })
	w.remindNow(worker)
	for range 3 { // until those are dropped that the last one tells
		w.wait(time.Hour)
		w.round(worker)
	}
	w.sendPage(pageToken, inquiries[2])
	w.server.set(func(s *mailServer) { s.from = nil })
	for range 3 {
		w.wait(time.Hour)
		w.round(worker)
	}
	mails := w.server.to(municipalityMail)
	if len(mails) != 1 || !strings.HasPrefix(subject(t, mails[0]), "Muistutus: 2 pyyntöä") {
		t.Fatalf("%d reminders, %v, %v", len(mails), w.queue(), w.failures())
	}
	contains(t, "reminder", content(t, mails[0])["text/plain"], []string{inquiries[0] + "/fi\n", inquiries[1] + "/fi\n"}, []string{inquiries[2] + "/fi\n"})
	if q := w.queue(); q[intake.DeliveryWaiting] != 0 {
		t.Errorf("queue %v", q)
	}
}
