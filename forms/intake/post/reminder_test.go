package post

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/forms/intake/kinds"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/hyte/reminder"
	"github.com/hytekit/hytekit/internal/firstkind"
)

// Two municipalities whose addresses the service is told; nobody knows those of the others.
const (
	municipality     = "municipality:109"
	municipalityMail = "kirjaamo@hml.example.fi"
	neighbour        = "municipality:061"
	neighbourMail    = "kirjaamo@forssa.example.fi"
)

// announcing is a configuration that reminds 7 and 2 days before.
func (w *world) announcing() intake.Announcing {
	return intake.Announcing{
		Outbox: w.store, Remind: reminder.Schedule{7, 2},
		Addresses: map[string]string{municipality: municipalityMail, neighbour: neighbourMail},
	}
}

// reminding is a world whose service reminds. It is three days before the deadline.
func reminding(t *testing.T, changes ...func(*hyte.Call)) (*world, *Worker) {
	t.Helper()
	w := newWorld(t, serverOptions{}, append(changes, firstkind.ReachesNobody, firstkind.Reaches(organization, organizationMail, "fi", "sv"))...)
	w.remind(w.inquiry)
	return w, w.worker()
}

// remind serves an inquiry anew, with reminders.
func (w *world) remind(inquiry intake.Inquiry) {
	w.t.Helper()
	w.serve(inquiry, func(c *intake.Config) {
		c.Announcing = w.announcing()
	})
}

// remindNow lets the service look who is due, and the worker send.
func (w *world) remindNow(worker *Worker) {
	w.service.RemindDue(w.t.Context())
	w.round(worker)
}

// reminded are the addresses that got so many letters.
func (w *world) reminded(want map[string]int) {
	w.t.Helper()
	got := map[string]int{}
	for _, m := range w.server.got() {
		if strings.Contains(strings.ToLower(subject(w.t, m)), "muistutus") {
			got[m.to]++
		}
	}
	for _, address := range []string{organizationMail, municipalityMail, neighbourMail} {
		if got[address] != want[address] {
			w.t.Errorf("%s: %d reminders by %s, want %d", address, got[address], w.clock.Now(), want[address])
		}
	}
	if len(got) > 3 {
		w.t.Errorf("reminders to %v", got)
	}
}

func TestReminders(t *testing.T) {
	w, worker := reminding(t)
	w.send(municipality)
	w.remindNow(worker)
	w.remindNow(worker)
	w.reminded(map[string]int{organizationMail: 1, neighbourMail: 1})

	m := w.server.to(organizationMail)[0] // in both of its languages
	if got, want := subject(t, m), "Muistutus: vastaa viimeistään perjantaina 15.1.2021: Alueellinen"; !strings.HasPrefix(got, want) || !strings.Contains(got, " / Påminnelse: svara senast fredag") {
		t.Errorf("subject %q", got)
	}
	contains(t, "to the organization", content(t, m)["text/plain"], []string{
		"Hämeen liitto on pyytänyt organisaatiota nimeämään edustajan: Alueellinen hyvinvoinnin",
		"Vastausta ei ole saapunut 12.1.2021 klo 10.05 mennessä.", "https://lomakkeet.example.fi/" + firstkind.ID + "/fi\n",
		"Inget svar hade kommit in", "https://lomakkeet.example.fi/" + firstkind.ID + "/sv\n",
		"Forssan seudun hyvinvointikuntayhtymä", "Samkommunen för välfärd i Forssaregionen",
		"Jos organisaatio ei nimeä edustajaa", "Viesti on lähetetty automaattisesti.",
	}, []string{"{", "link=", "Aino", "Väinö", sendersMail, "Hämeenlinna", "Lomake:"})
	if m.Header.Get("Auto-Submitted") != "auto-generated" || m.Header.Get("Content-Language") != "fi, sv" {
		t.Errorf("headers %v", m.Header)
	}

	w.wait(24 * time.Hour) // two days before
	w.remindNow(worker)
	w.reminded(map[string]int{organizationMail: 2, neighbourMail: 2})
	last := w.server.to(organizationMail)[1]
	contains(t, "the last one", subject(t, last)+content(t, last)["text/plain"], []string{
		"Viimeinen muistutus: vastausaika päättyy perjantaina 15.1.2021", "ota yhteyttä ennen määräajan päättymistä: Helmi Esimerkki",
	}, []string{"{"})
	for range 5 { // until after the deadline
		w.wait(24 * time.Hour)
		w.remindNow(worker)
	}
	w.reminded(map[string]int{organizationMail: 2, neighbourMail: 2})
}

// TestReminderAndAnswer: an answer that comes between planning and sending stops the
// reminder, a second before and a refusal, too.
func TestReminderAndAnswer(t *testing.T) {
	w, worker := reminding(t)
	w.service.RemindDue(t.Context())
	w.wait(time.Hour)
	w.send(municipality)
	w.wait(time.Second)
	w.post("/api/v1/calls/"+firstkind.ID+"/refusals", `{"call":"`+firstkind.ID+`","`+firstkind.SenderName+`":"`+neighbour+
		`","submitter":{"givenName":"Väinö","familyName":"Näyte","email":"`+sendersMail+`"},"language":"fi"}`)
	w.round(worker)
	w.reminded(map[string]int{organizationMail: 1})
	if q := w.queue(); q[intake.DeliveryDropped] != 2 || q[intake.DeliveryWaiting] != 0 {
		t.Errorf("queue %v", q)
	}
	if f := w.failures(); f["reminder"] != "dropped answered" {
		t.Errorf("failures %v", f)
	}
}

// TestReminderAfterTheDeadline: a mail server that is down until the deadline has passed
// takes no reminder afterwards.
func TestReminderAfterTheDeadline(t *testing.T) {
	w, worker := reminding(t)
	w.server.set(func(s *mailServer) { s.from = func() error { return errors.New("no") } })
	w.remindNow(worker)
	w.wait(96 * time.Hour)
	w.server.set(func(s *mailServer) { s.from = nil })
	w.remindNow(worker)
	w.reminded(nil)
	if q := w.queue(); q[intake.DeliveryDropped] != 3 {
		t.Errorf("queue %v", q)
	}
}

// TestReminderServerDownForDays: of the two rounds that waited, the later one is sent.
func TestReminderServerDownForDays(t *testing.T) {
	w, worker := reminding(t)
	w.wait(-4 * 24 * time.Hour)
	w.server.set(func(s *mailServer) { s.from = func() error { return errors.New("no") } })
	w.remindNow(worker)
	for range 5 * 24 {
		w.wait(time.Hour)
		w.remindNow(worker)
	}
	w.server.set(func(s *mailServer) { s.from = nil })
	for range 3 {
		w.wait(time.Hour)
		w.remindNow(worker)
	}
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
	if q := w.queue(); q[intake.DeliverySent] != 3 || q[intake.DeliveryDropped] != 3 || q[intake.DeliveryWaiting] != 0 {
		t.Errorf("queue %v", q)
	}
	if got := subject(t, w.server.to(neighbourMail)[0]); !strings.HasPrefix(got, "Viimeinen muistutus") {
		t.Errorf("subject %q", got)
	}
}

// TestReminderOfAnExtendedDeadline: a new deadline makes new rounds, once each. What waited
// for the old one is not sent.
func TestReminderOfAnExtendedDeadline(t *testing.T) {
	w, worker := reminding(t)
	w.remindNow(worker)
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
	w.wait(24 * time.Hour)
	w.service.RemindDue(t.Context()) // planned, and not sent
	w.remind(firstkind.Inquiry(t, append(w.changes, func(c *hyte.Call) {
		c.Deadline = &hyte.Deadline{Date: "2021-01-20", Original: c.Deadline.Date}
	})...))
	w.round(worker)
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
	for range 10 {
		w.wait(24 * time.Hour)
		w.remindNow(worker)
	}
	w.reminded(map[string]int{organizationMail: 3, municipalityMail: 3, neighbourMail: 3})
}

// TestReminderClockJumps: a clock that is set back or ahead makes no second reminder.
func TestReminderClockJumps(t *testing.T) {
	w, worker := reminding(t)
	for _, jump := range []time.Duration{0, -3 * time.Hour, 5 * time.Hour, -48 * time.Hour, 50 * time.Hour, -time.Hour} {
		w.wait(jump)
		w.remindNow(worker)
	}
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
}

// TestReminderTwoInstances: services that look and send at the same moment remind once.
func TestReminderTwoInstances(t *testing.T) {
	w, one := reminding(t)
	first := w.service
	w.remind(w.inquiry)
	second, two := w.service, w.worker()
	var wait sync.WaitGroup
	for service, worker := range map[*intake.Service]*Worker{first: one, second: two} {
		for range 3 {
			wait.Go(func() {
				service.RemindDue(context.Background())
				worker.Round(context.Background(), service)
			})
		}
	}
	wait.Wait()
	w.round(one)
	w.reminded(map[string]int{organizationMail: 1, municipalityMail: 1, neighbourMail: 1})
}

// TestReminderKilledBetweenSendingAndNoting: what is sent twice after a kill is one
// message.
func TestReminderKilledBetweenSendingAndNoting(t *testing.T) {
	w, _ := reminding(t)
	w.service.RemindDue(t.Context()) // killed here, nothing is lost
	w.remind(w.inquiry)
	w.worker(func(c *Config) { c.Outbox = &forgetful{Outbox: w.store, killed: true} })
	if n := len(w.server.got()); n != 1 {
		t.Fatalf("%d letters before it was killed", n)
	}
	w.wait(time.Hour)
	w.worker()
	seen := map[string]string{}
	for _, m := range w.server.got() {
		id := m.Header.Get("Message-ID")
		if to, ok := seen[id]; ok && to != m.to || id == "" {
			t.Errorf("the Message-ID %q to %s and %s", id, to, m.to)
		}
		seen[id] = m.to
	}
	if len(seen) != 3 || len(w.server.got()) != 4 {
		t.Errorf("%d messages, %d times; want 3, 4 times", len(seen), len(w.server.got()))
	}
}

var linkForm = regexp.MustCompile(`https://lomakkeet\.example\.fi(/[a-z0-9-]+/fi\?link=[a-z2-7]+)`)

// TestReminderWithLink: where only those who are invited may answer, the reminder has a
// link with which they can.
func TestReminderWithLink(t *testing.T) {
	w, worker := reminding(t, func(c *hyte.Call) { c.Access = hyte.AccessInvited })
	w.remindNow(worker)
	w.opens(w.server.to(organizationMail)[0], http.StatusOK)
}

// opens follows the link of a letter, which must lead to the form or to nothing.
func (w *world) opens(m received, want int) {
	w.t.Helper()
	found := linkForm.FindStringSubmatch(content(w.t, m)["text/plain"])
	if found == nil {
		w.t.Fatalf("there is no link in\n%s", content(w.t, m)["text/plain"])
	}
	answer := httptest.NewRecorder()
	w.service.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, found[1], nil))
	if answer.Code != want {
		w.t.Errorf("the link of the letter: status %d, want %d", answer.Code, want)
	}
	secret := found[1][strings.Index(found[1], "=")+1:]
	all, err := w.store.Deliveries(w.t.Context(), "", 0, 100)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, d := range all {
		if strings.Contains(d.Occasion+d.Recipient+d.Record, secret) {
			w.t.Error("the link is in the store")
		}
	}
	if strings.Contains(w.log.String(), secret) {
		w.t.Error("the link is in the log")
	}
}

// invite announces links to organizations that are made now.
func (w *world) invite(ids ...string) {
	w.t.Helper()
	a := w.announcing()
	expires, err := intake.LinkEnd(w.inquiry, w.clock.Now())
	if err == nil {
		_, err = a.Invite(w.t.Context(), w.inquiry, ids, w.clock.Now(), expires)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func TestInvitations(t *testing.T) {
	w, worker := reminding(t, func(c *hyte.Call) { c.Access = hyte.AccessInvited })
	w.invite(organization, municipality)
	w.invite(organization, municipality) // pressed twice
	w.round(worker)
	all := w.server.got()
	if len(all) != 2 || all[0].to != organizationMail && all[0].to != municipalityMail {
		t.Fatalf("%d letters", len(all))
	}
	m := w.server.to(organizationMail)[0]
	contains(t, "the invitation", subject(t, m)+content(t, m)["text/plain"], []string{
		"Organisaation linkki vastaamista varten: Alueellinen", "Organisationens länk för att svara", "Linkki toimii 15.2.2021 klo 0.00 asti.",
	}, []string{"{", "Aino"})
	w.opens(m, http.StatusOK)

	// A link that is revoked is not sent any more, a newer one instead of an older one.
	w.wait(time.Minute)
	w.invite(organization, municipality)
	w.wait(time.Minute)
	if err := w.store.RevokeLinks(t.Context(), firstkind.ID, municipality, w.clock.Now()); err != nil {
		t.Fatal(err)
	}
	w.invite(organization)
	w.round(worker)
	if n, m := len(w.server.to(organizationMail)), len(w.server.to(municipalityMail)); n != 2 || m != 1 {
		t.Errorf("%d and %d letters, want 2 and 1", n, m)
	}
	w.opens(w.server.to(municipalityMail)[0], http.StatusForbidden)
	if q := w.queue(); q[intake.DeliveryDropped] != 2 {
		t.Errorf("queue %v", q)
	}
}

// TestInvitationsWithoutAKey: a service that cannot sign links sends what is behind them.
func TestInvitationsWithoutAKey(t *testing.T) {
	w, worker := reminding(t)
	w.invite(organization)
	w.serve(w.inquiry, func(c *intake.Config) { c.Announcing, c.LinkKey = w.announcing(), intake.LinkKey{} })
	w.remindNow(worker)
	if f := w.failures(); f["invitation"] != "dropped no-link-key" || w.queue()[intake.DeliverySent] != 3 {
		t.Errorf("failures %v, queue %v", f, w.queue())
	}
}

// TestRemindersWithoutAService: what is due is found from the store alone.
func TestRemindersWithoutAService(t *testing.T) {
	w, _ := reminding(t)
	w.send(municipality)
	known := kinds.All()
	r, err := known.Reminders(t.Context(), w.store, w.announcing(), w.inquiry, w.clock.Now())
	if err != nil || len(r.Due) != 2 || len(r.WithoutAddress) == 0 || len(r.Unanswered) != len(r.Due)+len(r.WithoutAddress) {
		t.Fatalf("due %v, without address %v, of %d, error %v", r.Due, r.WithoutAddress, len(r.Unanswered), err)
	}
	for want := range 2 {
		if n, err := r.Send(t.Context(), w.store); err != nil || n != 2-2*want {
			t.Errorf("sent %d, error %v", n, err)
		}
	}
	if _, err := known.Reminders(t.Context(), w.store, w.announcing(), partnershipDay(t), w.clock.Now()); err == nil {
		t.Error("an event has nobody to remind")
	}
}
