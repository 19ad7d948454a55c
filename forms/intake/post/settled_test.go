package post

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hytekit/hytekit/forms/intake"
	"github.com/hytekit/hytekit/hyte"
	"github.com/hytekit/hytekit/internal/firstkind"
	"github.com/hytekit/hytekit/internal/htmlcheck"
)

const otherMail = "toinen@example.fi"

// decide keeps a decision of the organizer's about a record, as its page does, and returns
// its id.
func (w *world) decide(kind, member, about string) string {
	w.t.Helper()
	w.wait(time.Minute)
	id := fmt.Sprintf("decision-%d", w.clock.Now().UnixNano())
	r := intake.Record{
		ID: id, Inquiry: firstkind.ID, Kind: kind, Sender: firstkind.Sender, ReceivedAt: w.clock.Now(), Key: `"decision:` + id,
		Document: fmt.Appendf(nil, `{"kind":%q,"by":"Päivi Päättäjä","reason":"Salainen peruste","%s":%q}`, kind, member, about),
	}
	if _, added, err := w.store.Append(w.t.Context(), r); err != nil || !added {
		w.t.Fatalf("%t, error %v", added, err)
	}
	return id
}

// received are the ids of all records, oldest first.
func (w *world) received() (ids []string) {
	w.t.Helper()
	for r, err := range w.store.Records(w.t.Context(), firstkind.ID) {
		if err != nil {
			w.t.Fatal(err)
		}
		ids = append(ids, r.ID)
	}
	return ids
}

// hears fails unless the last of so many mails to an address begins so.
func (w *world) hears(to string, count int, subjectBegins string) string {
	w.t.Helper()
	mails := w.server.to(to)
	if len(mails) != count {
		w.t.Fatalf("%d mails to %s, want %d with %q; not sent: %v", len(mails), to, count, subjectBegins, w.failures())
	}
	last := mails[count-1]
	if got := subject(w.t, last); !strings.HasPrefix(got, subjectBegins) {
		w.t.Errorf("to %s: subject %q, want %q", to, got, subjectBegins)
	}
	parts := content(w.t, last)
	htmlcheck.Run(w.t, []byte(parts["text/html"]), htmlcheck.All()...)
	contains(w.t, "letter", parts["text/plain"], []string{"Helmi Esimerkki"}, []string{"{", "Salainen peruste", "Päättäjä", "Aino"})
	return parts["text/plain"]
}

func bySomebodyElse(n *firstkind.Answer) {
	n.Submitter = &hyte.Submitter{GivenName: "Toinen", FamilyName: "Lähettäjä", Email: otherMail}
}

// TestSettledContest: both senders hear which answer counts, that it is settled again, and
// what comes of that.
func TestSettledContest(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.wait(time.Hour)
	w.send(firstkind.Sender, bySomebodyElse)
	w.round(worker)
	first, second := w.received()[0], w.received()[1]
	registryMails := len(w.server.to(registry))

	accepted := w.decide("acceptance", "accepts", second)
	w.round(worker)
	text := w.hears(otherMail, 2, "Vastaus on voimassa: ")
	contains(t, "letter", text, []string{"vastaus, jonka lähetit 12.1.2021 klo 11.05, on voimassa"}, nil)
	w.hears(sendersMail, 3, "Vastaus ei ole voimassa: ")

	w.decide("undo", "undoes", accepted)
	w.round(worker)
	w.hears(otherMail, 3, "Vastausta selvitetään uudelleen: ")
	w.hears(sendersMail, 4, "Vastausta selvitetään uudelleen: ")

	w.decide("rejection", "rejects", second)
	w.round(worker)
	w.hears(otherMail, 4, "Vastaus ei ole voimassa: ")
	w.hears(sendersMail, 5, "Vastaus on voimassa: ")

	w.decide("acceptance", "accepts", first) // which says nothing new
	w.round(worker)
	if n, m := len(w.server.to(otherMail)), len(w.server.to(sendersMail)); n != 4 || m != 5 {
		t.Errorf("a decision that changes nothing: %d and %d mails", n, m)
	}
	if n := len(w.server.to(registry)); n != registryMails {
		t.Errorf("%d letters to the registry, which has decided itself", n)
	}
}

// TestSettledByTheFirstAnswer: who accepts the answer that is in force has settled the other
// one, too.
func TestSettledByTheFirstAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.send(firstkind.Sender, bySomebodyElse)
	w.round(worker)
	w.decide("acceptance", "accepts", w.received()[0])
	w.round(worker)
	w.hears(sendersMail, 3, "Vastaus on voimassa: ")
	w.hears(otherMail, 2, "Vastaus ei ole voimassa: ")
}

// TestSettledLateAnswer: a late answer that is accepted, in the language of its sender, who
// hears nothing of the earlier one that it replaced; and one that is not.
func TestSettledLateAnswer(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.wait(96 * time.Hour)
	w.send(firstkind.Sender, func(n *firstkind.Answer) {
		n.Language, n.Representatives[0].Person.GivenName = "sv", "Aina"
	})
	w.send(neighbour, bySomebodyElse)
	w.round(worker)
	ids := w.received()
	w.decide("acceptance", "accepts", ids[1])
	w.round(worker)
	w.hears(sendersMail, 3, "Svaret gäller: ")
	w.decide("rejection", "rejects", ids[2])
	w.round(worker)
	w.hears(otherMail, 2, "Vastaus ei ole voimassa: ")
	if n := len(w.server.to(sendersMail)); n != 3 {
		t.Errorf("%d mails to the other sender", n)
	}
}

// TestSettledByACorrection: an answer was in time after all.
func TestSettledByACorrection(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.wait(96 * time.Hour)
	w.send(firstkind.Sender)
	w.round(worker)
	w.decide("correction", `arrivedAt":"2021-01-15T10:00:00Z","corrects`, w.received()[0])
	w.round(worker)
	w.hears(sendersMail, 2, "Vastaus on voimassa: ")
}

// TestSettledNotice: a withdrawal by somebody else, which the organizer accepts.
func TestSettledNotice(t *testing.T) {
	for kind, want := range map[string][2]string{
		"acceptance": {"Ilmoitus on voimassa: ", "Vastaus ei ole voimassa: "},
		"rejection":  {"Ilmoitus ei ole voimassa: ", "Vastaus on voimassa: "},
	} {
		t.Run(kind, func(t *testing.T) {
			w := newWorld(t, serverOptions{})
			worker := w.worker()
			w.send(firstkind.Sender)
			w.post(strings.TrimSuffix(firstkind.Path, firstkind.Plural)+"withdrawals", `{"call":"`+firstkind.ID+`","`+firstkind.SenderName+`":"`+firstkind.Sender+
				`","submitter":{"givenName":"Toinen","familyName":"Lähettäjä","email":"`+otherMail+`"},"language":"fi"}`)
			w.round(worker)
			w.decide(kind, map[string]string{"acceptance": "accepts", "rejection": "rejects"}[kind], w.received()[1])
			w.round(worker)
			w.hears(otherMail, 2, want[0])
			w.hears(sendersMail, 3, want[1])
		})
	}
}

// TestSettledLetters: nothing of what was sent is in them, and an event tells the decision itself.
func TestSettledLetters(t *testing.T) {
	w := newWorld(t, serverOptions{})
	worker := w.worker()
	w.send(firstkind.Sender)
	w.send(firstkind.Sender, bySomebodyElse)
	w.round(worker)
	id := w.decide("acceptance", "accepts", w.received()[1])
	a, err := w.service.Arrival(t.Context(), w.record(id))
	if err != nil || len(a.Letters()) != 2 {
		t.Fatalf("%v, error %v", a, err)
	}
	for _, l := range a.Letters() {
		if l.Document != nil || l.Own || l.Receipt {
			t.Errorf("the letter to %s is %+v", l.Recipient, l)
		}
	}
	event, err := (&Webhook{config: WebhookConfig{Source: "x"}}).event(a, intake.Delivery{Record: id})
	if err != nil || !strings.Contains(string(event), `"kind":"acceptance"`) {
		t.Errorf("the event is %s, error %v", event, err)
	}
}

func (w *world) record(id string) intake.Record {
	w.t.Helper()
	r, err := w.store.Find(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}
